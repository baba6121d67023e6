"""Checks a page with axe-core, in every look it has."""

from collections.abc import AsyncIterator
from typing import Literal

from playwright.async_api import Page

from collab.embedded.paths import ROOT

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SIZES = [(1280, 800), (360, 740)]
SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]

_RUN = """async () => {
  // A dialog that is still fading in has colours of its own.
  const moving = document.getAnimations().filter(
    ({ effect }) => Number.isFinite(effect.getComputedTiming().endTime));
  await Promise.allSettled(moving.map(({ finished }) => finished));
  const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await axe.run({ runOnly: tags });
  // What lies half under a bar or a menu is small only until it is scrolled out from there.
  const isCovered = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return [left + 1, right - 1].some((x) => [top + 1, bottom - 1].some(
      (y) => !element.contains(document.elementFromPoint(x, y))));
  };
  const counts = (id, target) =>
    id !== "target-size" || !isCovered(document.querySelector(target.at(-1)));
  const found = violations.flatMap(({ id, nodes }) => {
    const counted = nodes.filter(({ target }) => counts(id, target));
    const names = counted.map(({ target }) => target.join(" ")).join(", ");
    return counted.length > 0 ? [`${id}: ${names}`] : [];
  });
  if (document.documentElement.scrollWidth > innerWidth) found.push("wider than the window");
  return found;
}"""


async def looks(page: Page) -> AsyncIterator[str]:
    """Show the page on a desk and on a phone, in light and in dark; names each look."""
    for width, height in SIZES:
        await page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            # Colours that are still changing would be judged half way.
            await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            yield f"{width}-{scheme}"


async def faults_of(page: Page, look: str) -> list[str]:
    """What is wrong with the page as it looks now."""
    if not await page.evaluate("'axe' in window"):
        # Evaluated by the debugger, since the page's own policy allows no foreign script.
        await page.evaluate(AXE.read_text())
    return [f"{page.url} {look}: {fault}" for fault in await page.evaluate(_RUN)]


async def faults(page: Page) -> list[str]:
    """What is wrong with the page in any look."""
    return [fault async for look in looks(page) for fault in await faults_of(page, look)]
