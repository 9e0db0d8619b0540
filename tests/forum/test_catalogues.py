"""The interface in French and Arabic: whole, compiled, and written as each language is."""

import ast
import gettext
import re
from pathlib import Path

import pytest

LOCALE = Path(__file__).resolve().parents[2] / "forum/locale"
ROOT = LOCALE.parents[1]
LANGUAGES = ["fr", "ar"]
COUNT = re.compile(r"%\((?:count|days|months|minutes|more)\)[sd]")
COUNTED = re.compile(rf"{COUNT.pattern}|%\(total\)s")
NONE_ONE_AND_TWO = range(3)
"""The Arabic forms for one number each, which say it in words."""
ENTRY = re.compile(
    r'(?:msgctxt "(?P<context>.*)"\n)?msgid "(?P<id>.+)"\n(?:msgid_plural "(?P<plural>.+)"\n)?'
    r'(?P<texts>(?:msgstr(?:\[\d\])? ".*"\n)+)'
)


def entries(language: str) -> list[tuple[str, list[str]]]:
    """Each text of a catalogue's source, as gettext keys it, with its translations."""
    return [(key, texts) for key, _plural, texts in entries_with_plurals(language)]


def entries_with_plurals(language: str) -> list[tuple[str, str, list[str]]]:
    """The plural is the text itself where it has none."""
    source = (LOCALE / language / "LC_MESSAGES/django.po").read_text() + "\n"
    found = []
    for match in ENTRY.finditer(source):
        key = _unquoted(match["id"])
        key = f"{match['context']}\x04{key}" if match["context"] else key
        texts = [_unquoted(text) for text in re.findall(r'"(.*)"', match["texts"])]
        found.append((key, _unquoted(match["plural"] or match["id"]), texts))
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


def test_no_text_stands_inside_an_f_string_where_it_would_not_be_found():
    folders = ("content", "forum", "programme", "speakers")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]

    assert [str(path) for path in files if hidden_texts(path)] == []


def hidden_texts(path: Path) -> list[ast.Call]:
    """Calls of gettext in f-strings, into which makemessages does not look."""
    strings = [
        node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.JoinedStr)
    ]
    calls = [node for text in strings for node in ast.walk(text) if isinstance(node, ast.Call)]
    return [call for call in calls if "gettext" in ast.unparse(call.func)]


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
    def places(text: str, in_words: bool) -> set[str]:
        found = set(re.findall(r"%\(\w+\)[sd]|%d", text))
        return {place for place in found if not (in_words and COUNTED.match(place))}

    wrong = [
        (key, text)
        for key, plural, texts in entries_with_plurals(language)
        for number, text in enumerate(texts)
        for in_words in [len(texts) == 6 and number in NONE_ONE_AND_TWO]
        if places(text, in_words) not in [places(key, in_words), places(plural, in_words)]
    ]

    assert wrong == []


def test_arabic_says_none_one_and_two_in_words():
    counted = [(key, texts) for key, texts in entries("ar") if COUNT.search(key) and texts[1:]]

    assert len(counted) > 20
    assert [key for key, texts in counted if any(map(COUNT.search, texts[:3]))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_ends_between_a_number_and_what_is_counted(language):
    loose = re.compile(rf"(?:{COUNT.pattern}|%d) (?=[^\W\d])")

    wrong = [t for _key, texts in entries(language) for t in texts if loose.search(t)]

    assert wrong == []


def test_french_has_its_own_spaces():
    plain = re.compile(r"[^\s\d] [;!?»]|« | :(?!/)|\d (?:Mo|%)")

    assert [texts for _key, texts in entries("fr") if any(map(plain.search, texts))] == []


def test_arabic_has_its_own_marks_and_the_digits_of_the_maghreb():
    foreign = re.compile(r"[\u0660-\u0669]|[\u0621-\u064a] ?[,;?]")

    assert [texts for _key, texts in entries("ar") if any(map(foreign.search, texts))] == []


def test_arabic_sets_the_tanwin_on_the_letter_before_its_alif():
    after = re.compile(r"\u0627\u064b")
    without = re.compile(r"\b(?:أيضا|أولا|لاحقا|قريبا|قليلا|جدا|معا|شيئا|فارغا|حضوريا)\b")

    texts = [text for _key, texts in entries("ar") for text in texts]

    assert [text for text in texts if after.search(text) or without.search(text)] == []
