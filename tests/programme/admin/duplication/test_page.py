"""The page “Duplicate the event” shows what would be made, and makes it when it is told to."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.history.models import Act
from programme.admin.duplication.copies import EventCopy
from programme.models import Event, Session
from tests import factories
from tests.html import read, texts
from tests.programme.admin.duplication.copying import create, forum, look, page_of, sent, value

pytestmark = pytest.mark.django_db


@pytest.fixture
def original() -> Event:
    return forum()


def table(page) -> list[list[str]]:
    return [texts(row, "th, td") for row in page.select(".copy tbody tr")]


def errors(answer) -> list[str]:
    return texts(read(answer), ".plan-errors p")


def test_the_page_counts_what_would_be_made_and_pairs_the_days(staff, original):
    page = read(staff.get(page_of(original)))

    assert texts(page, "#plan-heading") == [
        "A draft event, 24–25 March 2028; nothing has been made yet"
    ]
    assert table(page) == [
        ["Rooms", "1", ""],
        ["Themes", "1", ""],
        ["Sections", "1", ""],
        ["Organizers and partners", "1", ""],
        ["Sessions, as drafts", "2", "1 cancelled"],
        ["People", "2", "1 who withdrew"],
        ["Fri 26 March 2027", "Fri 24 March 2028", "1 session"],
    ]
    assert Event.objects.count() == 1


@pytest.mark.once
def test_the_plan_follows_the_parts_that_are_chosen(staff, original):
    page = look(staff, original, parts=["rooms", "sessions", "cancelled"])

    assert [row[:2] for row in table(page)[:6]] == [
        ["Rooms", "1"],
        ["Themes", "0"],
        ["Sections", "0"],
        ["Organizers and partners", "0"],
        ["Sessions, as drafts", "3"],
        ["People", "0"],
    ]


@pytest.mark.once
def test_names_and_codes_follow_the_date_but_for_those_that_staff_have_typed(staff, original):
    page = look(staff, original, first_day="4 May 2029", name_fr="Forum de Fès")

    names = ("name_en", "name_fr", "name_ar", "slug", "acronym", "proposed_for")
    assert [value(page, name) for name in names] == [
        *("Forum 2029", "Forum de Fès", "منتدى ٢٠٢٩"),
        *("forum-2029", "forum_2029", "2029-05-04"),
    ]


def test_what_is_created_is_told_with_its_undo_and_becomes_the_chosen_event(staff, original):
    answer = create(staff, original)

    page = read(answer)
    assert (
        "duplicated “\u2068Forum 2027\u2069” as the event “\u2068Forum 2028\u2069”"
        in (texts(page, ".plan-done p")[0])
    )
    assert texts(page, ".plan-done button") == ["Undo"]
    assert texts(page, ".event-switch summary bdi") == ["Forum 2028"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"slug": "forum-2027"}, "Address: Another event has this address."),
        ({"acronym": "forum_2027"}, "Acronym: Another event has this acronym."),
        ({"acronym": "F"}, "Acronym: Use at least four lower-case letters"),
        ({"slug": ""}, "Address: This field is required."),
        ({"first_day": ""}, "First day: This field is required."),
        ({"first_day": "soon"}, "First day: “soon” is not a date."),
        ({"first_day": "30/02/2028"}, "First day: There is no day “30/02/2028”."),
        (
            {"name_en": "", "name_fr": "", "name_ar": " "},
            "Name in English: Enter this in at least one language.",
        ),
        ({"parts": ["rooms", "walls"]}, "What is copied?: Select a valid choice."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_kept(staff, original, changes, sentence):
    answer = create(staff, original, **changes)

    [error] = errors(answer)
    assert error.startswith(sentence)
    [(name, typed), *_] = [*changes.items()]
    if isinstance(typed, str):
        assert value(read(answer), name) == typed
    assert Event.objects.count() == 1


@pytest.mark.parametrize("junk", ["\x00", "9" * 5000, "<script>", "2027-99-99"])
def test_junk_in_hidden_fields_and_dates_is_no_error_of_the_site(staff, original, junk):
    for name in ("proposed_for", "first_day", "parts", "slug"):
        answer = staff.post(page_of(original), sent(staff, original) | {name: junk, "look": "1"})

        assert answer.status_code in (200, 400)
    assert Event.objects.count() == 1


def test_an_address_that_was_taken_meanwhile_is_refused_with_a_sentence(
    staff, original, monkeypatch
):
    def late(copy) -> None:
        factories.event(slug=copy.event.slug)
        raise IntegrityError

    monkeypatch.setattr(EventCopy, "write", late)

    answer = create(staff, original)

    assert errors(answer) == [
        "Somebody has created an event with this address or acronym meanwhile."
    ]
    assert Session.objects.exclude(event=original).count() == 0


def test_pressing_the_button_twice_makes_one_event(staff, original):
    form = sent(staff, original) | {"confirm": "1"}
    staff.post(page_of(original), form)

    answer = staff.post(page_of(original), form)

    assert "Address: Another event has this address." in errors(answer)
    assert Event.objects.count() == 2


def test_a_second_copy_is_offered_a_free_address(staff, original):
    create(staff, original)

    page = read(staff.get(page_of(original)))

    assert (value(page, "slug"), value(page, "acronym")) == ("forum-2028-2", "forum_2028_2")


def test_an_event_that_is_gone_is_not_found(staff):
    assert staff.get("/admin/programme/event/999/duplicate/").status_code == 404


@pytest.mark.once
@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("Administrator", 200),
        ("Editor", 200),
        ("Translator (French)", 403),
        ("Scheduler", 403),
        ("Helpdesk", 403),
    ],
)
def test_only_those_who_may_add_events_may_duplicate_them(original, role, status):
    user, client = factories.staff_user(), Client()
    user.groups.set(Group.objects.filter(name=role))
    client.force_login(user)

    posted = client.post(page_of(original), {"confirm": "1"})

    assert (client.get(page_of(original)).status_code, posted.status_code) == (status, status)
    links = texts(read(client.get("/admin/")), ".event-switch a")
    assert ("Duplicate for next year" in links) == (status == 200)


def test_a_part_is_offered_to_those_alone_who_may_add_it(original):
    user, client = factories.staff_user(), Client()
    names = ["view_event", "add_event", "add_room"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)

    create(client, original, parts=["rooms", "sessions"])
    refused = Event.objects.count()
    create(client, original, parts=["rooms"])

    assert refused == 1
    copied = Event.objects.get(slug="forum-2028")
    assert (copied.rooms.count(), copied.sessions.count()) == (1, 0)


def test_an_event_without_anything_is_duplicated_too(staff):
    event = factories.event("Bare", slug="bare", acronym="bare")

    create(staff, event)

    assert Event.objects.filter(slug="bare-2028", acronym="bare_2028", status="draft").exists()


def _grow(event: Event, count: int) -> None:
    for number in range(count):
        room, section = factories.room(event), factories.section(event)
        of = {"room": room, "section": section}
        session = factories.session(event, f"More {number}", hours="09:00-10:00", **of)
        body = factories.organization()
        factories.contribution(factories.speaker(organization=body), session=session)
        factories.partnership(event, body)


def test_the_page_and_the_act_take_no_more_queries_for_more_of_everything(staff, original):
    counts = []
    for more in (1, 3):
        _grow(original, more)
        form = sent(staff, original, first_day=f"0{more}/05/2028") | {"confirm": "1"}
        with CaptureQueriesContext(connection) as shown:
            staff.get(page_of(original))
        with CaptureQueriesContext(connection) as written:
            staff.post(page_of(original), form | {"slug": f"a{more}", "acronym": f"abcd{more}"})
        counts.append((len(shown), len(written)))

    assert counts[0] == counts[1]
    assert (counts[0][0] <= 16, counts[0][1] <= 60) == (True, True)
    assert Act.objects.latest_first()[0].verb == "duplicated"


def test_dates_of_a_year_without_a_29_february_are_no_trouble(staff):
    leap = dt.date(2028, 2, 29)
    event = factories.event(slug="leap", acronym="leap", first_day=leap, last_day=leap)

    page = read(staff.get(page_of(event)))

    assert value(page, "first_day") == "Tue 27 February 2029"


def test_months_are_written_as_the_language_writes_them(staff, original):
    page = read(staff.get(page_of(original), headers={"accept-language": "fr"}))

    assert texts(page, ".plan__now")[0] == "ven. 26 mars 2027"
