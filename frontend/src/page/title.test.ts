import { beforeEach, describe, expect, it, vi } from "vitest";
import { editTitle, type TitleEditing, type UnsentTitle } from "./title";

/** Answers whether it stores the title, or which other one it has. */
const server = vi.fn<(title: string, was: string) => boolean | string>();
let input: HTMLInputElement;
let editing: TitleEditing;
let leftFor = 0;

beforeEach(() => {
  vi.useFakeTimers();
  server.mockReset().mockReturnValue(true);
  vi.stubGlobal("fetch", async (_: string, { body }: { body: URLSearchParams }) => {
    const answer = server(body.get("title") ?? "", body.get("was") ?? "");
    if (typeof answer === "string") return Response.json({ title: answer }, { status: 409 });
    return new Response(null, { status: answer ? 204 : 503 });
  });
  // jsdom knows no popovers.
  HTMLElement.prototype.showPopover = () => {};
  document.body.innerHTML = '<h1><input id="title" value="Plans"></h1><p id="announcements"></p>';
  input = document.querySelector("input") as HTMLInputElement;
  leftFor = 0;
  editing = editTitle("/title", () => {
    leftFor += 1;
  });
  return () => vi.useRealTimers();
});

function write(title: string): void {
  input.value = title;
  input.dispatchEvent(new Event("input"));
}

it("is saved once the person pauses", async () => {
  write("P");
  write("Plan B");
  await vi.advanceTimersByTimeAsync(400);
  expect(server).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(server.mock.calls).toEqual([["Plan B", "Plans"]]);
  expect(document.title).toBe("Plan B · Collab");
});

it("is saved again and again until the server has it", async () => {
  server.mockReturnValue(false);
  write("Plan B");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(server.mock.calls.length).toBeGreaterThan(1);
  server.mockReturnValue(true);
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(0);
  const calls = server.mock.calls.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server).toHaveBeenCalledTimes(calls);
});

it("follows what others write, but not over one's own words", async () => {
  editing.hear("Theirs");
  expect(input.value).toBe("Theirs");
  write("Mine");
  editing.hear("Theirs again");
  expect(input.value).toBe("Mine");
  await vi.advanceTimersByTimeAsync(600);
  expect(server.mock.calls).toEqual([["Mine", "Theirs"]]);
});

it("shows what it is called when one's own words are taken back", async () => {
  write("Plans!");
  editing.hear("Theirs");
  write("Plans");
  await vi.advanceTimersByTimeAsync(600);
  expect(server).not.toHaveBeenCalled();
  expect(input.value).toBe("Theirs");
});

describe("that somebody else has changed meanwhile", () => {
  const choices = () => [...document.querySelectorAll("button")];
  const choose = async (label: string) => {
    choices()
      .find(({ textContent }) => textContent === label)
      ?.click();
    await vi.advanceTimersByTimeAsync(0);
  };

  beforeEach(async () => {
    server.mockReturnValue("Theirs");
    write("Mine");
    await vi.advanceTimersByTimeAsync(600);
    await vi.dynamicImportSettled();
    server.mockClear().mockReturnValue(true);
  });

  it("is asked about, and not saved before there is an answer", async () => {
    expect(document.body.textContent).toContain("called it “Theirs” meanwhile");
    expect(input.value).toBe("Mine");
    write("Mine too");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server).not.toHaveBeenCalled();
    expect(choices()).toHaveLength(2);
  });

  it("can be one's own", async () => {
    await choose("Use mine");
    expect(server.mock.calls).toEqual([["Mine", "Theirs"]]);
    expect(choices()).toEqual([]);
  });

  it("is asked about anew when it was changed again", async () => {
    editing.hear("Theirs again");
    server.mockReturnValue("Theirs again");
    await choose("Use mine");
    await vi.dynamicImportSettled();
    expect(document.body.textContent).toContain("called it “Theirs again” meanwhile");
    await choose("Use theirs");
    expect([input.value, document.title]).toEqual(["Theirs again", "Theirs again · Collab"]);
  });

  it("can be theirs", async () => {
    await choose("Use theirs");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(input.value).toBe("Theirs");
    expect(server).not.toHaveBeenCalled();
  });
});

it("that was not saved when the page was left is saved later", async () => {
  expect(editing.unsent()).toBeUndefined();
  server.mockReturnValue(false);
  write("Mine");
  const unsent = editing.unsent();
  expect(unsent).toEqual({ title: "Mine", was: "Plans" });
  document.body.innerHTML = '<h1><input id="title" value="Plans"></h1>';
  server.mockReset().mockReturnValue(true);
  editTitle("/title", () => {}).resume(unsent as UnsentTitle);
  await vi.advanceTimersByTimeAsync(0);
  expect(server.mock.calls).toEqual([["Mine", "Plans"]]);
});

it("Enter leads on to the text", () => {
  input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", cancelable: true }));
  expect(leftFor).toBe(1);
});
