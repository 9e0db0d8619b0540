"""Programmes as schedule.xml and schedule.json, in old and new dialects."""

import json

import pytest

from programme.imports.formats.html_text import as_markdown
from programme.imports.reading import read_file
from programme.imports.values import ImportRefused, Options
from tests.programme.imports.files import read

EVENT = """<event id="7" guid="0b0e2d1c-0000-4000-8000-000000000007"><title>Opening</title>
<subtitle>Of it all</subtitle><track>Data</track><type>lecture</type><language>en</language>
%s<duration>00:45</duration><abstract>&lt;p&gt;In &lt;b&gt;short&lt;/b&gt;&lt;/p&gt;</abstract>
<description>At length.</description><recording><license/><optout>true</optout></recording>
<persons><person id="3">Amina Alami</person><person id="4">Ziani, Karim</person></persons></event>
"""
SCHEDULE = """<?xml version="1.0" encoding="utf-8"?><schedule><conference><title>Forum</title>
<time_zone_name>Africa/Casablanca</time_zone_name></conference><tracks><track>Data</track></tracks>
<day index="1" date="2027-05-04"><room name="Hall">%s</room><room name="Empty"/></day></schedule>"""
NEW = SCHEDULE % EVENT % "<date>2027-05-04T09:00:00+00:00</date><start>09:00</start>"
OLD = SCHEDULE % EVENT % "<start>9:00</start>"
LATE = SCHEDULE % EVENT % "<start>00:30</start>"


def as_json() -> str:
    event = {
        **{"id": 7, "guid": "0b0e2d1c-0000-4000-8000-000000000007", "title": "Opening"},
        **{"subtitle": "Of it all", "track": "Data", "type": "lecture", "language": "en"},
        **{"date": "2027-05-04T09:00:00+00:00", "start": "09:00", "duration": "00:45"},
        **{"abstract": "<p>In <b>short</b></p>", "description": "At length.", "room": "Hall"},
        **{"do_not_record": True, "persons": [{"id": 3, "public_name": "Amina Alami"}]},
    }
    event["persons"].append({"id": 4, "name": "Ziani, Karim"})
    days = [{"date": "2027-05-04", "rooms": {"Hall": [event], "Empty": []}}]
    zone = {"title": "Forum", "time_zone_name": "Africa/Casablanca"}
    return json.dumps({"schedule": {"version": "1", "conference": {**zone, "days": days}}})


@pytest.mark.parametrize("data", [NEW, OLD, as_json()], ids=["new", "old", "json"])
def test_a_schedule_is_read_in_every_dialect(data):
    programme = read(data)

    [one] = programme.sessions
    assert (programme.name, programme.zone) == ("Forum", "Africa/Casablanca")
    assert (one.titles, one.subtitles) == ({"en": "Opening"}, {"en": "Of it all"})
    assert one.abstracts == {"en": "In **short**\n\nAt length."}
    assert (f"{one.starts_at:%d %H:%M}", f"{one.ends_at:%H:%M}") == ("04 09:00", "09:45")
    assert (one.room, one.track, one.kind, one.languages) == ("Hall", "Data", "talk", ("en",))
    assert (one.source_id[-1], one.may_be_recorded) == ("7", "no")
    people = [(person.source_id, person.name) for person in one.people]
    assert people == [("3", "Amina Alami"), ("4", "Ziani, Karim")]


def test_an_hour_after_midnight_is_on_the_next_day():
    [one] = read(LATE).sessions

    assert f"{one.starts_at:%d %H:%M}" == "05 00:30"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><schedule/>', "The file has a DTD"),
        ("<schedule>\n<day>\n</schedule>", "The file is not well-formed XML: see line 3."),
        ('<?xml version="1.0"?><feed/>', "The file is XML, but not a schedule."),
        ("{,}", "The file is not well-formed JSON."),
        ("[" * 100_000, "The file is not well-formed JSON."),
        ('{"a": 1}', "This kind of JSON cannot be read"),
        ('{"schedule": {"conference": {"days": [1]}}}', "The schedule in this file cannot be read"),
    ],
    ids=["dtd", "broken", "feed", "comma", "deep", "other", "days"],
)
def test_what_is_no_schedule_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(ImportRefused, match=f"^{sentence}"):
        read_file(data.encode(), Options())


def test_html_becomes_markdown():
    html = (
        '<p>See <a href="https://example.org/a">the <em>plan</em></a>.</p><ul><li>One</li><li>Two'
        '</li></ul><script>alert(1)</script><a href="javascript:x">no</a><br>Last &amp; least'
    )

    assert as_markdown(html) == (
        "See [the *plan*](https://example.org/a).\n\n- One\n- Two\n\nno\n\nLast & least"
    )
    assert as_markdown("1 < 2 and *so*") == "1 < 2 and *so*"
