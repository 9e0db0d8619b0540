"""Days and hours in words, without a database."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.utils.formats import date_format
from django.utils.translation import override

from programme.agenda import hours

CASABLANCA, TOKYO = ZoneInfo("Africa/Casablanca"), ZoneInfo("Asia/Tokyo")
MAY = dt.date(2027, 5, 4)


@dataclass(frozen=True)
class Talk:
    starts_at: dt.datetime
    ends_at: dt.datetime


def at(clock: str, *, day: int = 4) -> dt.datetime:
    return dt.datetime.combine(dt.date(2027, 5, day), dt.time.fromisoformat(clock), CASABLANCA)


def text(html: str) -> str:
    return BeautifulSoup(html, "html.parser").get_text().strip()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Tue 4 May"), ("fr", "mar. 4 mai"), ("ar", "الثلاثاء 4 ماي")],
)
def test_a_short_day_is_written_as_its_language_shortens_it(language, words):
    with override(language):
        assert date_format(MAY, "D j F") == words


def test_whole_days_name_the_last_of_several():
    one, three = Talk(at("00:00"), at("00:00", day=5)), Talk(at("00:00"), at("00:00", day=7))

    with override("en"):
        found = [hours.whole_days(talk, CASABLANCA) for talk in (one, three)]

    assert found == ["All day", "All day, until Thursday 6 May"]


def test_only_a_session_that_crosses_midnight_ends_on_another_day():
    evening, night = Talk(at("20:00"), at("23:59")), Talk(at("23:00"), at("01:00", day=5))
    exhibition = Talk(at("00:00"), at("00:00", day=6))

    found = [hours.end_day(talk, CASABLANCA) for talk in (evening, night, exhibition)]

    assert found == [None, dt.date(2027, 5, 5), None]


def test_hours_in_another_zone_name_the_day_where_it_is_another():
    with override("en"):
        same = hours.in_other_zone(at("09:00"), at("10:00"), TOKYO)
        other = hours.in_other_zone(at("20:00"), at("21:00"), TOKYO)
        none = hours.in_other_zone(at("09:00"), at("10:00"), None)

    assert list(map(text, (same, other, none))) == [
        "(Tokyo: 18:00–19:00)",
        "(Tokyo: Wednesday 05:00–06:00)",
        "",
    ]


def test_a_former_start_names_its_day_where_it_was_another():
    talk = Talk(at("10:00"), at("11:00"))
    all_day = Talk(at("00:00"), at("00:00", day=5))

    def former(session, moment):
        return text(hours.start_in_words(session, moment, session.starts_at, CASABLANCA))

    with override("en"):
        found = [
            former(talk, at("09:00")),
            former(talk, at("09:00", day=5)),
            former(all_day, at("00:00", day=5)),
            former(talk, None),
        ]

    assert found == ["09:00", "Wednesday 5 May, 09:00", "Wednesday 5 May", "a time to be announced"]
