"""Web processes die and are replaced while people type: no word that was acknowledged is lost."""

import asyncio
from random import Random

from documents.tests.faults.conftest import strikes
from documents.tests.faults.typists import Typists, slowest
from documents.tests.harness.cluster import Cluster

PROCESSES = (3, 4)
"""Web processes that no other test uses."""
KILLS_A_DOCUMENT = 20
"""After so many the document is long; a soak goes on in another."""


async def gather(typists: Typists, count: int) -> None:
    """Have people type on both processes, in both protocols."""
    for process in PROCESSES:
        await asyncio.to_thread(typists.cluster.web, process)
    typists.every = 5.0 * count
    joining = (
        typists.join(PROCESSES[number % 2], "hocuspocus" if number < count / 2 else "y-websocket")
        for number in range(count)
    )
    await asyncio.gather(*joining)


async def test_a_web_process_is_killed_again_and_again(typists: Typists, chance: Random) -> None:
    kills, words = strikes(KILLS_A_DOCUMENT), 0
    times: list[float] = []
    while len(times) < kills:
        async with typists.elsewhere() as others:
            await gather(others, 10)
            for _ in range(min(KILLS_A_DOCUMENT, kills - len(times))):
                await asyncio.sleep(chance.uniform(0, 0.3))  # the moment of the fault
                times.append(await kill_and_restart(others, chance))
            words += await others.finish()
    took = slowest(times)
    print(f"{kills} kills, {words} words promised, in step after {took:.1f} s at most")


async def kill_and_restart(typists: Typists, chance: Random) -> float:
    """Kill a web process, and one of its clients; returns how long after its restart all see all.

    Only the log has what that client was promised.
    """
    witness = chance.choice([t for t in typists.present if t.protocol == "y-websocket"])
    typists.cluster.web(witness.process).kill()
    await typists.vanish(witness)
    restarting = asyncio.to_thread(typists.cluster.web, witness.process)
    await asyncio.gather(restarting, asyncio.to_thread(typists.check_log))
    took, _ = await asyncio.gather(typists.back_in_step(), typists.join(witness.process))
    return took


async def test_both_processes_are_restarted_one_after_the_other(
    cluster: Cluster, typists: Typists
) -> None:
    await gather(typists, 20)
    for _ in range(strikes(2)):
        for index in PROCESSES:
            await asyncio.to_thread(cluster.web(index).stop)
            await typists.account()
            typists.check_log()
            await asyncio.to_thread(cluster.web, index)
            await typists.back_in_step()
    print(f"{await typists.finish()} words promised")
