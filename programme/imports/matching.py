"""Which stored session a session of a file is: by key, address, title and time, or title. Pure."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from content.folding import fold_for_search
from programme.imports.values import ReadSession


@dataclass(frozen=True, slots=True)
class Known:
    """A stored session, as it was in the source, or as it is if it never came from there."""

    key: int
    source_key: str = ""
    guid: str = ""
    address: str = ""
    titles: tuple[str, ...] = ()
    start: dt.datetime | None = None


def usable_keys(sessions: Sequence[ReadSession]) -> list[str]:
    """The identifier of each session; empty for those that repeat one, or all have the same."""
    counts = Counter(one.source_id for one in sessions)
    return [one.source_id if counts[one.source_id] == 1 else "" for one in sessions]


def match(sessions: Sequence[ReadSession], known: Sequence[Known]) -> dict[int, int]:
    """The key of a stored session by the place in the file; others are new."""
    keys = usable_keys(sessions)
    found: dict[int, int] = {}
    steps: list[tuple[Callable, Callable]] = [
        (lambda n: keys[n], lambda one: [one.source_key]),
        (lambda n: keys[n].lower().partition("@")[0], lambda one: [one.guid]),
        (lambda n: sessions[n].address, lambda one: [one.address]),
        (lambda n: _titled(sessions[n]), lambda one: [(_fold(t), one.start) for t in one.titles]),
        (lambda n: _fold(sessions[n].title), lambda one: [_fold(t) for t in one.titles]),
    ]
    for of_read, of_known in steps:
        taken = set(found.values())
        left = [one for one in known if one.key not in taken]
        open_places = [n for n in range(len(sessions)) if n not in found]
        by_mark = _unique((mark, one.key) for one in left for mark in of_known(one) if mark)
        marks = Counter(of_read(n) for n in open_places)
        for n in open_places:
            mark = of_read(n)
            if mark and marks[mark] == 1 and mark in by_mark:
                found[n] = by_mark[mark]
    return found


def match_mended(sessions: Sequence[ReadSession], known: Sequence[Known]) -> dict[int, int]:
    """By what the file says; those that match nothing, by what staff have mended."""
    found = match([one.as_said for one in sessions], known)
    places = [n for n, one in enumerate(sessions) if one.said and n not in found]
    if places:
        taken = set(found.values())
        left = [one for one in known if one.key not in taken]
        more = match([sessions[n] for n in places], left)
        found |= {places[n]: key for n, key in more.items()}
    return found


def _titled(read: ReadSession) -> tuple[str, dt.datetime] | None:
    return (_fold(read.title), read.starts_at) if read.starts_at and read.title else None


def _fold(title: str) -> str:
    return fold_for_search(title) or title


def _unique(pairs: Iterable[tuple[Hashable, int]]) -> dict[Hashable, int]:
    keys: dict[Hashable, set[int]] = {}
    for mark, key in pairs:
        keys.setdefault(mark, set()).add(key)
    return {mark: found.pop() for mark, found in keys.items() if len(found) == 1}
