"""A colour that staff chose becomes one of eight classes, without a database."""

import pytest

from programme.agenda.themes import COLOURS, HUES, nearest_hue, theme_class


def test_each_colour_of_the_list_has_the_hue_of_its_place():
    classes = [theme_class(colour) for colour in COLOURS]

    assert classes == [f"theme-{number}" for number in range(1, 9)]
    assert len(COLOURS) == len(HUES)


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("#00ff00", "theme-7"),
        ("#0000ff", "theme-2"),
        ("#ff0000", "theme-3"),
        ("#ffcc00", "theme-4"),
        ("#ff00ff", "theme-5"),
        ("#00ffff", "theme-6"),
        ("#ff0080", "theme-8"),
        ("#2a6f5e", "theme-1"),
    ],
)
def test_a_colour_typed_before_is_shown_as_the_nearest(colour, name):
    assert theme_class(colour) == name


@pytest.mark.parametrize("colour", ["", "#000000", "#ffffff", "#808080", "#7f8180"])
def test_no_colour_and_greys_have_no_hue(colour):
    found = nearest_hue(colour)

    assert found is None
    assert theme_class(colour) == ""


def test_hues_are_a_circle():
    assert nearest_hue("#c5004b") == nearest_hue("#964267")
