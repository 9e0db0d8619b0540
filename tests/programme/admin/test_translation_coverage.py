"""Coverage counts missing and stale translations and links each number to its rows."""

import pytest

from content.translations import missing_translation
from programme.admin.translation_coverage import coverage_totals, event_coverage, site_coverage
from programme.models import Session
from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    """An event with a session in two languages, one in Arabic only, and a speaker in English."""
    event = factories.event("Forum", name_fr="Le forum", name_ar="المنتدى")
    both = factories.session(event, "Open data", title_fr="Données ouvertes", abstract_en="Why.")
    factories.session(event, title_en="", title_ar="البرلمان")
    body = factories.organization("OECD", name_fr="OCDE")
    factories.contribution(
        factories.speaker("Amina", organization=body, function_en="Director"), session=both
    )
    factories.session(factories.event("Another"), "Elsewhere")
    return event


def counted(rows, state: str = "missing") -> dict[str, dict[str, int]]:
    """The counts that are not zero, by row and language."""
    cells = {
        row.label: {c.language: count for c in row.cells if (count := getattr(c, state))}
        for row in rows
    }
    return {label: counts for label, counts in cells.items() if counts}


def summed(event) -> dict[str, tuple[int, int]]:
    return {cell.language: (cell.missing, cell.stale) for cell in coverage_totals()[event.pk]}


def rewrite(row, **texts: str) -> None:
    """Change texts and save, as a form does."""
    row = type(row).objects.get(pk=row.pk)
    for column, text in texts.items():
        setattr(row, column, text)
    row.save()


def test_a_text_is_missing_in_each_language_it_is_not_translated_into(forum):
    assert counted(event_coverage(forum)) == {
        "Sessions: title": {"en": 1, "fr": 1, "ar": 1},
        "Sessions: abstract": {"fr": 1, "ar": 1},
        "People taking part: function on the day": {"fr": 1, "ar": 1},
        "People: name": {"fr": 1, "ar": 1},
        "People: function": {"fr": 1, "ar": 1},
        "Organizations: name": {"ar": 1},
    }
    assert counted(event_coverage(forum), "stale") == {}
    assert summed(forum) == {"en": (1, 0), "fr": (5, 0), "ar": (6, 0)}


def test_documents_partners_rooms_and_tracks_are_counted(forum):
    part = factories.section(forum, title_fr="Partie", title_ar="محور")
    factories.partnership(forum, factories.organization(), label_en="With the support of")
    factories.room(forum, directions_en="Upstairs")
    factories.track(forum)
    factories.document(section=part)

    counts = counted(event_coverage(forum))

    both = {"fr": 1, "ar": 1}
    assert {
        label: counts.get(label)
        for label in (
            "Partners: label",
            "Rooms: name",
            "Rooms: directions",
            "Themes: name",
            "Documents: title",
        )
    } == {
        "Partners: label": both,
        "Rooms: name": both,
        "Rooms: directions": both,
        "Themes: name": both,
        "Documents: title": both,
    }


def test_a_translation_older_than_its_english_text_is_stale(forum):
    rewrite(forum, name_en="The forum of forums")
    rewrite(forum.sessions.get(title_fr="Données ouvertes"), title_en="Open budgets")

    assert counted(event_coverage(forum), "stale") == {
        "Events: name": {"fr": 1, "ar": 1},
        "Sessions: title": {"fr": 1},
    }
    assert summed(forum) == {"en": (1, 0), "fr": (5, 2), "ar": (6, 1)}


def test_pages_are_counted_outside_events(forum):
    page = factories.page("About us", title_fr="Qui sommes-nous")
    rewrite(page, title_en="About the forum")

    assert counted(site_coverage()) == {"Pages: title": {"ar": 1}}
    assert counted(site_coverage(), "stale") == {"Pages: title": {"fr": 1}}


def test_a_text_that_is_empty_in_every_language_is_not_missing(forum):
    assert Session.objects.filter(missing_translation("cancellation_reason", "fr")).count() == 0


def test_coverage_takes_a_constant_number_of_queries(forum, django_assert_num_queries):
    with django_assert_num_queries(12):
        event_coverage(forum)
    factories.session(forum)
    factories.session(factories.event())

    with django_assert_num_queries(12):
        event_coverage(forum)
    with django_assert_num_queries(12):
        coverage_totals()


def test_each_number_links_to_as_many_rows(staff, forum):
    rewrite(forum.sessions.get(title_fr="Données ouvertes"), title_en="Open budgets")
    factories.document(event=forum)
    page = read(staff.get(f"/admin/programme/event/{forum.pk}/translations/"))

    found = {}
    for link in page.select("#content td a"):
        rows = read(staff.get(link["href"])).select("#result_list tbody tr")
        found[link["href"]] = (int(link.get_text().split()[0]), len(rows))
    assert len(found) == 15
    assert {query: counts for query, counts in found.items() if counts[0] != counts[1]} == {}


def test_the_event_form_links_to_its_coverage(staff, forum):
    form = read(staff.get(f"/admin/programme/event/{forum.pk}/change/"))
    address = form.find("a", string="Translations")["href"]

    page = read(staff.get(address))

    assert address == f"/admin/programme/event/{forum.pk}/translations/"
    assert texts(page, "#content thead th") == ["Text", "English", "Français", "العربية"]
    first = page.select_one("#content tbody tr")
    assert texts(first, "th, td") == ["Events: name", "done", "done", "done"]


IDENTITY = (
    "name of the site",
    "short name",
    "organizer",
    "address",
    "responsible for personal data",
    "law and declaration",
    "signature of e-mails",
)


def test_the_coverage_of_all_events_lists_totals_and_links(staff, forum):
    factories.page("About us", title_fr="Qui sommes-nous")
    events = read(staff.get("/admin/programme/event/"))
    address = events.select_one(".object-tools a")["href"]

    page = read(staff.get(address))

    rows = [texts(row, "th, td") for row in page.select("#content tbody tr")]
    assert address == "/admin/programme/event/translations/"
    assert rows == [
        ["Another", "done", "2 missing", "2 missing"],
        ["Forum", "1 missing", "5 missing", "6 missing"],
        *([f"Identity of the site: {text}", "done", "done", "done"] for text in IDENTITY),
        ["Pages: title", "done", "done", "1 missing"],
        ["Pages: text", "done", "done", "done"],
    ]
    links = [link["href"] for link in page.select("#content td a, #content th a")]
    assert f"/admin/programme/event/{forum.pk}/translations/" in links
    assert "/admin/forum/page/?missing=title_ar" in links


def test_coverage_is_for_staff_and_for_existing_events(client, staff, forum):
    page = f"/admin/programme/event/{forum.pk}/translations/"

    assert client.get(page).status_code == 302
    assert client.get("/admin/programme/event/translations/").status_code == 302
    assert staff.get("/admin/programme/event/999999/translations/").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "missing=nothing_xx",
        "missing=",
        "missing=title",
        "missing=pk_fr",
        "stale=title_en",
        "stale=x",
    ],
)
def test_an_unknown_filter_value_lists_all_rows(staff, forum, query):
    page = read(staff.get(f"/admin/programme/session/?event__id__exact=all&{query}", follow=True))

    assert len(page.select("#result_list tbody tr")) == 3


def test_speakers_organizations_and_contributions_are_filtered_by_event(staff, forum):
    factories.contribution(factories.speaker("Elsewhere"), event=factories.event())

    for noun in ("speakers/speaker", "speakers/organization", "programme/contribution"):
        page = read(staff.get(f"/admin/{noun}/?at_event={forum.pk}"))

        assert len(page.select("#result_list tbody tr")) == 1, noun
