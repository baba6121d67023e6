"""How a room answers sync step 1: shared questions to the replica, and a cached full state."""

from documents.core.effects import Diff, Effect, Reply
from documents.core.member import Member
from documents.core.messages import SyncStep1, SyncStep2, Update

EMPTY = b"\x00"
"""The state vector of somebody who has seen nothing."""


class Answers:
    """Members that wait for the replica's answer.

    Many people who open a document at once ask the same question: as long as the replica does not
    change they share one answer, and the full state is kept for those who come later.
    """

    def __init__(self) -> None:
        self._asking: list[tuple[Member, bytes | None]] = []
        self._waiting: dict[int, list[tuple[Member, bytes | None]]] = {}
        self._open: dict[bytes, int] = {}
        self._full_state: tuple[bytes, bytes] | None = None
        self._last_ticket = 0

    def ask(self, member: Member, state_vector: bytes | None) -> None:
        """Note a question; with None only our own step 1 is sent, to learn what we lack."""
        self._asking.append((member, state_vector))

    def replica_changed(self) -> None:
        """Later questions have other answers than those now open."""
        self._full_state = None
        self._open.clear()

    def put(self) -> list[Effect]:
        """Put the noted questions to the replica, or answer from the cached full state."""
        effects: list[Effect] = []
        asking, self._asking = self._asking, []
        for member, asked in asking:
            member.asked = member.asked or asked is not None
            state_vector = EMPTY if asked is None else asked
            if self._full_state and state_vector == EMPTY:
                effects += _answer(member, asked, *self._full_state)
                continue
            ticket = self._open.get(state_vector)
            if ticket is None:
                self._last_ticket = ticket = self._last_ticket + 1
                self._open[state_vector] = ticket
                self._waiting[ticket] = []
                effects.append(Diff(ticket, state_vector))
            self._waiting[ticket].append((member, asked))
        return effects

    def lost(self, ticket: int) -> None:
        """The replica died over a question: put it again."""
        self._asking += self._waiting.pop(ticket, [])
        self._open = {sv: open_ for sv, open_ in self._open.items() if open_ != ticket}

    def answered(self, ticket: int, update: bytes, state_vector: bytes) -> list[Effect]:
        """Send step 2, what became durable meanwhile, and our own step 1."""
        if self._open.get(EMPTY) == ticket:
            self._full_state = update, state_vector
        self._open = {sv: open_ for sv, open_ in self._open.items() if open_ != ticket}
        effects: list[Effect] = []
        for member, asked in self._waiting.pop(ticket, []):
            effects += _answer(member, asked, update, state_vector)
        return effects


def _answer(
    member: Member, asked: bytes | None, update: bytes, state_vector: bytes
) -> list[Effect]:
    effects: list[Effect] = []
    if asked is not None:
        effects.append(Reply(member.connection, SyncStep2(update)))
        effects += [Reply(member.connection, Update(late)) for late in member.backlog]
        member.backlog = []
        member.joined = True
    return [*effects, Reply(member.connection, SyncStep1(state_vector))]
