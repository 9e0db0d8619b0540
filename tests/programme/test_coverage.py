"""What is still to be translated: counted for each text and language, each number a way to it."""

import pytest

from programme.coverage import coverage
from programme.models import Session
from speakers.translated import lacking
from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    """An event with a session in two languages, one in Arabic alone, and a speaker in English."""
    event = factories.event("Forum", name_fr="Le forum", name_ar="المنتدى")
    both = factories.session(event, "Open data", title_fr="Données ouvertes", abstract_en="Why.")
    factories.session(event, title_en="", title_ar="البرلمان")
    body = factories.organization("OECD", name_fr="OCDE")
    factories.contribution(
        factories.speaker("Amina", organization=body, function_en="Director"), session=both
    )
    factories.session(factories.event("Another"), "Elsewhere")
    return event


def counted(event) -> dict[str, dict[str, int]]:
    """The lines with something missing."""
    lines = {
        str(line.label): {cell.language: cell.missing for cell in line.cells if cell.missing}
        for line in coverage(event)
    }
    return {label: cells for label, cells in lines.items() if cells}


def test_each_text_is_counted_where_it_lacks_a_language_that_others_have(forum):
    assert counted(forum) == {
        "Sessions: titles": {"en": 1, "fr": 1, "ar": 1},
        "Sessions: abstracts": {"fr": 1, "ar": 1},
        "People: functions on the day": {"fr": 1, "ar": 1},
        "Speakers: names": {"fr": 1, "ar": 1},
        "Organizations: names": {"ar": 1},
    }


def test_a_text_that_is_empty_in_every_language_is_not_missing(forum):
    assert Session.objects.filter(lacking("cancellation_reason", "fr")).count() == 0


def test_the_board_asks_a_fixed_number_of_times(forum, django_assert_num_queries):
    with django_assert_num_queries(11):
        coverage(forum)
    factories.session(forum)

    with django_assert_num_queries(11):
        coverage(forum)


def test_each_number_leads_to_as_many_rows(staff, forum):
    page = read(staff.get(f"/admin/programme/event/{forum.pk}/translations/"))

    found = {}
    for link in page.select("#content td a"):
        rows = read(staff.get(link["href"])).select("#result_list tbody tr")
        found[link["href"]] = (int(link.get_text()), len(rows))
    assert len(found) == 10
    assert {query: counts for query, counts in found.items() if counts[0] != counts[1]} == {}


def test_the_board_is_reached_from_the_event_and_names_what_is_done(staff, forum):
    form = read(staff.get(f"/admin/programme/event/{forum.pk}/change/"))
    address = form.select_one(".object-tools a")["href"]

    board = read(staff.get(address))

    assert address == f"/admin/programme/event/{forum.pk}/translations/"
    assert texts(board, "#content thead th") == ["Text", "English", "Français", "العربية"]
    first = board.select_one("#content tbody tr")
    assert texts(first, "th, td") == ["Event: name", "done", "done", "done"]


def test_the_board_is_for_staff_and_of_events_that_are_there(client, staff, forum):
    board = f"/admin/programme/event/{forum.pk}/translations/"

    assert client.get(board).status_code == 302
    assert staff.get("/admin/programme/event/999999/translations/").status_code == 404


@pytest.mark.parametrize("query", ["lacks=nothing_xx", "lacks=", "lacks=title", "lacks=pk_fr"])
def test_a_filter_that_means_nothing_shows_all(staff, forum, query):
    page = read(staff.get(f"/admin/programme/session/?{query}", follow=True))

    assert len(page.select("#result_list tbody tr")) == 3


def test_speakers_and_parts_are_found_by_their_event(staff, forum):
    factories.contribution(factories.speaker("Elsewhere"), event=factories.event())

    for noun in ("speakers/speaker", "speakers/organization", "programme/contribution"):
        page = read(staff.get(f"/admin/{noun}/?at_event={forum.pk}"))

        assert len(page.select("#result_list tbody tr")) == 1, noun
