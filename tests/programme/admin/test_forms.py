"""Forms for events and sessions save correct entries and explain mistakes beside the field."""

import datetime as dt

import pytest
from django.urls import reverse

from programme.models import Event, Session
from speakers.models import Speaker
from tests import factories
from tests.adminforms import filled, inline, send
from tests.html import read, texts

pytestmark = pytest.mark.django_db


EVENT = {
    "name_en": "Forum",
    "acronym": "forum_2027",
    "first_day": "2027-05-04",
    "last_day": "2027-05-05",
    "time_zone": "Africa/Casablanca",
    "status": "published",
}
ADD_EVENT = "/admin/programme/event/add/"
ADD_SESSION = "/admin/programme/session/add/"


def test_an_event_is_saved_with_its_partners_in_order(staff):
    impact, oecd = factories.organization("Impact"), factories.organization("OECD")
    partners = inline(
        "partnerships",
        {"organization": str(impact.pk), "role": "organizer", "position": ""},
        {"organization": str(oecd.pk), "role": "partner", "position": ""},
    )

    answer = send(staff, ADD_EVENT, **EVENT, **partners)

    assert answer == (302, [])
    event = Event.objects.get()
    rows = event.partnerships.in_protocol_order()
    assert [(str(p.organization), p.role, p.position) for p in rows] == [
        ("Impact", "organizer", 1),
        ("OECD", "partner", 2),
    ]
    assert event.slug == "forum"


@pytest.mark.once
@pytest.mark.parametrize(
    ("mistake", "messages"),
    [
        ({"name_en": ""}, ["Enter this in at least one language."]),
        ({"name_en": "   "}, ["Enter this in at least one language."]),
        (
            {"name_en": "x" * 5000},
            ["Ensure this value has at most 200 characters (it has 5000)."],
        ),
        ({"last_day": "2027-05-03"}, ["The last day is before the first day."]),
        (
            {"last_day": "2207-05-06"},
            ["An event lasts a year at most. Check the years of both days."],
        ),
        ({"first_day": "", "last_day": ""}, ["This field is required.", "This field is required."]),
        (
            {"acronym": "no"},
            ["Use at least four lower-case letters, digits or underscores, for example osr_2020."],
        ),
        (
            {"time_zone": "Mars/Phobos"},
            ["“Mars/Phobos” is not a time zone. Enter one such as Africa/Casablanca."],
        ),
        (
            {"tagline_en": "bell\x07"},
            ["Remove the invisible character U+0007: it can break or reorder the text around it."],
        ),
    ],
    ids=[
        *("empty", "blank", "long", "ends early", "a wrong year", "no days"),
        *("acronym", "zone", "control"),
    ],
)
def test_a_mistake_in_an_event_is_explained(staff, mistake, messages):
    answer = send(staff, ADD_EVENT, **{**EVENT, **mistake})

    assert answer == (200, messages)
    assert list(Event.objects.all()) == []


def test_the_same_organizer_twice_is_refused(staff):
    impact = str(factories.organization("Impact").pk)
    row = {"organization": impact, "role": "organizer", "position": ""}

    status, messages = send(staff, ADD_EVENT, **EVENT, **inline("partnerships", row, row))

    assert (status, list(Event.objects.all())) == (200, [])
    assert messages == ["This organization already has this role at this event."]


def test_an_event_in_arabic_only_is_saved(staff):
    answer = send(staff, ADD_EVENT, **{**EVENT, "name_en": "", "name_ar": "المنتدى"})

    assert (answer, str(Event.objects.get())) == ((302, []), "المنتدى")


def test_a_session_is_saved_with_its_people_in_order(staff):
    event = factories.event()
    body = factories.organization("Ministry")
    zineb = factories.speaker("Zineb", function_en="Minister", organization=body)
    aziz = factories.speaker("Aziz")
    people = inline(
        "contributions",
        {"speaker": str(zineb.pk), "role": "keynote", "position": ""},
        {"speaker": str(aziz.pk), "role": "speaker", "position": "", "function_en": "Mayor"},
    )

    answer = send(staff, ADD_SESSION, event=str(event.pk), title_en="Opening", **people)

    assert answer == (302, [])
    parts = Session.objects.get().contributions.in_protocol_order()
    assert [(str(p.speaker), p.role, p.function_en, p.organization) for p in parts] == [
        ("Zineb", "keynote", "Minister", body),
        ("Aziz", "speaker", "Mayor", None),
    ]


def test_a_person_twice_in_one_role_is_refused(staff):
    event, person = factories.event(), str(factories.speaker().pk)
    row = {"speaker": person, "role": "speaker", "position": ""}

    status, messages = send(
        staff,
        ADD_SESSION,
        event=str(event.pk),
        title_en="Talk",
        **inline("contributions", row, row),
    )

    assert (status, list(Session.objects.all())) == (200, [])
    assert messages == ["This person is already listed in this role."]


@pytest.mark.once
@pytest.mark.parametrize(
    ("zone", "day", "utc", "words"),
    [
        ("Africa/Casablanca", dt.date(2020, 11, 20), 8, "Casablanca time (UTC+1)"),
        ("Africa/Casablanca", dt.date(2026, 12, 1), 9, "Casablanca time (UTC+0)"),
        ("Asia/Beirut", dt.date(2027, 5, 4), 6, "Beirut time (UTC+3)"),
    ],
)
def test_times_are_entered_and_shown_in_the_time_zone_of_the_event(staff, zone, day, utc, words):
    event = factories.event(time_zone=zone, first_day=day, last_day=day)
    factories.event(
        time_zone="Pacific/Auckland", first_day=dt.date(2030, 1, 1), last_day=dt.date(2030, 1, 1)
    )
    times = {
        "starts_at_0": day.isoformat(),
        "starts_at_1": "09:00",
        "ends_at_0": day.isoformat(),
        "ends_at_1": "10:30",
    }

    answer = send(staff, ADD_SESSION, event=str(event.pk), title_en="Opening", **times)

    session = Session.objects.get()
    page = read(staff.get(reverse("admin:programme_session_change", args=[session.pk])))
    assert answer == (302, [])
    assert session.starts_at == dt.datetime(day.year, day.month, day.day, utc, tzinfo=dt.UTC)
    assert page.select_one("[name=starts_at_1]")["value"] == "09:00"
    assert f"Times are in the time zone of the event: {words}." in page.get_text()


@pytest.mark.once
def test_a_new_session_names_no_time_zone_before_it_has_an_event(staff):
    factories.event(time_zone="Pacific/Auckland")

    page = read(staff.get(ADD_SESSION))

    assert "Times are in the time zone of the event." in page.get_text()
    assert "Auckland" not in page.get_text()


@pytest.mark.once
def test_a_session_moved_to_another_event_uses_the_time_zone_of_that_event(staff):
    session = factories.session(factories.event(), hours="09:00-10:00")
    far = factories.event(time_zone="Asia/Tokyo")
    change = reverse("admin:programme_session_change", args=[session.pk])
    times = {"starts_at_0": "2027-05-04", "starts_at_1": "14:00"}
    times |= {"ends_at_0": "2027-05-04", "ends_at_1": "15:00"}

    answer = send(staff, change, event=str(far.pk), **times)

    session.refresh_from_db()
    assert answer == (302, [])
    assert (session.event, session.starts_at) == (far, dt.datetime(2027, 5, 4, 5, tzinfo=dt.UTC))


@pytest.mark.once
def test_a_form_with_errors_keeps_the_times_as_typed(staff):
    event = factories.event()
    times = {"starts_at_0": "2027-05-04", "starts_at_1": "09:00"}
    times |= {"ends_at_0": "2027-05-04", "ends_at_1": "08:00"}
    form = filled(read(staff.get(ADD_SESSION)))

    page = read(staff.post(ADD_SESSION, {**form, "event": event.pk, "title_en": "Talk", **times}))

    assert texts(page, ".errorlist li") == ["The end must be after the start."]
    typed = {name: page.select_one(f"[name={name}]").get("value", "") for name in times}
    assert typed == times | {"ends_at_0": ""}


@pytest.mark.parametrize(
    ("field", "make", "message"),
    [
        ("section", factories.section, "This section belongs to another event."),
        ("room", factories.room, "This room belongs to another event."),
        ("track", factories.track, "This theme belongs to another event."),
    ],
)
def test_a_section_room_or_track_of_another_event_is_refused(staff, field, make, message):
    elsewhere = make(factories.event())

    answer = send(
        staff,
        ADD_SESSION,
        event=str(factories.event().pk),
        title_en="Talk",
        **{field: str(elsewhere.pk)},
    )

    assert answer == (200, [message])


def test_a_session_needs_an_event(staff):
    assert send(staff, ADD_SESSION, title_en="Talk") == (200, ["This field is required."])


def test_selected_languages_are_saved_and_ticked(staff):
    event = factories.event()
    form = filled(read(staff.get(ADD_SESSION)))
    values = {**form, "event": event.pk, "title_en": "Talk", "languages": ["ar", "fr"]}

    staff.post(ADD_SESSION, values)

    session = Session.objects.get()
    page = read(staff.get(reverse("admin:programme_session_change", args=[session.pk])))
    assert session.languages == ["ar", "fr"]
    ticked = [box["value"] for box in page.select("[name=languages][checked]")]
    assert ticked == ["ar", "fr"]


def test_a_speaker_of_a_session_cannot_be_deleted(staff):
    speaker = factories.speaker()
    factories.contribution(speaker, session=factories.session(factories.event(), "Opening"))

    page = read(staff.post(f"/admin/speakers/speaker/{speaker.pk}/delete/", {"post": "yes"}))

    assert "These still use what you want to delete" in page.get_text()
    assert Speaker.objects.get() == speaker


def test_a_session_is_cancelled_in_its_form(staff):
    session = factories.session(factories.event(), hours="23:30-23:45")
    change = reverse("admin:programme_session_change", args=[session.pk])

    answer = send(staff, change, status="cancelled", cancellation_reason_en="Storm")

    before, session = session, Session.objects.get()
    assert answer == (302, [])
    assert (session.starts_at, session.ends_at) == (before.starts_at, before.ends_at)
    assert (session.status, session.cancellation_reason, session.revision) == (
        "cancelled",
        "Storm",
        1,
    )
