"""What exports say of registration, interpretation channels and the subtitle of a session."""

import datetime as dt

import icalendar
import pytest
from django.utils import translation

from programme.exports import json_ld, source
from tests import factories
from tests.factories import at

pytestmark = pytest.mark.django_db

SITE = "https://forum.example"
LINK = "https://example.org/register"
WEEK = dt.timedelta(days=7)
TIMES = {
    "registration_opens_at": at("09:00") - 2 * WEEK,
    "registration_closes_at": at("18:00") - WEEK,
}


@pytest.fixture
def forum():
    return factories.event("Forum", slug="forum")


def description(client, session) -> list[str]:
    """The lines of its entry, alike in its own calendar and its event's, without the link."""
    paths = (f"sessions/{session.slug}/calendar.ics", "agenda.ics")
    answers = [client.get(f"/en/events/forum/{path}").content for path in paths]
    [own, whole] = [icalendar.Calendar.from_ical(body).walk("VEVENT")[0] for body in answers]
    assert own == whole
    [*lines, _empty, link] = str(own["DESCRIPTION"]).splitlines()
    assert link == own["URL"]
    return lines


def offers(row) -> object:
    with translation.override("en"):
        event = source.event_value(getattr(row, "event", row))
        if row.pk and hasattr(row, "event"):
            data = json_ld.session_data(source.session_value(row, event), site=SITE)
        else:
            data = json_ld.event_data(event, site=SITE)
    return data.get("offers")


def test_a_calendar_says_how_to_take_part(client, forum):
    talk = factories.session(
        forum,
        "Talk",
        hours="09:00-10:00",
        subtitle_en="From promise to practice",
        abstract_en="About it.",
        languages=["ar"],
        interpretation_languages=["fr", "en"],
        registration_url=LINK,
        registration_note_en="Free of charge.",
        **TIMES,
    )
    factories.contribution(factories.speaker("Lex"), session=talk)
    factories.channel(talk, "fr", number="2")
    factories.channel(talk, "en", url="https://example.org/listen")

    assert description(client, talk) == [
        "From promise to practice",
        "Lex",
        "French: channel \u20682\u2069",
        "English: https://example.org/listen",
        f"Registration: {LINK}",
        "Registration opens: 20 April 2027, 09:00",
        "Registration closes: 27 April 2027, 18:00",
        "Free of charge.",
        "",
        "About it.",
    ]


def test_a_calendar_says_that_a_session_is_full_instead_of_the_link(client, forum):
    talk = factories.session(
        forum, hours="09:00-10:00", registration_url=LINK, is_full=True, **TIMES
    )

    assert description(client, talk) == ["This session is full."]


def test_a_cancelled_session_offers_no_registration(client, forum):
    talk = factories.session(
        forum,
        hours="09:00-10:00",
        status="cancelled",
        cancellation_reason_en="Storm.",
        registration_url=LINK,
    )

    assert description(client, talk) == ["Storm."]
    assert offers(talk) is None


@pytest.mark.parametrize("is_full", [False, True])
@pytest.mark.parametrize("kind", ["event", "session"])
def test_registration_is_an_offer_with_its_times(forum, kind, is_full):
    fields = {"registration_url": LINK, "is_full": is_full, **TIMES}
    row = factories.event(**fields) if kind == "event" else factories.session(forum, **fields)

    assert offers(row) == {
        "@type": "Offer",
        "url": LINK,
        "validFrom": "2027-04-20T09:00+00:00",
        "validThrough": "2027-04-27T18:00+00:00",
        "availability": f"https://schema.org/{'SoldOut' if is_full else 'InStock'}",
    }


def test_times_without_a_link_are_no_offer(forum):
    assert [offers(forum), offers(factories.session(forum, **TIMES))] == [None, None]


def test_the_subtitle_is_another_name_of_the_session(forum):
    talk = factories.session(forum, "Talk", subtitle_en="From promise to practice")

    with translation.override("en"):
        exported = source.session_value(talk, source.event_value(forum))

    assert json_ld.session_data(exported, site=SITE)["alternateName"] == "From promise to practice"
