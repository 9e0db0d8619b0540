"""Plain text from word processors and spreadsheets becomes Markdown, and Markdown stays."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from content.markdown import to_html
from content.pasted_text import tidy_markdown
from programme.models import Session
from speakers.models import Organization, Speaker
from tests.html import texts


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        ("•\tFirst\n•\tSecond", "- First\n- Second"),
        ("Aims:\r\n•\tFirst\r\no\tNested\r\n▪\tDeep\r\nThe end.", None),
        ("\uf0b7\tFirst\n\u00b7\u00a0\u00a0Second", "- First\n- Second"),
        ("1.\tFirst\n2.\tSecond", "1. First\n2. Second"),
        ("٢.\tثانيًا\n٣.\tثالثًا", "2. ثانيًا\n3. ثالثًا"),
        ("one\x0btwo", "one\\\ntwo"),
        ("one\u2028 two\x0b\x0bthree", "one\\\ntwo\\\nthree"),
        ("•\tone\x0btwo\n•\tthree", "- one\\\ntwo\n- three"),
        ("Year\tPortal\n2025\tSouss", "| Year | Portal |\n| --- | --- |\n| 2025 | Souss |"),
        (
            "\t2025\t2026\nRabat\t1\t2\n\nNext",
            "|  | 2025 | 2026 |\n| --- | --- | --- |\n| Rabat | 1 | 2 |\n\nNext",
        ),
        ("a|b\tc\nd\te\x0bf", "| a\\|b | c |\n| --- | --- |\n| d | e f |"),
        ("Name\tCity\nA\tFès\nAfter", "| Name | City |\n| --- | --- |\n| A | Fès |\n\nAfter"),
    ],
)
def test_what_word_processors_write_becomes_markdown(pasted, text):
    nested = "Aims:\n\n- First\n  - Nested\n    - Deep\n\nThe end."
    assert tidy_markdown(pasted) == (text or nested)


@pytest.mark.parametrize(
    "text",
    [
        "one line with\ta tab",
        "two tabs\there\nand\tthere\ttwo",
        "Code:\n\n\tcode\tx\n\tcode\ty",
        "```\n•\tcode\na\tb\nc\td\n```",
        "- a\tb\n- c\td",
        "| a | b |\n| --- | --- |\n| c | d |",
        "5 · 7 is 35\no well",
        "# Aim\n\n1. one\n2. two\n\n> said \N{GRINNING FACE}",
        "<script>alert(1)</script>",
    ],
)
def test_what_is_markdown_already_stays(text):
    assert tidy_markdown(text) == text


@given(st.text(st.sampled_from("a1.|\t\n\x0b•·o§-–`\\ \r\u2028"), max_size=40))
def test_a_text_that_was_tidied_is_not_changed_again(text):
    once = tidy_markdown(text)

    assert tidy_markdown(once) == once


def test_a_list_and_a_table_from_word_are_shown_as_such():
    pasted = "Aims\n•\tFirst\n•\tSecond\nThose who speak:\nName\tCity\nA. Alami\tFès\nThe end."

    page = BeautifulSoup(to_html(tidy_markdown(pasted)), "html.parser")

    assert texts(page, "p") == ["Aims", "Those who speak:", "The end."]
    assert texts(page, "li") == ["First", "Second"]
    assert texts(page, "th, td") == ["Name", "City", "A. Alami", "Fès"]


def test_forms_and_imports_tidy_the_fields_that_are_markdown():
    pasted = "•\tFirst\n•\tSecond"
    fields = [(Session, "abstract"), (Speaker, "biography"), (Organization, "description")]

    cleaned = [model._meta.get_field(f"{name}_en").clean(pasted, None) for model, name in fields]
    typed = [
        model._meta.get_field(f"{name}_en").formfield().clean(pasted) for model, name in fields
    ]

    assert cleaned == typed == ["- First\n- Second"] * 3
