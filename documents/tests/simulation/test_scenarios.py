"""Single faults, told as stories."""

import pytest

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
