"""The dots between facts: none begins or ends a line, in either direction."""

import re

import pytest

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

# Where each dot is by its line: outside, where it is cut off, or between two facts.
PLACES = """() => Array.from(document.querySelectorAll(".facts__item"), (fact) => {
  const row = fact.parentElement.getBoundingClientRect();
  const style = getComputedStyle(fact);
  const half = parseFloat(style.fontSize) / 2;
  const { left, right, top } = fact.getBoundingClientRect();
  const dot = style.direction === "rtl" ? right + half : left - half;
  if (dot < row.left || dot > row.right) return "outside";
  const before = fact.previousElementSibling?.getBoundingClientRect();
  return before && Math.abs(before.top - top) < 4 ? "between" : "at the beginning";
})"""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_dot_begins_or_ends_a_line(visitor, language):
    short, long = "Palace", "The Palace of Congresses and Exhibitions of the Region"
    for venue in (short, long):
        names = {"venue_name_en": venue, "venue_name_ar": venue}
        factories.session(factories.event(venue, **names))

    page = visitor.opens(f"/{language}/events/", width=360)

    places = page.evaluate(PLACES)
    rows = page.locator(".facts__row").evaluate_all(
        "(rows) => rows.map((row) => getComputedStyle(row).clipPath)"
    )
    assert all(re.fullmatch(r"inset\(-\d+(\.\d+)?px 0px\)", row) for row in rows)
    assert (places.count("at the beginning"), places.count("between") > 0) == (0, True)
    assert places.count("outside") > len(rows)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
