"""Whatever happens to processes, relay, workers and lines: nothing acknowledged is ever lost.

`SEEDS=20000 FIRST_SEED=1 pytest documents/tests/simulation` runs more histories, or one again.
"""

import os

import pytest

from documents.tests.simulation.cluster import Cluster

FIRST_SEED = int(os.environ.get("FIRST_SEED", "0"))
SEEDS = int(os.environ.get("SEEDS", "400"))
CHUNK = 20
STEPS = 30


def live_through(seed: int) -> None:
    """Five people type on three processes while everything that can fail does."""
    cluster = Cluster(seed)
    world = cluster.world
    for process in cluster.processes:
        process.failing_commits = world.random.choice([0, 0, 0.05])
        process.deadly_worker = world.random.choice([0, 0, 0.02])
    for client in cluster.clients:
        client.has_presence = world.chance(0.8)
        client.peers = [
            peer for peer in cluster.clients if peer is not client and world.chance(0.1)
        ]
    cluster.connect()
    for _ in range(STEPS):
        for client in cluster.clients:
            for _ in range(world.random.choice([0, 1, 1, 5])):
                world.soon(0.3, client.type)
        if world.chance(0.1):
            world.soon(0.2, world.random.choice(cluster.clients).disconnect)
        if world.chance(0.08):
            world.soon(0.2, world.random.choice(cluster.processes).crash)
        if world.chance(0.2):
            world.soon(0.2, world.random.choice(cluster.processes).restart)
        if world.chance(0.03):
            world.soon(0.2, world.random.choice(cluster.processes).kill_worker)
        if world.chance(0.03):
            world.soon(0.2, world.random.choice(cluster.processes).compact)
        if world.chance(0.05):
            everybody = {client.name for client in cluster.clients}
            demoted = {world.random.choice(sorted(everybody))}
            cluster.log.allow(everybody - demoted if world.chance(0.5) else everybody)
        world.run(world.random.uniform(0.01, 0.3))
    cluster.converge()


@pytest.mark.parametrize("first", range(FIRST_SEED, FIRST_SEED + SEEDS, CHUNK))
def test_every_history_converges_and_keeps_what_was_acknowledged(first: int) -> None:
    for seed in range(first, min(first + CHUNK, FIRST_SEED + SEEDS)):
        try:
            live_through(seed)
        except Exception as error:
            error.add_note(f"SEEDS=1 FIRST_SEED={seed}")
            raise
