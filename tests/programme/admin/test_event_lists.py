"""Lists of the admin show the rows of the chosen event, and filters its sections and rooms."""

import copy
import datetime as dt
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests import factories
from tests.adminforms import send
from tests.html import read, texts
from tests.shared import shared_rows

pytestmark = pytest.mark.django_db

SCOPED = [
    "session",
    "section",
    "room",
    "track",
    "announcement",
    "partnership",
    "contribution",
    "document",
]


def forum(name: str, year: int) -> SimpleNamespace:
    """An event with one row of everything, and contributions and documents in three places."""
    day = dt.date(year, 5, 4)
    event = factories.event(name, first_day=day, last_day=day)
    section = factories.section(event, f"Section of {year}")
    room, track = factories.room(event, "Atlas"), factories.track(event, f"Theme of {year}")
    session = factories.session(
        event, f"Talk of {year}", section=section, room=room, track=track, status="draft"
    )
    for target in ({"event": event}, {"section": section}, {"session": session}):
        factories.contribution(factories.speaker(), **target)
        factories.document(**target)
    factories.announcement(event)
    factories.partnership(event, factories.organization())
    return SimpleNamespace(event=event, section=section, room=room, track=track, session=session)


forums = shared_rows(lambda: {year: forum("Forum", year) for year in (2020, 2999)})


@pytest.fixture
def new(forums, db) -> SimpleNamespace:
    return copy.deepcopy(forums[2999])


@pytest.fixture
def old(forums, db) -> SimpleNamespace:
    return copy.deepcopy(forums[2020])


def choose(staff: Client, event: object) -> None:
    staff.post("/admin/programme/event/choose/", {"event": getattr(event, "pk", event)})


def opened(staff: Client, query: str = "", *, model: str = "session") -> BeautifulSoup:
    return read(staff.get(f"/admin/programme/{model}/{query}", follow=True))


def titles(page: BeautifulSoup) -> list[str]:
    return texts(page, "#result_list .field-title")


def offered(page: BeautifulSoup, title: str) -> list[str]:
    """What a filter of the list offers."""
    return texts(page, f"[data-filter-title='{title}'] li")


@pytest.mark.parametrize("model", SCOPED)
def test_a_list_shows_the_rows_of_the_chosen_event(staff, old, new, model):
    counts = []
    for choice in (new.event, old.event, "all"):
        choose(staff, choice)
        counts.append(len(opened(staff, model=model).select("#result_list tbody tr")))

    alone = 3 if model in {"contribution", "document"} else 1
    assert counts == [alone, alone, 2 * alone]


def test_people_and_organizations_are_those_of_all_events(staff, old, new):
    pages = [read(staff.get(f"/admin/speakers/{model}/")) for model in ("speaker", "organization")]

    assert [len(page.select("#result_list tbody tr")) for page in pages] == [6, 2]


def test_the_totals_of_a_list_count_the_rows_of_the_chosen_event(staff, old, new):
    factories.session(new.event, "Debate")

    page = opened(staff, "?q=talk")

    assert texts(page, ".page-head__count") == ["1 of 2 · Show all"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?event__id__exact={old}", ["Talk of 2020"]),
        ("?event={old}", ["Talk of 2020"]),
        ("?event__isnull=False", ["Talk of 2999", "Talk of 2020"]),
        ("?event__id__exact=all", ["Talk of 2999", "Talk of 2020"]),
        ("?section__id__exact={section}", ["Talk of 2020"]),
        ("?room__id__exact={room}&event__id__exact={old}", ["Talk of 2020"]),
        ("?track__isnull=True", []),
    ],
)
def test_a_link_may_ask_for_another_event(staff, old, new, query, found):
    choose(staff, new.event)
    keys = {"old": old.event.pk, "section": old.section.pk, "room": old.room.pk}

    assert titles(opened(staff, query.format(**keys))) == found


@pytest.mark.parametrize("value", ["999999", "abc", "", "-1", "1.5", "9" * 18])
@pytest.mark.parametrize("model", ["session", "document"])
def test_a_link_to_an_unknown_event_shows_the_chosen_one(staff, old, new, model, value):
    name = "at_event" if model == "document" else "event__id__exact"

    page = opened(staff, f"?{name}={value}", model=model)

    assert len(page.select("#result_list tbody tr")) == (3 if model == "document" else 1)


def test_a_link_to_an_unknown_section_finds_nothing(staff, old, new):
    assert titles(opened(staff, "?section__id__exact=999999")) == []


def test_the_column_of_events_disappears_while_one_is_chosen(staff, old, new):
    headings = {}
    for query in ("", "?event__id__exact=all", f"?event__id__exact={old.event.pk}"):
        page = opened(staff, query, model="room")
        headings[query] = texts(page, "#result_list thead .column-event")

    assert list(headings.values()) == [[], ["Event ↑ 1 ×"], ["Event ↑ 1 ×"]]


def test_documents_keep_the_column_of_the_event_that_they_belong_to(staff, old, new):
    page = opened(staff, model="document")

    assert texts(page, "#result_list thead .column-event") == ["Event"]


def test_the_filter_of_events_leads_to_all_of_them_and_back(staff, old, new):
    chosen = opened(staff, f"?q=talk&section__id__exact={new.section.pk}")
    every = opened(staff, "?event__id__exact=all")
    other = opened(staff, f"?event__id__exact={old.event.pk}")

    assert offered(chosen, "event") == ["Forum 2999", "All events"]
    assert offered(every, "event") == ["Forum 2999", "All events", "Forum 2020"]
    assert offered(other, "event") == ["Forum 2999", "All events", "Forum 2020"]
    marked = [texts(page, "[data-filter-title=event] .selected") for page in (chosen, every, other)]
    assert marked == [["Forum 2999"], ["All events"], ["Forum 2020"]]
    links = [link["href"] for link in chosen.select("[data-filter-title=event] a")]
    assert links == ["?q=talk", "?event__id__exact=all&q=talk"]


def test_the_filter_of_events_lists_all_when_none_is_chosen(staff, old, new):
    choose(staff, "all")

    page = opened(staff)

    assert offered(page, "event") == ["All events", "Forum 2999", "Forum 2020"]


def test_filters_offer_the_sections_rooms_and_themes_of_the_event_in_view(staff, old, new):
    chosen, other = opened(staff), opened(staff, f"?event__id__exact={old.event.pk}")

    filters = ["section", "room", "theme"]
    found = [[offered(page, name)[1:-1] for name in filters] for page in (chosen, other)]

    assert found == [
        [["Section of 2999"], ["Atlas"], ["Theme of 2999"]],
        [["Section of 2020"], ["Atlas"], ["Theme of 2020"]],
    ]


def test_filters_of_all_events_name_the_event_of_each_row(staff, old, new):
    page = opened(staff, "?event__id__exact=all")

    assert offered(page, "room") == ["All", "Atlas · Forum 2999", "Atlas · Forum 2020", ""]


def test_actions_change_the_rows_named_whatever_event_is_chosen_meanwhile(staff, old, new):
    form = {"action": "publish", "index": "0", "_selected_action": [old.session.pk]}

    page = read(staff.post("/admin/programme/session/", form))

    assert texts(page, ".plan__title") == ["Talk of 2020"]


@pytest.mark.parametrize(
    ("listed", "shown"),
    [
        ("{old}", ["Talk of 2020"]),
        ("all", []),
        ("", ["Talk of 2999"]),
        ("999999", []),
        ("abc", []),
    ],
)
def test_an_action_on_all_rows_means_those_of_the_list_as_it_was_shown(
    staff, old, new, listed, shown
):
    form = {
        "action": "publish",
        "index": "0",
        "select_across": "1",
        "listed_event": listed.format(old=old.event.pk),
        "_selected_action": [old.session.pk],
    }

    page = read(staff.post("/admin/programme/session/", form, follow=True))

    assert texts(page, ".plan__title") == shown
    refused = texts(page, ".messagelist .error")
    assert bool(refused) == (not shown)


def test_a_list_says_whose_rows_it_shows_to_its_actions(staff, old, new):
    queries = ["", "?event__id__exact=all", f"?event__id__exact={old.event.pk}"]

    said = [opened(staff, query).select_one("[name=listed_event]")["value"] for query in queries]

    assert said == [str(new.event.pk), "all", str(old.event.pk)]


def test_a_form_of_another_event_opens_and_is_saved(staff, old, new):
    page = f"/admin/programme/room/{old.room.pk}/change/"

    answer = send(staff, page, name_en="Toubkal")

    old.room.refresh_from_db()
    assert (answer, old.room.name) == ((302, []), "Toubkal")
