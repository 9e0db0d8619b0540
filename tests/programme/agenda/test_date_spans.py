"""Spans of days in words, in each language of the site."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from programme.agenda.date_spans import date_span, held_on, short_date_span

FIRST = dt.date(2027, 5, 4)
SAME_DAY, SAME_MONTH, SAME_YEAR = FIRST, dt.date(2027, 5, 6), dt.date(2027, 6, 1)
NEXT_YEAR = dt.date(2028, 1, 2)


def read(html: str) -> str:
    return BeautifulSoup(html, "html.parser").get_text()


@pytest.mark.parametrize(
    ("language", "last", "words"),
    [
        ("en", SAME_DAY, "Tuesday 4 May 2027"),
        ("en", SAME_MONTH, "Tuesday 4 to Thursday 6 May 2027"),
        ("en", SAME_YEAR, "Tuesday 4 May to Tuesday 1 June 2027"),
        ("en", NEXT_YEAR, "Tuesday 4 May 2027 to Sunday 2 January 2028"),
        ("fr", SAME_DAY, "Mardi 4 mai 2027"),
        ("fr", SAME_MONTH, "Du mardi 4 au jeudi 6 mai 2027"),
        ("fr", SAME_YEAR, "Du mardi 4 mai au mardi 1er juin 2027"),
        ("fr", NEXT_YEAR, "Du mardi 4 mai 2027 au dimanche 2 janvier 2028"),
        ("ar", SAME_DAY, "الثلاثاء 4 ماي 2027"),
        ("ar", SAME_MONTH, "من الثلاثاء 4 إلى الخميس 6 ماي 2027"),
        ("ar", SAME_YEAR, "من الثلاثاء 4 ماي إلى الثلاثاء 1 يونيو 2027"),
        ("ar", NEXT_YEAR, "من الثلاثاء 4 ماي 2027 إلى الأحد 2 يناير 2028"),
    ],
)
def test_a_span_says_the_month_and_year_of_both_days_once(language, last, words):
    with override(language):
        span = date_span(FIRST, last)

    assert read(span) == words


@pytest.mark.parametrize(
    ("language", "last", "words"),
    [
        ("en", SAME_DAY, "Tuesday 4 May 2027"),
        ("en", SAME_MONTH, "4–6 May 2027"),
        ("en", SAME_YEAR, "4 May–1 June 2027"),
        ("en", NEXT_YEAR, "4 May 2027–2 January 2028"),
        ("fr", SAME_DAY, "Mardi 4 mai 2027"),
        ("fr", SAME_MONTH, "4–6 mai 2027"),
        ("ar", SAME_MONTH, "4–6 ماي 2027"),
    ],
)
def test_a_short_span_names_weekdays_only_of_a_single_day(language, last, words):
    with override(language):
        span = short_date_span(FIRST, last)

    assert read(span) == words


def test_a_single_day_within_a_sentence_has_no_capital_in_french():
    with override("fr"):
        span = short_date_span(FIRST, FIRST, is_within_sentence=True)

    assert read(span) == "mardi 4 mai 2027"


def test_each_day_of_a_span_is_a_date_for_machines():
    with override("en"):
        spans = [date_span(FIRST, SAME_MONTH), short_date_span(FIRST, SAME_MONTH)]

    assert spans == [
        '<time datetime="2027-05-04">Tuesday 4</time> to '
        '<time datetime="2027-05-06">Thursday 6 May 2027</time>',
        '<time datetime="2027-05-04">4</time>–<time datetime="2027-05-06">6 May 2027</time>',
    ]


def test_an_event_that_is_over_was_held_on_a_day_or_on_several():
    with override("en"):
        found = [held_on(FIRST, last) for last in (SAME_DAY, SAME_MONTH, SAME_YEAR, NEXT_YEAR)]

    assert found == [
        "Held on 4 May 2027.",
        "Held from 4 to 6 May 2027.",
        "Held from 4 May to 1 June 2027.",
        "Held from 4 May 2027 to 2 January 2028.",
    ]
