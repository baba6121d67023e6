"""Clients that edit a text with pycrdt."""

from pycrdt import Doc, Text, TransactionEvent


class Client:
    """A replica of one person, whose every edit is one update."""

    def __init__(self, client_id: int) -> None:
        self.doc: Doc[Text] = Doc(client_id=client_id)
        self.text = self.doc.get("text", type=Text)
        self._updates: list[bytes] = []
        self.doc.observe(self._observe)

    def _observe(self, event: TransactionEvent) -> None:
        self._updates.append(event.update)

    def type(self, text: str, at: int | None = None) -> bytes:
        """Insert text, at the end unless told otherwise."""
        self.text.insert(len(self.text) if at is None else at, text)
        return self._updates[-1]

    def delete(self, start: int, end: int) -> bytes:
        """Delete a range of the text."""
        del self.text[start:end]
        return self._updates[-1]

    def receive(self, *updates: bytes) -> None:
        """Apply what others wrote."""
        for update in updates:
            self.doc.apply_update(update)

    def step2(self, state_vector: bytes = b"\x00") -> bytes:
        """Answer the server's sync step 1."""
        return self.doc.get_update(state_vector)
