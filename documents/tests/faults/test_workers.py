"""Replica workers die, hang and run out of memory while people type."""

import resource
import signal
from random import Random

import psutil

from collab.embedded.web import Web
from documents.tests.faults.typists import BACK_SECONDS, Typists, slowest
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.waiting import until

PROCESSES = (3, 4)
"""Web processes that no other test needs."""
DEADLINE_SECONDS = 10.0
"""After which a worker that does not answer is killed (`WorkerLimits.deadline`)."""
ROOM_BYTES = 8_000_000
"""What a worker may still take: less than what is pasted needs."""
PASTES = 4
PASTE = "x" * 2_000_000


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


async def test_workers_out_of_memory_are_replaced_and_everything_is_saved(
    cluster: Cluster, typists: Typists
) -> None:
    for process in PROCESSES:
        await typists.join(process)
    async with typists.elsewhere() as others:
        author = await others.join(PROCESSES[0], "hocuspocus")
        await others.join(PROCESSES[1])
        full = workers(cluster.web(PROCESSES[0]))
        for worker in full:
            limit = worker.memory_info().vms + ROOM_BYTES
            resource.prlimit(worker.pid, resource.RLIMIT_AS, (limit, limit))
        for number in range(PASTES):
            await author.client.insert(f"{number}{PASTE} ")

        async def are_all_there() -> bool:
            return all(worker.is_running() for worker in full)

        await until(are_all_there, lambda everybody: not everybody, seconds=30)
        times = [await others.back_in_step(), await typists.back_in_step()]
        words = await others.finish() + await typists.finish()
    print(f"{words} words, in step after {max(times):.1f} s")
