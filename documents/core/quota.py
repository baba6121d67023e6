"""How many of something each holder may have at once."""

from collections import Counter
from collections.abc import Hashable


class Quota:
    """Counts what each holder has, up to `limit`."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held: Counter[Hashable] = Counter()

    def take(self, holder: Hashable) -> bool:
        """Take one; False when the holder has as many as it may."""
        if self._held[holder] >= self._limit:
            return False
        self._held[holder] += 1
        return True

    def give_back(self, holder: Hashable) -> None:
        """Return one that was taken."""
        self._held[holder] -= 1
        if not self._held[holder]:
            del self._held[holder]
