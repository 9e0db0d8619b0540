"""The frame of the admin: the rail names what a member of staff may see, on every page."""

import pytest
from django.contrib.admin import AdminSite
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db

EVERYTHING = [
    *("Today", "Sessions", "Timetable", "Sections", "Rooms", "Themes", "Announcements", "Alerts"),
    *("Events", "People", "Organizations", "Pages", "Inbox", "Identity", "Staff", "History", "Bin"),
]


def colleague(*codenames: str) -> Client:
    """A client logged in as a member of staff with these permissions only."""
    user = factories.staff_user("karim")
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


def named(page) -> list[str]:
    return texts(page, ".rail nav .rail__link > span:first-child")


def test_the_rail_names_everything_to_an_administrator(staff):
    page = read(staff.get("/admin/"))

    assert named(page) == EVERYTHING
    assert texts(page, ".rail__heading") == ["Programme", "Site"]
    links = [link["href"] for link in page.select(".rail nav a")]
    assert {link: staff.get(link, follow=True).status_code for link in links} == dict.fromkeys(
        links, 200
    )


def test_the_rail_names_only_what_a_colleague_may_open():
    client = colleague("view_session", "change_speaker", "add_room", "view_partnership")

    page = read(client.get("/admin/"))

    assert named(page) == ["Today", "Sessions", "Timetable", "People", "Organizations", "History"]
    organizations = page.select(".rail__link")[-2]
    assert organizations["href"] == "/admin/programme/partnership/"
    assert texts(page, ".rail__heading") == ["Programme", "Site"]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/admin/", [("Today", "page")]),
        ("/admin/programme/session/", [("Sessions", "page")]),
        ("/admin/programme/session/add/", [("Sessions", "true")]),
        ("/admin/programme/event/translations/", [("Events", "true")]),
        ("/admin/programme/contribution/", [("People", "true")]),
        ("/admin/contact/team/add/", [("Inbox", "true")]),
        ("/admin/password_change/", []),
    ],
)
def test_the_rail_marks_where_one_is(staff, path, current):
    page = read(staff.get(path))

    marked = page.select(".rail nav [aria-current]")
    assert [(link.span.get_text(), link["aria-current"]) for link in marked] == current


@pytest.mark.parametrize("act", ["import", "publish"])
def test_what_is_done_with_all_sessions_of_an_event_stands_below_sessions(staff, act):
    page = read(staff.get(f"/admin/programme/event/{factories.event().pk}/{act}/"))

    assert texts(page, ".rail nav [aria-current] > span:first-child") == ["Sessions"]
    assert page.select(".page-tabs") == []


def test_rare_lists_are_tabs_of_the_noun_they_belong_to(staff):
    page = read(staff.get("/admin/contact/team/"))

    tabs = ["Inbox", "Queued e-mails", "Reply templates", "Teams", "Deletions"]
    assert texts(page, ".page-tabs a") == tabs
    assert texts(page, ".page-tabs [aria-current]") == ["Teams"]
    assert texts(page, "h1") == ["Teams"]


def test_the_inbox_has_the_number_of_unread_messages(staff):
    assert texts(read(staff.get("/admin/")), ".rail__count") == []
    factories.message()
    factories.message()

    assert texts(read(staff.get("/admin/")), ".rail__count") == ["2"]


def test_the_number_of_messages_is_for_those_who_may_read_them():
    factories.message()

    page = read(colleague("view_team").get("/admin/"))

    assert (named(page), texts(page, ".rail__count")) == (["Today", "Inbox"], [])


@pytest.mark.parametrize("rows", [1, 3])
def test_the_frame_takes_at_most_two_queries(staff, rows):
    for _number in range(rows):
        factories.event()
        factories.message()
    staff.get("/admin/password_change/")

    with CaptureQueriesContext(connection) as captured:
        staff.get("/admin/password_change/")

    of_signing_in = [one for one in captured if "session" in one["sql"] or "auth_" in one["sql"]]
    assert len(of_signing_in) == 2
    assert len(captured) - 2 <= 2


def test_a_popup_has_no_rail(staff):
    page = read(staff.get("/admin/programme/room/add/?_popup=1"))

    assert page.select(".rail") == []
    assert page.select_one("#room_form [name=_popup]")["value"] == "1"


def test_nobody_sees_the_rail_before_signing_in(client):
    factories.message()

    page = read(client.get("/admin/login/"))

    assert page.select(".rail") == []
    assert "Sessions" not in page.get_text()


def test_the_rail_ends_with_the_site_the_languages_and_the_user(staff):
    foot = read(staff.get("/admin/")).select_one(".rail__foot")

    assert texts(foot, "a, button") == [
        *("View site", "Help", "Français", "العربية", "Your account", "Change password"),
        *("Second factor", "Log out"),
    ]
    assert texts(foot, "summary") == ["amina"]


def test_the_list_of_all_models_is_not_made_where_nothing_reads_it(staff, monkeypatch):
    monkeypatch.delattr(AdminSite, "_build_app_dict")

    pages = ("/admin/", "/admin/programme/room/", "/admin/programme/room/add/")

    assert [staff.get(page).status_code for page in pages] == [200, 200, 200]
