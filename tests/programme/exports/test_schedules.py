"""schedule.xml and schedule.json: valid by their schemas, and as programs read them."""

import datetime as dt
import io
import json
from pathlib import Path
from xml.etree import ElementTree as Tree

import jsonschema
import pytest
import xmlschema
from django.core.files.base import ContentFile
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from programme.exports.frab import frab_schedule
from programme.exports.schedule_json import schedule_json
from programme.exports.schedule_xml import schedule_xml
from tests import factories
from tests.programme.exports.test_icalendar import EVENT, exported_session

pytestmark = pytest.mark.django_db

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
FORUM = "/en/events/forum/"
SITE = "https://forum.example"


@pytest.fixture(scope="module")
def xsd():
    return xmlschema.XMLSchema(str(SCHEMAS / "schedule.xml.xsd"))


@pytest.fixture(scope="module")
def json_schema():
    return jsonschema.Draft6Validator(json.loads((SCHEMAS / "schedule.schema.json").read_text()))


@pytest.fixture
def forum(settings):
    settings.SITE_URL = SITE
    day = dt.timedelta(days=1)
    forum = factories.event(
        "Forum", slug="forum", acronym="forum_2027", last_day=factories.DAY + day
    )
    hall = factories.room(forum, "Hall", position=1)
    factories.room(forum, "Empty")
    talk = factories.session(
        forum,
        'Budgets & "law" <now>',
        slug="Budgets_1",
        hours="09:00-10:30",
        room=hall,
        track=factories.track(forum, "Money", slug="2money", colour="#0a7f80"),
        languages=["fr", "ar"],
        subtitle_en="From promise to practice",
        abstract_en="About **it**.\n\nTwice.",
        may_be_recorded="no",
        stream_url="https://live.example/1",
        kind="panel",
    )
    for name in ("Lex; Rex", "Amina"):
        factories.contribution(factories.speaker(name, honorific_en="Dr."), session=talk)
    notes = ContentFile(b"Notes", name="notes.txt")
    factories.document("Slides & notes", session=talk, kind="slides", file=notes)
    factories.document("Recording", session=talk, kind="recording", url="https://video.example/1")
    factories.document("Not yet", session=talk, is_published=False)
    factories.session(forum, "Fair", slug="fair", status="cancelled", **whole_day(forum))
    night = factories.at("00:30", day=factories.DAY + day)
    factories.session(forum, "Night", starts_at=night, ends_at=night + dt.timedelta(hours=1))
    factories.session(forum, "Online", hours="11:00-11:45", attendance_mode="online")
    factories.session(forum, "Without a time")
    factories.session(forum, "Secret", hours="09:00-10:00", status="draft")
    return forum


def parsed(content: bytes) -> Tree.Element:
    return Tree.fromstring(content)  # noqa: S314  written by us


def whole_day(forum) -> dict[str, dt.datetime]:
    start = forum.midnight(forum.first_day)
    return {"starts_at": start, "ends_at": start + dt.timedelta(days=1)}


def rows_of_xml(content: bytes) -> list[tuple]:
    root = parsed(content)
    return [
        (
            day.get("date"),
            room.get("name"),
            event.get("guid"),
            int(event.get("id")),
            *(event.findtext(name) or None for name in ("date", "start", "duration", "slug")),
            *(event.findtext(name) or None for name in ("url", "title", "subtitle", "track")),
            *(event.findtext(name) or None for name in ("type", "language", "abstract")),
            [(int(one.get("id")), one.text) for one in event.iter("person")],
            [(one.get("href"), one.text) for one in event.iter("link")],
            [(one.get("href"), one.text, one.get("type")) for one in event.iter("attachment")],
        )
        for day in root.iter("day")
        for room in day.iter("room")
        for event in room.iter("event")
    ]


def rows_of_json(content: bytes) -> list[tuple]:
    days = json.loads(content)["schedule"]["conference"]["days"]
    names = ("date", "start", "duration", "slug", "url", "title", "subtitle", "track")
    return [
        (
            day["date"],
            room,
            event["guid"],
            event["id"],
            *(event[name] for name in (*names, "type", "language", "abstract")),
            [(one["id"], one["name"]) for one in event["persons"]],
            [(one["url"], one["title"]) for one in event["links"]],
            [(one["url"], one["title"], one["type"]) for one in event["attachments"]],
        )
        for day in days
        for room, events in day["rooms"].items()
        for event in events
    ]


def test_both_files_are_valid_in_each_language_and_say_the_same(client, forum, xsd, json_schema):
    for language in ("en", "fr", "ar"):
        xml, text = (
            client.get(f"/{language}/events/forum/schedule.{kind}") for kind in ("xml", "json")
        )

        assert (xml.status_code, text.status_code) == (200, 200)
        assert list(xsd.iter_errors(io.BytesIO(xml.content))) == []
        assert list(json_schema.iter_errors(json.loads(text.content))) == []
        assert rows_of_xml(xml.content) == rows_of_json(text.content)


def test_an_event_has_all_that_programs_ask_for(client, forum):
    talk = forum.sessions.get(slug="Budgets_1")
    people = [one.speaker for one in talk.contributions.in_protocol_order()]

    rows = rows_of_xml(client.get(f"{FORUM}schedule.xml").content)

    assert [(row[0], row[1], row[5], row[6], row[9]) for row in rows] == [
        ("2027-05-04", "Hall", "09:00", "01:30", 'Budgets & "law" <now>'),
        ("2027-05-04", "Online", "11:00", "00:45", "Online"),
        ("2027-05-04", "To be announced", "00:00", "23:59", "Cancelled: \u2068Fair\u2069"),
        ("2027-05-05", "To be announced", "00:30", "01:00", "Night"),
    ]
    assert rows[0][2:5] == (str(talk.guid), talk.pk, "2027-05-04T09:00:00+00:00")
    assert rows[0][7:] == (
        f"forum_2027-{talk.pk:04d}-budgets-1",
        f"{SITE}/en/events/forum/sessions/Budgets_1/",
        'Budgets & "law" <now>',
        "From promise to practice",
        "Money",
        "panel",
        "fr",
        "About **it**.\n\nTwice.",
        [(people[0].pk, "Dr. Lex, Rex"), (people[1].pk, "Dr. Amina")],
        [("https://live.example/1", "Follow online"), ("https://video.example/1", "Recording")],
        [(f"{SITE}{talk.documents.get(kind='slides').file.url}", "Slides & notes", "slides")],
    )


def test_the_head_is_what_small_programs_read(client, forum):
    content = client.get(f"{FORUM}schedule.xml").content
    root = parsed(content)

    conference = {one.tag: one.text for one in root.find("conference")}
    days = [(day.get("index"), day.get("date")) for day in root.iter("day")]
    rooms = [[room.get("name") for room in day] for day in root.iter("day")]
    assert b"<conference>" in content[:1024]
    assert b"<!DOCTYPE" not in content
    assert conference == {
        "title": "Forum",
        "acronym": "forum_2027",
        "start": "2027-05-04",
        "end": "2027-05-05",
        "days": "2",
        "timeslot_duration": "00:05",
        "base_url": f"{SITE}/",
        "url": f"{SITE}{FORUM}",
        "time_zone_name": "Africa/Casablanca",
        "track": None,
    }
    assert days == [("1", "2027-05-04"), ("2", "2027-05-05")]
    assert rooms == [["Hall", "Online", "To be announced"]] * 2
    [recording] = root.iter("recording")
    assert [(one.tag, one.text) for one in recording] == [("license", None), ("optout", "true")]


def test_an_event_without_a_programme_is_valid_too(client, xsd, json_schema):
    factories.event("Forum", slug="forum")

    xml, text = (client.get(f"{FORUM}schedule.{kind}").content for kind in ("xml", "json"))

    assert list(xsd.iter_errors(io.BytesIO(xml))) == []
    assert list(json_schema.iter_errors(json.loads(text))) == []


def test_who_has_this_file_gets_none_until_it_changes(client, forum):
    for name in ("schedule.xml", "schedule.json", "agenda.txt"):
        first = client.get(FORUM + name)
        again = client.get(FORUM + name, headers={"If-None-Match": first["ETag"]})
        head = client.head(FORUM + name)

        assert (again.status_code, again.content) == (304, b"")
        assert (head.status_code, head["ETag"]) == (200, first["ETag"])
        assert "Set-Cookie" not in first
        assert client.post(FORUM + name).status_code == 405


texts = st.text(
    alphabet=st.one_of(
        st.sampled_from("ابتث،؛ \u064b<>&\"';]]>\\"),
        st.characters(blacklist_categories=["C"]),
    ),
    max_size=80,
)


@given(title=texts, abstract=texts)
@settings(max_examples=25)
def test_any_text_goes_out_and_comes_back(title, abstract):
    session = exported_session(title, abstract)
    with override("en"):
        schedule = frab_schedule(EVENT, [session])
        xml = schedule_xml(schedule, site=SITE, path="/schedule.xml")
        text = schedule_json(schedule, site=SITE)

    event = parsed(xml).find("day/room/event")
    assert [event.findtext(name) or "" for name in ("title", "abstract")] == [title, abstract]
    assert rows_of_json(text)[0][9] == title
    assert (rows_of_json(text)[0][14] or "") == abstract
