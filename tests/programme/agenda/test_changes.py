"""Which public changes readers are told, and how they are grouped. Without a database."""

import datetime as dt
from dataclasses import dataclass

import pytest

from programme.agenda.changes import (
    MOST_NEW,
    Change,
    ChangeGroup,
    ChangesOfDay,
    Line,
    NamedRoom,
    by_day,
    former_of,
    has_original,
    told_lines,
)
from programme.agenda.sessions import NOTHING, Former
from tests.factories import CASABLANCA, at

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
OPENED = at("09:00") - 60 * DAY
HALL, ATTIC = NamedRoom(1, ("Hall", "en")), NamedRoom(2, ("Attic", "en"))


@dataclass(frozen=True)
class Seen:
    """What the computation reads of a session."""

    is_cancelled: bool = False


def line(kind: str, when: dt.datetime, session: int = 1, **fields) -> Line:
    return Line(kind=kind, at=when, session=session, **fields)


def told(*lines: Line, sessions: dict[int, Seen] | None = None) -> list[Line]:
    """Those that are told where readers see the sessions, by default all that lines name."""
    seen = {one.session: Seen() for one in lines} if sessions is None else sessions
    return told_lines(lines, seen, CASABLANCA, has_original=has_original(lines, seen))


def test_sessions_published_within_a_day_of_the_first_are_not_new():
    first, soon = line("new", OPENED), line("new", OPENED + DAY, 2)
    late = line("new", OPENED + DAY + HOUR, 3)

    assert told(first, soon, late) == [late]


def test_where_sessions_were_there_from_the_beginning_each_later_one_is_new():
    added = line("new", OPENED)

    assert told(added, sessions={1: Seen(), 2: Seen()}) == [added]
    assert told(added, sessions={1: Seen(), 2: Seen(is_cancelled=True)}) == []


def test_a_programme_that_follows_a_few_sessions_is_no_change_either():
    keynote = {0: Seen()}
    programme = [line("new", OPENED, key) for key in range(1, MOST_NEW + 2)]
    late = line("new", OPENED + 2 * DAY, 99)

    assert told(*programme, late, sessions=keynote | {n: Seen() for n in range(1, 100)}) == [late]


def test_people_who_join_within_a_day_of_the_session_itself_are_its_first_edition():
    published = line("new", OPENED)
    soon = line("joined", OPENED + DAY, speaker=1)
    late = line("joined", OPENED + DAY + HOUR, speaker=2)
    left = line("left", OPENED + HOUR, speaker=3)

    assert told(published, soon, late, left) == [late, left]


def test_the_latest_change_comes_first_and_those_of_an_act_in_agenda_order():
    early = line("cancelled", OPENED + 3 * DAY, 1)
    moved = [line("time", OPENED + 4 * DAY, key) for key in (1, 2, 3)]
    room = line("room", OPENED + 4 * DAY, 2)

    found = told(early, *moved, room, sessions={3: Seen(), 2: Seen(), 1: Seen()})

    assert found == [moved[2], room, moved[1], moved[0], early]


def test_of_one_day_only_the_last_word_on_a_matter_is_told():
    morning = line("room", at("09:00"), former_room=HALL, room=ATTIC)
    evening = line("room", at("23:30"), former_room=HALL, room=None)
    night = line("room", at("23:30") + HOUR, former_room=None, room=HALL)
    other = line("time", at("09:00"))

    assert told(morning, other, evening, night) == [night, evening, other]


def test_of_sessions_that_readers_do_not_see_only_the_end_is_told():
    moved, removed = line("time", OPENED), line("removed", OPENED + DAY)

    assert told(moved, removed, sessions={}) == [removed]


def test_of_a_cancelled_session_nothing_else_is_told():
    lines = [line(kind, OPENED + DAY) for kind in ("time", "room", "cancelled")]

    assert told(*lines, sessions={1: Seen(is_cancelled=True)}) == [lines[2]]


def days(*lines: Line, sessions: dict[int, Seen]) -> list[ChangesOfDay]:
    ordered = told_lines(lines, sessions, CASABLANCA, has_original=True)
    return by_day(ordered, sessions, CASABLANCA)


def test_two_sessions_are_told_one_by_one_and_three_in_one_line():
    two = [line("time", OPENED, key, former_starts_at=at("09:00")) for key in (1, 2)]
    three = [line("time", OPENED + DAY, key) for key in (1, 2, 3)]
    seen = {key: Seen() for key in (1, 2, 3)}

    found = days(*two, *three, sessions=seen)

    assert found == [
        ChangesOfDay(
            (OPENED + DAY).date(),
            (ChangeGroup(tuple(Change(seen[one.session], (one,)) for one in three)),),
        ),
        ChangesOfDay(OPENED.date(), tuple(Change(seen[one.session], (one,)) for one in two)),
    ]


def test_all_that_an_act_changed_of_a_session_is_one_change():
    room, time = line("room", OPENED), line("time", OPENED)
    later = line("left", OPENED + HOUR, speaker=1)
    seen = {1: Seen()}

    [day] = days(time, room, later, sessions=seen)

    assert day.entries == (Change(seen[1], (later,)), Change(seen[1], (room, time)))


def test_many_new_sessions_of_a_day_are_told_in_one_line_whoever_added_them():
    few = [line("new", OPENED + DAY + key * HOUR / 60, key) for key in range(1, MOST_NEW + 1)]
    many = [line("new", OPENED + key * HOUR / 60, -key) for key in range(1, MOST_NEW + 2)]
    early = line("new", OPENED - 10 * DAY, 999)
    seen = {one.session: Seen() for one in (early, *few, *many)}

    later, first, _earliest = days(early, *few, *many, sessions=seen)

    assert [type(entry) for entry in later.entries] == [Change] * MOST_NEW
    [group] = first.entries
    assert len(group.changes) == MOST_NEW + 1


@pytest.mark.parametrize(
    ("starts", "shift"),
    [
        ([("09:00", "09:15"), ("10:00", "10:15"), ("11:00", "11:15")], HOUR / 4),
        ([("09:00", "09:15"), ("10:00", "10:30"), ("11:00", "11:15")], None),
        ([("09:00", None), ("10:00", None), ("11:00", None)], None),
    ],
)
def test_a_group_has_a_shift_if_all_start_as_much_later(starts, shift):
    lines = [
        line("time", OPENED, former_starts_at=at(old), starts_at=new and at(new))
        for old, new in starts
    ]

    assert ChangeGroup(tuple(Change(Seen(), (one,)) for one in lines)).shift(CASABLANCA) == shift


MOVED = line("time", OPENED, former_starts_at=at("09:00"), starts_at=at("10:00"))
REHOUSED = line("room", OPENED, former_room=HALL, room=ATTIC)
LOST = line("room", OPENED + DAY, former_room=ATTIC, room=None)


@pytest.mark.parametrize(
    ("lines", "room", "known"),
    [
        ([MOVED], None, Former(at("09:00"), moved_at=OPENED)),
        ([REHOUSED], 2, Former(room=("Hall", "en"))),
        ([LOST, REHOUSED], None, Former(room=("Attic", "en"))),
        ([REHOUSED], 3, NOTHING),
        ([line("left", OPENED, speaker=1)], None, Former(lost_people=True)),
        ([line("withdrew", OPENED, speaker=1)], None, Former(lost_people=True)),
        ([line("new", OPENED)], None, NOTHING),
        ([line("reinstated", OPENED)], None, Former(is_back=True)),
        ([line("cancelled", OPENED + DAY), line("reinstated", OPENED)], None, NOTHING),
    ],
    ids=[
        "time",
        "room",
        "no room",
        "unseen",
        "people",
        "withdrawn",
        "nothing",
        "back on",
        "cancelled again",
    ],
)
def test_a_session_names_what_readers_knew_before_its_last_move(lines, room, known):
    assert former_of(lines, starts_at=at("10:00"), room=room) == known


def test_a_time_that_changed_while_nobody_saw_it_is_no_move():
    assert former_of([MOVED], starts_at=at("11:00"), room=None) == NOTHING


def entries_of(lines: list[Line]) -> list[list[int]]:
    """The keys of the sessions of each entry of the only day."""
    sessions = {one.session: Seen() for one in lines}
    [day] = by_day(told(*lines), sessions, CASABLANCA)
    return [
        [one.lines[0].session for one in getattr(entry, "changes", [entry])]
        for entry in day.entries
    ]


@pytest.mark.parametrize(
    ("people", "entries"),
    [
        ([1], [[0]]),
        ([1, 2], [[0], [1]]),
        ([1, 1], [[0, 1]]),
        ([1, 2, 1, 1], [[0, 2, 3], [1]]),
        ([1, 2, 3], [[0, 1, 2]]),
        ([1, 1, 2, 3, 4], [[0, 1, 2, 3, 4]]),
    ],
    ids=["one", "two", "one from two", "one from three, another", "three", "four people"],
)
def test_what_one_person_does_in_an_act_is_one_entry_while_there_are_few_of_them(people, entries):
    lines = [line("withdrew", OPENED, number, speaker=one) for number, one in enumerate(people)]

    assert entries_of(lines) == entries


@pytest.mark.parametrize(
    ("rooms", "entries"),
    [
        ([HALL], [[0]]),
        ([HALL, ATTIC], [[0], [1]]),
        ([HALL, HALL], [[0, 1]]),
        ([HALL, ATTIC, HALL, ATTIC, ATTIC], [[0, 2], [1, 3, 4]]),
    ],
    ids=["one", "one each", "two of one", "two rooms"],
)
def test_each_room_that_an_act_removes_is_one_entry(rooms, entries):
    lines = [line("room", OPENED, number, former_room=room) for number, room in enumerate(rooms)]

    assert entries_of(lines) == entries


def test_a_group_names_the_person_only_if_it_is_one():
    same = [line("left", OPENED, number, speaker=1, person=("Amina", "en")) for number in (1, 2)]
    other = line("left", OPENED, 3, speaker=2, person=("Zaki", "en"))
    changes = [Change(Seen(), (one,)) for one in (*same, other)]

    assert ChangeGroup(tuple(changes[:2])).person == ("Amina", "en")
    assert ChangeGroup(tuple(changes)).person is None
