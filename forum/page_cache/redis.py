"""The cache in Redis: it holds bytes, and a server that does not answer is a miss."""

import logging
import time
from typing import Any, ClassVar

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError, ResponseError

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
    _failed_at: ClassVar[dict[str, float]] = {}
    """When `get` and `set` failed. Of the class, because Django makes a cache for each thread."""

    def __init__(self, server: str, params: dict[str, Any]):
        options = {
            "serializer": Bytes,
            "socket_timeout": TIMEOUT,
            "socket_connect_timeout": TIMEOUT,
        }
        super().__init__(server, params | {"OPTIONS": options})

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._try("get", super().get, key, default, version)

    def set(self, key: str, value: bytes, *args: Any, **options: Any) -> None:
        self._try("set", super().set, key, value, *args, **options)

    def _try(self, name: str, call: Any, *args: Any, **options: Any) -> Any:
        """The answer of the server; None where there is none."""
        if time.monotonic() - self._failed_at.get(name, float("-inf")) < PAUSE:
            return None
        try:
            return call(*args, **options)
        except (RedisError, OSError) as error:
            # A server that refuses one, such as one that is full, may still answer the other.
            failed = {name} if isinstance(error, ResponseError) else {"get", "set"}
            self._failed_at.update(dict.fromkeys(failed, time.monotonic()))
            logger.warning("The cache does not answer", extra={"exception": type(error).__name__})
            return None
