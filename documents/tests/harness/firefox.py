"""The machine's Firefox, driven by Playwright through `bidi.py`."""

import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

BRIDGE = Path(__file__).with_name("bidi.py")


@asynccontextmanager
async def launch() -> AsyncIterator[Browser]:
    """Firefox with a fresh profile; where there is none, the test that needs it is skipped."""
    path = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), "")
    if not path:
        pytest.skip("there is no Firefox here: `make test` installs it as root on Debian")
    environment: dict[str, str | float | bool] = {
        **os.environ,
        "FIREFOX": path,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        # Beside the bridge lies a module by the name of one of Python's own.
        "PYTHONSAFEPATH": "1",
    }
    async with async_playwright() as playwright:
        browser = await playwright.firefox.launch(
            channel="moz-firefox", executable_path=BRIDGE, env=environment
        )
        yield browser
        await browser.close()
