"""The first page of the admin: what waits for each role, counted and linked."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content.history.acts import act
from content.history.models import Verb
from programme.models import DocumentKind
from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db

FIRST = "/admin/"
DUPLICATES = "Possible duplicates"
ADD_SESSION = "/admin/programme/session/add/"


@pytest.fixture
def forum():
    """An event whose only session and person lack nearly everything."""
    event = factories.event("Forum")
    session = factories.session(event, "Roads", hours="10:00-11:00")
    factories.contribution(factories.speaker("Amina"), session=session)
    factories.partnership(event, factories.organization("OECD"))
    return event


def member(role: str) -> Client:
    user = factories.staff_user("karim")
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def rows(page) -> list[str]:
    return [row.get_text(" ", strip=True) for row in page.select(".counted-rows li")]


def soon() -> dict[str, dt.datetime]:
    start = timezone.now() + dt.timedelta(hours=3)
    return {"starts_at": start, "ends_at": start + dt.timedelta(hours=1)}


def test_it_counts_what_is_missing_and_leads_to_the_rows(staff, forum):
    page = read(staff.get(FIRST))

    assert rows(page) == [
        "1 Sessions without a room",
        "1 Sessions without a spoken language",
        "1 Sessions without an abstract",
        "1 People without a photo",
        "1 People without a biography",
        "1 Partners without a logo",
    ]
    lists = [read(staff.get(link["href"])) for link in page.select(".counted-rows a")]
    assert [len(one.select("#result_list tbody tr")) for one in lists] == [1] * 6


def test_a_filter_leaves_out_what_lacks_nothing(staff, forum):
    factories.session(forum, "Ports", abstract_en="Ships.")
    factories.session(forum, "Lunch", kind="break")

    listed = read(staff.get("/admin/programme/session/?without=abstract"))

    assert texts(listed, "#result_list .field-title") == ["Roads"]


def test_the_next_24_hours_come_first(staff):
    today = timezone.localdate()
    event = factories.event("Forum", first_day=today, last_day=today + dt.timedelta(days=1))
    factories.session(event, "Bare", **soon(), room=factories.room(event))
    factories.session(event, "Break", **soon(), kind="break")

    link = read(staff.get(FIRST)).select_one("#inbox a")

    assert link.parent.strong.get_text() == "1"
    assert texts(read(staff.get(link["href"])), "#result_list .field-title") == ["Bare"]


def test_recordings_are_asked_for_after_the_event(staff):
    event = factories.event("Forum", first_day=dt.date(2020, 5, 4), last_day=dt.date(2020, 5, 4))
    past = {"starts_at": dt.datetime(2020, 5, 4, 9, tzinfo=dt.UTC)}
    past["ends_at"] = past["starts_at"] + dt.timedelta(hours=1)
    recorded = factories.session(event, "Recorded", **past)
    factories.document("Film", session=recorded, kind=DocumentKind.RECORDING, url="https://x.org/")
    factories.session(event, "Forbidden", **past, may_be_recorded="no")
    factories.session(event, "Unrecorded", **past)

    page = read(staff.get(FIRST))

    [link] = page.select("a[href$='without=recording']")
    assert texts(read(staff.get(link["href"])), "#result_list .field-title") == ["Unrecorded"]


def test_missing_french_abstracts_are_one_click_away(staff, forum):
    factories.session(forum, "Ports", abstract_en="Ships.")

    page = read(staff.get(FIRST))
    [link] = page.select(".coverage a[href$='missing=abstract_fr']")

    assert link.get_text(strip=True) == "1 missing"
    assert texts(read(staff.get(link["href"])), "#result_list .field-title") == ["Ports"]


@pytest.mark.parametrize(
    ("role", "headings", "languages"),
    [
        (
            "Editor",
            ["Missing", "Translations", "The first day", DUPLICATES],
            ["English", "Français"],
        ),
        ("Scheduler", ["Missing", "The first day"], []),
        ("Translator (French)", ["Translations", "The first day"], ["Français"]),
        ("Helpdesk", ["Needs you now"], []),
    ],
)
def test_each_role_sees_its_own_rows(role, headings, languages, forum):
    factories.message()

    page = read(member(role).get(FIRST))

    assert [h for h in texts(page, "#content-main h2") if h != "Just done"] == headings
    assert texts(page, ".coverage thead th")[1:3] == languages


def test_nothing_waits_for_staff_without_rows():
    factories.event("Forum")

    page = read(member("Helpdesk").get(FIRST))

    assert texts(page, "#content-main") == ["Nothing waits for you."]


def test_an_empty_site_has_four_first_steps(staff):
    page = read(staff.get(FIRST))

    links = [link["href"] for link in page.select(".first-steps a")]
    assert links == [
        "/admin/programme/event/add/",
        "/admin/programme/room/add/",
        "/admin/programme/session/add/",
        "/admin/auth/user/add/",
    ]


def test_the_first_steps_end_with_the_first_session(staff, forum):
    assert read(staff.get(FIRST)).select(".first-steps") == []


def grow(forum, times: int) -> None:
    for _time in range(times):
        factories.message()
        session = factories.session(forum, hours="10:00-11:00")
        factories.contribution(factories.speaker(), session=session)
        factories.partnership(forum, factories.organization())


@pytest.mark.parametrize(
    ("days", "length", "words", "short"),
    [
        (158, 2, "The forum opens in 158 days.", "in 158 days"),
        (1, 2, "The forum opens tomorrow.", "in 1 day"),
        (0, 1, "The forum is on today.", "Day 1 of 1"),
        (-1, 3, "Day 2 of 3 · under way now", "Day 2 of 3"),
        (-3, 2, "", ""),
    ],
)
def test_it_tells_how_far_the_event_is(staff, days, length, words, short):
    first = timezone.localdate() + dt.timedelta(days=days)
    last = first + dt.timedelta(days=length - 1)
    factories.event("Forum", first_day=first, last_day=last)

    page = read(staff.get(FIRST))

    date = timezone.localdate().strftime("%A {} %B").format(timezone.localdate().day)
    assert texts(page, ".page-head__count") == [f"{date} · {words}".removesuffix(" · ")]
    assert texts(page, ".rail__state") == [f"Published {short}".strip()]


def test_sessions_are_added_from_it_by_whoever_may(staff, forum):
    assert read(staff.get(FIRST)).select_one(".page-head .addlink")["href"] == ADD_SESSION
    helpdesk = read(member("Helpdesk").get(FIRST))
    assert helpdesk.select(".page-head .addlink") == []


def test_it_takes_14_queries_for_few_rows_and_for_many(forum):
    client = member("Administrator")
    counts = []
    for times in (3, 9):
        grow(forum, times)
        client.get(FIRST)
        with CaptureQueriesContext(connection) as queries:
            client.get(FIRST)
        counts.append(len(queries))

    assert counts == [14, 14]


def test_an_account_without_a_role_is_told_so(forum):
    client = Client()
    client.force_login(factories.staff_user("karim"))

    page = read(client.get(FIRST))

    assert texts(page, ".sheets .sheet") == [
        "Your account has no role yet. Ask an administrator for one."
    ]
    assert texts(page, ".sheets .module") == []


def test_an_act_that_names_its_row_leads_to_it_and_names_it_once(staff, forum):
    session, atlas = forum.sessions.get(), factories.room(forum, "Atlas")
    with act(factories.staff_user("karim"), Verb.MOVED):
        session.room = atlas
        session.save()

    page = read(staff.get(FIRST))

    [told] = [one for one in page.select(".just-done li p") if "moved" in one.get_text()]
    assert told.get_text().count("Roads") == 1
    assert told.a["href"] == f"/admin/programme/session/{session.pk}/change/"


def test_an_empty_site_offers_nothing_that_needs_an_event(staff):
    page = read(staff.get(FIRST))

    assert texts(page, ".page-head__acts li") == ["Alert all visitors"]
    assert page.select(".merge-line") == []
