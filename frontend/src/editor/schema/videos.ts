/**
 * Providers whose videos can be shown in a document, and where from. The server has the same table
 * (documents/core/reading/videos.py); tests/vectors/videos.json holds the two together.
 */
import { safeUrl } from "./urls";

interface Provider {
  name: string;
  /** Addresses of its videos; the first group is the video's id, the second its key, if it has one. */
  patterns: string[];
  /** Where it shows one in a frame: `{id}`, and `{key}` where there is one. */
  frame: string;
  keyed?: string;
}

/** They name no characters but ASCII, so that they mean the same in Python. */
export const PROVIDERS: Provider[] = [
  {
    name: "YouTube",
    patterns: [
      "^https?://(?:www\\.|m\\.|music\\.)?youtube(?:-nocookie)?\\.com/(?:watch\\?(?:[^#]*&)?v=|shorts/|live/|embed/)([A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])",
      "^https?://youtu\\.be/([A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])",
    ],
    // Without cookies until it plays.
    frame: "https://www.youtube-nocookie.com/embed/{id}?autoplay=1",
  },
  {
    name: "Vimeo",
    patterns: [
      "^https?://(?:www\\.)?vimeo\\.com/(?:channels/[A-Za-z0-9_-]+/)?([0-9]{3,12})(?:/([0-9a-f]{6,20}))?(?![A-Za-z0-9_/-])",
      "^https?://player\\.vimeo\\.com/video/([0-9]{3,12})(?:\\?(?:[^#]*&)?h=([0-9a-f]{6,20}))?(?![A-Za-z0-9_-])",
    ],
    frame: "https://player.vimeo.com/video/{id}?dnt=1&autoplay=1",
    keyed: "https://player.vimeo.com/video/{id}?h={key}&dnt=1&autoplay=1",
  },
  {
    name: "Dailymotion",
    patterns: [
      "^https?://(?:www\\.)?dailymotion\\.com/(?:embed/)?video/([a-z0-9]{5,12})(?![A-Za-z0-9-])",
      "^https?://dai\\.ly/([a-z0-9]{5,12})(?![A-Za-z0-9-])",
      "^https?://geo\\.dailymotion\\.com/player\\.html\\?(?:[^#]*&)?video=([a-z0-9]{5,12})(?![A-Za-z0-9-])",
    ],
    frame: "https://geo.dailymotion.com/player.html?video={id}",
  },
];

export interface Video {
  provider: string;
  /** What its frame shows. */
  frame: string;
}

const COMPILED = PROVIDERS.map((provider) => ({
  ...provider,
  patterns: provider.patterns.map((pattern) => new RegExp(pattern)),
}));

/** The video at an address; null where no provider that is known has one. */
export function videoAt(address: unknown): Video | null {
  if (safeUrl(address) === null) return null;
  for (const { name, patterns, frame, keyed } of COMPILED) {
    for (const pattern of patterns) {
      const [, id, key] = pattern.exec(String(address)) ?? [];
      if (!id) continue;
      const address_ = key && keyed ? keyed.replace("{key}", key) : frame;
      return { provider: name, frame: address_.replace("{id}", id) };
    }
  }
  return null;
}
