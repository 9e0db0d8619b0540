"""Text in pictures: joined and in the order of sight, and never wider than its place."""

import pytest
from PIL import Image

from forum.checks import arabic_is_joined
from forum.share import lettering
from forum.share.lettering import LEADING, draw, fit, shape

TWO_SCRIPTS = (
    "Local governments as an integral part of the move towards an open state: الجماعات الترابية "
    "جزء لا يتجزأ من مسار الدولة المنفتحة and what a citizen can see of it (2027), from village to "
    "region to all"
)


def numbers(text: str, *, is_rtl: bool = False) -> list[int]:
    return [glyph.number for glyph in shape(text, is_rtl=is_rtl)[0]]


def test_arabic_letters_take_the_shapes_of_their_places_in_a_word():
    alone = {letter: numbers(letter, is_rtl=True) for letter in "مجلس"}

    word = numbers("مجلس", is_rtl=True)

    assert len(word) == 4
    assert [[glyph] == alone[letter] for glyph, letter in zip(word[::-1], "مجلس", strict=True)] == [
        False,
        False,
        False,
        False,
    ]


def test_lam_and_alef_are_one_letter():
    assert len(numbers("لا", is_rtl=True)) == 1


@pytest.mark.parametrize(
    ("text", "is_rtl", "seen"),
    [
        ("Open 2027", True, "Open 2027"),
        ("(Open)", True, "(Open)"),
        ("(2027)", True, "(2027)"),
        ("[a] «b»", False, "[a] «b»"),
    ],
)
def test_brackets_are_open_towards_their_words_and_digits_run_to_the_right(text, is_rtl, seen):
    assert numbers(text, is_rtl=is_rtl) == numbers(seen)


def test_words_of_two_scripts_stand_in_the_order_of_sight():
    arabic, latin = numbers("فاس", is_rtl=True), numbers("Fez")

    in_arabic = numbers("فاس Fez", is_rtl=True)
    in_latin = numbers("Fez فاس")

    assert [found[:3] + found[4:] for found in (in_arabic, in_latin)] == [latin + arabic] * 2


@pytest.mark.parametrize("text", [TWO_SCRIPTS[:200], "W" * 200, "م" * 200, "", "x"])
@pytest.mark.parametrize("is_rtl", [True, False])
def test_a_text_of_any_length_stays_within_its_place(text, is_rtl):
    width, height = 720, 300
    picture = Image.new("L", (2000, 1000))

    block = fit(text, width=width, height=height, sizes=range(148, 43, -8), is_rtl=is_rtl)
    draw(block, picture, edge=1400, top=300, colour="white", to_left=True)

    assert block.height <= height or len(block.lines) == 1
    if box := picture.getbbox():
        assert box[0] >= 1400 - width - 8
        assert box[2] <= 1400 + 8
        assert box[3] <= 300 + height + block.size * LEADING[is_rtl]


def test_the_largest_size_that_fits_is_taken_and_lines_are_about_equally_long():
    block = fit("Open Regions 2027", width=600, height=400, sizes=(100, 50), is_rtl=False)

    assert (block.size, block.lines) == (100, ("Open", "Regions 2027"))


def test_what_does_not_fit_in_the_smallest_size_ends_with_an_ellipsis():
    block = fit("one two three four five", width=170, height=40, sizes=(40,), is_rtl=False)

    assert block.lines == ("one two…",)


def test_letters_that_the_font_lacks_become_latin_ones_and_signs_go():
    block = fit("Жуков 李 😀 Țepeș", width=900, height=90, sizes=(60,), is_rtl=False)

    assert block.lines == ("Zhukov Li Țepeș",)


def test_a_start_is_refused_where_arabic_cannot_be_drawn(monkeypatch, tmp_path):
    assert arabic_is_joined(None) == []

    monkeypatch.setattr(lettering, "FONT", tmp_path / "missing.ttf")
    lettering._font.cache_clear()
    found = arabic_is_joined(None)
    lettering._font.cache_clear()

    assert [error.id for error in found] == ["forum.E003"]
