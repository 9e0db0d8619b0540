"""The form of a session: what matters first, the day typed once, the rest in folds that say it."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.history.models import Act
from programme.models import Session
from tests import factories
from tests.adminforms import filled, send
from tests.html import read, texts
from tests.pictures import halves, uploaded

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ADD = "/admin/programme/session/add/"
NIGHT = dt.date(2027, 5, 4)


def form_of(session: Session) -> str:
    return f"/admin/programme/session/{session.pk}/change/"


def fields(page: BeautifulSoup, part: str) -> list[str]:
    """The names of the controls in a part of the form, in order."""
    return [field["name"] for field in page.select(f"{part} :is(input, select, textarea)[name]")]


def folds(page: BeautifulSoup) -> dict[str, str]:
    return {
        fold.select_one("h2").get_text(strip=True): " ".join(texts(fold, ".fold__summary"))
        for fold in page.select(".fold")
    }


def test_a_new_session_begins_with_what_matters(staff):
    factories.event("Forum")

    page = read(staff.get(ADD))

    assert fields(page, ".short-form__first") == [
        *("title_en", "title_fr", "title_ar", "kind", "starts_at_0", "starts_at_1"),
        *("ends_at_1", "ends_at_0", "room", "section"),
    ]
    assert fields(page, ".short-form__side")[0] == "status"
    assert folds(page) == {
        "Subtitle and outcome": "",
        "Documents and links": "",
        "Languages and access": "",
        "Registration": "",
        "Event, theme, order, address": "",
    }
    assert page.select_one("select[name=event]").find_parent(class_="fold")


def test_the_event_comes_first_where_none_is_chosen(staff):
    page = read(staff.get(ADD))

    assert fields(page, ".short-form__first")[0] == "event"
    assert page.select(".fold [name=event]") == []


def test_a_fold_says_what_is_in_it(staff):
    event = factories.event()
    session = factories.session(
        event,
        subtitle_en="From plan to budget",
        languages=["en"],
        interpretation_languages=["fr"],
        has_captions=True,
        attendance_mode="online",
        registration_url="https://example.org/register",
        track=factories.track(event, "Budget"),
        is_plenary=True,
        slug="talk",
    )
    for number in range(4):
        factories.document(f"Slides {number}", session=session)
    factories.quote(factories.contribution(factories.speaker(), session=session))

    assert folds(read(staff.get(form_of(session)))) == {
        "Subtitle and outcome": "· From plan to budget",
        "Documents and links": "· Slides 0, Slides 1, Slides 2, 1 more",
        "Languages and access": "· English, interpretation into French · captions · Online",
        "Registration": "· https://example.org/register",
        "Quotes": "· 1 quote",
        "Event, theme, order, address": "· Budget · plenary · talk",
    }


def test_the_fold_of_a_picture_says_that_there_is_one(staff):
    event = factories.event(picture=uploaded(halves(1600, 1000)))

    page = read(staff.get(f"/admin/programme/event/{event.pk}/change/"))

    assert folds(page)["Picture"] == "· uploaded"


def test_without_script_a_row_is_added_on_its_own_page(staff):
    session = factories.session(factories.event(), "Talk")

    link = read(staff.get(form_of(session))).select_one("#documents-group noscript a")
    form = filled(read(staff.get(link["href"])))

    assert link.get_text(" ", strip=True) == "Add a document or link (in a new tab)"
    assert link["target"] == "_blank"
    assert form["session"] == str(session.pk)
    assert not read(staff.get("/admin/programme/session/add/")).select(
        "#documents-group noscript a"
    )


def test_without_script_rows_of_a_table_are_added_below_it(staff):
    event = factories.event()
    factories.room(event, "Atlas")

    page = read(staff.get(f"/admin/programme/event/{event.pk}/change/"))

    below = page.select_one("#rooms-group > .tabular ~ noscript a")
    assert below["href"] == f"/admin/programme/room/add/?event={event.pk}"


def test_a_fold_with_a_mistake_in_one_of_its_rows_is_open(staff):
    session = factories.session(factories.event())
    factories.document("Slides", session=session)
    form = filled(read(staff.get(form_of(session))))

    page = read(staff.post(form_of(session), {**form, "documents-0-title_en": ""}))

    open_folds = [fold["id"] for fold in page.select(".fold:has(> details[open])")]
    assert open_folds == ["fold-documents"]


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("09:00", "10:00", ""),
        ("23:00", "01:00", ""),
        ("09:00", "08:00", "Wed 5 May 2027"),
    ],
    ids=["same day", "past midnight", "next day"],
)
def test_the_day_of_the_end_is_shown_only_if_it_is_not_plain(staff, start, end, shown):
    event = factories.event(first_day=NIGHT, last_day=NIGHT)
    starts, ends = (factories.at(hour, day=NIGHT) for hour in (start, end))
    ends += dt.timedelta(days=ends <= starts)
    session = factories.session(event, starts_at=starts, ends_at=ends)
    acts = Act.objects.count()

    page = read(staff.get(form_of(session)))
    day = page.select_one("[name=ends_at_0]")
    answer = send(staff, form_of(session))

    session.refresh_from_db()
    assert (day.get("value", ""), day.find_parent("details").has_attr("open")) == (
        shown,
        bool(shown),
    )
    assert answer == (302, [])
    assert (session.starts_at, session.ends_at) == (starts, ends)
    assert Act.objects.count() == acts


def test_a_session_moved_to_another_day_takes_its_end_along(staff):
    event = factories.event(first_day=NIGHT, last_day=NIGHT + dt.timedelta(days=1))
    session = factories.session(event, hours="09:00-10:00")

    answer = send(staff, form_of(session), starts_at_0="5/5/2027")

    session.refresh_from_db()
    day = NIGHT + dt.timedelta(days=1)
    assert answer == (302, [])
    assert (session.starts_at, session.ends_at) == (
        factories.at("09:00", day=day),
        factories.at("10:00", day=day),
    )


def test_an_unreadable_day_of_the_end_is_shown_beside_its_mistake(staff):
    session = factories.session(factories.event(), hours="09:00-10:00")
    form = filled(read(staff.get(form_of(session))))

    page = read(staff.post(form_of(session), {**form, "ends_at_0": "tomorrow"}))

    day = page.select_one("[name=ends_at_0]")
    assert (day["value"], day.find_parent("details").has_attr("open")) == ("tomorrow", True)
    assert texts(page, ".form-errors li") == [
        "End: “tomorrow” is not a date. "
        "Enter one such as 19/11/2027, 19 November 2027 or 2027-11-19."
    ]


def test_a_title_grows_and_is_not_cut(staff):
    page = read(staff.get(ADD))

    for name in ("title_en", "title_fr", "title_ar", "subtitle_en", "summary_ar"):
        field = page.select_one(f"[name={name}]")
        assert (field.name, field["rows"], field.has_attr("maxlength")) == ("textarea", "1", False)


def test_line_breaks_in_a_title_are_spaces(staff):
    session = factories.session(factories.event())

    send(staff, form_of(session), title_en="Open\r\nregion\n")

    session.refresh_from_db()
    assert session.title_en == "Open region"


def test_a_session_is_not_cancelled_without_a_reason(staff):
    session = factories.session(factories.event())

    refused = send(staff, form_of(session), status="cancelled")
    cancelled = send(staff, form_of(session), status="cancelled", cancellation_reason_ar="عاصفة")
    again = send(staff, form_of(session), title_fr="Annulée")

    assert refused == (200, ["Give a reason, in one language at least."])
    assert (cancelled, again) == ((302, []), (302, []))


def test_a_day_is_proposed_for_a_new_session(staff):
    factories.event(first_day=NIGHT, last_day=NIGHT + dt.timedelta(days=1))

    page = read(staff.get(ADD))

    assert page.select_one("[name=starts_at_0]")["data-proposed"] == "2027-05-04"


def test_opening_and_saving_take_a_constant_number_of_queries(staff):
    event = factories.event()
    places = {"room": factories.room(event), "section": factories.section(event)}
    session = factories.session(event, hours="09:00-10:00", **places)
    counts = []
    for number in range(3):
        body = factories.organization()
        part = factories.contribution(factories.speaker(organization=body), session=session)
        factories.quote(part)
        factories.document(session=session)
        staff.get(form_of(session))
        with CaptureQueriesContext(connection) as opening:
            form = filled(read(staff.get(form_of(session))))
        with CaptureQueriesContext(connection) as saving:
            answer = staff.post(form_of(session), form | {"title_en": f"Title {number}"})
        counts.append((answer.status_code, len(opening), len(saving)))

    assert counts == [(302, 19, 31)] * 3  # One finds the sessions before and after.


def test_rooms_sections_and_themes_of_the_event_are_chosen_without_script(staff):
    event, other = factories.event("Forum"), factories.event("Other")
    for make in (factories.room, factories.section, factories.track):
        for of in (event, other):
            make(of, f"{make.__name__} of {of}")

    session = factories.session(event, room=event.rooms.get())
    offered = {
        (address, name): texts(read(staff.get(address)), f"[name={name}] option")
        for address in (form_of(session), f"{ADD}?event={event.pk}")
        for name in ("room", "section", "track")
    }

    assert offered == {
        (address, name): ["–", f"{name} of Forum"]
        for address in (form_of(session), f"{ADD}?event={event.pk}")
        for name in ("room", "section", "track")
    }
