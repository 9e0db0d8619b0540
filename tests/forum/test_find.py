"""Find: one answer to a few words, from all that a member of staff may see."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.html import headings, read, texts

pytestmark = pytest.mark.django_db

PAGE = "/admin/find/"


def answer(client: Client, words: str):
    return read(client.get(PAGE, {"q": words}))


def found(client: Client, words: str) -> dict[str, list[str]]:
    """What each group of the answer names, in its order."""
    groups = answer(client, words).select("section.module")
    return {texts(group, "h2")[0]: texts(group, "li > a") for group in groups}


def an_atlas(number: int = 0):
    """One row of each kind that has the word in it."""
    event = factories.event(f"Atlas forum {number}")
    body = factories.organization("Atlas Institute", acronym_en="AI")
    room = factories.room(event, "Atlas")
    title = "Atlas of open regions"
    session = factories.session(event, title, hours="09:00-09:45", room=room)
    factories.speaker("Amina Atlas", function_en="Director", organization=body)
    factories.page("About the atlas")
    factories.section(event, "Atlas day")
    factories.track(event, "Atlases")
    factories.message(name="Omar Atlas", received_at=timezone.now())
    return session


def member(role: str) -> Client:
    user = factories.staff_user()
    user.groups.set(Group.objects.filter(name=role))
    client = Client()
    client.force_login(user)
    return client


def test_one_answer_has_every_kind_each_with_a_line_about_it_and_its_form(staff):
    session = an_atlas()

    page = answer(staff, "atlas")

    kinds = ["Sessions", "People", "Organizations", "Pages", "Sections", "Rooms", "Themes"]
    assert headings(page) == ["h1 Find", *(f"h2 {kind}" for kind in [*kinds, "Events", "Messages"])]
    assert texts(page, ".page-head__count") == ["9 results for “atlas”"]
    lines = texts(page, "li > p")
    assert lines[:3] == [
        "Tue 4 May · 09:00–09:45 · Atlas",
        "Director · Atlas Institute",
        "AI · Other",
    ]
    assert lines[3] == "Tuesday 4 May 2027 · Published"
    assert "General question · New" in lines[4]
    links = [link["href"] for link in page.main.select("li > a")]
    assert links[0] == f"/admin/programme/session/{session.pk}/change/"
    assert {link: staff.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_sessions_of_the_event_in_view_come_before_those_of_other_events(staff):
    old = factories.event("Old forum", first_day=dt.date(2020, 5, 4), last_day=dt.date(2020, 5, 4))
    new = factories.event("New forum", first_day=dt.date(2999, 5, 4), last_day=dt.date(2999, 5, 4))
    factories.session(old, "Opening", hours="09:00-09:45")
    factories.session(new, "Opening of the fair", status="draft")
    factories.room(old, "Opening hall")

    page = answer(staff, "opening")

    assert headings(page)[1:] == ["h2 Sessions", "h2 Sessions of other events"]
    assert texts(page, "li > p") == [
        "not placed · Draft",
        "Mon 4 May · 09:00–09:45 · Old forum 2020",
    ]
    staff.post(reverse("admin:choose_event"), {"event": "all", "next": "/admin/"})
    assert found(staff, "opening") == {
        "Sessions": ["Opening of the fair", "Opening"],
        "Rooms": ["Opening hall"],
    }


def test_titles_with_all_words_come_first(staff):
    event = factories.event()
    factories.session(event, "Budgets", abstract_en="Also of open data.", hours="09:00-09:45")
    factories.session(event, "Open data", hours="10:00-10:45")

    assert found(staff, "open data") == {"Sessions": ["Open data", "Budgets"]}


def test_at_most_eight_of_a_kind_are_shown_with_a_link_to_the_list_of_all(staff):
    old, event = factories.event("Old forum"), factories.event("Forum")
    for number in range(9):
        factories.session(event, f"Panel {number}")
        factories.session(old, f"Panel {number}")
        factories.speaker(f"Panel Speaker {number}")

    page = answer(staff, "panel")

    counts = [len(group.select("li")) for group in page.select("section.module")]
    assert counts == [8, 4, 8]
    assert texts(page, ".acts-short__all") == ["All 9", "All events", "All 9"]
    lists = [link["href"] for link in page.select(".acts-short__all a")]
    assert lists == [
        "/admin/programme/session/?q=panel",
        "/admin/programme/session/?q=panel&event__id__exact=all",
        "/admin/speakers/speaker/?q=panel",
    ]
    listed = [len(read(staff.get(url)).select("#result_list tbody tr")) for url in lists]
    assert listed == [9, 18, 9]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("elhassani", "People"),
        ("theatre", "Rooms"),
        ("القاعه الكبري", "Rooms"),
        ("CONTACT", "Pages"),
        ("director", "People"),
        ("K4T7-9WXM", "Messages"),
        ("call back", "Messages"),
    ],
)
def test_words_are_found_as_the_lists_and_the_public_search_find_them(staff, typed, kind):
    event = factories.event("Forum")
    factories.speaker("Fatima El Hassani", function_en="Director")
    factories.room(event, "Théâtre", name_ar="القاعة الكبرى")
    factories.page("Contact")
    factories.message(reference="K4T7-9WXM", state="spam").notes.create(text="Call back")

    assert list(found(staff, typed)) == [kind]


def test_a_title_in_another_language_that_matches_is_shown_below(staff):
    factories.session(factories.event("Forum"), "Opening", title_fr="Ouverture")

    page = answer(staff, "ouverture")

    assert texts(page.main, "li > a, .search-match") == ["Opening", "Ouverture"]
    assert texts(page, "mark") == ["Ouverture"]


def test_each_role_finds_only_what_it_may_see(staff):
    an_atlas()
    everything = list(found(staff, "atlas"))

    kinds = {role: list(found(member(role), "atlas")) for role in ("Editor", "Helpdesk")}

    assert kinds == {"Editor": everything[:-1], "Helpdesk": ["Messages"]}


def test_whoever_may_see_nothing_has_no_field_and_no_answer():
    client = member("no role")

    assert read(client.get("/admin/")).select("[role=search]") == []
    assert client.get(PAGE, {"q": "atlas"}).status_code == 403


def test_visitors_are_asked_to_log_in(client):
    assert client.get(PAGE, {"q": "atlas"}).status_code == 302


def test_the_rail_has_a_field_that_needs_no_script(staff):
    factories.session(factories.event("Forum"), "Opening")

    [form] = read(staff.get("/admin/")).select(".rail form[role=search]")

    assert (form["action"], form.get("method", "get")) == (PAGE, "get")
    field = form.select_one("input")
    assert (field["name"], field["type"], field["value"]) == ("q", "search", "")
    assert texts(form, f"label[for={field['id']}]") == ["Find"]
    assert answer(staff, "opening").select_one(".rail [name=q]")["value"] == "opening"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter part of a title or a name, or the reference of a message."),
        ("  ", "Enter part of a title or a name, or the reference of a message."),
        ("o", "Enter at least two letters."),
        ("—", "Enter at least two letters."),
        ("zebra", "Check the spelling or use fewer words: results must contain all of them."),
        ("open" * 60, "The text is too long: only its beginning was used."),
        ("open " * 9, "Only the first 8 words were used for the search."),
        ("\u202eopen", "Invisible characters were removed."),
        ("\ufffe", "Invisible characters were removed."),
        ("' OR 1=1 --", "Check the spelling or use fewer words: results must contain all of them."),
    ],
)
def test_whatever_is_typed_is_answered_in_words(staff, typed, said):
    factories.session(factories.event("Forum"), "Open data")

    page = answer(staff, typed)

    assert said in texts(page, ".find p, .messagelist li")


def test_nul_and_broken_bytes_are_no_error_of_the_server(staff):
    assert staff.get(f"{PAGE}?q=a%00b").status_code == 400
    assert staff.get(f"{PAGE}?q=%ff%fe%80").status_code == 200
    assert staff.get(f"{PAGE}?q={'9' * 40}").status_code == 200


def test_an_answer_takes_10_queries_for_one_row_of_each_kind_and_for_three(staff):
    counts = []
    for number in (1, 2, 3):
        an_atlas(number)
        with CaptureQueriesContext(connection) as queries:
            answer(staff, "atlas")
        counts.append(len(queries))

    assert counts == [10, 10, 10]
