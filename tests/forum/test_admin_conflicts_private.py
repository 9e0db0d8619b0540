"""Two editors of a person: no private note is lost, although no history keeps what it was."""

import pytest

from speakers.models import Speaker
from tests import factories
from tests.adminforms import filled
from tests.forum.test_admin_conflicts import address, open_form, other, save, shown_rows
from tests.forum.test_sign_in_again import sign_in_again
from tests.html import read, texts

__all__ = ["other"]

pytestmark = pytest.mark.once

UNKNOWN = "This page could not tell which version you started from."
UNTOUCHED = "not changed by you: updated in your form"


@pytest.fixture
def person(db) -> Speaker:
    return factories.speaker("Astrid", email="astrid@forum.example", notes="Vegetarian\n\nLate")


def stored(person: Speaker, *columns: str) -> list:
    return list(Speaker.objects.values_list(*columns).get(pk=person.pk))


def selected(response) -> list[str]:
    return [radio["value"] for radio in read(response).select("#conflict [type=radio][checked]")]


def test_a_note_that_only_the_other_has_changed_survives(staff, other, person):
    form = open_form(staff, person)
    save(other, person, open_form(other, person), notes="Vegan")

    answer = save(staff, person, form, function_en="Minister")

    assert shown_rows(answer) == [["Private notes", "Vegan", UNTOUCHED]]
    assert filled(read(answer))["notes"] == "Vegan"
    assert save(staff, person, filled(read(answer))).status_code == 302
    assert stored(person, "notes", "function_en") == ["Vegan", "Minister"]


def test_a_note_that_both_have_changed_is_a_choice(staff, other, person):
    form = open_form(staff, person)
    theirs = {"notes": "Vegan", "email": "new@forum.example"}
    save(other, person, open_form(other, person), **theirs)

    answer = save(staff, person, form, notes="Arrives by train")

    assert shown_rows(answer) == [
        ["Private e-mail", "new@forum.example", UNTOUCHED],
        ["Private notes", "Vegan", "Arrives by train"],
    ]
    assert selected(answer) == ["mine"]
    assert stored(person, "notes") == ["Vegan"]


@pytest.mark.parametrize(("choice", "notes"), [("mine", "Arrives by train"), ("theirs", "Vegan")])
def test_the_chosen_note_is_saved(staff, other, person, choice, notes):
    form = open_form(staff, person)
    save(other, person, open_form(other, person), notes="Vegan")
    shown = filled(read(save(staff, person, form, notes="Arrives by train")))

    answer = save(staff, person, shown, **{"notes-choice": choice})

    assert answer.status_code == 302
    assert stored(person, "notes") == [notes]


def test_a_note_that_was_emptied_counts_as_changed(staff, other, person):
    form = open_form(staff, person)
    save(other, person, open_form(other, person), notes="Vegan")

    answer = save(staff, person, form, notes="")

    assert shown_rows(answer) == [["Private notes", "Vegan", "empty"]]


def test_lines_and_blanks_as_a_browser_sends_them_are_no_change(staff, other, person):
    form = open_form(staff, person)
    save(other, person, open_form(other, person), notes="Vegan")

    answer = save(staff, person, form, notes="Vegetarian\r\n\r\nLate  ")

    assert shown_rows(answer) == [["Private notes", "Vegan", UNTOUCHED]]


def test_a_third_note_is_taken_over_after_the_second(staff, other, person):
    form = open_form(staff, person)
    save(other, person, open_form(other, person), notes="Second")
    shown = filled(read(save(staff, person, form, function_en="Minister")))
    save(other, person, open_form(other, person), notes="Third")

    answer = save(staff, person, shown)

    assert shown_rows(answer) == [["Private notes", "Third", UNTOUCHED]]


def test_a_refused_form_still_knows_its_notes(staff, other, person):
    form = open_form(staff, person)
    refused = filled(read(save(staff, person, form, notes="Mine", links="nonsense")))
    save(other, person, open_form(other, person), notes="Vegan", email="new@forum.example")

    answer = save(staff, person, refused, links="")

    assert shown_rows(answer) == [
        ["Private e-mail", "new@forum.example", UNTOUCHED],
        ["Private notes", "Vegan", "Mine"],
    ]


def test_a_form_that_comes_back_after_signing_in_keeps_the_note_of_the_other(staff, other, person):
    form = open_form(staff, person)
    save(other, person, open_form(other, person), notes="Vegan")

    answer = sign_in_again(staff, address(person), form | {"function_en": "Minister"})

    assert shown_rows(answer) == [["Private notes", "Vegan", UNTOUCHED]]
    assert save(staff, person, filled(read(answer))).status_code == 302
    assert stored(person, "notes", "function_en") == ["Vegan", "Minister"]


@pytest.fixture(params=["missing", "forged", "of another row"])
def stale(request, staff, other, person) -> dict[str, str]:
    """A form without sound digests, after the other has saved a note."""
    form = open_form(staff, person)
    save(other, person, open_form(other, person), notes="Vegan")
    another = factories.speaker(email=person.email, notes=person.notes)
    digests = {
        "missing": "",
        "forged": form["private_digests"].swapcase(),
        "of another row": open_form(staff, another)["private_digests"],
    }
    return form | {"private_digests": digests[request.param]}


def test_without_sound_digests_no_version_is_selected(staff, person, stale):
    answer = save(staff, person, stale, notes="Mine")

    assert texts(read(answer), "#conflict h2") == [UNKNOWN]
    assert shown_rows(answer) == [["Private notes", "Vegan", "Mine"]]
    assert selected(answer) == []


def without_choice(response) -> dict[str, str]:
    """What a browser sends of a form on which no radio button is selected."""
    form = filled(read(response))
    return {name: value for name, value in form.items() if name != "notes-choice"}


def test_nothing_is_saved_until_a_version_is_chosen(staff, person, stale):
    answer = save(staff, person, stale, notes="Mine")
    answer = save(staff, person, without_choice(answer))

    assert (answer.status_code, selected(answer)) == (200, [])
    assert filled(read(answer))["notes"] == "Mine"
    assert stored(person, "notes") == ["Vegan"]


@pytest.mark.parametrize(("choice", "notes"), [("mine", "Mine"), ("theirs", "Vegan")])
def test_the_version_chosen_at_last_is_saved(staff, person, stale, choice, notes):
    shown = without_choice(save(staff, person, stale, notes="Mine"))

    answer = save(staff, person, shown, **{"notes-choice": choice})

    assert answer.status_code == 302
    assert stored(person, "notes") == [notes]


def test_a_choice_between_older_notes_is_asked_for_again(staff, other, person, stale):
    shown = without_choice(save(staff, person, stale, notes="Mine"))
    save(other, person, open_form(other, person), notes="Third")

    answer = save(staff, person, shown, **{"notes-choice": "mine"})

    assert shown_rows(answer) == [["Private notes", "Third", "Mine"]]
    assert (selected(answer), stored(person, "notes")) == ([], ["Third"])


def test_the_digests_are_enough_where_the_version_is_lost(staff, other, person):
    form = open_form(staff, person) | {"version": ""}
    save(other, person, open_form(other, person), notes="Vegan", email="new@forum.example")

    answer = save(staff, person, form, email="mine@forum.example")

    assert shown_rows(answer) == [
        ["Private e-mail", "new@forum.example", "mine@forum.example"],
        ["Private notes", "Vegan", UNTOUCHED],
    ]


def test_private_values_are_nowhere_in_the_page_but_in_their_fields(staff, person):
    Speaker.objects.filter(pk=person.pk).change(notes="Vegetarian")
    page = read(staff.get(address(person)))
    digests = page.select_one("[name=private_digests]")["value"]

    for field in page.select("[name=notes], [name=email]"):
        field.decompose()

    assert digests
    assert "Vegetarian" not in str(page)
    assert "astrid@forum.example" not in str(page)


def test_a_row_without_private_columns_carries_no_digests(staff):
    body = factories.organization()

    assert "private_digests" not in open_form(staff, body)
