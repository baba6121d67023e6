#!/usr/bin/env python
"""Starts the Firefox named in FIREFOX, and passes on what Playwright and it say to one another.

Playwright speaks WebDriver BiDi to a stock Firefox, but asks for something that Firefox does not
know yet, and gives up at its refusal. It only concerns how pages would like to look, so here it is
granted. Run by Playwright as if it were the browser.
"""

import asyncio
import json
import os
import re
import sys
from asyncio import StreamReader
from asyncio.subprocess import PIPE

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve

HOST = "127.0.0.1"
UNKNOWN = "emulation.setMediaFeaturesOverride"
ENDPOINT = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


async def main() -> int:
    """Be Firefox until it ends; returns its exit status."""
    firefox = await asyncio.create_subprocess_exec(
        os.environ["FIREFOX"], *sys.argv[1:], stderr=PIPE
    )
    assert firefox.stderr is not None
    endpoint = await _endpoint(firefox.stderr)

    async def bridge(playwright: ServerConnection) -> None:
        assert playwright.request is not None
        url = endpoint + playwright.request.path
        async with connect(url, max_size=None, compression=None) as browser:
            ways = [_ask(playwright, browser), _tell(browser, playwright)]
            await asyncio.wait(
                map(asyncio.ensure_future, ways), return_when=asyncio.FIRST_COMPLETED
            )

    async with serve(bridge, HOST, 0, max_size=None, compression=None) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        print(f"WebDriver BiDi listening on ws://{HOST}:{port}", file=sys.stderr, flush=True)
        async for line in firefox.stderr:
            sys.stderr.buffer.write(line)
            sys.stderr.flush()
        return await firefox.wait()


async def _endpoint(log: StreamReader) -> str:
    async for line in log:
        if found := ENDPOINT.search(line.decode(errors="replace")):
            return found[1]
    raise SystemExit("Firefox ended before it listened")


async def _ask(playwright: ServerConnection, browser: ClientConnection) -> None:
    async for message in playwright:
        command = json.loads(message)
        if command["method"] == UNKNOWN:
            answer = {"type": "success", "id": command["id"], "result": {}}
            await playwright.send(json.dumps(answer))
        else:
            await browser.send(message)


async def _tell(browser: ClientConnection, playwright: ServerConnection) -> None:
    async for message in browser:
        await playwright.send(message)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
