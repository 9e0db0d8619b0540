"""Forms show the state of each translation, and staff can confirm stale ones."""

import pytest

from programme.models import Event, Room, Session
from tests import factories
from tests.adminforms import filled, inline, send
from tests.html import read, texts

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "fr", "ar")


@pytest.fixture
def session() -> Session:
    """A title in three languages whose English has changed since, and an abstract in English."""
    made = factories.session(
        factories.event(),
        "Open data",
        title_fr="Données ouvertes",
        title_ar="بيانات مفتوحة",
        abstract_en="Why.",
    )
    made.title_en = "Open budgets"
    made.save()
    return made


def form(session: Session) -> str:
    return f"/admin/programme/session/{session.pk}/change/"


def marks(page, field: str) -> list[list[str]]:
    """The state marks of a field, in the order of languages."""
    labels = [page.select_one(f"label[for=id_{field}_{language}]") for language in LANGUAGES]
    return [texts(label, ".translation-mark") for label in labels]


def test_each_label_shows_the_state_of_its_translation(staff, session):
    page = read(staff.get(form(session)))

    assert marks(page, "title") == [
        ["done"],
        ["out of date"],
        ["out of date"],
    ]
    assert marks(page, "abstract") == [["done"], ["missing"], ["missing"]]
    assert marks(page, "cancellation_reason") == [[], [], []]
    assert texts(page, ".previous-source p") == ["Open data", "Open data"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["fait", "dépassé", "manquant"]),
        ("ar", ["جاهز", "قديم", "ناقص"]),
    ],
)
def test_states_are_shown_in_the_language_of_the_admin(staff, session, language, words):
    page = read(staff.get(form(session), headers={"Accept-Language": language}))

    shown = [marks(page, "title")[0], marks(page, "title")[1], marks(page, "abstract")[1]]
    assert [mark for label in shown for mark in label] == words


def test_the_form_for_a_new_row_shows_no_states(staff):
    page = read(staff.get("/admin/programme/session/add/"))

    assert page.select(".translation-mark, .previous-source, .confirm-translation") == []


def test_a_rewritten_translation_is_done(staff, session):
    assert send(staff, form(session), title_fr="Budgets ouverts") == (302, [])

    session.refresh_from_db()
    assert session.stale == {"title_ar": "Open data"}


def test_a_stale_translation_can_be_confirmed(staff, session):
    assert send(staff, form(session), confirmed=["title_ar"]) == (302, [])

    session.refresh_from_db()
    assert session.stale == {"title_fr": "Open data"}
    assert session.title_ar == "بيانات مفتوحة"


def test_only_stale_translations_can_be_confirmed(staff, session):
    status, _messages = send(staff, form(session), confirmed=["abstract_fr"])

    assert status == 200
    session.refresh_from_db()
    assert set(session.stale) == {"title_fr", "title_ar"}


def test_a_form_with_errors_keeps_the_confirmation_ticked(staff, session):
    values = filled(read(staff.get(form(session))))
    mistake = {"title_en": "x" * 201, "confirmed": ["title_ar"]}

    page = read(staff.post(form(session), values | mistake))

    ticked = [box["value"] for box in page.select("[name=confirmed][checked]")]
    assert ticked == ["title_ar"]


def test_inline_rows_show_states_and_can_be_confirmed(staff):
    event = factories.event()
    room = factories.room(event, "Atlas", name_fr="Atlas")
    room.name_en = "Great Atlas"
    room.save()
    address = f"/admin/programme/event/{event.pk}/change/"

    page = read(staff.get(address))
    sent = send(staff, address, **{"rooms-0-confirmed": ["name_fr"]})

    row = page.select_one("#rooms-0")
    assert texts(row, ".translation-mark") == ["done", "out of date", "missing"]
    assert sent == (302, [])
    assert Room.objects.get(pk=room.pk).stale == {}


def test_new_inline_rows_have_nothing_to_confirm(staff):
    event = factories.event()
    rows = inline("rooms", {"position": "", "name_en": "Atlas", "name_fr": "", "name_ar": ""})

    assert send(staff, f"/admin/programme/event/{event.pk}/change/", **rows) == (302, [])

    assert list(Event.objects.get(pk=event.pk).rooms.values_list("name_en", "stale")) == [
        ("Atlas", {})
    ]


def test_lists_filter_by_stale_and_by_missing_translation(staff, session):
    factories.session(session.event, "Another", title_fr="Une autre")

    def listed(query: str) -> list[str]:
        return texts(read(staff.get(f"/admin/programme/session/?{query}")), ".field-title")

    assert listed("stale=title_fr") == ["Open budgets"]
    assert listed("missing=title_ar") == ["Another"]
    assert listed("missing=abstract_fr") == ["Open budgets"]
