"""What of a programme a reader wants to see, as their address says it. Pure: no query, no request.

A *facet* is one question of the form, such as the room. A session passes when it has one of the
chosen values of every facet that has any, and stands in what the text finds. The count of a value
is the number of sessions there would be with it, all other facets being as they are.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from content.search import search_words
from content.text import strip_unsafe_characters
from content.translations import best_text, words_sort_key
from programme.languages import SpokenLanguage

MOST_BOXES = 8
"""Of more values than these a list is chosen from."""
MOST_SHOWN = 60
"""Letters of what was typed that a page says again."""
MOST_UNKNOWN = 3
PASSED_THROUGH = {"tz": None, "view": {"grid"}, "days": {"all"}}
"""What else an address of an agenda may ask for, and how, where that is known here."""
TRACKING_PARAMETERS = ("utm_", "fbclid", "gclid", "mc_")
"""What others add to an address when it is shared: nobody asked for it."""

FACETS: dict[str, Promise] = {
    "day": _("Day"),
    "section": _("Section"),
    "theme": _("Theme"),
    "room": _("Room"),
    "language": _("Sessions I can follow in"),
    "attendance": _("Attendance"),
    "organization": _("Organization"),
}


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    language: str
    """The language of the label where it is not the reader's."""
    count: int
    is_chosen: bool
    address: str
    """With this value alone added to what is chosen, or taken away from it."""


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    heading: str
    options: tuple[Option, ...]

    @property
    def is_long(self) -> bool:
        return len(self.options) > MOST_BOXES

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if option.is_chosen]


@dataclass(frozen=True, slots=True)
class FilteredSessions:
    """The sessions that pass, and all that the form and the page say of it."""

    sessions: tuple[Any, ...]
    facets: tuple[Facet, ...]
    text: str
    as_list: str
    """This address as a list of sessions."""
    as_grid: str
    """This address as rooms and times."""
    as_whole: str
    """This address as a list of all days, however many sessions they have."""
    any_day_as_list: str
    """The same without the days that are chosen, to be asked of the page of a day."""
    any_day_as_grid: str
    without_text: str
    """The address without the text."""
    clear: str
    """The address without any filter."""
    kept: tuple[tuple[str, str], ...]
    """What else the address asks for, which the form hands on."""
    unknown: tuple[str, ...]
    """What the address asks for that does not exist, as it was typed."""
    nearest_day: Option | None
    """Where nothing passes: the day with sessions that is nearest to those chosen."""

    @property
    def chosen(self) -> list[Option]:
        return [option for facet in self.facets for option in facet.chosen]

    @property
    def is_active(self) -> bool:
        return bool(self.text or self.chosen)

    @property
    def words(self) -> list[str]:
        """What is chosen, in a few words."""
        return [*(option.label for option in self.chosen), *([self.text] if self.text else [])]


def sought_text(query: Mapping[str, Sequence[str]]) -> str:
    """What the address looks for, at a length that can be shown; nothing where it has no word."""
    typed = " ".join(query.get("q", [])[:1]).replace("\0", " ")
    text = " ".join(strip_unsafe_characters(typed).split())[:200]
    return text if search_words(text) else ""


def filter_sessions(
    sessions: Iterable[Any],
    query: Mapping[str, Sequence[str]],
    *,
    local_date: Callable[[dt.datetime], dt.date],
) -> FilteredSessions:
    """Sift the sessions of an event by the query of an address.

    A session needs what an agenda shows, `organizations` (pairs of slug and organization's name
    with its language), and `is_sought`, which says whether the text finds it.
    """
    sessions = list(sessions)
    held = [_values(session, local_date) for session in sessions]
    known = {name: _labels(name, held) for name in FACETS}
    text = sought_text(query)
    chosen, unknown = _read(query, known, text)
    passing, counts = _count(sessions, held, chosen, is_sought=bool(text))
    address = _Address(chosen, text, tuple(_others(query)))
    of_any_day = replace(address, chosen={**chosen, "day": []})
    facets = {
        name: Facet(name, str(FACETS[name]), _options(name, labels, counts[name], chosen, address))
        for name, labels in known.items()
        if len(labels) > 1 or chosen[name]
    }
    return FilteredSessions(
        sessions=tuple(passing),
        facets=tuple(facets.values()),
        text=text,
        as_list=address.viewed(()),
        as_grid=address.viewed([("view", "grid")]),
        as_whole=address.viewed([("days", "all")]),
        any_day_as_list=of_any_day.viewed(()),
        any_day_as_grid=of_any_day.viewed([("view", "grid")]),
        without_text=address.of(chosen, ""),
        clear=address.of({}, ""),
        kept=address.kept,
        unknown=tuple(unknown),
        nearest_day=None if passing else _nearest_day(facets.get("day"), address),
    )


Values = dict[str, dict[str, Any]]
"""For each facet the values that a session has, and what each is called after."""


def _values(session: Any, local_date: Callable[[dt.datetime], dt.date]) -> Values:
    date = local_date(session.starts_at) if session.starts_at else None
    heard = [*session.languages, *session.interpretation_languages]
    return {
        "day": {date.isoformat(): date} if date else {},
        "section": {session.section.slug: session.section} if session.section else {},
        "theme": {session.track.slug: session.track} if session.track else {},
        "room": {session.room.slug: session.room} if session.room else {},
        "language": {code: SpokenLanguage(code) for code in heard},
        "attendance": {session.attendance_mode: session} if session.attendance_mode else {},
        "organization": session.organizations,
    }


Labels = dict[str, tuple[str, str]]
"""The values of a facet in the order of the form, each with its label and the label's language."""


def _labels(name: str, held: list[Values]) -> Labels:
    found: dict[str, Any] = {}
    for values in held:
        found.update(values[name])
    items = found.items()
    if name == "day":
        return {value: (capfirst(date_format(day, "l j F")), "") for value, day in sorted(items)}
    if name == "language":
        return {
            code: (capfirst(str(SpokenLanguage(code).label)), "")
            for code in _LANGUAGES
            if code in found
        }
    if name == "attendance":
        return {
            value: (str(found[value].get_attendance_mode_display()), "") for value in sorted(found)
        }
    if name == "organization":
        return dict(sorted(items, key=lambda item: words_sort_key(item[1])))
    field = "title" if name == "section" else "name"
    rows = sorted(items, key=lambda item: (item[1].position, item[1].pk))
    return {value: best_text(row, field) for value, row in rows}


_LANGUAGES = SpokenLanguage.values

Chosen = dict[str, list[str]]
"""The values asked for, facet by facet, in the order of the form."""


def _read(
    query: Mapping[str, Sequence[str]], known: dict[str, Labels], text: str
) -> tuple[Chosen, list[str]]:
    """The known values that are asked for, and everything else as it was typed."""
    chosen: Chosen = {name: [] for name in FACETS}
    unknown = []
    for name, values in query.items():
        for value in filter(None, values):
            if value in known.get(name, {}):
                chosen[name].append(value)
            elif not (_is_other(name, value) or _is_text(name, value, text)):
                unknown.append(strip_unsafe_characters(f"{name}={value}")[:MOST_SHOWN])
    in_order = {name: [v for v in labels if v in chosen[name]] for name, labels in known.items()}
    return in_order, list(dict.fromkeys(unknown))[:MOST_UNKNOWN]


def _is_text(name: str, value: str, text: str) -> bool:
    """Whether all that was typed is looked for, and not the beginning of it alone."""
    return name == "q" and bool(text) and " ".join(value.split()) == text


def _is_other(name: str, value: str) -> bool:
    """Whether it is for another part of the page, or from whoever shared the address."""
    known = name in PASSED_THROUGH and (
        PASSED_THROUGH[name] is None or value in PASSED_THROUGH[name]
    )
    return known or name.startswith(TRACKING_PARAMETERS)


def _others(query: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """What else the address asks for, each once and at a length that can be handed on."""
    for name in PASSED_THROUGH:
        value = next(filter(None, query.get(name, [])), "")[:MOST_SHOWN]
        if value and value == strip_unsafe_characters(value) and _is_other(name, value):
            yield name, value


def _count(
    sessions: list[Any], held: list[Values], chosen: Chosen, *, is_sought: bool
) -> tuple[list[Any], dict[str, Counter]]:
    """The sessions that pass, and how many have each value with all other facets as they are."""
    passing, counts = [], {name: Counter() for name in FACETS}
    asked = {name: set(values) for name, values in chosen.items() if values}
    for session, values in zip(sessions, held, strict=True):
        if is_sought and not session.is_sought:
            continue
        failed = [name for name, some in asked.items() if some.isdisjoint(values[name])]
        if not failed:
            passing.append(session)
        for name in FACETS if not failed else failed if len(failed) == 1 else ():
            counts[name].update(values[name].keys())
    return passing, counts


@dataclass(frozen=True, slots=True)
class _Address:
    """Writes the query of an address with other filters than it has."""

    chosen: Chosen
    text: str
    kept: tuple[tuple[str, str], ...]

    def of(self, chosen: Chosen, text: str) -> str:
        pairs = [(name, value) for name, values in chosen.items() for value in values]
        query = urlencode([*pairs, *([("q", text)] if text else []), *self.kept])
        return f"?{query}" if query else ""

    def viewed(self, view: Iterable[tuple[str, str]]) -> str:
        others = [pair for pair in self.kept if pair[0] not in {"view", "days"}]
        return replace(self, kept=(*others, *view)).of(self.chosen, self.text)

    def toggled(self, name: str, value: str) -> str:
        values = self.chosen[name]
        others = [v for v in values if v != value] if value in values else [*values, value]
        return self.of({**self.chosen, name: others}, self.text)

    def only(self, name: str, value: str) -> str:
        return self.of({**self.chosen, name: [value]}, self.text)


def _options(
    name: str, labels: Labels, counts: Counter, chosen: Chosen, address: _Address
) -> tuple[Option, ...]:
    here = (get_language() or "")[:2]
    return tuple(
        Option(
            value=value,
            label=label,
            language="" if language == here else language,
            count=counts[value],
            is_chosen=value in chosen[name],
            address=address.toggled(name, value),
        )
        for value, (label, language) in labels.items()
    )


def _nearest_day(days: Facet | None, address: _Address) -> Option | None:
    """Of the days that the other filters leave, the one nearest to those chosen."""
    if days is None or not days.chosen:
        return None
    wanted = [dt.date.fromisoformat(option.value) for option in days.chosen]

    def distance(option: Option) -> dt.timedelta:
        return min(abs(dt.date.fromisoformat(option.value) - day) for day in wanted)

    near = min((one for one in days.options if one.count), key=distance, default=None)
    return near and replace(near, address=address.only("day", near.value))
