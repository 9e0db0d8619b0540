"""The slots of the timetable and their hidden fields, written without templates: there are many.

Each value is escaped by `isolated()` or `escape()`.
"""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from content.bidi import language_attributes
from programme.admin.timetable.board import MINUTE, Slot, Unplaced
from programme.admin.timetable.rows import SHOWN, Row
from programme.agenda.change_words import duration_in_words
from programme.agenda.markup import isolated
from programme.agenda.sessions import Words


def slot_html(slot: Slot, *, can_move: bool) -> SafeString:
    """A session of the grid, with its hours."""
    first, last = slot.minutes
    data = f'data-start="{first}" data-end="{last}" data-room="{_key(slot.room)}"'
    words = "".join(_words(slot))
    return _slot(slot.row, slot.state, data, words, can_move=can_move and not slot.row.is_fixed)


def unplaced_html(one: Unplaced, *, can_move: bool) -> SafeString:
    """A session without a time, with its length, and where the script proposes to lay it."""
    minutes, start, room = one.length // MINUTE, _key(one.start), _key(one.room)
    data = f'data-minutes="{minutes}" data-start="{start}" data-room="{room}"'
    words = _title(one.row.stored.title) + _facts([escape(duration_in_words(one.length))])
    return _slot(one.row, one.row.stored.status, data, words, can_move=can_move)


def hidden_fields(rows: Iterable[Row]) -> SafeString:
    """What the form has of each session; the script writes into it."""
    return SafeString("".join(map(_hidden, (row for row in rows if not row.is_fixed))))


def _slot(row: Row, state: str, data: str, words: str, *, can_move: bool) -> SafeString:
    """A button that opens its fields, or a link to its form for those who may not move it."""
    css = f'class="slot slot--{state}" id="slot-{row.key}"'
    if can_move:
        attributes = f'{css} name="open" value="{row.key}" data-slot="{row.key}" {data}'
        return SafeString(f"<button {attributes}>{words}</button>")
    address = reverse("admin:programme_session_change", args=[row.key])
    return SafeString(f'<a {css} href="{address}">{words}</a>')


def _words(slot: Slot) -> Iterator[str]:
    yield _title(slot.session.title)
    people = ""
    if slot.person:
        more = f" +{slot.more_people}" if slot.more_people else ""
        people = f"{isolated(slot.person)}{more}"
    moved = escape(pgettext("a session", "moved")) if slot.row.is_changed else ""
    yield _facts([moved, escape(slot.status), escape(slot.clock), people])
    if slot.conflicts:
        mark = '<span aria-hidden="true">!</span>'
        yield f'<span class="slot__conflict">{mark} {escape(slot.conflict_label)}</span>'
        yield f'<span class="visually-hidden">{escape(slot.conflict_words)}</span>'


def _title(title: Words) -> str:
    """In the direction of its own language: where it is cut, it loses its end."""
    attributes = language_attributes(title[1])
    return f'<span class="slot__title"{attributes}>{isolated(title)}</span>'


def _facts(facts: Iterable[str]) -> str:
    return f'<span class="slot__facts">{" · ".join(filter(None, facts))}</span>'


def _hidden(row: Row) -> str:
    typed = row.typed
    fields = {
        SHOWN: row.shown,
        "day": typed.day,
        "start": typed.start,
        "end": typed.end,
        "room": typed.room,
    }
    return "".join(
        f'<input type="hidden" name="{name}-{row.key}" value="{escape(value)}">'
        for name, value in fields.items()
    )


def _key(value: int | None) -> str:
    return "" if value is None else str(value)
