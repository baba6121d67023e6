"""Who of the people in a room writes under which clientID."""

from collections.abc import Mapping

from documents.core.effects import Connection
from documents.core.member import Member, Submission
from documents.core.presence import Presence


class Ownership:
    """Keeps others from writing under the clientID of somebody who is present.

    A clientID belongs to the person who asserts it in presence and may write. A client without
    presence owns the one it last wrote under in a live update, unless that was somebody else's.
    """

    def __init__(self, members: Mapping[Connection, Member], presence: Presence) -> None:
        self._members = members
        self._presence = presence
        self._writers: dict[int, Member] = {}

    def foreign(self, submission: Submission) -> tuple[int, ...]:
        """Those clientIDs of others which a submission may have structs of."""
        member, client = submission.member, submission.client
        writer = self._writers.get(client)
        is_own = writer is not None and writer.person == member.person
        if submission.sections == 0 or (submission.sections == 1 and is_own):
            return ()
        clients = [client] if submission.sections == 1 else self._clients()
        return tuple(c for c in clients if self._owner(c) not in (None, member.person))

    def wrote(self, submission: Submission) -> None:
        """A submission was accepted; its author owns from now on what it writes under."""
        member, client = submission.member, submission.client
        if submission.kind != "update" or submission.sections != 1:
            return
        if self._writers.get(client) is member:
            return
        if self._presence.client_of(member.connection) not in (None, client):
            return  # it passes on what somebody else wrote
        known = self._presence.person_of(client)
        if {known, self._owner(client)} <= {None, member.person}:
            self.left(member)
            self._writers[client] = member
            member.client = client

    def left(self, member: Member) -> None:
        """Forget what a member wrote under."""
        if member.client is not None and self._writers.get(member.client) is member:
            del self._writers[member.client]

    def _owner(self, client: int) -> str | None:
        writer = self._writers.get(client)
        # Two who pass on each other's edits, and are bound by it, must not wait for each other.
        if writer and writer.writable and writer.disputed is None:
            return writer.person
        if not self._presence.is_present(client):
            return None
        connection = self._presence.connection_of(client)
        if connection is not None:
            member = self._members.get(connection)
            if member is None or not member.writable:
                return None
        return self._presence.person_of(client)

    def _clients(self) -> set[int]:
        return {*self._writers, *self._presence.clients()}
