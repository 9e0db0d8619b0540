"""Staff type the dates and hours of an event and its sessions as they write them."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from programme.models import Announcement, Event, Session, SessionKind
from tests import factories
from tests.adminforms import filled, send
from tests.html import read

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LANGUAGES = ["en", "fr", "ar"]
NOVEMBER_5 = dt.date(2027, 11, 5)
ADD_EVENT = "/admin/programme/event/add/"
ADD_SESSION = "/admin/programme/session/add/"
ADD_ANNOUNCEMENT = "/admin/programme/announcement/add/"
EVENT = {"name_en": "Forum", "acronym": "forum_2027", "status": "draft"}


def use(staff, language: str):
    staff.post("/admin/language/", {"language": language, "next": "/admin/"})
    return staff


def typed(start: str = " ", end: str = " ") -> dict[str, str]:
    """The fields of a start and an end, each typed as a date and an hour with `|` between."""
    names = ("starts_at_0", "starts_at_1", "ends_at_0", "ends_at_1")
    parts = [part.strip() for text in (start, end) for part in (text + "|").split("|")[:2]]
    return dict(zip(names, parts, strict=True))


def clocks() -> list[str]:
    session = Session.objects.get()
    moments = (session.starts_at, session.ends_at)
    return [f"{m.astimezone(factories.CASABLANCA):%d %H:%M}" if m else "" for m in moments]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fifth_of_november_is_that_in_every_language(staff, language):
    use(staff, language)

    answer = send(staff, ADD_EVENT, **EVENT, first_day="05/11/2027", last_day="5.11.2027")

    event = Event.objects.get()
    address = f"/admin/programme/event/{event.pk}/change/"
    assert (answer, event.first_day, event.last_day) == ((302, []), NOVEMBER_5, NOVEMBER_5)
    assert send(staff, address) == (302, [])
    event.refresh_from_db()
    assert (event.first_day, event.last_day) == (NOVEMBER_5, NOVEMBER_5)


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "Fri 5 November 2027"),
        ("fr", "ven. 5 novembre 2027"),
        ("ar", "الجمعة 5 نونبر 2027"),
    ],
)
def test_a_form_shows_dates_with_words_and_times_without_seconds(staff, language, shown):
    event = factories.event(first_day=NOVEMBER_5, last_day=NOVEMBER_5)
    start = factories.at("09:00", day=NOVEMBER_5)
    length = dt.timedelta(minutes=30)
    session = factories.session(event, starts_at=start, ends_at=start + length)

    page = read(use(staff, language).get(f"/admin/programme/session/{session.pk}/change/"))

    values = filled(page)
    assert [values[name] for name in typed()] == [shown, "09:00", "", "09:30"]
    fields = [page.select_one(f"[name={name}]") for name in typed()]
    assert [field["dir"] for field in fields] == ["auto", "ltr", "auto", "ltr"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_announcement_is_dated_as_people_write(staff, language):
    event = factories.event()

    answer = send(
        use(staff, language),
        ADD_ANNOUNCEMENT,
        event=str(event.pk),
        title_en="Registration",
        date="٥ نونبر ٢٠٢٧",
    )

    assert (answer, Announcement.objects.get().date) == ((302, []), NOVEMBER_5)


def test_times_with_seconds_are_unchanged_by_a_form_that_does_not_show_them(staff):
    start = factories.at("09:00:20")
    end = factories.at("09:30:40")
    session = factories.session(factories.event(), starts_at=start, ends_at=end)

    answer = send(staff, f"/admin/programme/session/{session.pk}/change/", title_en="Talk")

    session.refresh_from_db()
    assert (answer, session.starts_at, session.ends_at) == ((302, []), start, end)
    assert session.revision == 0


@pytest.mark.parametrize(
    ("start", "end", "stored"),
    [
        ("4/5/2027|10h30", "4 May 2027|11.15", ["04 10:30", "04 11:15"]),
        ("4 ماي 2027|٠٩:٣٠", "٤/٥/٢٠٢٧|1015", ["04 09:30", "04 10:15"]),
        ("|9", "|10", ["04 09:00", "04 10:00"]),
        ("4/5/2027|9", "|10:30", ["04 09:00", "04 10:30"]),
        ("4/5/2027|22:00", "|24:00", ["04 22:00", "05 00:00"]),
        ("4/5/2027|22:00", "|1:30", ["04 22:00", "05 01:30"]),
        ("", "", ["", ""]),
    ],
    ids=["words", "Arabic", "only day", "day of the start", "24:00", "past midnight", "none"],
)
def test_the_times_of_a_session_are_read(staff, start, end, stored):
    event = str(factories.event().pk)

    answer = send(staff, ADD_SESSION, event=event, title_en="Talk", **typed(start, end))

    assert answer == (302, [])
    assert clocks() == stored


@pytest.mark.parametrize(
    ("start", "end", "sentences"),
    [
        ("|9", "|10", ["Enter the date as well."]),
        ("4/5/2027|", "", ["Enter the time as well."]),
        ("4/5/2027|11:00", "|1:00", ["The end must be after the start."]),
        ("", "4/5/2027|10:00", ["Give both a start and an end, or neither."]),
        (
            "4/5/27|9",
            "|25h10",
            [
                "“4/5/27”: enter the year with four digits, for example 19/11/2027.",
                "“25h10” is not a time. Enter one such as 10:30, 10h30, 1030 or 2:30 pm.",
            ],
        ),
    ],
    ids=["no day", "no time", "pm forgotten", "no start", "unreadable"],
)
def test_times_that_cannot_be_meant_are_refused(staff, start, end, sentences):
    days = {"first_day": factories.DAY, "last_day": factories.DAY + dt.timedelta(days=1)}
    event = str(factories.event(**days).pk)

    answer = send(staff, ADD_SESSION, event=event, title_en="Talk", **typed(start, end))

    assert answer == (200, sentences)
    assert list(Session.objects.all()) == []


@pytest.mark.parametrize("kind", SessionKind)
def test_an_empty_end_follows_the_start_by_the_length_of_the_session_type(staff, kind):
    event = str(factories.event().pk)

    answer = send(
        staff, ADD_SESSION, event=event, kind=kind, title_en="Talk", **typed("4/5/2027|9:00")
    )

    session = Session.objects.get()
    assert answer == (302, [])
    assert session.ends_at - session.starts_at == kind.default_length


def test_the_form_says_that_the_end_follows_the_start(staff):
    page = read(staff.get(ADD_SESSION))

    assert (
        "Times are in the time zone of the event. "
        "If empty, the end is set from the start and the usual length of the session type."
    ) in page.get_text()


def test_a_session_that_one_may_only_read_is_shown_without_fields(client):
    session = factories.session(factories.event(), hours="09:00-10:00")
    reader = get_user_model().objects.create_user("karim", is_staff=True)
    reader.user_permissions.add(
        Permission.objects.get_by_natural_key("view_session", "programme", "session")
    )
    client.force_login(reader)

    page = read(client.get(f"/admin/programme/session/{session.pk}/change/"))

    assert page.select("[name=starts_at_0]") == []
