"""Conflicts in the list of sessions and on the first page of the admin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.html import read, texts
from tests.programme.admin.test_event_lists import choose

pytestmark = pytest.mark.django_db

LIST = "/admin/programme/session/"


def complete(event, title, hours, **fields):
    """A session that lacks nothing, with one person of its own."""
    fields = {"languages": ["en"], "room": factories.room(event)} | fields
    session = factories.session(event, title, hours=hours, **fields)
    factories.contribution(factories.speaker(), session=session)
    return session


@pytest.fixture
def forum():
    """An event with a double booking and a session without people and language."""
    event = factories.event("Forum")
    atlas = factories.room(event, "Atlas")
    complete(event, "Roads", "10:00-11:00", room=atlas)
    complete(event, "Schools", "10:30-11:30", room=atlas)
    complete(event, "Water", "14:00-15:00")
    factories.session(event, "Bare", room=factories.room(event))
    return event


def marks(page) -> dict[str, str]:
    """What the mark of each row says, by title."""
    rows = page.select("#result_list tbody tr")
    found = {texts(row, ".field-title")[0]: row.select_one(".conflict-mark") for row in rows}
    return {title: mark["title"] for title, mark in found.items() if mark}


def listed(client, query: str) -> list[str]:
    return texts(read(client.get(LIST + query)), "#result_list .field-title")


def test_the_list_marks_conflicts_with_their_words(staff, forum):
    page = read(staff.get(LIST))

    assert marks(page) == {
        "Roads": "Atlas is taken by “Schools”, Tue 4 May, 10:30–11:30.",
        "Schools": "Atlas is taken by “Roads”, Tue 4 May, 10:00–11:00.",
        "Bare": "This session has no people yet.\nThis session has no spoken language.",
    }
    assert len(page.select(".conflict-mark--clash")) == 2


def test_a_mark_names_three_conflicts_and_counts_the_others(staff, forum):
    atlas = forum.rooms.get(name_en="Atlas")
    for number in range(4):
        complete(forum, f"Talk {number}", "10:00-11:00", room=atlas)

    said = marks(read(staff.get(LIST)))["Roads"].splitlines()

    assert len(said) == 4
    assert said[3] == "2 more"


def test_a_hint_is_no_mark(staff, forum):
    track = factories.track(forum)
    complete(forum, "Ports", "16:00-17:00", track=track)
    complete(forum, "Rails", "16:00-17:00", track=track)

    assert marks(read(staff.get(LIST))).keys() == {"Roads", "Schools", "Bare"}
    assert listed(staff, "?conflict=same_theme") == ["Ports", "Rails"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?conflict=clash", ["Roads", "Schools"]),
        ("?conflict=room_twice", ["Roads", "Schools"]),
        ("?conflict=no_people", ["Bare"]),
        ("?conflict=person_twice", []),
        ("?conflict=nonsense", ["Bare", "Roads", "Schools", "Water"]),
        ("?conflict=clash&q=schools", ["Schools"]),
    ],
)
def test_the_list_is_filtered_by_conflict(staff, forum, query, titles):
    assert sorted(listed(staff, query)) == titles


def test_the_filter_offers_the_kinds_that_there_are(staff, forum):
    page = read(staff.get(LIST))

    offered = texts(page, "[data-filter-title=conflicts] li")
    assert offered == ["All", "Double booking", "Room taken twice", "No people", "No language"]


def test_above_the_list_are_the_gaps_and_how_many_sessions_have_them(staff, forum):
    page = read(staff.get(f"{LIST}?status__exact=published&p=0"))

    links = page.select(".list-links a")
    assert [link.get_text(" ", strip=True) for link in links] == [
        "Conflicts 2",
        "No people 1",
        "No language 1",
    ]
    assert links[0]["href"] == "?conflict=clash&status__exact=published"


def test_the_count_beside_the_title_is_that_of_the_event(staff, forum):
    complete(factories.event("Other"), "Elsewhere", "10:00-11:00")
    choose(staff, forum)

    counts = [
        texts(read(staff.get(LIST + query)), ".page-head__count")
        for query in (
            "",
            "?conflict=clash",
            "?event__id__exact=all",
            "?event__id__exact=all&q=roads",
        )
    ]

    assert counts == [["4"], ["2 of 4 · Show all"], ["5"], ["1 of 5 · Show all"]]


def test_the_list_of_all_events_has_no_marks(staff, forum):
    page = read(staff.get(f"{LIST}?event__id__exact=all&conflict=clash"))

    assert len(page.select("#result_list tbody tr")) == 4
    assert not page.select(".column-conflict_mark, .list-links, [data-filter-title=conflicts]")


def test_the_list_with_its_marks_takes_twelve_queries(staff, django_assert_max_num_queries):
    event = factories.event()
    rooms = [factories.room(event) for _number in range(3)]
    speakers = [factories.speaker() for _number in range(3)]
    sessions = [
        factories.session(event, hours="10:00-11:00", room=rooms[n % 3], kind="panel")
        for n in range(30)
    ]
    for number, session in enumerate(sessions):
        factories.contribution(speakers[number % 3], session=session)

    with django_assert_max_num_queries(12):
        page = read(staff.get(LIST))

    assert len(marks(page)) == 30


def test_the_first_page_names_clashes_and_counts_the_rest(staff, forum):
    page = read(staff.get("/admin/"))

    [clash] = page.select(".conflict-rows li")
    assert clash.get_text(" ", strip=True) == (
        "Atlas is taken twice, Tue 4 May, 10:30 – 11:00 : Roads and Schools ."
    )
    rows = [row.get_text(" ", strip=True) for row in page.select(".counted-rows li")][:2]
    assert rows == ["1 Sessions without people", "1 Sessions without a spoken language"]
    addresses = [link["href"] for link in page.select(".counted-rows a")][:2]
    found = [texts(read(staff.get(one)), "#result_list .field-title") for one in addresses]
    assert found == [["Bare"], ["Bare"]]


def test_the_first_page_names_five_clashes_and_leads_to_all(staff, forum):
    atlas = forum.rooms.get(name_en="Atlas")
    complete(forum, "Ports", "10:00-11:00", room=atlas)
    complete(forum, "Rails", "10:00-11:00", room=atlas)

    page = read(staff.get("/admin/"))

    rows = page.select(".conflict-rows li")
    assert len(rows) == 6
    assert rows[5].get_text(strip=True) == "All 6 conflicts"
    assert len(listed(staff, rows[5].a["href"].removeprefix(LIST))) == 4


def test_a_programme_without_conflicts_has_no_blocks(staff):
    complete(factories.event(), "Roads", "10:00-11:00")

    page = read(staff.get("/admin/"))

    assert not page.select("#conflicts, #to-check")
    assert marks(read(staff.get(LIST))) == {}


def test_the_first_page_takes_one_query_for_conflicts(staff, forum):
    other = factories.event("Empty")
    counts = []
    for event in (other, forum):
        choose(staff, event)
        staff.get("/admin/")
        with CaptureQueriesContext(connection) as queries:
            staff.get("/admin/")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_staff_who_may_not_see_sessions_are_told_nothing(client, forum):
    client.force_login(factories.staff_user("helpdesk"))

    page = read(client.get("/admin/"))

    assert not page.select("#conflicts, #to-check")
