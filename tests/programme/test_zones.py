"""Time zones: those that exist, by today's law, in words."""

import datetime as dt
import zoneinfo
from importlib.resources import files

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import override

from forum.checks import zones_are_recent
from programme import zones
from tests import factories
from tests.html import read, texts

NOON = dt.time(12)


@pytest.mark.parametrize(("date", "hours"), [(dt.date(2020, 11, 20), 1), (dt.date(2026, 12, 1), 0)])
def test_morocco_keeps_the_time_of_its_law(date, hours):
    noon = dt.datetime.combine(date, NOON, zoneinfo.ZoneInfo("Africa/Casablanca"))

    assert noon.utcoffset() == dt.timedelta(hours=hours)


def test_the_rules_come_from_the_package_and_not_from_the_system():
    assert zoneinfo.TZPATH == ()


def test_recent_rules_pass_the_check():
    assert zones_are_recent(None) == []


def test_older_rules_stop_the_start_with_what_to_do(tmp_path):
    utc = (files("tzdata") / "zoneinfo" / "Etc" / "UTC").read_bytes()
    (tmp_path / "Africa").mkdir()
    (tmp_path / "Africa" / "Casablanca").write_bytes(utc)
    zoneinfo.reset_tzpath([tmp_path])
    zoneinfo.ZoneInfo.clear_cache()
    try:
        (error,) = zones_are_recent(None)
    finally:
        zoneinfo.reset_tzpath(())
        zoneinfo.ZoneInfo.clear_cache()

    assert error.id == "forum.E001"
    assert error.msg == ("Old time zone rules: Africa/Casablanca is not at UTC+1 on 2020-11-20.")
    assert error.hint == "Install tzdata 2026.3 or later: pip install -r requirements.txt"


@pytest.mark.parametrize("name", ["Mars/Olympus", "casablanca", "../etc/passwd", "UTC+1", ""])
def test_a_zone_that_does_not_exist_is_refused(name):
    with pytest.raises(ValidationError, match="is not a time zone"):
        zones.validate_time_zone(name)


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Africa/Casablanca", "Casablanca time (UTC+0)"),
        ("America/New_York", "New York time (UTC-4)"),
        ("Asia/Kolkata", "Kolkata time (UTC+5:30)"),
        ("America/St_Johns", "St. John’s time (UTC-2:30)"),
        ("UTC", "UTC time (UTC+0)"),
    ],
)
def test_a_zone_is_named_in_words_with_its_distance_from_utc(zone, words):
    moment = dt.datetime.combine(dt.date(2027, 5, 4), NOON, zoneinfo.ZoneInfo(zone))

    assert zones.in_words(moment) == words


def test_a_choice_leaves_the_rest_of_the_address_as_it_is():
    query = QueryDict("tz=Asia/Tokyo&room=hall&room=attic&text=%00x&q=")

    choice = zones.ZoneChoice.in_query(query, None)

    assert str(choice.zone) == "Asia/Tokyo"
    assert choice.kept == (("room", "hall"), ("room", "attic"), ("q", ""))


def test_zones_are_offered_from_west_to_east_with_that_which_was_asked_for():
    choice = zones.ZoneChoice("Asia/Kathmandu", dt.datetime(2027, 5, 4, 9, tzinfo=dt.UTC))

    offered = choice.options

    offsets = [zone.offset for zone in offered]
    assert offered[0] == ("America/Los_Angeles", "Los Angeles", -420, "UTC-7")
    assert ("Asia/Kathmandu", "Kathmandu", 345, "UTC+5:45") in offered
    assert offsets.index("UTC+5:30") < offsets.index("UTC+5:45") < offsets.index("UTC+7")


@pytest.mark.parametrize(("language", "name"), [("fr", "Le Caire"), ("ar", "القاهرة")])
def test_cities_have_the_names_of_the_readers_language(language, name):
    with override(language):
        assert zones.city("Africa/Cairo") == name


def test_every_zone_on_offer_exists():
    assert [name for name in zones.COMMON if zones.zone_named(name) is None] == []


PARIS = zoneinfo.ZoneInfo("Europe/Paris")


def paris(day: int, clock: str, **fold) -> dt.datetime:
    """A time of October 2027, at whose last Sunday the clocks are put back from three to two."""
    return dt.datetime.combine(dt.date(2027, 10, day), dt.time.fromisoformat(clock), PARIS).replace(
        **fold
    )


@pytest.mark.parametrize(
    ("moments", "words"),
    [
        ([paris(30, "09:00"), paris(30, "18:00")], "Paris time (UTC+2)"),
        ([paris(31, "09:00"), paris(31, "18:00")], "Paris time (UTC+1)"),
        (
            [paris(31, "09:00"), paris(31, "18:00"), paris(30, "09:00")],
            "Paris time (UTC+2), UTC+1 from 09:00 on 31 October 2027",
        ),
        (
            [paris(31, "02:10", fold=1), paris(31, "02:30")],
            "Paris time (UTC+2), UTC+1 from 02:10 on 31 October 2027",
        ),
    ],
)
def test_a_change_of_the_clocks_is_named(moments, words):
    assert zones.in_words_with_changes(moments) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "Casablanca time (UTC+1), UTC+0 from 10:00 on 20 September 2026",
        ),
        (
            "fr",
            "Casablanca (UTC+1), UTC+0 à partir du 20 septembre 2026 à 10:00",
        ),
        (
            "ar",
            "توقيت الدار البيضاء (\u200eUTC+1\u200e)، \u200eUTC+0\u200e "
            "ابتداءً من 20 شتنبر 2026، الساعة 10:00",
        ),
    ],
)
def test_the_agenda_of_days_with_different_clocks_says_both(client, language, words):
    forum = factories.event(
        slug="forum", first_day=dt.date(2026, 9, 19), last_day=dt.date(2026, 9, 20)
    )
    for day in (19, 20):
        start = factories.at("10:00", day=dt.date(2026, 9, day))
        factories.session(forum, starts_at=start, ends_at=start + dt.timedelta(hours=1))

    page = read(client.get(f"/{language}/events/forum/agenda/"))

    assert texts(page, ".time-zone") == [words]
