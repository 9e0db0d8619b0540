"""The interface in French and Arabic: whole, compiled, and written as each language is."""

import gettext
import re
from pathlib import Path

import pytest

LOCALE = Path(__file__).resolve().parents[2] / "forum/locale"
LANGUAGES = ["fr", "ar"]
ENTRY = re.compile(
    r'(?:msgctxt "(?P<context>.*)"\n)?msgid "(?P<id>.+)"\n(?:msgid_plural "(?P<plural>.+)"\n)?'
    r'(?P<texts>(?:msgstr(?:\[\d\])? ".*"\n)+)'
)


def entries(language: str) -> list[tuple[str, list[str]]]:
    """Each text of a catalogue's source, as gettext keys it, with its translations."""
    source = (LOCALE / language / "LC_MESSAGES/django.po").read_text() + "\n"
    found = []
    for match in ENTRY.finditer(source):
        key = _unquoted(match["id"])
        key = f"{match['context']}\x04{key}" if match["context"] else key
        found.append((key, [_unquoted(t) for t in re.findall(r'"(.*)"', match["texts"])]))
    return found


def _unquoted(text: str) -> str:
    return text.replace(r"\"", '"').replace(r"\n", "\n")


def compiled(language: str) -> gettext.GNUTranslations:
    with (LOCALE / language / "LC_MESSAGES/django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_none_is_a_guess(language):
    source = (LOCALE / language / "LC_MESSAGES/django.po").read_text()

    found = entries(language)

    assert len(found) > 390
    assert [key for key, texts in found if not all(text.strip() for text in texts)] == []
    assert "fuzzy" not in source
    assert "#~" not in source


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_says_what_its_source_says(language):
    catalogue = compiled(language)._catalog

    wrong = [
        key
        for key, texts in entries(language)
        for number, text in enumerate(texts)
        if catalogue.get(key if len(texts) == 1 else (key, number)) != text
    ]

    assert wrong == []
    assert len({key[0] if isinstance(key, tuple) else key for key in catalogue} - {""}) == len(
        entries(language)
    )


@pytest.mark.parametrize(("language", "forms"), [("fr", 2), ("ar", 6)])
def test_plurals_have_all_the_forms_of_their_language(language, forms):
    counts = [len(texts) for _key, texts in entries(language) if len(texts) > 1]

    assert set(counts) == {forms}
    assert len(counts) >= 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_places_for_values_are_those_of_the_english_text(language):
    places = re.compile(r"%\(\w+\)[sd]")

    wrong = [
        key
        for key, texts in entries(language)
        for text in texts
        if set(places.findall(text)) != set(places.findall(key))
    ]

    assert wrong == []


def test_french_has_its_own_spaces():
    plain = re.compile(r"[^\s\d] [;!?»]|« | :(?!/)|\d (?:Mo|%)")

    assert [texts for _key, texts in entries("fr") if any(map(plain.search, texts))] == []


def test_arabic_has_its_own_marks_and_the_digits_of_the_maghreb():
    foreign = re.compile(r"[\u0660-\u0669]|[\u0621-\u064a] ?[,;?]")

    assert [texts for _key, texts in entries("ar") if any(map(foreign.search, texts))] == []
