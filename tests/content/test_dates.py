"""Dates in words: the first of a French month is an ordinal, and English begins with the day."""

import datetime as dt

import pytest
from django.template import engines
from django.utils.translation import override

from content.dates import date_format
from programme.agenda.date_spans import date_span, held_on
from tests import factories
from tests.html import read, texts

FIRST, THIRD = dt.date(2027, 3, 1), dt.date(2027, 3, 3)


@pytest.mark.parametrize(
    ("language", "day", "words"),
    [
        ("fr", FIRST, "lundi 1er mars 2027"),
        ("fr", THIRD, "mercredi 3 mars 2027"),
        ("fr", dt.date(2027, 3, 21), "dimanche 21 mars 2027"),
        ("en", FIRST, "Monday 1 March 2027"),
        ("ar", FIRST, "الاثنين 1 مارس 2027"),
    ],
)
def test_only_the_first_of_a_french_month_is_an_ordinal(language, day, words):
    template = engines["django"].from_string('{{ day|date:"l j F Y" }}')
    with override(language):
        assert (date_format(day, "l j F Y"), template.render({"day": day})) == (words, words)


def test_a_named_format_has_it_too_and_no_date_is_empty():
    template = engines["django"].from_string("{{ day|date }}|{{ none|date }}|{{ day|date:'d/m' }}")
    with override("fr"):
        assert template.render({"day": FIRST, "none": None}) == "1er mars 2027||01/03"


def test_english_puts_the_day_before_the_month_and_the_hour_of_a_day_of_24():
    moment = dt.datetime(2026, 11, 7, 13, 42, tzinfo=dt.UTC)

    names = ("DATE_FORMAT", "DATETIME_FORMAT", "SHORT_DATE_FORMAT", "MONTH_DAY_FORMAT")
    with override("en"):
        words = [date_format(moment, name) for name in names]

    assert words == ["7 November 2026", "7 November 2026, 13:42", "07/11/2026", "7 November"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Sat 7 Aug., 13:42"),
        ("fr", "sam. 7 août, 13:42"),
        ("ar", "السبت 7 غشت، 13:42"),
    ],
)
def test_a_short_date_has_the_months_of_morocco_and_the_comma_of_the_language(language, words):
    with override(language):
        assert date_format(dt.datetime(2027, 8, 7, 13, 42, tzinfo=dt.UTC), "D j N, H:i") == words


def test_spans_begin_with_it():
    with override("fr"):
        spans = date_span(FIRST, THIRD), held_on(FIRST, THIRD)

    assert [span.count("1er") for span in spans] == [1, 1]


@pytest.mark.django_db
def test_the_pages_of_a_programme_have_it(client):
    forum = factories.event(slug="forum", first_day=FIRST, last_day=dt.date(2027, 3, 2))
    factories.session(forum, hours="09:00-10:00", slug="talk")

    day = read(client.get("/fr/events/forum/agenda/"))
    session = read(client.get("/fr/events/forum/sessions/talk/"))

    assert texts(day, ".day-tabs a")[0] == "lun. 1er mars"
    assert texts(day, ".day__title")[0] == "Lundi 1er mars 2027"
    assert "Lundi 1er mars 2027" in session.main.get_text()
