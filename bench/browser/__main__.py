"""Measures the editor in Chromium and prints the results as Markdown: `python -m bench.browser`."""

import asyncio
import os
import statistics
from collections.abc import Sequence

from playwright.async_api import Browser

from bench.browser.measures import Measured, Opening, Typing
from bench.browser.stage import Typists, running_cluster, typists
from documents.tests.harness import browser
from documents.tests.harness.bundle import first_load
from documents.tests.harness.people import Person

# How many pages, and how many others write there.
DOCUMENTS = ((100, 10), (200, 5))
KEYS = 100
ROUNDS = 3
WATCHED_SECONDS = 10.0
THROTTLING = (1, 4)


async def main() -> None:
    """Make the document, measure with and without throttling, print."""
    print(f"Load of the machine before: {os.getloadavg()[0]:.1f}\n")
    with running_cluster() as cluster:
        print(sizes())
        owner = Person("Alice", cluster.web(0)).sign_up(cluster)
        for pages, others in DOCUMENTS:
            document = owner.new_document(f"A document of {pages} pages")
            async with typists(cluster, owner, document, others) as people:
                await people.do("write", pages)
                print(f"\n## {pages} pages, {others} others")
                for rate in THROTTLING:
                    async with browser.launch() as chromium:
                        print(
                            f"\n### Throttled {rate} times\n"
                            if rate > 1
                            else "\n### Not throttled\n"
                        )
                        await opening(chromium, owner, document, rate)
                        await typing(chromium, owner, document, rate, people)
    print(f"\nLoad of the machine behind: {os.getloadavg()[0]:.1f}")


def sizes() -> str:
    """What the editor's page loads at first, compressed as the server does it."""
    files = first_load("src/site.ts", "src/editor.ts")
    lines = [f"| {file} | {size / 1000:.1f} |" for file, size in files.items()]
    total = f"| together | {sum(files.values()) / 1000:.1f} |"
    return "\n".join(["| file | KB gzip |", "|---|---|", *lines, total])


async def opening(chromium: Browser, owner: Person, document: str, rate: int) -> None:
    """Open the document in fresh browsers, and again in the same ones."""
    rounds: dict[str, list[Opening]] = {"for the first time": [], "again": []}
    for _ in range(ROUNDS):
        pages = browser.Pages(chromium)
        context = await pages.context(owner)
        for found in rounds.values():
            measured = await Measured.prepare(context, rate)
            found.append(await measured.open(f"{owner.web.url}/d/{document}/"))
            await measured.page.wait_for_selector("[data-state=saved]")
            await measured.page.close()
        await pages.close()
    print("| opened | cursor in the text, ms | first key painted, ms | layout shift |")
    print("|---|---|---|---|")
    for label, found in rounds.items():
        ready, key = ([getattr(one, name) for one in found] for name in ("ready", "first_key"))
        print(f"| {label} | {spread(ready)} | {spread(key)} | {max(o.shift for o in found):g} |")


async def typing(
    chromium: Browser, owner: Person, document: str, rate: int, people: Typists
) -> None:
    """Type on a bare page, in the document alone, and with everybody."""
    pages = browser.Pages(chromium)
    context = await pages.context(owner)
    bare = await Measured.prepare(context, rate)
    await bare.open_bare(f"{owner.web.url}/bare")
    found = {"a page with one paragraph": await bare.type(KEYS)}
    await bare.page.close()
    measured = await Measured.prepare(context, rate)
    await measured.open(f"{owner.web.url}/d/{document}/")
    await measured.click_in_middle()
    found["the document, alone"] = await measured.type(KEYS)
    await people.do("type")
    found["the document, the others typing"] = await measured.type(KEYS)
    before = await measured.shift()
    await asyncio.sleep(WATCHED_SECONDS)
    shift = await measured.shift() - before
    await people.do("rest")
    await pages.close()
    print("\n| typing in | presented, p50 / p95 ms | main thread through, p50 / p95 ms ", end="")
    print("| busy until then, p50 / p95 ms | its CPU a key, ms | tasks above 50 ms |")
    print("|---|---|---|---|---|---|")
    for label, one in found.items():
        print(f"| {label} | {row(one)} |")
    print(f"\nLayout shift in {WATCHED_SECONDS:.0f} s of watching the others: {shift:g}")


def row(one: Typing) -> str:
    """The cells of one line."""
    presented, painted, busy = (
        f"{statistics.median(values):.0f} / {percentile(values, 0.95):.0f}"
        for values in (one.presented, one.painted, one.busy)
    )
    return f"{presented} | {painted} | {busy} | {one.cpu:.1f} | {one.long_tasks}"


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all do not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def spread(values: Sequence[float]) -> str:
    """The median, and from where to where the others lie."""
    return f"{statistics.median(values):.0f} ({min(values):.0f} to {max(values):.0f})"


if __name__ == "__main__":
    asyncio.run(main())
