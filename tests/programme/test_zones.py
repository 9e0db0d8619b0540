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
        zones.zone_name(name)


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Africa/Casablanca", "Casablanca time (UTC+0)"),
        ("America/New_York", "New York time (UTC-4)"),
        ("Asia/Kolkata", "Kolkata time (UTC+5:30)"),
        ("America/St_Johns", "St Johns time (UTC-2:30)"),
        ("UTC", "UTC time (UTC+0)"),
    ],
)
def test_a_zone_is_named_in_words_with_its_distance_from_utc(zone, words):
    moment = dt.datetime.combine(dt.date(2027, 5, 4), NOON, zoneinfo.ZoneInfo(zone))

    assert zones.in_words(moment) == words


def test_a_choice_leaves_the_rest_of_the_address_as_it_is():
    query = QueryDict("tz=Asia/Tokyo&room=hall&room=attic&text=%00x&q=")

    choice = zones.Choice.in_query(query, None)

    assert choice.zone == zoneinfo.ZoneInfo("Asia/Tokyo")
    assert choice.kept == (("room", "hall"), ("room", "attic"), ("q", ""))


def test_zones_are_offered_from_west_to_east_with_that_which_was_asked_for():
    choice = zones.Choice("Asia/Kathmandu", dt.datetime(2027, 5, 4, 9, tzinfo=dt.UTC))

    offered = choice.options

    offsets = [row[2] for row in offered]
    assert offered[0] == ("America/Los_Angeles", "Los Angeles", "UTC-7")
    assert ("Asia/Kathmandu", "Kathmandu", "UTC+5:45") in offered
    assert offsets.index("UTC+5:30") < offsets.index("UTC+5:45") < offsets.index("UTC+7")


@pytest.mark.parametrize(("language", "name"), [("fr", "Le Caire"), ("ar", "القاهرة")])
def test_cities_have_the_names_of_the_readers_language(language, name):
    with override(language):
        assert zones.city("Africa/Cairo") == name


def test_every_zone_on_offer_exists():
    assert [name for name in zones.COMMON if zones.chosen(name) is None] == []
