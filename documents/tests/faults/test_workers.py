"""Replica workers die and hang while people type."""

import signal
from random import Random

import psutil

from collab.embedded.web import Web
from documents.tests.faults.typists import BACK_SECONDS, Typists, slowest
from documents.tests.harness.cluster import Cluster

PROCESSES = (3, 4)
"""Web processes that no other test needs."""
DEADLINE_SECONDS = 10.0
"""After which a worker that does not answer is killed (`WorkerLimits.deadline`)."""


def workers(web: Web) -> list[psutil.Process]:
    """The replica workers of a web process."""
    assert web.process is not None
    children = psutil.Process(web.process.pid).children()
    return [child for child in children if "documents.replica.worker" in child.cmdline()]


async def test_workers_are_killed_at_any_moment(
    cluster: Cluster, typists: Typists, chance: Random, rounds: int
) -> None:
    for process in PROCESSES:
        await typists.join(process)
    await typists.join(PROCESSES[0], "hocuspocus")
    times = []
    for _ in range(rounds):
        await typists.present[0].types(chance.randrange(1, 30))
        for worker in workers(cluster.web(chance.choice(PROCESSES))):
            worker.kill()
        times.append(await typists.back_in_step())
    words = await typists.finish()
    took = slowest(times)
    print(f"{rounds} times all killed, {words} words, in step after {took:.1f} s at most")


async def test_workers_that_hang_are_replaced(cluster: Cluster, typists: Typists) -> None:
    for process in PROCESSES:
        await typists.join(process)
    for worker in workers(cluster.web(PROCESSES[0])):
        worker.send_signal(signal.SIGSTOP)
    took = await typists.back_in_step(seconds=DEADLINE_SECONDS + BACK_SECONDS)
    print(f"{await typists.finish()} words, in step after {took:.1f} s")
