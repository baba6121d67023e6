import { beforeEach, expect, it, vi } from "vitest";
import { editTitle } from "./title";

const server = vi.fn<(title: string) => boolean>();
let input: HTMLInputElement;
let hear: (title: string) => void;
let leftFor = 0;

beforeEach(() => {
  vi.useFakeTimers();
  server.mockReset().mockReturnValue(true);
  vi.stubGlobal("fetch", async (_: string, { body }: { body: URLSearchParams }) => {
    return new Response(null, { status: server(body.get("title") ?? "") ? 204 : 503 });
  });
  document.body.innerHTML = '<input id="title" value="Plans">';
  input = document.querySelector("input") as HTMLInputElement;
  leftFor = 0;
  hear = editTitle("/title", () => {
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
  expect(server.mock.calls).toEqual([["Plan B"]]);
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
  hear("Theirs");
  expect(input.value).toBe("Theirs");
  write("Mine");
  hear("Theirs again");
  expect(input.value).toBe("Mine");
  await vi.advanceTimersByTimeAsync(600);
  expect(server.mock.calls).toEqual([["Mine"]]);
});

it("Enter leads on to the text", () => {
  input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", cancelable: true }));
  expect(leftFor).toBe(1);
});
