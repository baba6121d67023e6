"""Unmodified Yjs clients in Node, spoken to in lines of JSON."""

import asyncio
import itertools
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self

from collab.embedded import frontend
from collab.embedded.paths import ROOT

SCRIPT = ROOT / "documents" / "tests" / "integration" / "node" / "client.mjs"
ANSWER_SECONDS = 20.0

Protocol = Literal["y-websocket", "hocuspocus"]


@dataclass(frozen=True, slots=True)
class Typed:
    """Words typed so far; the server has `acknowledged` so many by their echo (y-websocket)."""

    typed: int
    acknowledged: int


class NodeClient:
    """One Node process with one Yjs document and one provider.

    `documents/tests/integration/node/client.mjs` says what each call does there.
    """

    def __init__(self, process: Process) -> None:
        self._process = process
        self._numbers = itertools.count()

    @classmethod
    async def start(cls) -> Self:
        """Start the process."""
        node = frontend.find_node()
        process = await asyncio.create_subprocess_exec(
            "node", SCRIPT, stdin=PIPE, stdout=PIPE, env=node.environment(), limit=2**26
        )
        return cls(process)

    async def call(self, action: str, **arguments: Any) -> Any:
        """Have the script do something; returns its result, fails with its error."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        number = next(self._numbers)
        line = json.dumps({"number": number, "action": action, "arguments": arguments})
        stdin.write(line.encode() + b"\n")
        answer = json.loads(await asyncio.wait_for(stdout.readline(), ANSWER_SECONDS))
        assert answer["number"] == number, answer
        assert "error" not in answer, answer["error"]
        return answer["result"]

    async def connect(self, protocol: Protocol, url: str, document: str, ticket: str) -> None:
        """Connect to a document of the web process at `url`, without waiting for it."""
        address = url.replace("http", "ws", 1)
        await self.call("connect", protocol=protocol, url=address, document=document, ticket=ticket)

    async def synced(self) -> None:
        """Wait until the provider has what the server had."""
        await self.call("synced")

    async def insert(self, text: str, *, block: int = 0, at: int | None = None) -> None:
        """Type into a block, at its end unless told otherwise."""
        await self.call("insert", text=text, block=block, at=at)

    async def text(self) -> str:
        """The plain text, one line a block."""
        result: str = await self.call("text")
        return result

    async def lacks(self, words: Sequence[str], *, seconds: float) -> list[str]:
        """Wait until the text has all these words; returns those it still lacks then."""
        result: list[str] = await self.call("lacks", words=words, seconds=seconds)
        return result

    async def xml(self) -> str:
        """The whole document, as yjs prints it."""
        result: str = await self.call("xml")
        return result

    async def state(self) -> str:
        """The whole document as an update, in base64."""
        result: str = await self.call("state")
        return result

    async def unsynced(self) -> int:
        """How many changes the server has not acknowledged (Hocuspocus only)."""
        result: int = await self.call("unsynced")
        return result

    async def status(self) -> dict[str, Any]:
        """`connected`, `readOnly`, `closes` (close codes seen) and `failures` so far."""
        result: dict[str, Any] = await self.call("status")
        return result

    async def announce(self, **state: Any) -> None:
        """Set the local awareness state."""
        await self.call("announce", state=state)

    async def others(self) -> list[dict[str, Any]]:
        """The awareness states of everybody else."""
        result: list[dict[str, Any]] = await self.call("others")
        return result

    async def apply(self, update: bytes) -> None:
        """Apply an update as a local change, which the provider then sends."""
        await self.call("apply", update=update.hex())

    async def renew(self, ticket: str) -> None:
        """Have another ticket for when it connects again."""
        await self.call("renew", ticket=ticket)

    async def disconnect(self) -> None:
        """Close the socket; edits go on locally."""
        await self.call("disconnect")

    async def reconnect(self) -> None:
        """Open the socket again."""
        await self.call("reconnect")

    async def type(self, name: str, *, every: float) -> None:
        """Type the words `name-0`, `name-1` ... at the end, one every so many milliseconds."""
        await self.call("type", name=name, every=every)

    async def rest(self) -> None:
        """Stop typing."""
        await self.call("rest")

    async def typed(self) -> Typed:
        """How many words were typed, and how many are confirmed."""
        return Typed(**await self.call("typed"))

    async def elapse(self, seconds: float) -> None:
        """Put the provider's clock forward, as if its machine had slept."""
        await self.call("elapse", seconds=seconds)

    async def close(self) -> None:
        """End the process."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()
