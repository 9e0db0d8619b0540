"""The filters of an agenda: which sessions pass, and what the form offers. Pure: no query.

A *facet* is one question of the form, such as the room. A session passes when it has one of the
chosen values of every facet that has any, and every word of the text. The count of a value is the
number of sessions there would be with it, all other facets being as they are.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from content.translations import words_sort_key
from programme.agenda.days import dates_of
from programme.agenda.filter_query import (
    Chosen,
    FilterQuery,
    Query,
    passed_through,
    read_filters,
    search_text,
)
from programme.agenda.hours import day_in_words
from programme.agenda.sessions import (
    ListedRoom,
    ListedSection,
    ListedSession,
    ListedTrack,
    Words,
)
from programme.agenda.themes import theme_class
from programme.languages import SpokenLanguage

MOST_BOXES = 8
"""A facet with more values is offered as a list and not as boxes."""

FACETS: dict[str, Promise] = {
    "day": _("Day"),
    "section": _("Section"),
    "theme": _("Theme"),
    "room": _("Room"),
    "language": _("Sessions I can follow in"),
    "attendance": _("Attendance"),
    "organization": _("Organization"),
}
LANGUAGES = SpokenLanguage.values


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    language: str
    """The language of the label; empty where it is the reader's."""
    count: int
    is_chosen: bool
    address: str
    """This address with the value added, or removed if it is chosen."""
    css: str = ""
    """The class of a theme's colour."""


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
    """The sessions that pass the filters of an address, and the form that says so."""

    sessions: tuple[ListedSession, ...]
    facets: tuple[Facet, ...]
    query: FilterQuery
    unknown: tuple[str, ...]
    """The parts of the address that do not exist, as they were typed."""
    nearest_day: Option | None
    """Where no session passes: the day with sessions that is nearest to those chosen."""

    @property
    def text(self) -> str:
        return self.query.text

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """Other parameters of the address, which the form passes on."""
        return self.query.kept

    @property
    def as_list(self) -> str:
        """This address as a list of sessions."""
        return str(self.query.with_view())

    @property
    def as_grid(self) -> str:
        """This address as a timetable."""
        return str(self.query.with_view(("view", "grid")))

    @property
    def as_whole(self) -> str:
        """This address as a list of all days, however many sessions they have."""
        return str(self.query.with_only("day").with_view(("days", "all")))

    @property
    def as_untimed(self) -> str:
        """This address as a list of the sessions without a time."""
        return str(self.query.with_only("day").with_view(("days", "untimed")))

    @property
    def as_calendar(self) -> str:
        """The query of a calendar of these sessions."""
        return str(replace(self.query, kept=()))

    @property
    def any_day_as_list(self) -> str:
        """`as_list` without the chosen days, for the page of a day."""
        return str(self.query.with_only("day").with_view())

    @property
    def any_day_as_grid(self) -> str:
        return str(self.query.with_only("day").with_view(("view", "grid")))

    @property
    def without_text(self) -> str:
        return str(self.query.without_text())

    @property
    def clear(self) -> str:
        """This address without any filter."""
        return str(self.query.cleared())

    @property
    def chosen(self) -> list[Option]:
        return [option for facet in self.facets for option in facet.chosen]

    @property
    def dates(self) -> set[dt.date]:
        """The days that are asked for."""
        return {dt.date.fromisoformat(day) for day in self.query.chosen["day"]}

    @property
    def is_active(self) -> bool:
        return bool(self.text or self.chosen)

    @property
    def words(self) -> list[str]:
        """The labels of all chosen values, and the text."""
        return [*(option.label for option in self.chosen), *([self.text] if self.text else [])]


def filter_sessions(
    sessions: Sequence[ListedSession],
    query: Query,
    *,
    zone: dt.tzinfo,
    dates: Sequence[dt.date],
) -> FilteredSessions:
    """Filter the sessions of an event by the query of an address; its agenda has these `dates`."""
    values = [_values(session, zone, dates) for session in sessions]
    labels = {name: _labels(name, values) for name in FACETS}
    text = search_text(query)
    chosen, unknown = read_filters(query, labels, text)
    passing, counts = _count(sessions, values, chosen, has_text=bool(text))
    address = FilterQuery(chosen, text, tuple(passed_through(query)))
    colours = {s.track.slug: theme_class(s.track.colour) for s in sessions if s.track}
    facets = {
        name: Facet(
            name,
            str(FACETS[name]),
            _options(
                name,
                labels[name],
                counts[name],
                address,
                colours if name == "theme" else {},
            ),
        )
        for name in FACETS
        if len(labels[name]) > 1 or chosen[name]
    }
    return FilteredSessions(
        sessions=tuple(passing),
        facets=tuple(facets.values()),
        query=address,
        unknown=tuple(unknown),
        nearest_day=None if passing else _nearest_day(facets.get("day"), address),
    )


Value = dt.date | str | Words | ListedSection | ListedTrack | ListedRoom
"""The source of a value's label."""
Values = dict[str, dict[str, Value]]
"""The values that a session has in each facet."""
Labels = dict[str, Words]
"""The values of a facet in the order of the form, with labels; gettext labels have no language."""


def _values(session: ListedSession, zone: dt.tzinfo, dates: Sequence[dt.date]) -> Values:
    section, track, room = session.section, session.track, session.room
    mode = session.attendance_mode
    return {
        "day": {date.isoformat(): date for date in dates_of(session, dates, zone)},
        "section": {section.slug: section} if section else {},
        "theme": {track.slug: track} if track else {},
        "room": {room.slug: room} if room else {},
        "language": {
            code: code for code in (*session.languages, *session.interpretation_languages)
        },
        "attendance": {mode: session.attendance_label} if mode else {},
        "organization": session.organizations,
    }


def _labels(name: str, values: list[Values]) -> Labels:
    found: dict[str, Value] = {}
    for of_session in values:
        found.update(of_session[name])
    items = found.items()
    if name == "day":
        return {value: (capfirst(day_in_words(day)), "") for value, day in sorted(items)}
    if name == "language":
        return {
            code: (capfirst(str(SpokenLanguage(code).label)), "")
            for code in LANGUAGES
            if code in found
        }
    if name == "attendance":
        return {mode: (label, "") for mode, label in sorted(items)}
    if name == "organization":
        return dict(sorted(items, key=lambda item: words_sort_key(item[1])))
    in_order = sorted(items, key=lambda item: (item[1].position, item[1].pk))
    return {value: row.title if name == "section" else row.name for value, row in in_order}


def _count(
    sessions: Sequence[ListedSession], values: list[Values], chosen: Chosen, *, has_text: bool
) -> tuple[list[ListedSession], dict[str, Counter]]:
    """The sessions that pass, and the count of each value."""
    passing, found = [], {name: [] for name in FACETS}
    asked = {name: set(some) for name, some in chosen.items() if some}
    for session, own in zip(sessions, values, strict=True):
        if has_text and not session.is_found:
            continue
        failed = [name for name, some in asked.items() if some.isdisjoint(own[name])]
        if not failed:
            passing.append(session)
        for name in FACETS if not failed else failed if len(failed) == 1 else ():
            found[name].extend(own[name])
    return passing, {name: Counter(of_facet) for name, of_facet in found.items()}


def _options(
    name: str, labels: Labels, counts: Counter, query: FilterQuery, colours: Mapping[str, str]
) -> tuple[Option, ...]:
    reader = (get_language() or "")[:2]
    return tuple(
        Option(
            value=value,
            label=label,
            language="" if language == reader else language,
            count=counts[value],
            is_chosen=value in query.chosen[name],
            address=str(query.toggled(name, value)),
            css=colours.get(value, ""),
        )
        for value, (label, language) in labels.items()
    )


def _nearest_day(days: Facet | None, query: FilterQuery) -> Option | None:
    """Of the days with sessions that pass the other facets, the one nearest to those chosen."""
    if days is None or not days.chosen:
        return None
    wanted = [dt.date.fromisoformat(option.value) for option in days.chosen]

    def distance(option: Option) -> dt.timedelta:
        return min(abs(dt.date.fromisoformat(option.value) - day) for day in wanted)

    nearest = min((one for one in days.options if one.count), key=distance, default=None)
    return nearest and replace(nearest, address=str(query.with_only("day", nearest.value)))
