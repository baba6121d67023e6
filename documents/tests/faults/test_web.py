"""Web processes die and are replaced while people type: no word that was acknowledged is lost."""

import asyncio
from random import Random

from documents.tests.faults.typists import Typists
from documents.tests.harness.cluster import Cluster

PROCESSES = (3, 4)
"""Web processes that no other test uses."""
TYPISTS = 4


async def gather(typists: Typists) -> None:
    """Have people type on both processes, in both protocols."""
    for number in range(TYPISTS):
        await typists.join(PROCESSES[number % 2], "hocuspocus" if number < 2 else "y-websocket")


async def test_a_web_process_is_killed_again_and_again(
    cluster: Cluster, typists: Typists, chance: Random, rounds: int
) -> None:
    await gather(typists)
    slowest = 0.0
    for _ in range(rounds):
        await asyncio.sleep(chance.uniform(0.1, 1.0))  # the moment of the fault
        witness = chance.choice([t for t in typists.present if t.protocol == "y-websocket"])
        cluster.web(witness.process).kill()
        # Only the log has what the witness was promised.
        await typists.vanish(witness)
        typists.check_log()
        await typists.join(witness.process)
        slowest = max(slowest, await typists.back_in_step())
    words = await typists.finish()
    print(f"{rounds} kills, {words} words promised, back in step after {slowest:.1f} s at most")


async def test_both_processes_are_restarted_one_after_the_other(
    cluster: Cluster, typists: Typists, rounds: int
) -> None:
    await gather(typists)
    for _ in range(rounds):
        for index in PROCESSES:
            await asyncio.to_thread(cluster.web(index).stop)
            await typists.account()
            typists.check_log()
            await asyncio.to_thread(cluster.web, index)
            await typists.back_in_step()
    print(f"{await typists.finish()} words promised")
