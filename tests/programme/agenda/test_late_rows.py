"""A session that starts late is told in its former place, with all that a row says."""

import datetime as dt

import pytest
from django.utils import timezone

from programme.agenda.clock import starts_late
from programme.agenda.sessions import Former, ListedSession
from tests import factories
from tests.factories import at
from tests.html import read, texts

pytestmark = pytest.mark.django_db

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


@pytest.mark.parametrize("path", ["agenda/", ""])
def test_it_says_so_with_room_language_and_people(slots, forum, path):
    found = slots("10:41", path=path)

    assert found["11:30"] == [
        ([], "Youth", []),
        ([LATE], "Health", ["Great Hall French", "Nadia Ouazzani"]),
    ]


def test_its_own_place_names_the_former_time(slots, forum):
    found = slots("10:41")

    assert found["11:40"] == [
        (["New time, was 11:30"], "Health", ["Great Hall French", "Nadia Ouazzani"])
    ]


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
