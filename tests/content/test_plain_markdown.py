"""Markdown as plain text, for calendars and terminals."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.plain_markdown import shortened, to_plain


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Two lines\nof one paragraph.\n\nAnother.", "Two lines of one paragraph.\n\nAnother."),
        ("The **national budget**, *open*", "The national budget, open"),
        ("See [the report](https://a.example/b).", "See the report (https://a.example/b)."),
        ("[https://a.example](https://a.example)", "https://a.example"),
        ("Write to <desk@a.example>.", "Write to desk@a.example."),
        ("# Heading\n\nText", "Heading\n\nText"),
        ("- one\n- two\n  1. first\n\nEnd", "– one\n– two\n  1. first\n\nEnd"),
        ("| a | b |\n| --- | --- |\n| 1 | 2 |", "a · b\n1 · 2"),
        ("Budget &amp; law", "Budget & law"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("    code *here*", "code *here*"),
        ("نص **مهم** هنا", "نص مهم هنا"),
    ],
)
def test_a_text_keeps_its_words_and_addresses(typed, plain):
    assert to_plain(typed) == plain


@given(st.text(max_size=200))
@settings(max_examples=50)
def test_any_text_becomes_plain(typed):
    """Words without any mark stay as they are."""
    words = " ".join(re.findall(r"[a-zA-Z]+", typed))
    assert to_plain(words) == words
    assert isinstance(to_plain(typed), str)


def test_a_long_text_is_cut_at_a_word():
    assert shortened("One two three", 13) == "One two three"
    assert shortened("One two three", 12) == "One two…"
    assert shortened("Onetwothree", 5) == "Onet…"
