"""Beside each translated field: whether it is done, missing or stale, and how it becomes right."""

import pytest

from programme.models import Event, Room, Session
from tests import factories
from tests.adminforms import filled, inline, send
from tests.html import read, texts

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "fr", "ar")


@pytest.fixture
def session() -> Session:
    """A title in three languages whose English was changed later, and an abstract in English."""
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
    """The marks in the labels of a field, in the order of languages."""
    labels = [page.select_one(f"label[for=id_{field}_{language}]") for language in LANGUAGES]
    return [texts(label, ".translation-mark") for label in labels]


def test_each_label_says_what_is_left_to_do(staff, session):
    page = read(staff.get(form(session)))

    assert marks(page, "title") == [
        ["done"],
        ["older than the English"],
        ["older than the English"],
    ]
    assert marks(page, "abstract") == [["done"], ["missing"], ["missing"]]
    assert marks(page, "cancellation_reason") == [[], [], []]
    assert texts(page, ".previous-source p") == ["Open data", "Open data"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["fait", "plus ancien que l’anglais", "manquant"]),
        ("ar", ["جاهز", "أقدم من النص الإنجليزي", "ناقص"]),
    ],
)
def test_the_marks_are_in_the_language_of_staff(staff, session, language, words):
    page = read(staff.get(form(session), headers={"Accept-Language": language}))

    shown = [marks(page, "title")[0], marks(page, "title")[1], marks(page, "abstract")[1]]
    assert [mark for label in shown for mark in label] == words


def test_a_form_for_something_new_has_no_marks(staff):
    page = read(staff.get("/admin/programme/session/add/"))

    assert page.select(".translation-mark, .previous-source, .confirmation") == []


def test_a_translation_written_anew_is_done(staff, session):
    assert send(staff, form(session), title_fr="Budgets ouverts") == (302, [])

    session.refresh_from_db()
    assert session.stale == {"title_ar": "Open data"}


def test_staff_say_that_a_translation_is_still_right(staff, session):
    assert send(staff, form(session), still_right=["title_ar"]) == (302, [])

    session.refresh_from_db()
    assert session.stale == {"title_fr": "Open data"}
    assert session.title_ar == "بيانات مفتوحة"


def test_what_is_not_stale_cannot_be_called_right(staff, session):
    status, _sentences = send(staff, form(session), still_right=["abstract_fr"])

    assert status == 200
    session.refresh_from_db()
    assert set(session.stale) == {"title_fr", "title_ar"}


def test_a_box_stays_ticked_while_the_form_has_a_mistake(staff, session):
    values = filled(read(staff.get(form(session))))
    mistake = {"title_en": "over\u202eride", "still_right": ["title_ar"]}

    page = read(staff.post(form(session), values | mistake))

    ticked = [box["value"] for box in page.select("[name=still_right][checked]")]
    assert ticked == ["title_ar"]


def test_rows_within_a_form_are_marked_and_confirmed_too(staff):
    event = factories.event()
    room = factories.room(event, "Atlas", name_fr="Atlas")
    room.name_en = "Great Atlas"
    room.save()
    address = f"/admin/programme/event/{event.pk}/change/"

    page = read(staff.get(address))
    sent = send(staff, address, **{"rooms-0-still_right": ["name_fr"]})

    row = page.select_one("#rooms-0")
    assert texts(row, ".translation-mark") == ["done", "older than the English", "missing"]
    assert sent == (302, [])
    assert Room.objects.get(pk=room.pk).stale == {}


def test_new_rows_within_a_form_have_nothing_to_confirm(staff):
    event = factories.event()
    rows = inline("rooms", {"position": "", "name_en": "Atlas", "name_fr": "", "name_ar": ""})

    assert send(staff, f"/admin/programme/event/{event.pk}/change/", **rows) == (302, [])

    assert list(Event.objects.get(pk=event.pk).rooms.values_list("name_en", "stale")) == [
        ("Atlas", {})
    ]


def test_stale_rows_are_listed_and_untranslated_ones_are_found_in_each_language(staff, session):
    factories.session(session.event, "Another", title_fr="Une autre")

    def listed(query: str) -> list[str]:
        return texts(read(staff.get(f"/admin/programme/session/?{query}")), ".field-title")

    assert listed("stale=title_fr") == ["Open budgets"]
    assert listed("lacks=title_ar") == ["Another"]
    assert listed("lacks=abstract_fr") == ["Open budgets"]
