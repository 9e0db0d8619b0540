"""Days and hours as tables have them."""

import datetime as dt

import pytest

from programme.imports.times import DayReader, When, day_order_of, minutes_of, split_span
from programme.imports.values import DayOrder

MAY = dt.date(2027, 5, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9h–9h30", ("9h", "9h30")),
        ("10:00-11:30", ("10:00", "11:30")),
        ("de 9h à 10h", ("9h", "10h")),
        ("من 9:00 إلى 9:30", ("9:00", "9:30")),
        ("2–3:30 pm", ("2 pm", "3:30 pm")),
        ("11–1 pm", ("11", "1 pm")),
        ("9:00", ("9:00", "")),
        ("2027-05-04 09:00", ("2027-05-04 09:00", "")),
    ],
)
def test_a_span_of_hours_is_two_texts(text, expected):
    assert split_span(text) == expected


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("4/5/2027", DayOrder.DAY_FIRST, When(day=MAY)),
        ("5/4/2027", DayOrder.MONTH_FIRST, When(day=MAY)),
        ("4.5.27", DayOrder.MONTH_FIRST, When(day=MAY)),
        ("mardi 4 mai", None, When(day=MAY)),
        ("Tuesday, May 4", None, When(day=MAY)),
        ("04/05/2027 9:30", DayOrder.DAY_FIRST, When(day=MAY, clock=dt.time(9, 30))),
        ("2027-05-04 TBA", None, When(day=MAY, is_unknown=True)),
        ("TBA", None, When(is_unknown=True)),
        ("24:00", None, When(clock=dt.time(0), is_next_day=True)),
    ],
)
def test_a_cell_has_a_day_or_an_hour_or_both(text, order, expected):
    assert DayReader(order, 2027).read(text) == expected


@pytest.mark.parametrize(
    ("text", "minutes"), [("1h30", 90), ("0:45", 45), ("45 min", 45), ("90", 90), ("soon", None)]
)
def test_a_length_is_minutes(text, minutes):
    assert minutes_of(text) == minutes


def test_the_order_of_days_is_seen_from_a_day_after_the_12th():
    orders = [
        day_order_of(texts)
        for texts in (["4/5/2027", "13/5/2027"], ["5/13/2027"], ["4/5/2027"], ["5/5/2027"], [])
    ]

    day_first, month_first = DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST
    assert orders == [day_first, month_first, None, day_first, day_first]
