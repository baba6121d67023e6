"""A room's place in its document's log."""


class Place:
    """Which rows the members have seen, and which there are.

    `shown` is the last sequence number passed on (None until the document is loaded), `head` the
    highest one known to exist. At most one reading of the log is under way.
    """

    def __init__(self) -> None:
        self.shown: int | None = None
        self.head = 0
        self.reading = False

    def heard_of(self, head: int) -> None:
        """The log is known to reach `head`."""
        self.head = max(self.head, head)

    def follows(self, first: int, last: int) -> bool:
        """Whether rows `first` to `last` are the next ones, or go on from rows already seen."""
        return self.shown is not None and first <= self.shown + 1 <= last

    def next_reading(self) -> int | None:
        """Begin to read after a sequence number, when rows are missing and nobody reads yet."""
        if self.reading or self.shown is None or self.head <= self.shown:
            return None
        self.reading = True
        return self.shown
