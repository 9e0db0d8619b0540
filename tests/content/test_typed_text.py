"""Texts lose the marks that phones and word processors leave in them, and nothing else."""

import pytest
from django.core.exceptions import ValidationError
from django.forms import modelform_factory
from hypothesis import given
from hypothesis import strategies as st

from content.typed_text import tidy_code, tidy_codes, tidy_line, tidy_text
from programme.models import Event, Room
from speakers.models import Speaker
from tests import factories

TIDY = [tidy_text, tidy_line, tidy_code, tidy_codes]


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        ("\u202a+212 600-000000\u202c", "+212 600-000000"),
        ("\u202bالوثيقة\u202c", "الوثيقة"),
        ("\u2066Nadia\u2069 \u2068Alami", "Nadia Alami"),
        ("\u200eNadia\u200f Alami\u061c", "Nadia Alami"),
        ("\ufeffNa\u200bdia\u2060", "Nadia"),
        ("one\x0btwo\x0cthree\r\nfour\rfive\u2028six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("co\x1eoperation and part\x1fner", "co\u2011operation and partner"),
        ("\u00a0 spaced \u00a0", "spaced"),
        ("a\tb", "a\tb"),
    ],
)
def test_a_text_loses_what_nobody_typed(pasted, text):
    assert tidy_text(pasted) == text


@pytest.mark.parametrize(
    "text",
    [
        "لغة C++\u200e والبرمجة",
        "الهاتف \u200e+212 600",
        "می\u200cخواهم",
        "سنة 1446 ه\u200d",
        "\U0001f469\u200d\U0001f4bb",
        "\U0001f3f3\ufe0f\u200d\U0001f308",
        "long\u00adword",
    ],
    ids=ascii,
)
def test_a_mark_that_shapes_a_text_is_kept(text):
    assert (tidy_text(text), tidy_line(text)) == (text, text)


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        ("Budgets\nand people", "Budgets and people"),
        ("Budgets \r\n\t and\x0bpeople\n", "Budgets and people"),
        ("two  spaces", "two  spaces"),
        ("en\u200cd", "end"),
        (" \u200b ", ""),
    ],
)
def test_a_line_is_one_line(pasted, text):
    assert tidy_line(pasted) == text


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        ("nadia@example.org\u200e", "nadia@example.org"),
        ("\u202dhttps://example.org/\u200fa\u00adb\u202c\n", "https://example.org/ab"),
        ("\u00a0osr_2020\t", "osr_2020"),
        ("open days", "open days"),
    ],
)
def test_a_code_has_no_invisible_characters(pasted, code):
    assert tidy_code(pasted) == code


def test_codes_are_tidied_line_by_line():
    assert tidy_codes("\u200ehttps://a.example \r\n\r\n https://b.example\u200f") == (
        "https://a.example\n\nhttps://b.example"
    )


@pytest.mark.parametrize("tidy", TIDY, ids=lambda tidy: tidy.__name__)
@given(text=st.text())
def test_tidying_twice_changes_nothing_more(tidy, text):
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize("tidy", [tidy_text, tidy_line], ids=lambda tidy: tidy.__name__)
@given(text=st.text(alphabet="aé٣ع شٱ\n.-+", max_size=40))
def test_visible_characters_are_never_lost(tidy, text):
    assert tidy(text).split() == text.split()


def test_the_model_tidies_what_an_import_gives_it():
    nadia = Speaker(
        name_en="\u202aNadia\u202c\nAlami",
        function_fr="Maire\x0bde Fès",
        biography_en="One\x0btwo",
        email="nadia@example.org\u200e",
        links="https://example.org/a\u200b\r\nhttps://example.org/b",
        slug="\u200enadia",
    )

    nadia.clean_fields()

    assert (nadia.name_en, nadia.function_fr, nadia.biography_en) == (
        "Nadia Alami",
        "Maire de Fès",
        "One\\\ntwo",
    )
    assert (nadia.email, nadia.links, nadia.slug) == (
        "nadia@example.org",
        "https://example.org/a\nhttps://example.org/b",
        "nadia",
    )


def test_what_cannot_be_meant_is_refused_by_name():
    room = Room(name_en="bell\x07")

    with pytest.raises(ValidationError) as raised:
        room.clean_fields(exclude=["event"])

    assert raised.value.message_dict == {
        "name_en": [
            "Remove the invisible character U+0007: it can break or reorder the text around it."
        ]
    }


@pytest.mark.django_db
def test_a_form_with_an_unchanged_text_has_not_changed():
    event = factories.event(introduction_en="One\ntwo")
    event.introduction_en = "One\r\ntwo\u200b"
    form_class = modelform_factory(Event, fields=["introduction_en"])

    form = form_class({"introduction_en": "One\r\ntwo"}, instance=event)

    assert (form.has_changed(), form.is_valid()) == (False, True)
