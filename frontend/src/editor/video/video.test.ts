import { describe, expect, it } from "vitest";
import { exchange, Peer, stateOf } from "../../testing/peers";
import { pasteVideo } from "./video";

const URL_ = "https://youtu.be/dQw4w9WgXcQ";

function withVideo(url: unknown = URL_): Peer {
  const alice = new Peer();
  const { state, view } = alice.editor;
  view.dispatch(state.tr.insert(0, state.schema.node("video", { url })));
  return alice;
}

function card(peer: Peer): HTMLElement {
  return peer.editor.view.dom.querySelector("[data-video]") as HTMLElement;
}

describe("a video", () => {
  it("is a card until it is played, and its frame asks for nothing before", () => {
    const alice = withVideo();
    expect(card(alice).dataset.video).toBe("YouTube");
    expect(card(alice).querySelector("a")?.href).toBe(URL_);
    expect(card(alice).querySelector("iframe, img")).toBeNull();
    card(alice).querySelector("button")?.click();
    const frame = card(alice).querySelector("iframe");
    expect(frame?.src).toBe("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1");
    expect(frame?.getAttribute("sandbox")).not.toContain("top-navigation");
    expect(frame?.title).toBe("Video from YouTube");
  });

  it("plays on while others write", () => {
    const alice = withVideo();
    const bob = new Peer(alice.state);
    card(alice).querySelector("button")?.click();
    const frame = card(alice).querySelector("iframe");
    bob.select(1, 0).type("words");
    exchange(alice, bob);
    expect(alice.texts.at(-1)).toBe("words");
    expect(card(alice).querySelector("iframe")).toBe(frame);
  });

  it.each([
    ["https://example.org/film", "A"],
    ["javascript:alert(1)", "SPAN"],
    [7, "SPAN"],
    [null, "SPAN"],
  ])("of nobody known is a link at the most: %j", (url, tag) => {
    const alice = withVideo(url);
    expect([...card(alice).children].map(({ tagName }) => tagName)).toEqual([tag]);
  });
});

describe("the address of a video", () => {
  it("that is pasted into an empty line becomes one; undo gives the link back", () => {
    const alice = new Peer(stateOf([{ text: "before" }, { text: "", indent: 1 }]));
    alice.select(1, 0);
    expect(pasteVideo(alice.editor.view, `${URL_}\n`)).toBe(true);
    expect(alice.kinds).toEqual(["paragraph", "video", "paragraph"]);
    expect(alice.node.child(1).attrs).toEqual({ url: URL_, indent: 1 });
    alice.type("next");
    expect(alice.texts[2]).toBe("next");
    alice.press("z", { ctrlKey: true });
    alice.press("z", { ctrlKey: true });
    expect(alice.texts).toEqual(["before", URL_]);
    expect(alice.node.child(1).firstChild?.marks[0]?.attrs.href).toBe(URL_);
  });

  it.each([
    ["words", "paragraph"],
    ["", "bullet"],
    ["", "code"],
  ] as const)("is a link behind %j in a %s", (text, kind) => {
    const alice = new Peer(stateOf([{ text, kind }]));
    alice.select(0, text.length);
    expect(pasteVideo(alice.editor.view, URL_)).toBe(false);
  });
});

it("comes from pages that show one in a frame, and goes back as a link", () => {
  const paste = (html: string) => {
    const alice = new Peer(stateOf([{ text: "before" }, { text: "" }]));
    alice.select(1, 0).editor.view.pasteHTML(html, new Event("paste") as ClipboardEvent);
    return alice;
  };
  const frame = '<p>a</p><iframe src="//player.vimeo.com/video/76979871"></iframe><p>b</p>';
  const alice = paste(`${frame}<iframe src="https://example.org/"></iframe>`);
  expect(alice.kinds).toEqual(["paragraph", "paragraph", "video", "paragraph"]);
  expect(alice.node.child(2).attrs.url).toBe("https://player.vimeo.com/video/76979871");
  const { dom, text } = alice.editor.view.serializeForClipboard(
    alice.node.slice(0, alice.node.content.size),
  );
  expect(text).toContain("https://player.vimeo.com/video/76979871");
  expect(paste(dom.innerHTML).kinds).toContain("video");
});
