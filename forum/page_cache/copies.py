"""Copies of public pages, and the tags browsers get with them. Pure: the time is an argument."""

import datetime as dt
import gzip
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from math import ceil
from secrets import compare_digest
from typing import NamedTuple, Self

SEAL = 16
"""Bytes."""
TAG = re.compile(r'(?:W/)?"([0-9a-f]{1,12})-([0-9a-f]{0,12})-([0-9a-f]{32})"')


class Validity(NamedTuple):
    """From when until when the clock changes nothing: seconds since 1970; `end` may be None."""

    begin: int
    end: int | None

    @classmethod
    def at(cls, now: dt.datetime, moments: Iterable[dt.datetime]) -> Self:
        """Between the last of the moments that is over and the first that is not."""
        seconds, known = now.timestamp(), {ceil(moment.timestamp()) for moment in moments}
        begin = max((moment for moment in known if moment <= seconds), default=0)
        return cls(begin, min((moment for moment in known if moment > seconds), default=None))

    def covers(self, now: dt.datetime) -> bool:
        return self.begin <= now.timestamp() and (self.end is None or now.timestamp() < self.end)


@dataclass(frozen=True, slots=True)
class Tagger:
    """Makes the ETags of one version of one address, and recognises them."""

    secret: bytes
    version: str
    """The address, the release and the public revision, as one text."""

    @property
    def key(self) -> str:
        """The key of the copy in a cache."""
        return blake2b(self.version.encode(), digest_size=16).hexdigest()

    def tag(self, validity: Validity) -> str:
        """Weak, because it is the same for the page as it is and compressed."""
        begin, end = _hexadecimal(validity.begin), _hexadecimal(validity.end)
        return f'W/"{begin}-{end}-{self._signature(begin, end)}"'

    def is_current(self, tag: str, now: dt.datetime) -> bool:
        """Whether it is a tag of this version, for a time that is not over."""
        match = TAG.fullmatch(tag)
        if not match or match[3] != self._signature(match[1], match[2]):
            return False
        return Validity(int(match[1], 16), int(match[2], 16) if match[2] else None).covers(now)

    def seal(self, content: bytes) -> bytes:
        """Bytes that nobody else can put before a copy that is kept under this key."""
        return blake2b(self.key.encode() + content, key=self.secret, digest_size=SEAL).digest()

    def _signature(self, begin: str, end: str) -> str:
        text = f"{begin} {end} {self.version}".encode()
        return blake2b(text, key=self.secret, digest_size=16).hexdigest()


def _hexadecimal(moment: int | None) -> str:
    return "" if moment is None else f"{moment:x}"


class Unreadable(ValueError):
    """What a cache holds under the key of a copy is none."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A page as it was sent, without the headers that every response gets."""

    validity: Validity
    headers: Mapping[str, str]
    compressed: bytes
    """With gzip."""

    @classmethod
    def of(cls, validity: Validity, headers: Mapping[str, str], content: bytes) -> Self:
        return cls(validity, headers, gzip.compress(content, 6, mtime=0))

    @classmethod
    def from_bytes(cls, stored: bytes, tagger: Tagger) -> Self:
        """Raises Unreadable for anything but what `to_bytes()` has made for this tagger."""
        seal, content = stored[:SEAL], stored[SEAL:]
        if not compare_digest(seal, tagger.seal(content)):
            raise Unreadable("not a copy of ours, or of another page")
        head, _newline, compressed = content.partition(b"\n")
        begin, end, headers = json.loads(head)
        return cls(Validity(begin, end), headers, compressed)

    def to_bytes(self, tagger: Tagger) -> bytes:
        head = json.dumps([*self.validity, dict(self.headers)])
        content = head.encode() + b"\n" + self.compressed
        return tagger.seal(content) + content

    @property
    def content(self) -> bytes:
        return gzip.decompress(self.compressed)
