"""Which other processes have a document open, as far as this one has heard."""

FORGET_SECONDS = 100.0
"""After so long without a word, another process is taken to have closed the document."""


class Neighbours:
    """The processes that one process has heard of, each by its name; `now` is in seconds."""

    def __init__(self) -> None:
        self._heard: dict[str, float] = {}

    def heard(self, process: str, now: float) -> bool:
        """Note a word from a process; True when what was said here before did not reach it."""
        is_new = now - self._heard.get(process, -FORGET_SECONDS) >= FORGET_SECONDS
        self._heard[process] = now
        return is_new

    def any(self, now: float) -> bool:
        """Whether there is anybody to tell."""
        return any(now - heard < FORGET_SECONDS for heard in self._heard.values())
