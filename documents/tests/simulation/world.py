"""Virtual time and seeded chance: whatever happens in a simulation happens here, in order."""

import heapq
import random
from collections.abc import Callable
from itertools import count


class World:
    """A queue of things to do at moments of virtual time; one seed is one history."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.now = 0.0
        self._queue: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()

    def after(self, seconds: float, action: Callable[[], None]) -> None:
        """Do something later."""
        heapq.heappush(self._queue, (self.now + seconds, next(self._order), action))

    def soon(self, slowest: float, action: Callable[[], None]) -> None:
        """Do something after a random delay."""
        self.after(self.random.uniform(0, slowest), action)

    def chance(self, probability: float) -> bool:
        """Throw the dice."""
        return self.random.random() < probability

    def run(self, seconds: float) -> None:
        """Let a stretch of virtual time pass."""
        end = self.now + seconds
        while self._queue and self._queue[0][0] <= end:
            self.now, _, action = heapq.heappop(self._queue)
            action()
        self.now = end


class Line:
    """A connection's one direction: messages arrive late, but in order, until it is cut."""

    def __init__(self, world: World, slowest: float) -> None:
        self._world = world
        self._slowest = slowest
        self._last = 0.0
        self.cut = False

    def send(self, action: Callable[[], None]) -> None:
        """Deliver something at the other end, unless the line is cut before it arrives."""
        arrival = self._world.now + self._world.random.uniform(0, self._slowest)
        self._last = max(self._last, arrival)
        self._world.after(self._last - self._world.now, lambda: None if self.cut else action())
