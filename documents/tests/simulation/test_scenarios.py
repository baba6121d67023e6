"""Single faults, told as stories."""

import pytest

from documents.tests.simulation.client import Forger
from documents.tests.simulation.cluster import Cluster


@pytest.fixture
def cluster() -> Cluster:
    """Three processes, five people, all connected."""
    cluster = Cluster(seed=1)
    cluster.connect()
    return cluster


def everybody_types(cluster: Cluster, words: int = 10) -> None:
    """All type for about three seconds."""
    for client in cluster.clients:
        for _ in range(words):
            cluster.world.soon(3, client.type)
    cluster.world.run(3)


def test_without_a_relay_processes_follow_the_log_within_two_seconds(cluster: Cluster) -> None:
    cluster.relay.loss = 1.0
    everybody_types(cluster)
    cluster.world.run(2)
    assert len({tuple(client.words) for client in cluster.clients}) == 1
    cluster.converge()


@pytest.mark.parametrize("seed", range(20))
def test_whoever_is_there_is_seen_in_every_process_at_once(seed: int) -> None:
    cluster = Cluster(seed)
    cluster.relay.loss = 0
    # Clients of a process that has just started speak before it has heard of the others.
    cluster.relay.delay = 1.0
    cluster.processes[0].crash()
    cluster.processes[0].restart()
    cluster.world.run(0.1)
    cluster.connect()
    cluster.world.run(3)
    for process in cluster.processes:
        assert set(process.presence.clients()) == {client.number for client in cluster.clients}


def test_a_process_that_crashes_loses_nothing_that_it_acknowledged(cluster: Cluster) -> None:
    everybody_types(cluster)
    cluster.processes[0].crash()
    everybody_types(cluster)
    cluster.converge()


def test_a_crash_between_commit_and_answer_doubles_nothing(cluster: Cluster) -> None:
    process = cluster.processes[0]
    process.failing_commits = 1.0
    everybody_types(cluster)
    cluster.converge()


def test_the_death_of_every_worker_is_nobodys_loss(cluster: Cluster) -> None:
    for process in cluster.processes:
        everybody_types(cluster, words=3)
        process.kill_worker()
    cluster.converge()


def test_people_who_type_offline_are_merged_when_they_come_back(cluster: Cluster) -> None:
    for client in cluster.clients[:3]:
        client.disconnect()
    everybody_types(cluster)
    cluster.converge()


def test_whoever_types_on_while_coming_back_is_not_taken_for_an_attacker(cluster: Cluster) -> None:
    client = cluster.clients[0]
    client.latency = 0.5
    client.disconnect()
    for _ in range(200):
        cluster.world.soon(4, client.type)
    cluster.world.run(4)
    cluster.converge()


def test_whoever_loses_the_right_to_write_gets_it_saved_once_it_is_back(
    cluster: Cluster,
) -> None:
    cluster.log.allow({client.name for client in cluster.clients[1:]})
    everybody_types(cluster)
    assert not cluster.clients[0].saved
    cluster.converge()


def forger(cluster: Cluster) -> Forger:
    """Somebody on the first process who means harm, and knows everybody's clientID."""
    mallory = Forger(cluster.world, cluster.log, "mallory", 66, cluster.processes)
    cluster.log.allow({*cluster.log.writers, mallory.name})
    everybody_types(cluster, words=3)
    mallory.connect(cluster.processes[0])
    cluster.world.run(3)
    return mallory


def everybody_is_forged(cluster: Cluster, mallory: Forger) -> None:
    """All type while somebody writes in their names."""
    for client in cluster.clients:
        for _ in range(50):
            cluster.world.soon(3, lambda c=client: mallory.forge(c))  # type: ignore[misc]
    everybody_types(cluster)


def test_nobody_writes_under_the_clientid_of_another_who_is_present(cluster: Cluster) -> None:
    mallory = forger(cluster)
    everybody_is_forged(cluster, mallory)
    cluster.converge()
    assert "forged" not in cluster.clients[0].words


def test_a_clientid_is_its_writers_even_without_presence() -> None:
    cluster = Cluster(seed=1, processes=1)
    for client in cluster.clients:
        client.has_presence = False
    cluster.connect()
    mallory = forger(cluster)
    everybody_is_forged(cluster, mallory)
    cluster.converge()
    assert "forged" not in cluster.clients[0].words


def test_whoever_passes_on_what_peers_write_is_not_taken_for_an_attacker(cluster: Cluster) -> None:
    for client in cluster.clients:
        client.peers = [peer for peer in cluster.clients if peer is not client]
    everybody_types(cluster)
    cluster.clients[0].disconnect()
    everybody_types(cluster)
    cluster.converge()
