"""Isolates keep a text in one direction from reordering the line around it."""

import pytest

from content.bidi import direction, is_rtl, isolate, isolate_foreign


@pytest.mark.parametrize(("language", "is_right_to_left"), [("en", False), ("ar", True)])
def test_a_language_has_a_direction(language, is_right_to_left):
    assert is_rtl(language) == is_right_to_left
    assert direction(language) == ("rtl" if is_right_to_left else "ltr")


def test_a_text_is_wrapped_in_an_isolate_and_an_empty_one_stays_empty():
    assert [isolate("قاعة"), isolate("")] == ["\u2068قاعة\u2069", ""]


@pytest.mark.parametrize(
    ("text", "language", "among", "isolated"),
    [
        ("Atlas", "fr", "en", "Atlas"),
        ("قاعة", "ar", "ar", "قاعة"),
        ("Atlas", "en", "ar", "\u2068Atlas\u2069"),
        ("قاعة", "ar", "fr", "\u2068قاعة\u2069"),
        ("", "ar", "en", ""),
    ],
)
def test_only_a_text_of_the_opposite_direction_is_isolated(text, language, among, isolated):
    assert isolate_foreign(text, language, among=among) == isolated
