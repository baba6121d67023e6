"""The cache in Redis, and in this process's memory for as long as Redis is away.

What is cached counts attempts to sign in and the like. Without Redis each process counts by itself:
nobody is turned away, and nobody may try without end.
"""

import logging
from time import monotonic
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = logging.getLogger(__name__)

PATIENCE = 0.5
"""Seconds that Redis is given for an answer: pages wait for it, one after the other."""
PAUSE = 5.0
"""Seconds for which a Redis that did not answer is left alone."""
_OPTIONS = {
    "socket_timeout": PATIENCE,
    "socket_connect_timeout": PATIENCE,
    "retry": Retry(NoBackoff(), 0),
}


class RedisOrMemory(BaseCache):
    """A Django cache that never raises for want of Redis."""

    # Django makes a cache for each thread; all of them learn from one that waited in vain.
    _away_until = 0.0

    def __init__(self, server: str, parameters: dict[str, Any]) -> None:
        super().__init__(parameters)
        self._redis = RedisCache(server, {**parameters, "OPTIONS": _OPTIONS})
        self._memory = LocMemCache("without-redis", parameters)

    def _do(self, operation: str, *arguments: Any, **named: Any) -> Any:
        if monotonic() >= RedisOrMemory._away_until:
            try:
                return getattr(self._redis, operation)(*arguments, **named)
            except (RedisError, OSError) as error:
                log.warning("Redis is away, this process counts by itself: %r", error)
                RedisOrMemory._away_until = monotonic() + PAUSE
        return getattr(self._memory, operation)(*arguments, **named)

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Store a value under a key that is not there yet; False when it is."""
        return bool(self._do("add", key, value, timeout=timeout, version=version))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """The value under a key."""
        return self._do("get", key, default, version=version)

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        """The values under those of the keys that are there, in one question."""
        return dict(self._do("get_many", list(keys), version=version))

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        """Store a value."""
        self._do("set", key, value, timeout=timeout, version=version)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Give a key more time; False when it is not there."""
        return bool(self._do("touch", key, timeout=timeout, version=version))

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Remove a key; False when it is not there."""
        return bool(self._do("delete", key, version=version))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Add to a number; raises ValueError when it is not there."""
        return int(self._do("incr", key, delta, version=version))

    def clear(self) -> None:
        """Remove every key."""
        self._do("clear")
