"""Calendar files: what programs that are strict about them need, and what they tell people."""

import datetime as dt
import uuid

import icalendar
import pytest
import vobject
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from programme.agenda.sessions import NO_WORDS
from programme.exports.icalendar import calendar
from programme.exports.values import ExportedEvent, ExportedSession
from programme.models import FeedDates
from tests import factories
from tests.html import read

pytestmark = pytest.mark.django_db

GUID = uuid.UUID("6f1c9f0e-0000-4000-8000-000000000001")
LONG_AGO = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
HALF_A_DAY = dt.timedelta(hours=10, minutes=30)
CHANGED = dt.datetime(2027, 3, 1, 8, 30, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
AGENDA = "/en/events/forum/agenda.ics"


@pytest.fixture
def forum():
    return factories.event("Open Smart Regions", slug="forum", venue_name_en="Palais")


def entries(response) -> list[icalendar.Event]:
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def told(entry: icalendar.Event) -> dict[str, str]:
    """What an entry says, without its categories."""
    return {
        name: str(getattr(value, "dt", value))
        for name, value in entry.items()
        if name != "CATEGORIES"
    }


def test_a_session_is_exported_with_all_that_calendars_show(client, forum, settings):
    settings.SITE_URL = "https://forum.example"
    talk = factories.session(
        forum,
        "Open budgets; a start, not an end",
        slug="budgets",
        hours="09:00-09:45",
        room=factories.room(forum, "Medina", stream_url="https://live.example/hall"),
        section=factories.section(forum, "Commitments"),
        track=factories.track(forum, "Budgets, contracts", colour="#0a7f80"),
        kind="panel",
        abstract_en="How **budgets** open.\n\nIn two steps.",
        guid=GUID,
        changed_at=CHANGED,
        revision=3,
    )
    body = factories.organization("OECD")
    lex = factories.speaker("Lex", honorific_en="Dr.", function_en="Head", organization=body)
    factories.contribution(lex, session=talk, role="moderator")
    dates = FeedDates.objects.filter(kind="session", key=talk.pk)
    dates.update(created_at=CHANGED - HALF_A_DAY, changed_at=CHANGED)

    response = client.get("/en/events/forum/sessions/budgets/calendar.ics")

    assert response.content.decode().replace("\r\n ", "").split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Open Forum//Programme//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Open Smart Regions",
        "X-WR-CALNAME:Open Smart Regions",
        r"DESCRIPTION:Held on 4 May 2027.\nPalais",
        r"X-WR-CALDESC:Held on 4 May 2027.\nPalais",
        "SOURCE;VALUE=URI:https://forum.example/en/events/forum/sessions/budgets/calendar.ics",
        "URL:https://forum.example/en/events/forum/agenda/",
        "X-WR-TIMEZONE:Africa/Casablanca",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "BEGIN:VEVENT",
        f"UID:{GUID}@open-forum",
        "DTSTAMP:20270301T083000Z",
        "LAST-MODIFIED:20270301T083000Z",
        "CREATED:20270228T220000Z",
        "SEQUENCE:3",
        "STATUS:CONFIRMED",
        "DTSTART:20270504T090000Z",
        "DTEND:20270504T094500Z",
        r"SUMMARY:Open budgets\; a start\, not an end",
        r"LOCATION:Medina\, Palais",
        r"DESCRIPTION:Dr. Lex\, Moderator\, Head\, OECD\nFollow online: https://live."
        r"example/hall\n\nHow budgets open.\n\nIn two steps.\n"
        r"\nhttps://forum.example/en/events/forum/sessions/budgets/",
        r"CATEGORIES:Panel,Budgets\, contracts,Commitments",
        "COLOR:teal",
        'CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL="Follow online":https://live.example/hall',
        "URL:https://forum.example/en/events/forum/sessions/budgets/",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="budgets.ics"'


def test_the_calendar_of_an_event_holds_its_timed_public_sessions_in_order(client, forum):
    factories.session(forum, "Second", hours="11:00-12:00", status="cancelled")
    factories.session(forum, "First", hours="09:00-10:00")
    factories.session(forum, "Without a time")
    factories.session(forum, "Secret", hours="10:00-11:00", status="draft")

    found = entries(client.get(AGENDA))

    assert [str(entry["SUMMARY"]) for entry in found] == ["First", "Cancelled: Second"]


def test_a_cancelled_session_keeps_its_entry_with_the_word_and_the_reason(client, forum):
    talk = factories.session(forum, "Talk", hours="09:00-10:00", changed_at=CHANGED)
    FeedDates.objects.update(changed_at=CHANGED - HALF_A_DAY)
    before = told(*entries(client.get(AGENDA)))

    talk.cancel("The speaker is ill.")
    talk.save()

    after = told(*entries(client.get(AGENDA)))
    changed = {name: after[name] for name in after if after[name] != before.get(name)}
    assert changed == {
        "DTSTAMP": after["DTSTAMP"],
        "LAST-MODIFIED": after["DTSTAMP"],
        "SEQUENCE": "1",
        "STATUS": "CANCELLED",
        "SUMMARY": "Cancelled: Talk",
        "DESCRIPTION": f"The speaker is ill.\n\n{before['URL']}",
    }


@pytest.mark.parametrize(
    ("held", "room", "venue", "location"),
    [
        ("online", "Hall", "Palais", "Online"),
        ("hybrid", "Hall", "Palais", "Hall, Palais"),
        ("", "", "Palais", "Palais"),
        ("", "Hall", "", "Hall"),
        ("", "", "", "To be announced"),
    ],
)
def test_an_entry_always_says_where(client, held, room, venue, location):
    forum = factories.event(slug="forum", venue_name_en=venue)
    hall = factories.room(forum, room) if room else None
    factories.session(forum, hours="09:00-10:00", attendance_mode=held, room=hall)

    (entry,) = entries(client.get(AGENDA))

    assert str(entry["LOCATION"]) == location


def test_names_that_run_the_other_way_are_held_together(client, forum):
    hall = factories.room(forum, name_en=None, name_ar="قاعة المدينة")
    factories.session(forum, "Talk", hours="09:00-10:00", room=hall)

    (entry,) = entries(client.get(AGENDA))

    assert str(entry["LOCATION"]) == "\u2068قاعة المدينة\u2069, Palais"


def test_each_language_has_the_same_entries_in_its_own_words(client, forum):
    factories.session(forum, "Talk", title_ar="مداخلة", hours="09:00-10:00", status="cancelled")

    english, arabic = (
        told(*entries(client.get(f"/{language}/events/forum/agenda.ics")))
        for language in ("en", "ar")
    )

    assert arabic["SUMMARY"] == "ملغاة: مداخلة"
    assert arabic["UID"] == english["UID"]


def test_nobody_is_invited(client, forum):
    talk = factories.session(forum, hours="09:00-10:00")
    factories.contribution(factories.speaker(email="lex@example.org"), session=talk)

    text = client.get(AGENDA).content.decode()

    assert ("ATTENDEE" in text, "ORGANIZER" in text, "mailto" in text.lower()) == (False,) * 3
    assert "lex@example.org" not in text


def test_who_has_this_calendar_gets_none_until_it_changes(client, forum):
    talk = factories.session(forum, "Talk", hours="09:00-10:00", changed_at=CHANGED)
    first = client.get(AGENDA)
    known = {"If-None-Match": first["ETag"]}

    again = client.get(AGENDA, headers=known)
    talk.title_en = "Another talk"
    talk.save()
    renamed = client.get(AGENDA, headers=known)

    assert "Last-Modified" not in first  # deleting the last changed session would set it back
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert renamed.status_code == 200


def test_a_session_without_a_time_has_no_entry(client, forum):
    factories.session(forum, slug="talk")

    response = client.get("/en/events/forum/sessions/talk/calendar.ics")

    assert response.status_code == 404


def test_while_no_session_has_a_time_the_days_of_the_event_are_there(client, forum):
    talk = factories.session(forum, "Talk")
    [days] = entries(client.get(AGENDA))

    talk.starts_at, talk.ends_at = factories.at("09:00"), factories.at("10:00")
    talk.save()

    assert told(days) == {
        "UID": f"{forum.acronym}@open-forum",
        "DTSTAMP": str(days["DTSTAMP"].dt),
        "LAST-MODIFIED": str(days["DTSTAMP"].dt),
        "CREATED": str(days["CREATED"].dt),
        "SEQUENCE": "0",
        "STATUS": "CONFIRMED",
        "DTSTART": "2027-05-04",
        "DTEND": "2027-05-05",
        "SUMMARY": "Open Smart Regions",
        "LOCATION": "Palais",
        "DESCRIPTION": str(days["URL"]),
        "TRANSP": "TRANSPARENT",
        "URL": "http://127.0.0.1:8000/en/events/forum/",
    }
    assert [str(entry["SUMMARY"]) for entry in entries(client.get(AGENDA))] == ["Talk"]


def test_a_whole_day_is_a_date(client):
    forum = factories.event(slug="forum", time_zone="Africa/Cairo", last_day=factories.DAY + DAY)
    start = forum.midnight(factories.DAY)
    factories.session(forum, "Fair", starts_at=start, ends_at=start + 2 * DAY)

    text = client.get(AGENDA).content.decode()

    assert "DTSTART;VALUE=DATE:20270504\r\nDTEND;VALUE=DATE:20270506\r\n" in text


def test_a_description_has_at_most_fifteen_hundred_letters_and_ends_with_the_link(client, forum):
    factories.session(forum, "Talk", hours="09:00-10:00", abstract_en="Some **words** " * 400)

    [entry] = entries(client.get(AGENDA))

    text = str(entry["DESCRIPTION"])
    assert text.startswith("Some words Some words")
    assert text.endswith(f"…\n\n{entry['URL']}")
    assert 1480 < len(text) <= 1500


def _rename_person(talk):
    person = talk.speakers.get()
    person.name_en = "Lexa"
    person.save()


def _rename_room(talk):
    talk.room.name_en = "Atrium"
    talk.room.save()


def _rename_track(talk):
    talk.track.name_en = "Money"
    talk.track.save()


def _rename_venue(talk):
    talk.event.venue_name_en = "Harbour"
    talk.event.save()


def _hold_online(talk):
    talk.attendance_mode = "online"
    talk.save()


def _change_abstract(talk):
    talk.abstract_en = "Another text."
    talk.save()


def _lose_person(talk):
    talk.contributions.get().delete()


def _note_privately(talk):
    person = talk.speakers.get()
    person.notes = "Vegetarian."
    person.save()


@pytest.mark.parametrize(
    ("change", "dates", "sequence"),
    [
        (_rename_person, True, 0),
        (_lose_person, True, 0),
        (_change_abstract, True, 0),
        (_rename_track, True, 0),
        (_rename_room, True, 1),
        (_rename_venue, True, 1),
        (_hold_online, True, 1),
        (_note_privately, False, 0),
    ],
)
def test_any_visible_change_moves_the_dates_and_one_of_place_the_sequence(
    client, forum, change, dates, sequence
):
    talk = factories.session(
        forum,
        "Talk",
        hours="09:00-10:00",
        changed_at=LONG_AGO,
        room=factories.room(forum),
        track=factories.track(forum),
    )
    factories.contribution(factories.speaker("Lex"), session=talk)
    other = factories.session(forum, "Other", hours="10:00-11:00", changed_at=LONG_AGO)
    FeedDates.objects.update(changed_at=LONG_AGO)
    before = {str(e["UID"]): told(e) for e in entries(client.get(AGENDA))}

    change(talk)

    after = {str(e["UID"]): told(e) for e in entries(client.get(AGENDA))}
    uid, other_uid = (f"{one.guid}@open-forum" for one in (talk, other))
    moved = after[uid]["LAST-MODIFIED"] != before[uid]["LAST-MODIFIED"]
    assert (moved, int(after[uid]["SEQUENCE"])) == (dates, sequence)
    assert after[uid]["DTSTAMP"] == after[uid]["LAST-MODIFIED"]
    is_of_all = change is _rename_venue
    assert (after[other_uid] != before[other_uid]) == is_of_all


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("agenda.ics", "agenda.ics"),
        ("agenda/2027-05-04.ics", "agenda/2027-05-04.ics"),
        ("sessions/talk/calendar.ics", "sessions/speech/calendar.ics"),
    ],
)
def test_a_renamed_event_or_session_keeps_its_calendars(client, forum, former, present):
    talk = factories.session(forum, "Talk", slug="talk", hours="09:00-10:00")
    forum.slug, talk.slug = "summit", "speech"
    forum.save()
    talk.save()

    answer = client.get(f"/en/events/forum/{former}?q=talk", follow=True)

    assert answer.status_code == 200
    assert {status for _address, status in answer.redirect_chain} == {301}
    assert answer.redirect_chain[-1][0] == f"/en/events/summit/{present}?q=talk"


EVENT = ExportedEvent(
    path="/en/events/forum/",
    name=("Forum", "en"),
    first_day=factories.DAY,
    last_day=factories.DAY,
    time_zone="UTC",
    zone=dt.UTC,
    attendance_mode="",
    venue_name=NO_WORDS,
    address=NO_WORDS,
    stream_url="",
    picture_path="",
)


def exported_session(title: str, abstract: str) -> ExportedSession:
    start = dt.datetime(2027, 5, 4, 9, tzinfo=dt.UTC)
    return ExportedSession(
        event=EVENT,
        path="/en/talk/",
        guid=GUID,
        revision=0,
        changed_at=CHANGED,
        title=(title, "en"),
        abstract=(abstract, "en"),
        is_cancelled=False,
        cancellation_reason=NO_WORDS,
        kind_label="Talk",
        attendance_mode="",
        languages=(),
        stream_url="",
        room=None,
        starts_at=start,
        ends_at=start + dt.timedelta(hours=1),
        former_starts_at=None,
    )


letters = st.text(
    alphabet=st.one_of(
        st.sampled_from("ابتثجحخدذرز،؛ \u064b\u0651"),
        st.characters(blacklist_categories=["C", "Z"]),
        st.sampled_from(' ,;:\\"🎤'),
    ),
    max_size=300,
)


@given(title=letters, lines=st.lists(letters, max_size=4))
def test_any_text_is_folded_at_seventy_five_bytes_and_read_back_whole(title, lines):
    session = exported_session(title, "\n".join(lines))
    with override("en"):
        body = calendar(EVENT, [session], site="https://forum.example", path="/agenda.ics")

    (entry,) = icalendar.Calendar.from_ical(body).walk("VEVENT")
    assert icalendar.Calendar.from_ical(body).to_ical(sorted=False) == body
    assert body.endswith(b"\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert [line for line in body.split(b"\r\n") if len(line) > 75 or not _is_text(line)] == []
    assert str(entry["SUMMARY"]) == title
    assert str(entry["DESCRIPTION"]).endswith("https://forum.example/en/talk/")


def test_two_programs_read_the_same_and_find_nothing_wrong(client, forum):
    """RFC 5545 says which properties an entry has, and which of them once."""
    hall = factories.room(forum, "Hall", stream_url="https://live.example/hall")
    for number, kind in enumerate(("talk", "panel", "break")):
        factories.session(
            forum, f"Nr; {number}, ö", hours=f"1{number}:00-1{number}:30", kind=kind, room=hall
        )
    for content in (client.get(AGENDA).content, client.get(AGENDA + "?language=ar").content):
        first = icalendar.Calendar.from_ical(content)
        second = vobject.readOne(content.decode())

        assert second.validate(raiseException=False)
        assert [str(entry["SUMMARY"]) for entry in first.walk("VEVENT")] == [
            entry.summary.value for entry in second.contents.get("vevent", [])
        ]
        for entry in first.walk("VEVENT"):
            assert {"UID", "DTSTAMP", "DTSTART", "DTEND"} <= entry.keys()
            assert [name for name in entry if isinstance(entry[name], list)] == []
            assert entry["DTSTART"].dt < entry["DTEND"].dt
            assert entry.errors == []


def _is_text(line: bytes) -> bool:
    """Whether no letter was cut in two."""
    return line.decode(errors="replace").encode() == line


def test_a_day_has_a_calendar_of_its_own_by_the_zone_of_the_event(client, forum):
    day = DAY
    for title, start in [
        ("Midnight", factories.at("00:00")),
        ("Night", factories.at("23:30")),
        ("Tomorrow", factories.at("00:00") + day),
    ]:
        factories.session(forum, title, starts_at=start, ends_at=start + day / 48)

    response = client.get("/en/events/forum/agenda/2027-05-04.ics")

    assert [str(entry["SUMMARY"]) for entry in entries(response)] == ["Midnight", "Night"]
    assert response["Content-Disposition"] == 'inline; filename="forum-2027-05-04.ics"'
    assert client.get("/en/events/forum/agenda/2027-05-03.ics").status_code == 404


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"])
def test_no_day_is_too_early_or_too_late_to_be_asked_for(client, day):
    factories.event(slug="forum", time_zone="Asia/Tokyo")

    for address in (f"{day}.ics", f"{day}/"):
        assert client.get(f"/en/events/forum/agenda/{address}").status_code == 404


def test_the_agenda_links_to_the_file_and_to_a_feed(client, forum, settings):
    settings.SITE_URL = "https://forum.example.org"
    factories.session(forum, hours="09:00-10:00")

    whole = read(client.get("/en/events/forum/agenda/"))
    of_day = read(client.get("/en/events/forum/agenda/2027-05-04/"))

    links = [
        [(a["href"], a.get_text()) for a in page.select(".tool-fold__links a")]
        for page in (whole, of_day)
    ]
    site, day = "webcal://forum.example.org", "/en/events/forum/agenda/2027-05-04.ics"
    assert links == [
        [
            (AGENDA, "Calendar of the whole programme"),
            (f"{site}{AGENDA}", "Subscribe to the whole programme"),
        ],
        [(day, "Calendar of this day"), (f"{site}{day}", "Subscribe to this day")],
    ]
