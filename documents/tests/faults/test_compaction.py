"""Compaction is killed at each of its steps, or done by several at once, while people type."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial

import psutil

from collab.embedded.paths import ROOT
from collab.embedded.process import wait_until
from documents.tests.faults.conftest import strikes
from documents.tests.faults.typists import Typists, log
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.waiting import until
from documents.tests.harness.yjs import read_logs_with_yjs

SECONDS = 180.0
STEP_SECONDS = 60.0
NAME = "compactor"
AT_ONCE = 3

OBSTACLES = {
    "SELECT seq, state FROM documents_checkpoint": (
        "LOCK TABLE documents_checkpoint IN ACCESS EXCLUSIVE MODE"
    ),
    "SELECT FROM documents_document": (
        "SELECT FROM documents_document WHERE id = %(id)s FOR UPDATE"
    ),
    "INSERT INTO documents_checkpoint": "LOCK TABLE documents_checkpoint IN SHARE MODE",
    "DELETE FROM documents_checkpoint": (
        "SELECT FROM documents_checkpoint WHERE document_id = %(id)s FOR UPDATE"
    ),
}
"""For each statement of a compactor, what a transaction of ours does so that it gets no further."""
_HELD_UP = """
SELECT FROM pg_stat_activity
WHERE application_name = %s AND wait_event_type = 'Lock' AND starts_with(query, %s)
"""


def start(cluster: Cluster, document: str) -> subprocess.Popen[bytes]:
    """Start to compact a document, in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "compact", document],
        cwd=ROOT,
        env={**cluster.environment, "PGAPPNAME": NAME},
        stdout=subprocess.DEVNULL,
    )


def compact(cluster: Cluster, document: str, at_once: int = 1) -> None:
    """Have some processes compact a document; fails when one of them does."""
    with ExitStack() as stack:
        compactors = [stack.enter_context(start(cluster, document)) for _ in range(at_once)]
    assert [compactor.returncode for compactor in compactors] == [0] * at_once


def kill_at(statement: str, cluster: Cluster, document: str) -> bool:
    """Kill a compactor that is held up at a statement; tells whether it came there."""
    with cluster.connect() as lookout, cluster.connect() as obstacle:
        obstacle.autocommit = False
        obstacle.execute(OBSTACLES[statement].encode(), {"id": document})
        with start(cluster, document) as compactor:

            def has_come() -> bool:
                return lookout.execute(_HELD_UP, (NAME, statement)).rowcount > 0

            wait_until(lambda: has_come() or has_ended(compactor), STEP_SECONDS)
            held_up = has_come()
            compactor.kill()
        obstacle.rollback()
    return held_up


def kill_at_work(cluster: Cluster, document: str) -> bool:
    """Kill a compactor when it has a worker; tells whether it was caught in time."""
    with start(cluster, document) as compactor:
        process = psutil.Process(compactor.pid)
        wait_until(
            lambda: has_ended(compactor) or bool(process.children()), STEP_SECONDS, step=0.005
        )
        compactor.kill()
    return compactor.returncode == -signal.SIGKILL


def has_ended(compactor: subprocess.Popen[bytes]) -> bool:
    """Whether there is nothing left to kill."""
    return compactor.poll() is not None


Kill = Callable[[Cluster, str], bool]
KILLS: list[Kill] = [kill_at_work, *(partial(kill_at, statement) for statement in OBSTACLES)]


def check(cluster: Cluster, document: str) -> int:
    """Opening the document reads what its log says; returns the row its checkpoint reaches to."""
    with cluster.connect() as connection:
        ((reach, state),) = connection.execute(
            "SELECT seq, state FROM documents_checkpoint WHERE document_id = %s", (document,)
        ).fetchall()
    rows = log(cluster, document)
    opened, whole = read_logs_with_yjs([[state, *rows[reach:]], rows])
    assert opened == whole
    return int(reach)


async def test_compaction_killed_at_any_step_leaves_a_checkpoint_and_the_log(
    cluster: Cluster, typists: Typists
) -> None:
    typists.every = 200.0  # so few rows that the web processes leave compaction to us
    await typists.join(0, "hocuspocus")
    await typists.join(1)
    await asyncio.to_thread(compact, cluster, typists.document)
    for kill in KILLS:
        for _ in range(strikes(1)):
            before = await asyncio.to_thread(check, cluster, typists.document)
            await until(partial(type_and_kill, typists, kill), bool, seconds=SECONDS)
            # A web process may have made one in the meantime.
            assert before <= await asyncio.to_thread(check, cluster, typists.document)
    await typists.back_in_step()
    await asyncio.to_thread(compact, cluster, typists.document)
    print(f"{await typists.finish()} words promised")


async def type_and_kill(typists: Typists, kill: Kill) -> bool:
    """Type something to compact, and kill who does; tells whether it was caught at its step."""
    await typists.present[0].types(5)
    await typists.back_in_step()
    return await asyncio.to_thread(kill, typists.cluster, typists.document)


async def test_several_compact_a_document_at_once(cluster: Cluster, typists: Typists) -> None:
    await typists.join(0, "hocuspocus")
    await typists.join(1)
    for _ in range(strikes(1)):
        await typists.present[0].types(20)
        await typists.back_in_step()
        await asyncio.to_thread(compact, cluster, typists.document, AT_ONCE)
        await asyncio.to_thread(check, cluster, typists.document)
    print(f"{await typists.finish()} words promised")
