"""A row of the list of sessions, and the days above it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db

LIST = "/admin/programme/session/"


def test_a_row_tells_when_where_who_and_which_languages_are_done(staff):
    event = factories.event("Forum")
    room = factories.room(event, "Atlas")
    session = factories.session(
        event, "Roads", hours="10:00-11:00", room=room, title_fr="Routes", abstract_en="Why."
    )
    for name in ("Amina", "Karim", "Salma"):
        factories.contribution(factories.speaker(name), session=session)

    row = read(staff.get(LIST)).select_one("#result_list tbody tr")

    cells = [row.select_one(f".field-{name}") for name in ("when", "room", "title", "people")]
    assert [" ".join(cell.get_text().split()) for cell in cells] == [
        "Tue 4 May 10:00–11:00",
        "Atlas",
        "Roads",
        "Amina +2, Karim, Salma",
    ]
    marks = [(one["class"][1][15:], one["title"]) for one in row.select(".language-mark")]
    assert marks == [
        ("done", "Title: done, Abstract: done"),
        ("partial", "Title: done, Abstract: missing"),
        ("missing", "Title: missing, Abstract: missing"),
    ]


def test_a_row_has_the_colour_of_its_theme_with_its_name(staff):
    event = factories.event("Forum")
    theme = factories.track(event, "Budgets", colour="#9c443b")
    factories.session(event, "Roads", hours="10:00-11:00", track=theme)
    factories.session(event, "Rails", hours="11:00-12:00", track=factories.track(event, "Plain"))
    factories.session(event, "Ports")

    rows = read(staff.get(LIST)).select("#result_list tbody tr")

    marks = {texts(row, ".field-title")[0]: row.select(".theme-mark") for row in rows}
    shown = {title: [(one["class"], one["title"]) for one in own] for title, own in marks.items()}
    assert shown == {"Ports": [], "Roads": [(["theme-mark", "theme-3"], "Budgets")], "Rails": []}
    assert texts(rows[1], ".field-when") == ["Tue 4 May 10:00–11:00 Budgets"]


def test_a_row_says_that_nobody_speaks_yet_where_somebody_should(staff):
    event = factories.event("Forum")
    factories.session(event, "Roads", hours="10:00-11:00")
    factories.session(event, "Lunch", hours="12:00-13:00", kind="break")

    page = read(staff.get(LIST))

    assert texts(page, "#result_list .field-people") == ["nobody yet", ""]


def test_each_day_has_a_tab(staff):
    event = factories.event("Forum", last_day=factories.DAY.replace(day=5))
    start = factories.at("23:30", day=factories.DAY.replace(day=5))
    factories.session(event, "Night", starts_at=start, ends_at=start.replace(minute=45))
    factories.session(event, "Roads", hours="10:00-11:00")
    factories.session(event, "Someday")

    page = read(staff.get(LIST))

    tabs = page.select(".day-tabs a")
    found = {
        tab.get_text(): texts(read(staff.get(LIST + tab["href"])), "#result_list .field-title")
        for tab in tabs
    }
    assert found == {
        "All": ["Someday", "Roads", "Night"],
        "Tue 4": ["Roads"],
        "Wed 5": ["Night"],
        "Not placed": ["Someday"],
    }


def test_days_of_two_months_name_them(staff):
    last = dt.date(2027, 5, 31)
    event = factories.event("Forum", first_day=last, last_day=last + dt.timedelta(days=1))
    for name, day in (("Roads", last), ("Night", event.last_day)):
        start = factories.at("10:00", day=day)
        factories.session(event, name, starts_at=start, ends_at=start + dt.timedelta(hours=1))

    page = read(staff.get(LIST))

    assert texts(page, ".day-tabs a") == ["All", "Mon 31 May", "Tue 1 June"]


@pytest.mark.parametrize("day", ["2027-13-45", "x", "2026-01-01", "\x00"])
def test_a_day_that_is_none_is_ignored_or_refused(staff, day):
    factories.session(factories.event("Forum"), "Roads", hours="10:00-11:00")

    answer = staff.get(LIST, {"day": day})

    assert answer.status_code in {200, 302, 400}


def test_a_long_list_takes_no_more_queries(staff):
    event = factories.event("Forum")
    counts = []
    for _time in range(2):
        for _row in range(5):
            session = factories.session(event, hours="10:00-11:00")
            factories.contribution(factories.speaker(), session=session)
        staff.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            staff.get(LIST)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12
