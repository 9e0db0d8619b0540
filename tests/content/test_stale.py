"""A translation is stale from when its English changes until it is rewritten or confirmed."""

import pytest

from content.translations import TranslationState, stale_translation
from speakers.models import Speaker
from tests import factories

pytestmark = pytest.mark.django_db

BEFORE = "Director"


@pytest.fixture
def amina() -> Speaker:
    """Somebody whose function is in three languages, and whose biography in English alone."""
    return factories.speaker(
        "Amina",
        function_en=BEFORE,
        function_fr="Directrice",
        function_ar="مديرة",
        biography_en="She **directs**.",
    )


def changed(person: Speaker, **values: str) -> Speaker:
    """The row after staff opened its form, changed it and saved."""
    person = Speaker.objects.get(pk=person.pk)
    for column, text in values.items():
        setattr(person, column, text)
    person.save()
    return Speaker.objects.get(pk=person.pk)


def test_a_new_row_has_no_stale_translation(amina):
    assert amina.stale == {}


def test_a_change_of_the_english_leaves_its_translations_behind(amina):
    amina = changed(amina, function_en="General Director", biography_en="She leads.")

    assert amina.stale == {"function_fr": BEFORE, "function_ar": BEFORE}


def test_a_translation_that_changes_with_the_english_is_right(amina):
    amina = changed(amina, function_en="General Director", function_fr="Directrice générale")

    assert amina.stale == {"function_ar": BEFORE}


def test_a_translation_that_is_written_anew_is_right_again(amina):
    amina = changed(amina, function_en="General Director")
    amina = changed(amina, function_fr="Directrice générale")

    assert amina.stale == {"function_ar": BEFORE}


def test_what_a_translation_was_made_from_is_kept_through_further_changes(amina):
    amina = changed(amina, function_en="General Director")
    amina = changed(amina, function_en="Former Director")

    assert amina.stale == {"function_fr": BEFORE, "function_ar": BEFORE}


@pytest.mark.parametrize("text", [BEFORE, f" {BEFORE}\r\n", ""])
def test_nothing_is_stale_once_the_english_is_as_it_was_or_gone(amina, text):
    amina = changed(amina, function_en="General Director")
    amina = changed(amina, function_en=text)

    assert amina.stale == {}


def test_a_first_english_text_leaves_nothing_behind():
    person = factories.speaker(name_en="", name_ar="أمينة", name_fr="Amina")

    assert changed(person, name_en="Amina").stale == {}


def test_a_change_of_a_translation_leaves_nothing_behind(amina):
    assert changed(amina, function_ar="المديرة").stale == {}


def test_a_translation_that_is_taken_away_is_missing_and_not_stale(amina):
    amina = changed(amina, function_en="General Director", function_ar="")

    states = {language: amina.state_of("function", language) for language in ("en", "fr", "ar")}
    assert states == {
        "en": TranslationState.DONE,
        "fr": TranslationState.STALE,
        "ar": TranslationState.MISSING,
    }
    assert amina.state_of("honorific", "fr") is None


def test_a_save_of_some_columns_compares_those(amina):
    amina.function_en = "General Director"
    amina.function_fr = "Directrice générale"

    amina.save(update_fields=["function_en"])

    amina.refresh_from_db()
    assert (amina.function_fr, amina.stale) == (
        "Directrice",
        {"function_fr": BEFORE, "function_ar": BEFORE},
    )


def test_stale_rows_are_found(amina):
    changed(amina, function_en="General Director", function_ar="المديرة العامة")
    factories.speaker(function_en=BEFORE, function_fr="Directeur")

    found = {
        language: list(Speaker.objects.filter(stale_translation("function", language)))
        for language in ("fr", "ar")
    }
    assert found == {"fr": [amina], "ar": []}
