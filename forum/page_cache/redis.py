"""The cache in Redis: it holds bytes, and a server that does not answer is a miss."""

import logging
import time
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger("forum.page_cache")

PAUSE = 2.0
"""Seconds in which a server that has failed is not asked again, so that no page waits for it."""
TIMEOUT = 0.25
"""Seconds."""


class Bytes:
    """Stores bytes as they are. Django's own serializer would execute what it finds in Redis."""

    def dumps(self, value: bytes) -> bytes:
        return value

    def loads(self, data: bytes) -> bytes:
        return data


class ForgivingRedisCache(RedisCache):
    _failed_at = float("-inf")
    """Of the class: Django makes a cache for each thread, and all are to know of a failure."""

    def __init__(self, server: str, params: dict[str, Any]):
        options = {
            "serializer": Bytes,
            "socket_timeout": TIMEOUT,
            "socket_connect_timeout": TIMEOUT,
        }
        super().__init__(server, params | {"OPTIONS": options})

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._try(super().get, key, default, version)

    def set(self, key: str, value: bytes, *args: Any, **options: Any) -> None:
        self._try(super().set, key, value, *args, **options)

    def _try(self, call: Any, *args: Any, **options: Any) -> Any:
        """The answer of the server; None where there is none."""
        if time.monotonic() - self._failed_at < PAUSE:
            return None
        try:
            return call(*args, **options)
        except (RedisError, OSError) as error:
            type(self)._failed_at = time.monotonic()
            logger.warning("The cache does not answer", extra={"exception": type(error).__name__})
            return None
