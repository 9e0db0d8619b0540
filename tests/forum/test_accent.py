"""The colours that follow from the one that staff choose: always readable, in both schemes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.accent import DARK, IVORY, LIGHT, contrast, is_readable, tokens

COLOURS = st.integers(min_value=0, max_value=0xFFFFFF).map("#{:06x}".format)


def test_contrast_is_that_of_wcag():
    assert contrast("#ffffff", "#000000") == contrast("#000000", "#ffffff") == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize(
    ("accent", "is_dark"), [("#004c38", True), ("#000000", True), ("#2a6f5e", False)]
)
def test_an_accent_has_a_contrast_of_seven_with_the_text_on_it(accent, is_dark):
    assert is_readable(accent) == is_dark


def schemes(value: str) -> list[str]:
    """The colours of a token in the light and the dark scheme."""
    found = re.findall("#[0-9a-f]{6}", value)
    return found if len(found) == 2 else found * 2


@given(COLOURS.filter(is_readable))
def test_every_accent_makes_colours_that_can_be_read(accent):
    made = {name: schemes(value) for name, value in tokens(accent).items()}

    links = list(zip(made["--colour-accent"], (LIGHT, DARK), strict=True))
    assert made["--colour-accent"][0] == accent
    assert all(contrast(link, ground) >= 7 for link, ground in links)
    for field, quiet, edge in zip(
        made["--field"], made["--field-quiet"], made["--field-edge"], strict=True
    ):
        assert min(contrast(field, IVORY), contrast(field, quiet)) >= 7
        assert contrast(field, edge) >= 3
