"""Whose clientIDs a room keeps others from writing under."""

import pytest

from documents.core.effects import Author
from documents.core.member import Kind, Member, Submission
from documents.core.ownership import Ownership
from documents.core.presence import AwarenessEntry, Identity, Presence, encode
from documents.tests.core.updates import deleting, item, section, text, update

LETTER = item(4, text("a"))


class Scene:
    """Two people and their presence."""

    def __init__(self) -> None:
        self.presence = Presence()
        self.members: dict[object, Member] = {}
        self.ownership = Ownership(self.members, self.presence)
        self.alice = self.member("alice")
        self.mallory = self.member("mallory")

    def member(self, person: str, connection: str | None = None) -> Member:
        connection = connection or person
        member = Member(connection, Author(None, person), person, writable=True, echo=False)
        self.members[connection] = member
        return member

    def asserts(self, member: Member, client: int) -> None:
        identity = Identity(member.person, member.person, "#000000")
        payload = encode([AwarenessEntry(client, 1, {})])
        self.presence.claim(member.connection, identity, payload)

    def elsewhere(self, person: str, client: int) -> None:
        state = {"user": {"id": person}}
        self.presence.remote("other", encode([AwarenessEntry(client, 1, state)]), 0)

    def wrote(self, member: Member, client: int, kind: Kind = "update") -> None:
        self.ownership.wrote(_submission(member, kind, client))

    def foreign(self, member: Member, *clients: int) -> set[int]:
        return set(self.ownership.foreign(_submission(member, "update", *clients)))


def _submission(member: Member, kind: Kind, *clients: int) -> Submission:
    data = update(*(section(client, 0, LETTER) for client in clients))
    return Submission(member, kind, data, 1)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_clientid_belongs_to_whoever_asserts_it(scene: Scene) -> None:
    scene.asserts(scene.alice, 7)
    assert scene.foreign(scene.mallory, 7) == {7}
    assert scene.foreign(scene.mallory, 8, 7, 9) == {7}
    assert scene.foreign(scene.alice, 7) == set()


def test_a_clientid_belongs_to_whoever_wrote_under_it(scene: Scene) -> None:
    scene.wrote(scene.alice, 7)
    assert scene.foreign(scene.mallory, 7) == {7}
    assert scene.foreign(scene.alice, 7) == set()


def test_a_clientid_is_nobodys_once_its_owner_has_gone(scene: Scene) -> None:
    scene.wrote(scene.alice, 7)
    scene.ownership.left(scene.alice)
    assert scene.foreign(scene.mallory, 7) == set()


def test_two_connections_of_one_person_share_their_clientids(scene: Scene) -> None:
    again = scene.member("alice", "alice's other tab")
    scene.asserts(scene.alice, 7)
    scene.wrote(scene.alice, 7)
    assert scene.foreign(again, 7) == set()
    scene.wrote(again, 7)
    scene.ownership.left(scene.alice)
    assert scene.foreign(scene.mallory, 7) == {7}


def test_whoever_may_only_read_owns_nothing(scene: Scene) -> None:
    scene.mallory.writable = False
    scene.asserts(scene.mallory, 7)
    assert scene.foreign(scene.alice, 7) == set()


def test_another_process_knows_whose_a_clientid_is(scene: Scene) -> None:
    scene.elsewhere("alice", 7)
    assert scene.foreign(scene.mallory, 7) == {7}
    assert scene.foreign(scene.alice, 7) == set()


def test_what_a_client_says_elsewhere_takes_nothing_from_whoever_writes_here(scene: Scene) -> None:
    scene.wrote(scene.alice, 7)
    scene.elsewhere("mallory", 7)
    assert scene.foreign(scene.alice, 7) == set()


def test_whoever_passes_on_what_peers_wrote_does_not_own_it(scene: Scene) -> None:
    scene.asserts(scene.alice, 7)
    scene.wrote(scene.alice, 8)
    assert scene.foreign(scene.mallory, 8) == set()


def test_two_without_presence_who_pass_on_each_others_edits_do_not_wait_for_each_other(
    scene: Scene,
) -> None:
    scene.wrote(scene.alice, 8)
    scene.wrote(scene.mallory, 7)
    assert scene.foreign(scene.alice, 7) == {7}
    scene.mallory.disputed = 0.0
    assert scene.foreign(scene.alice, 7) == set()
    scene.wrote(scene.alice, 7)
    assert scene.foreign(scene.mallory, 7) == {7}


def test_a_step_2_makes_nobody_an_owner(scene: Scene) -> None:
    scene.wrote(scene.alice, 7, "step2")
    assert scene.foreign(scene.mallory, 7) == set()


def test_what_somebody_asserted_who_is_away_becomes_nobody_elses(scene: Scene) -> None:
    scene.asserts(scene.alice, 7)
    scene.presence.leave(scene.alice.connection)
    scene.wrote(scene.mallory, 7)
    assert scene.foreign(scene.alice, 7) == set()


def test_a_delete_is_of_nobodys_structs(scene: Scene) -> None:
    scene.asserts(scene.alice, 7)
    data = update(deletes=deleting(7, (0, 1)))
    assert scene.ownership.foreign(Submission(scene.mallory, "update", data, 1)) == ()
