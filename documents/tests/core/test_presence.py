import random
from collections.abc import Collection
from typing import Any

import pytest

from documents.core.errors import ProtocolError
from documents.core.limits import LIMITS
from documents.core.presence import (
    REMOTE_SECONDS,
    AwarenessEntry,
    Identity,
    Presence,
    decode,
    encode,
)
from documents.tests.core.frames import damaged
from documents.tests.core.updates import text, var

ALICE = Identity("u1", "Alice", "#b4442e")
BOB = Identity("u2", "Bob", "#2468c4")
ALICE_USER = {"id": "u1", "name": "Alice", "color": "#b4442e"}
BOB_USER = {"id": "u2", "name": "Bob", "color": "#2468c4"}


def says(client: int, clock: int, state: dict[str, Any] | None) -> bytes:
    return encode([AwarenessEntry(client, clock, state)])


def here(presence: Presence) -> dict[int, dict[str, Any] | None]:
    return {entry.client: entry.state for entry in decode(presence.snapshot())}


def test_a_payload_is_that_of_y_protocols() -> None:
    # Sent by @hocuspocus/provider 4.8.0.
    payload = bytes.fromhex("010700027b7d")
    assert decode(payload) == [AwarenessEntry(7, 0, {})]
    assert encode([AwarenessEntry(7, 0, {})]) == payload


def test_states_survive_encoding() -> None:
    entries = [
        AwarenessEntry(7, 3, {"cursor": {"x": [1, 2.5, None, True]}, "name": "é😀\0"}),
        AwarenessEntry(2**53 - 1, 0, {"half": "\ud83d"}),
        AwarenessEntry(8, 4, None),
    ]
    assert decode(encode(entries)) == entries


def test_everybody_hears_what_somebody_says_of_themselves() -> None:
    presence = Presence()
    changed = presence.claim("a", ALICE, says(7, 0, {"cursor": 4}))
    assert changed == [AwarenessEntry(7, 0, {"cursor": 4, "user": ALICE_USER})]
    assert here(presence) == {7: {"cursor": 4, "user": ALICE_USER}}


def test_nobody_chooses_their_own_name_or_id() -> None:
    presence = Presence()
    forged = {"user": {"id": "u2", "name": "Bob", "color": "#123ABC", "title": "Dr"}}
    [entry] = presence.claim("a", ALICE, says(7, 0, forged))
    assert entry.state == {"user": {"id": "u1", "name": "Alice", "color": "#123ABC", "title": "Dr"}}


@pytest.mark.parametrize(
    "color", ["red", "#12345", "#1234567", "#12345g", "url(//evil)", "#123456;", "#123456\n", 5]
)
def test_an_unsafe_color_gives_way_to_ours(color: object) -> None:
    presence = Presence()
    [entry] = presence.claim("a", ALICE, says(7, 0, {"user": {"color": color}}))
    assert entry.state == {"user": ALICE_USER}


def test_a_user_that_is_no_object_is_replaced() -> None:
    presence = Presence()
    [entry] = presence.claim("a", ALICE, says(7, 0, {"user": "Bob"}))
    assert entry.state == {"user": ALICE_USER}


def test_a_newer_clock_replaces_and_a_repetition_is_not_passed_on() -> None:
    presence = Presence()
    presence.claim("a", ALICE, says(7, 0, {"cursor": 1}))
    assert presence.claim("a", ALICE, says(7, 1, {"cursor": 2}))
    assert presence.claim("a", ALICE, says(7, 1, {"cursor": 2})) == []
    assert here(presence) == {7: {"cursor": 2, "user": ALICE_USER}}


def test_a_renewal_is_passed_on_so_that_others_do_not_time_it_out() -> None:
    presence = Presence()
    presence.claim("a", ALICE, says(7, 0, {"cursor": 1}))
    [entry] = presence.claim("a", ALICE, says(7, 1, {"cursor": 1}))
    assert entry.clock == 1


def test_nobody_speaks_for_others() -> None:
    presence = Presence()
    presence.claim("a", ALICE, says(7, 0, {}))
    presence.claim("b", BOB, says(8, 0, {}))
    before = here(presence)
    for forged in ({"cursor": 1}, None):
        assert presence.claim("b", BOB, says(7, 9, forged)) == []
        assert presence.claim("c", BOB, says(7, 9, forged)) == []
    assert here(presence) == before


def test_a_connection_has_one_state_only() -> None:
    presence = Presence()
    both = encode([AwarenessEntry(7, 0, {}), AwarenessEntry(8, 0, {})])
    assert [entry.client for entry in presence.claim("a", ALICE, both)] == [7]
    assert presence.claim("a", ALICE, says(9, 0, {})) == []


def test_what_a_client_repeats_of_others_is_dropped_and_its_own_is_taken() -> None:
    presence = Presence()
    presence.claim("b", BOB, says(8, 3, {}))
    repeated = encode([AwarenessEntry(8, 3, {}), AwarenessEntry(7, 0, {})])
    assert [entry.client for entry in presence.claim("a", ALICE, repeated)] == [7]


def test_a_client_that_says_goodbye_may_come_back_as_another() -> None:
    presence = Presence()
    presence.claim("a", ALICE, says(7, 0, {}))
    assert presence.claim("a", ALICE, says(7, 1, None)) == [AwarenessEntry(7, 1, None)]
    assert here(presence) == {}
    assert presence.claim("a", ALICE, says(9, 0, {}))
    assert presence.leave("a") == [AwarenessEntry(9, 0, None)]


def test_leaving_removes_at_the_same_clock() -> None:
    presence = Presence()
    presence.claim("a", ALICE, says(7, 5, {}))
    assert presence.leave("a") == [AwarenessEntry(7, 5, None)]
    assert presence.leave("a") == []
    assert here(presence) == {}


def test_who_comes_back_at_the_same_clock_is_shown_to_all_who_heard_the_removal() -> None:
    presence = Presence()
    presence.claim("a", ALICE, says(7, 5, {}))
    presence.leave("a")
    [entry] = presence.claim("a again", ALICE, says(7, 5, {}))
    assert (entry.clock, entry.state) == (6, {"user": ALICE_USER})
    # The client has not heard yet of its new clock.
    [entry] = presence.claim("a again", ALICE, says(7, 6, {"cursor": 1}))
    assert (entry.clock, entry.state) == (7, {"cursor": 1, "user": ALICE_USER})


def test_nobody_takes_the_client_id_of_somebody_who_has_just_gone() -> None:
    presence = Presence()
    presence.claim("a", ALICE, says(7, 5, {}))
    presence.leave("a")
    assert presence.claim("b", BOB, says(7, 5, {})) == []
    assert presence.claim("b", BOB, says(7, 6, {})) == []
    assert presence.claim("a again", ALICE, says(7, 6, {}))


def test_a_tab_that_reconnects_outlives_its_old_socket() -> None:
    presence = Presence()
    presence.claim("old", ALICE, says(7, 5, {}))
    assert presence.claim("new", ALICE, says(7, 5, {})) == []
    assert presence.leave("old") == []
    assert here(presence) == {7: {"user": ALICE_USER}}
    assert presence.leave("new") == [AwarenessEntry(7, 5, None)]


def test_an_absurd_clock_or_an_oversized_state_is_dropped() -> None:
    presence = Presence()
    assert presence.claim("a", ALICE, says(7, LIMITS.clock + 1, {})) == []
    assert presence.claim("a", ALICE, says(7, 0, {"x": "y" * LIMITS.presence_state_bytes})) == []
    assert here(presence) == {}


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\x01",
        var(2**40),
        var(1, 7, 0) + text("{"),
        var(1, 7, 0) + text("5"),
        var(1, 7, 0) + text("[]"),
        var(1, 7, 0) + text("NaN"),
        var(1, 7, 0) + text('{"x":' + "[" * 1000 + "]" * 1000 + "}"),
        var(1, 7, 0) + b"\x01\xff",
        var(0, 0),
    ],
)
def test_a_malformed_payload_is_a_protocol_error(payload: bytes) -> None:
    with pytest.raises(ProtocolError):
        Presence().claim("a", ALICE, payload)


def test_no_damage_raises_anything_else() -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    payload = encode(
        [AwarenessEntry(7, 3, {"cursor": {"x": 1.5}}), AwarenessEntry(900, 300, {"user": {}})]
    )
    presence = Presence()
    for number, bad in enumerate(damaged(payload, random.Random(seed), flips=3000)):
        try:
            changed = presence.claim(number, ALICE, bad)
        except ProtocolError:
            continue
        encode(changed)
    presence.snapshot()


class Cluster:
    """Two processes that hear each other, and what their clients hear."""

    def __init__(self) -> None:
        self.one = Presence()
        self.two = Presence()

    def first(self, changed: Collection[AwarenessEntry], now: float = 0.0) -> list[AwarenessEntry]:
        """Relay a change of process one; return what clients of process two hear."""
        return self.two.remote("one", encode(changed), now)

    def second(self, changed: Collection[AwarenessEntry], now: float = 0.0) -> list[AwarenessEntry]:
        return self.one.remote("two", encode(changed), now)


def test_another_process_shows_and_removes_its_clients() -> None:
    cluster = Cluster()
    came = cluster.one.claim("a", ALICE, says(7, 0, {}))
    assert cluster.first(came) == came
    assert here(cluster.two) == here(cluster.one)
    assert cluster.two.local() == []
    gone = cluster.one.leave("a")
    assert cluster.first(gone) == gone
    assert here(cluster.two) == {}


def test_a_duplicate_from_another_process_is_no_news() -> None:
    cluster = Cluster()
    came = cluster.one.claim("a", ALICE, says(7, 0, {}))
    cluster.first(came)
    assert cluster.first(came) == []


def test_old_news_of_somebody_who_has_gone_is_dropped() -> None:
    cluster = Cluster()
    came = cluster.one.claim("a", ALICE, says(7, 3, {}))
    renewed = cluster.one.claim("a", ALICE, says(7, 4, {}))
    for news in (came, renewed, cluster.one.leave("a")):
        cluster.first(news)
    assert cluster.first(came) == []
    assert here(cluster.two) == {}


def test_clients_of_a_process_that_has_died_expire() -> None:
    cluster = Cluster()
    came = cluster.one.claim("a", ALICE, says(7, 0, {}))
    cluster.two.claim("b", BOB, says(8, 0, {}))
    cluster.first(came, now=100.0)
    assert cluster.two.expire(100.0 + REMOTE_SECONDS) == []
    cluster.first(cluster.one.local(), now=110.0)
    assert cluster.two.expire(100.0 + REMOTE_SECONDS + 1) == []
    assert cluster.two.expire(111.0 + REMOTE_SECONDS) == [AwarenessEntry(7, 0, None)]
    assert here(cluster.two) == {8: {"user": BOB_USER}}


def test_nobody_takes_a_client_id_that_lives_in_another_process() -> None:
    cluster = Cluster()
    cluster.first(cluster.one.claim("a", ALICE, says(7, 0, {})))
    assert cluster.two.claim("b", BOB, says(7, 9, {})) == []


def test_a_client_that_moves_between_processes_stays_present() -> None:
    cluster = Cluster()
    cluster.first(cluster.one.claim("a", ALICE, says(7, 5, {})))
    moved = cluster.two.claim("a", ALICE, says(7, 5, {}))
    assert [entry.clock for entry in moved] == [6]
    assert cluster.second(moved) == moved
    # Process one sees only now that the old socket is dead.
    assert cluster.first(cluster.one.leave("a")) == []
    assert here(cluster.one) == here(cluster.two) == {7: {"user": ALICE_USER}}


def test_a_removal_that_comes_late_does_not_remove_who_has_moved() -> None:
    cluster = Cluster()
    cluster.first(cluster.one.claim("a", ALICE, says(7, 5, {})))
    gone = cluster.one.leave("a")
    moved = cluster.two.claim("a", ALICE, says(7, 5, {}))
    assert cluster.first(gone) == []
    assert cluster.second(moved) == moved
    assert here(cluster.one) == here(cluster.two) == {7: {"user": ALICE_USER}}


def test_a_state_that_grows_by_its_signature_still_reaches_other_processes() -> None:
    cluster = Cluster()
    state = {"x": "字" * ((LIMITS.presence_state_bytes - 20) // 3)}
    payload = var(1, 7, 0) + text('{"x":"' + state["x"] + '"}')
    came = cluster.one.claim("a", ALICE, payload)
    assert len(came) == 1
    assert cluster.first(came) == came


def test_a_payload_of_very_many_is_refused_before_it_is_read() -> None:
    one = var(7, 1) + text("{}")
    decode(var(LIMITS.presence_clients) + one * LIMITS.presence_clients)
    with pytest.raises(ProtocolError, match="clients"):
        decode(var(LIMITS.presence_clients + 1) + one * (LIMITS.presence_clients + 1))


def test_those_are_editing_who_have_put_a_cursor_into_the_text() -> None:
    presence = Presence()
    presence.claim("reader", BOB, says(7, 0, {}))
    assert presence.editing() == []
    presence.claim("editor", ALICE, says(8, 0, {"cursor": {"head": 1}}))
    presence.claim("another window", ALICE, says(9, 0, {"cursor": None}))
    assert presence.editing() == [ALICE]
    elsewhere = {"cursor": None, "user": BOB_USER}
    presence.remote("process", says(10, 0, elsewhere), 0.0)
    assert presence.editing() == [ALICE, BOB]
    presence.leave("editor")
    presence.leave("another window")
    assert presence.editing() == [BOB]
