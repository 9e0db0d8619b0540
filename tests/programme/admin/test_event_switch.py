"""Staff work on one event at a time, which every page of the admin names and can switch."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.adminforms import filled
from tests.html import read, texts

pytestmark = pytest.mark.django_db

PAGE = "/admin/"
CHOOSE = "/admin/programme/event/choose/"
OLD_DAY = dt.date(2020, 11, 20)


@pytest.fixture
def old():
    return factories.event("Old forum", first_day=OLD_DAY, last_day=OLD_DAY, status="draft")


@pytest.fixture
def new():
    return factories.event("New forum", first_day=dt.date(2999, 5, 4), last_day=dt.date(2999, 5, 4))


def choose(staff: Client, event: object, *, at: str = PAGE) -> str:
    """Choose an event on the page with this address; returns the address that follows."""
    return staff.post(CHOOSE, {"event": getattr(event, "pk", event), "next": at})["Location"]


def shown(staff: Client, address: str = PAGE) -> str:
    (name,) = texts(read(staff.get(address)), ".event-switch summary bdi")
    return name


def may(*permissions: str) -> Client:
    """A client logged in as staff with these permissions of the programme only."""
    user = factories.staff_user()
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def test_the_current_event_is_chosen_at_first(staff, old, new):
    later = dt.date(2999, 6, 1)
    factories.event("Newer forum", first_day=later, last_day=later)

    assert shown(staff) == "New forum 2999"


def test_a_past_event_is_chosen_if_there_is_no_other(staff, old):
    assert shown(staff) == "Old forum 2020"


def test_events_are_offered_newest_first_with_their_day_and_status(staff, old, new):
    page = read(staff.get(PAGE))

    assert texts(page, ".event-switch button") == [
        "New forum 4 May 2999 · Published",
        "Old forum 20 Nov. 2020 · Draft",
        "All events",
    ]
    assert texts(page, ".event-switch [aria-current]") == ["New forum 4 May 2999 · Published"]


def test_a_site_without_events_has_no_switch(staff):
    assert texts(read(staff.get(PAGE)), ".event-switch") == []


def test_an_event_is_remembered_on_every_page(staff, old, new):
    choose(staff, old)

    pages = [PAGE, "/admin/programme/room/", "/admin/speakers/speaker/add/", "/admin/forum/page/"]
    assert [shown(staff, page) for page in pages] == ["Old forum 2020"] * 4


def test_an_event_that_was_just_added_is_the_chosen_one(staff, new):
    address = "/admin/programme/event/add/"
    days = {"first_day": "19/11/2999", "last_day": "20/11/2999"}

    staff.post(address, filled(read(staff.get(address))) | days | {"name_en": "Forum of Rivers"})

    assert shown(staff) == "Forum of Rivers 2999"


def test_all_events_are_a_choice(staff, old, new):
    choose(staff, "all")

    page = read(staff.get(PAGE))
    assert texts(page, ".event-switch summary bdi") == ["All events"]
    assert texts(page, ".event-switch [aria-current]") == ["All events"]


def test_each_member_of_staff_has_a_choice_of_their_own(staff, old, new):
    choose(staff, old)

    assert shown(may("view_event")) == "New forum 2999"


def test_a_chosen_event_that_was_deleted_is_replaced_by_the_current_one(staff, old, new):
    choose(staff, old)
    old.delete()

    assert shown(staff) == "New forum 2999"


@pytest.mark.parametrize("wrong", ["", "999999", "abc", "-1", "9" * 18, "9" * 40, "\x00", "²"])
def test_an_event_that_does_not_exist_is_refused_with_a_sentence(staff, old, new, wrong):
    choose(staff, old)

    page = read(staff.post(CHOOSE, {"event": wrong, "next": PAGE}, follow=True))

    assert texts(page, ".messagelist li") == ["This event no longer exists. Choose another one."]
    assert shown(staff) == "Old forum 2020"


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/admin/speakers/speaker/?q=laws", "/admin/speakers/speaker/?q=laws"),
        (
            "/admin/programme/session/?status__exact=draft&section__id__exact=7&p=2&q=a",
            "/admin/programme/session/?status__exact=draft&q=a",
        ),
        ("/admin/programme/document/?at_event=1", "/admin/programme/document/"),
        ("/admin/programme/room/?event__id__exact=all", "/admin/programme/room/"),
        ("/admin/programme/session/add/?room=7", "/admin/programme/session/add/"),
        ("/admin/password_change/", "/admin/password_change/"),
        ("", "/admin/"),
        ("/admin/programme/room/999999/change/", "/admin/programme/room/"),
        ("/admin/programme/room/abc/change/", "/admin/programme/room/abc/change/"),
        ("/admin/nowhere/", "/admin/nowhere/"),
        ("/en/", "/admin/"),
        ("https://example.org/admin/", "/admin/"),
        ("//example.org/admin/", "/admin/"),
        ("\\\\example.org/admin/", "/admin/"),
        ("javascript:alert(1)", "/admin/"),
        ("http://[bad", "/admin/"),
    ],
)
def test_a_choice_leads_back_to_a_page_of_the_admin(staff, old, new, address, leads_to):
    assert choose(staff, old, at=address) == leads_to


def test_a_choice_on_a_form_leads_to_the_list_if_the_form_is_of_another_event(staff, old, new):
    pages = {}
    for event in (old, new):
        session = factories.session(event)
        part = factories.contribution(factories.speaker(), session=session)
        for name, row in {"session": session, "contribution": part}.items():
            for page in ("change", "delete", "history"):
                pages[f"/admin/programme/{name}/{row.pk}/{page}/"] = (name, event)

    followed = {page: choose(staff, old, at=page) for page in pages}

    assert followed == {
        page: page if event == old else f"/admin/programme/{name}/"
        for page, (name, event) in pages.items()
    }


def test_a_choice_on_the_form_of_an_event_leads_to_the_form_of_the_other(staff, old, new):
    followed = [
        choose(staff, old, at=f"/admin/programme/event/{new.pk}/{page}/")
        for page in ("change", "translations")
    ]

    assert followed == [
        f"/admin/programme/event/{old.pk}/change/",
        f"/admin/programme/event/{old.pk}/translations/",
    ]
    assert choose(staff, "all", at=followed[0]) == followed[0]


def test_choosing_takes_a_post_from_staff_who_may_see_events(staff, old):
    answers = [
        staff.get(CHOOSE).status_code,
        may("view_room").post(CHOOSE, {"event": old.pk}).status_code,
        Client().post(CHOOSE, {"event": old.pk})["Location"],
    ]

    assert answers == [405, 403, f"/admin/login/?next={CHOOSE}"]


def test_the_switch_is_not_for_those_who_may_not_see_events(old):
    pages = [may("view_room").get(PAGE), Client().get("/admin/login/")]

    assert [texts(read(page), ".event-switch") for page in pages] == [[], []]


def test_a_new_event_and_a_duplicate_are_offered_to_those_who_may_add_one(old):
    offered = [
        texts(read(staff.get(PAGE)), ".event-switch a")
        for staff in (may("view_event", "add_event"), may("view_event"))
    ]

    assert offered == [["Duplicate for next year", "New event"], []]


def test_a_popup_has_no_switch(staff, old):
    page = read(staff.get("/admin/programme/room/add/?_popup=1"))

    assert texts(page, ".event-switch") == []


def test_the_switch_takes_one_query_for_three_events_as_for_one(staff, old):
    asked = []
    for name in ("Second", "Third", "Fourth"):
        with CaptureQueriesContext(connection) as captured:
            staff.get("/admin/password_change/")
        asked.append([query["sql"] for query in captured if "programme_event" in query["sql"]])
        factories.event(name, first_day=OLD_DAY, last_day=OLD_DAY)

    assert [len(queries) for queries in asked] == [1, 1, 1]
    assert "introduction" not in asked[0][0]
