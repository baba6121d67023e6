import { beforeEach, expect, it, vi } from "vitest";
import { tellOfLoss } from "./lost";

let notice: HTMLElement;

beforeEach(() => {
  document.body.innerHTML = `<div hidden><p>gone</p><a href="/">List</a>
    <p data-signed-out hidden>out</p><a href="/login/" data-signed-out hidden>Sign in</a></div>`;
  notice = document.querySelector("div") as HTMLElement;
});

/** Has the server answer to whoever asks for its form to sign in. */
function answer(respond: () => Promise<Response>) {
  const asked = vi.fn(respond);
  vi.stubGlobal("fetch", asked);
  return asked;
}

function shown(): string {
  const parts = [...notice.children].filter((part) => !(part as HTMLElement).hidden);
  return notice.hidden ? "" : parts.map(({ textContent }) => textContent).join(", ");
}

it("tells whoever is asked to sign in that they were signed out, and leads back here", async () => {
  answer(() => Promise.resolve(new Response("form")));
  history.replaceState(null, "", "/d/1/");
  await tellOfLoss(notice);
  expect(shown()).toBe("out, Sign in");
  const link = notice.querySelector<HTMLAnchorElement>("a[data-signed-out]");
  expect(link?.getAttribute("href")).toMatch(/\/login\/\?next=%2Fd%2F1%2F$/);
});

it.each<[string, () => Promise<Response>]>([
  ["whoever is signed in", () => Promise.resolve(Response.error())],
  ["whoever cannot be told more", () => Promise.reject(new TypeError("offline"))],
])("tells %s that the document is gone", async (_, response) => {
  answer(response);
  await tellOfLoss(notice);
  expect(shown()).toBe("gone, List");
});

it("asks nothing for one who was not signed in", async () => {
  for (const part of notice.querySelectorAll("[data-signed-out]")) part.remove();
  const asked = answer(() => Promise.resolve(new Response("form")));
  await tellOfLoss(notice);
  expect(asked).not.toHaveBeenCalled();
  expect(shown()).toBe("gone, List");
});
