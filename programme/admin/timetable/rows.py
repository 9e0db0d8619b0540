"""The sessions of the timetable as its form has them: what was typed, and what becomes of it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from content.admin.forms import is_primary_key
from programme.admin.timetable.places import Place, Typed, read_place, says_where
from programme.conflicts import Planned, PlannedRoom
from programme.models import Event

SHOWN, SEEN = "was", "seen"
"""Hidden fields: where the page showed a session, and where somebody has put it meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    stored: Planned
    after: Planned
    """As it will be; as it is stored if nothing changes or what was typed is refused."""
    typed: Typed
    shown: str
    """The code of the place that the page shows it at, to find out what was changed."""
    faults: Mapping[str, str]
    """Sentences by field."""
    is_overtaken: bool = False
    """Whether somebody else has moved it since the page was shown, and it is moved here too."""
    is_seen: bool = False
    """Whether the page has already said so."""
    is_fixed: bool = False
    """Whether only its own form can move it."""

    @property
    def key(self) -> int:
        return self.stored.pk

    @property
    def is_changed(self) -> bool:
        return self.after is not self.stored

    @property
    def stored_code(self) -> str:
        return Place.of(self.stored).code


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the rows of a form for a day of an event."""

    event: Event
    day: dt.date
    rooms: Mapping[int, PlannedRoom]

    def rows(self, sessions: Iterable[Planned], posted: Mapping[str, str]) -> dict[int, Row]:
        return {one.pk: self._row(one, posted) for one in sessions}

    def _row(self, session: Planned, posted: Mapping[str, str]) -> Row:
        stored, is_fixed = Place.of(session), not says_where(session)
        typed = touched(posted, session.pk)
        if typed is None or is_fixed or posted.get("back") == str(session.pk):
            return self._untouched(session, stored, is_fixed=is_fixed)
        faults: dict[str, str] = {}
        after = session
        try:
            after = self._moved(session, typed)
        except ValidationError as error:
            faults = {name: " ".join(texts) for name, texts in error.message_dict.items()}
        shown = posted[f"{SHOWN}-{session.pk}"]
        is_overtaken = shown != stored.code and (after is not session or bool(faults))
        return Row(
            stored=session,
            after=after,
            typed=typed,
            shown=shown if is_overtaken else stored.code,
            faults=faults,
            is_overtaken=is_overtaken,
            is_seen=posted.get(f"{SEEN}-{session.pk}") == stored.code,
        )

    def _untouched(self, session: Planned, stored: Place, *, is_fixed: bool) -> Row:
        return Row(
            stored=session,
            after=session,
            typed=stored.typed,
            shown=stored.code,
            faults={},
            is_fixed=is_fixed,
        )

    def _moved(self, session: Planned, typed: Typed) -> Planned:
        """The session at the place that was typed; the very same object if it is there already."""
        if typed.room and typed.room not in map(str, self.rooms):
            raise ValidationError(
                {"room": _("This room no longer exists. Choose another one.")}, code="no_room"
            )
        place = read_place(typed, session, self.event, self.day)
        if place.code == Place.of(session).code:
            return session
        room = self.rooms[place.room] if place.room else None
        return replace(session, starts_at=place.starts_at, ends_at=place.ends_at, room=room)


def touched(posted: Mapping[str, str], key: int) -> Typed | None:
    """What was typed for a session; None if it is what the page had shown, or no field came."""
    shown = Place.read(posted.get(f"{SHOWN}-{key}", ""))
    if shown is None or f"start-{key}" not in posted:
        return None
    typed = Typed.of(posted, key)
    return None if typed == shown.typed else typed


def moved_keys(posted: Mapping[str, str]) -> list[int]:
    """The sessions that the form puts elsewhere than where its page showed them."""
    names = (name.partition("-") for name in posted)
    keys = [int(key) for name, _dash, key in names if name == SHOWN and is_primary_key(key)]
    return [key for key in keys if touched(posted, key)]
