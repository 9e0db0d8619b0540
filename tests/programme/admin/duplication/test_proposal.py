"""What a copy of an event is called unless staff say otherwise."""

import datetime as dt

import pytest

from programme.admin.duplication.proposal import (
    code_of_year,
    day_next_year,
    free_code,
    with_later_years,
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2027-05-04", "2028-05-02"),  # both Tuesdays
        ("2027-01-01", "2028-01-07"),  # 52 weeks later it is still 2027
        ("2028-02-29", "2029-02-27"),
    ],
)
def test_the_first_day_is_the_same_weekday_of_the_next_year(day, expected):
    assert day_next_year(dt.date.fromisoformat(day)) == dt.date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open Regions 2027", "Open Regions 2028"),
        ("منتدى ٢٠٢٧ للمناطق", "منتدى ٢٠٢٨ للمناطق"),
        ("Forum 2027–2028", "Forum 2028–2029"),
        ("Agenda 2063", "Agenda 2063"),
        ("Room 20271", "Room 20271"),
        ("Forum", "Forum"),
        ("", ""),
    ],
)
def test_the_year_is_replaced_in_the_digits_in_which_it_is_written(text, expected):
    assert with_later_years(text, range(2027, 2029), 1) == expected


@pytest.mark.parametrize(
    ("code", "mark", "expected"),
    [("osr_2027", "_", "osr_2028"), ("osr", "_", "osr_2028"), ("forum-2027", "-", "forum-2028")],
)
def test_a_code_has_the_new_year_whether_it_had_one_or_not(code, mark, expected):
    assert code_of_year(code, range(2027, 2028), 1, year=2028, mark=mark) == expected


def test_a_code_that_is_taken_gets_a_number_and_is_never_too_long():
    taken = {"forum-2028", "forum-2028-2"}

    assert free_code("forum-2028", taken, mark="-", length=80) == "forum-2028-3"
    assert free_code("forum-2028", taken, mark="-", length=10) == "forum-20-2"
