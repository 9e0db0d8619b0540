"""The cache in the memory of a process: however large pages are, they take no more than this."""

from typing import Any

from django.core.cache.backends.locmem import LocMemCache

MOST_BYTES = 32 * 1024 * 1024


class BoundedMemoryCache(LocMemCache):
    """Drops what was used longest ago."""

    def _set(self, key: str, value: bytes, *args: Any, **options: Any) -> None:
        super()._set(key, value, *args, **options)
        kept = sum(map(len, self._cache.values()))
        while kept > MOST_BYTES:
            oldest, dropped = self._cache.popitem()
            del self._expire_info[oldest]
            kept -= len(dropped)
