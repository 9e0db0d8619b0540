"""The ticked rows of a plan, and whether they are still as the plan showed them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.http import QueryDict
from django.utils.translation import gettext, ngettext

from content.admin.forms import is_primary_key
from content.bidi import isolate
from content.digests import digest
from content.translations import best_text, join_list
from programme.models import Event, Session

STAMPED = ("event_id", "starts_at", "ends_at", "room_id", "section_id", "track_id", "status")
ROW, SHOWN = "row", "shown"
"""The names of the boxes, and of the field that lists the rows of the table."""
MOST_NAMED = 10


def stamp(session: Session) -> str:
    """The same text as long as its time, place, section, theme and status are the same."""
    return digest({name: getattr(session, name) for name in STAMPED})[:16]


def row_value(session: Session) -> str:
    """What the box of a session posts."""
    return f"{session.pk}:{stamp(session)}"


def join_keys(keys: Sequence[int]) -> str:
    return ".".join(map(str, keys))


def split_keys(text: str) -> list[int]:
    """The keys in a text made by `join_keys()`; ignores anything that is not a key."""
    return list(dict.fromkeys(int(key) for key in text.split(".") if is_primary_key(key)))


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The ticked rows, as they are stored now."""

    rows: tuple[Session, ...]
    moved_on: tuple[Session, ...] = ()
    """Those that somebody has changed since the plan was shown: they are left out."""
    gone: int = 0
    """How many have been deleted, or moved to another event."""

    def without(self, possible: Collection[int]) -> Self:
        """Those of its rows whose keys are not possible any more count as moved on."""
        rows = tuple(row for row in self.rows if row.pk in possible)
        others = [row for row in self.rows if row.pk not in possible]
        return type(self)(rows, (*self.moved_on, *others), self.gone)

    @property
    def notes(self) -> list[str]:
        """What was left out, in sentences."""
        return [note for note in (self._moved_on(), self._gone()) if note]

    def _moved_on(self) -> str:
        if not self.moved_on:
            return ""
        names = [isolate(best_text(row, "title")[0]) for row in self.moved_on[:MOST_NAMED]]
        if more := len(self.moved_on) - len(names):
            text = ngettext("%(count)s more", "%(count)s more", more)
            names.append(text % {"count": more})
        text = gettext("Left out, because somebody has changed them meanwhile: %(names)s.")
        return text % {"names": join_list(names)}

    def _gone(self) -> str:
        if not self.gone:
            return ""
        text = ngettext(
            "%(count)s session is no longer in this event.",
            "%(count)s sessions are no longer in this event.",
            self.gone,
        )
        return text % {"count": self.gone}


@dataclass(frozen=True, slots=True)
class Ticks:
    """The boxes of a plan that was sent: a row that it did not show yet counts as ticked."""

    stamps: Mapping[int, str]
    """Of the ticked rows, by key."""
    shown: frozenset[int]

    @classmethod
    def of(cls, posted: QueryDict) -> Self:
        pairs = (value.partition(":") for value in posted.getlist(ROW))
        stamps = {int(key): mark for key, _colon, mark in pairs if is_primary_key(key)}
        return cls(stamps, frozenset(split_keys(posted.get(SHOWN, ""))))

    def has(self, key: int) -> bool:
        return key in self.stamps or key not in self.shown

    def confirmed(self, event: Event) -> Confirmed:
        """The ticked sessions of the event, locked until the transaction ends."""
        found = Session.objects.filter(event=event, pk__in=self.stamps).locked()
        rows = [row for key, row in found.items() if stamp(row) == self.stamps[key]]
        moved_on = [row for key, row in found.items() if stamp(row) != self.stamps[key]]
        return Confirmed(tuple(rows), tuple(moved_on), len(self.stamps) - len(found))
