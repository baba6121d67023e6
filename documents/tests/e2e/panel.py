"""The panel behind the save state, as a person reads it."""

from playwright.async_api import Locator, expect

from documents.tests.e2e.writing import Writer

SECONDS = 30_000


async def open_panel(writer: Writer) -> Locator:
    """Open the panel by keys or mouse, whichever the page offers first."""
    await writer.page.get_by_role("button", name="More about saving").click()
    panel = writer.page.get_by_role("dialog")
    await expect(panel).to_be_visible()
    return panel


async def says(panel: Locator, subject: str, words: str) -> None:
    """Wait until the panel's line about the subject holds these words."""
    line = panel.locator("dl > div", has_text=subject).locator("dd")
    await expect(line).to_contain_text(words, timeout=SECONDS)
