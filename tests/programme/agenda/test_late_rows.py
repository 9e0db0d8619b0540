"""A session that starts late has its row in its new place, and a line in its former one."""

import datetime as dt

import pytest
from django.utils import timezone

from programme.agenda.clock import starts_late
from programme.agenda.sessions import Former, ListedSession
from tests import factories
from tests.factories import at
from tests.html import read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LATE = "Starts late, at 11:40"


@pytest.fixture
def forum():
    forum = factories.event(slug="forum")
    hall = factories.room(forum, "Great Hall")
    health = factories.session(
        forum, "Health", hours="11:40-12:30", room=hall, languages=["fr"], slug="health"
    )
    factories.contribution(factories.speaker("Nadia Ouazzani"), session=health)
    factories.session(forum, "Youth", hours="11:30-12:30", room=factories.room(forum, "Andalus"))
    factories.public_change(health, "time", at("09:00"), former_starts_at=at("11:30"))
    return forum


@pytest.fixture
def slots(client, monkeypatch):
    """The rows of each slot at a moment: heads, states, titles, facts and people."""

    def slots_at(clock: str, *, day: dt.date = factories.DAY, path: str = "agenda/"):
        monkeypatch.setattr(timezone, "now", lambda: at(clock, day=day))
        page = read(client.get(f"/en/events/forum/{path}"))
        return {
            slot.select_one(".slot__time time").get_text(): [
                (texts(row, ".session-row__status"), row.h4.get_text(), texts(row, "p + h4 ~ p"))
                for row in slot.select(".session-row")
            ]
            for slot in page.select(".slot")
        }

    return slots_at


def rows_of(title: str, found: dict) -> dict:
    return {hour: row for hour, rows in found.items() for row in rows if row[1] == title}


def test_it_is_one_row_in_its_new_place_and_a_line_in_its_former_one(slots, forum):
    found = rows_of("Health", slots("10:41"))

    assert found == {
        "11:30": ([LATE], "Health", ["Great Hall"]),
        "11:40": (["New time, was 11:30"], "Health", ["Great Hall French", "Nadia Ouazzani"]),
    }


def test_the_first_page_says_it_where_the_session_was_to_begin(slots, forum):
    found = rows_of("Health", slots("10:41", path=""))

    assert found == {"11:30": ([LATE], "Health", ["Great Hall"])}


def test_the_page_of_its_room_does_not_repeat_the_room(slots, forum):
    found = rows_of("Health", slots("10:41", path="rooms/great-hall/"))

    assert found["11:30"] == ([LATE], "Health", [])


def test_what_has_moved_on_is_not_counted_with_what_is_over(client, forum, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: at("11:35"))
    only_late = read(client.get("/en/events/forum/rooms/great-hall/"))
    factories.session(forum, "Opening", hours="10:00-11:00", room=forum.rooms.first())
    with_opening = read(client.get("/en/events/forum/rooms/great-hall/"))

    folds = [texts(page, ".day__fold summary") for page in (only_late, with_opening)]
    assert folds == [["Earlier today"], ["Earlier today: 1 session"]]


def test_once_it_has_begun_it_has_moved(slots, forum):
    found = slots("11:45")

    assert found["11:30"][1] == (["Moved to 11:40"], "Health", [])


@pytest.mark.parametrize(
    ("start", "now", "is_late"),
    [
        ("11:40", at("10:41"), True),
        ("12:30", at("11:50"), True),
        ("12:31", at("11:50"), False),
        ("11:20", at("10:41"), False),
        ("11:40", at("11:40"), False),
        ("11:40", at("23:00", day=factories.DAY - dt.timedelta(days=1)), False),
        ("11:40", None, False),
    ],
    ids=["ten minutes", "an hour", "more", "earlier", "begun", "tomorrow", "no clock"],
)
def test_late_is_up_to_an_hour_on_the_day_before_it_begins(start, now, is_late):
    former = Former(starts_at=at("11:30"), moved_at=at("09:00"))
    session = ListedSession(pk=1, slug="a", title=("A", "en"), starts_at=at(start), former=former)

    assert starts_late(session, now) is is_late
