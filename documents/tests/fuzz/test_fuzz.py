"""Attackers say whatever they like for 20,000 frames, and everybody else types on.

A run begins with a seed of chance, and `make fuzz` goes on without end;
`SEED=1 pytest documents/tests/fuzz` repeats a run.
"""

import asyncio
import itertools
import os
import random
from contextlib import suppress

import pytest
from websockets.exceptions import ConnectionClosed

from documents.core import close_codes
from documents.core.update import is_missing_parents, parse
from documents.replica.replica import LOG_LIMITS
from documents.tests.fuzz.frames import Attacker, handshake
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.node import Protocol
from documents.tests.harness.socket import Line, open_socket, raw_client
from documents.tests.harness.stage import Stage, staged
from documents.tests.harness.waiting import SECONDS

ENDLESS = bool(os.environ.get("FUZZ"))
SEED = int(os.environ.get("SEED", random.randrange(2**32)))
FRAMES = 20_000
ROUNDS = itertools.count() if ENDLESS else range(1)
ATTACKERS = 6
FRAMES_PER_SOCKET = 60
GROWTH_BYTES = 150_000_000
CODES = {close_codes.MALFORMED, close_codes.UNSUPPORTED_DATA}


class Fuzz:
    """Sends frames until so many have been sent; one seed is one set of conversations."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage = stage
        self.rng = random.Random(seed)
        self.ticket = stage.mallory.ticket(stage.document)
        self.left = FRAMES

    async def attack(self) -> None:
        """Open one socket after the other."""
        while self.left > 0:
            rng = random.Random(self.rng.randrange(2**32))
            if rng.random() < 0.05:
                await self._shake_hands(rng)
            else:
                await self._talk(rng)

    async def _talk(self, rng: random.Random) -> None:
        """Say things on one socket until it must end, and see that it does."""
        protocol: Protocol = rng.choice(["y-websocket", "hocuspocus"])
        document = self.stage.document
        attacker = Attacker(rng, protocol, document)
        path = f"/ws/y/{document}?ticket={self.ticket}"
        path = path if protocol == "y-websocket" else "/ws/hocuspocus"
        async with open_socket(self.stage.web, path) as socket:
            ending = asyncio.create_task(_end(socket))
            token = rng.choice([self.ticket] * 20 + ["forged"])
            if protocol == "hocuspocus":
                await socket.send(attacker.token(token))
            refused = await self._send(socket, attacker)
            # What comes to a document without access is not even looked at.
            if refused and (protocol == "y-websocket" or token == self.ticket):
                assert await asyncio.wait_for(ending, SECONDS) in CODES
            ending.cancel()

    async def _send(self, socket: Line, attacker: Attacker) -> bool:
        """Send frames up to one that must end the socket, if there is any."""
        with suppress(ConnectionClosed):
            for _ in range(FRAMES_PER_SOCKET):
                frame, refused = attacker.frame()
                await socket.send(frame)
                self.left -= 1
                if refused:
                    return True
        return False

    async def _shake_hands(self, rng: random.Random) -> None:
        paths = [f"/ws/y/{self.stage.document}?ticket={self.ticket}", "/ws/hocuspocus", "/ws/x"]
        _, writer = await asyncio.open_connection("127.0.0.1", self.stage.web.port)
        writer.write(handshake(rng, paths))
        await writer.drain()
        writer.close()
        self.left -= 1


async def _end(socket: Line) -> int | None:
    with suppress(ConnectionClosed):
        while True:
            await socket.recv()
    return socket.close_code


@pytest.fixture
def seed() -> int:
    print("SEED =", SEED)
    return SEED


async def test_attackers_hurt_nobody(cluster: Cluster, seed: int) -> None:
    async with staged(cluster) as stage:
        # Attackers learn a clientID from what is written under it, and then it has an owner.
        await stage.all_type(SECONDS)
        memory = stage.memory()
        for number in ROUNDS:
            print("round", number, "from", seed + number, flush=True)
            fuzz = Fuzz(stage, seed + number)
            attacks = asyncio.gather(*(fuzz.attack() for _ in range(ATTACKERS)))
            while not attacks.done():
                await stage.all_type(SECONDS)
                await asyncio.wait([attacks], timeout=0.5)
            await attacks
            await stage.all_type()
            check_log(cluster, stage.document)
            assert stage.memory() - memory < GROWTH_BYTES
        async with raw_client(stage.web, "hocuspocus", stage.document, stage.mallory):
            await stage.all_type()


def check_log(cluster: Cluster, document: str) -> None:
    """Every row of the log can be read, and builds on earlier rows only."""
    known: dict[int, int] = {}
    with cluster.connect() as connection:
        query = """
            SELECT data, quarantined FROM documents_update WHERE document_id = %s ORDER BY seq
        """
        for data, quarantined in connection.execute(query, (document,)):
            assert not quarantined
            parsed = parse(data, LOG_LIMITS)
            assert not is_missing_parents(parsed, known)
            for client, (_, end) in parsed.structs.items():
                known[client] = max(known.get(client, 0), end)
