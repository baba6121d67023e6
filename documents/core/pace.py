"""How fast one connection may speak: token buckets, with the time passed in."""

PATIENCE_SECONDS = 10.0
"""How long somebody may be held back without a pause before they must leave."""


class Bucket:
    """Fills by `rate` tokens a second, up to `burst`; whoever takes too many must wait."""

    def __init__(self, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = burst
        self._level = burst
        self._filled = 0.0

    def take(self, tokens: float, now: float) -> float:
        """Take tokens at a time in seconds; return for how long to pause, for none to be owed."""
        self._level = min(self._burst, self._level + (now - self._filled) * self._rate) - tokens
        self._filled = now
        return max(0.0, -self._level / self._rate)


class Pace:
    """Slows a connection down to so many messages and bytes a second.

    Bursts of `BURST_SECONDS` at that rate pass freely, and so does one message of any size.
    """

    BURST_SECONDS = 10.0

    def __init__(self, messages: float, size: float) -> None:
        self._messages = Bucket(messages, messages * self.BURST_SECONDS)
        self._bytes = Bucket(size, size * self.BURST_SECONDS)
        self._pressing_since: float | None = None

    def pause(self, size: int, now: float) -> float:
        """Return for how many seconds not to listen after a message of `size` bytes."""
        seconds = max(self._messages.take(1, now), self._bytes.take(size, now))
        if not seconds:
            self._pressing_since = None
        elif self._pressing_since is None:
            self._pressing_since = now
        return seconds

    def is_exhausted(self, now: float) -> bool:
        """Whether it has been held back for too long."""
        since = self._pressing_since
        return since is not None and now - since > PATIENCE_SECONDS
