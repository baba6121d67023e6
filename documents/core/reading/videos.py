"""Providers whose videos can be shown: the table of schema/videos.ts of the editor.

tests/vectors/videos.json holds the two together.
"""

import re

from documents.core.reading.links import safe_url

_PATTERNS = {
    "YouTube": (
        (
            r"https?://(?:www\.|m\.|music\.)?youtube(?:-nocookie)?\.com/"
            r"(?:watch\?(?:[^#]*&)?v=|shorts/|live/|embed/)([A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])"
        ),
        r"https?://youtu\.be/([A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])",
    ),
    "Vimeo": (
        (
            r"https?://(?:www\.)?vimeo\.com/(?:channels/[A-Za-z0-9_-]+/)?([0-9]{3,12})"
            r"(?:/([0-9a-f]{6,20}))?(?![A-Za-z0-9_/-])"
        ),
        (
            r"https?://player\.vimeo\.com/video/([0-9]{3,12})"
            r"(?:\?(?:[^#]*&)?h=([0-9a-f]{6,20}))?(?![A-Za-z0-9_-])"
        ),
    ),
    "Dailymotion": (
        r"https?://(?:www\.)?dailymotion\.com/(?:embed/)?video/([a-z0-9]{5,12})(?![A-Za-z0-9-])",
        r"https?://dai\.ly/([a-z0-9]{5,12})(?![A-Za-z0-9-])",
        (
            r"https?://geo\.dailymotion\.com/player\.html\?(?:[^#]*&)?video=([a-z0-9]{5,12})"
            r"(?![A-Za-z0-9-])"
        ),
    ),
}
_COMPILED = {name: [re.compile(p) for p in patterns] for name, patterns in _PATTERNS.items()}

FRAME_ORIGINS = (
    "https://www.youtube-nocookie.com",
    "https://player.vimeo.com",
    "https://geo.dailymotion.com",
)
"""Where frames of the editor's pages may come from."""


def provider_of(address: object) -> str | None:
    """Who shows the video at an address; None where no provider that is known has one."""
    if safe_url(address) is None:
        return None
    for name, patterns in _COMPILED.items():
        if any(pattern.match(str(address)) for pattern in patterns):
            return name
    return None
