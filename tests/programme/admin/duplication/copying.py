"""An event with one of everything, and the page that duplicates it, as a browser sends it."""

import datetime as dt

from bs4 import Tag
from django.test import Client

from programme.models import Event
from tests import factories
from tests.html import read
from tests.programme.admin.plans.late_pages import fields

SPRING = dt.date(2027, 3, 26)
"""A Friday in winter time; the Friday of 2028 is the last of March, in summer time."""


def forum() -> Event:
    """Of two days in Berlin, with rows of each kind, one cancelled and one withdrawn."""
    event = factories.event(
        "Forum 2027",
        name_fr="Le Forum 2027",
        name_ar="منتدى ٢٠٢٧",
        slug="forum-2027",
        acronym="forum_2027",
        first_day=SPRING,
        last_day=SPRING + dt.timedelta(days=1),
        time_zone="Europe/Berlin",
        registration_url="https://example.org/register",
        stream_url="https://example.org/live",
    )
    hall = factories.room(event, "Hall", capacity=200, stream_url="https://example.org/hall")
    theme = factories.track(event, "Openness", colour="#2a6f5e")
    section = factories.section(event, "Morning")
    host = factories.organization("Host")
    factories.partnership(event, host, role="host")
    of = {"room": hall, "track": theme, "section": section}
    opening = factories.session(
        event,
        "Opening",
        hours="09:00-09:30",
        languages=["ar"],
        summary_en="It was opened.",
        stream_url="https://example.org/opening",
        may_be_recorded="yes",
        **of,
    )
    off = factories.session(
        event, "Off", hours="10:00-11:00", status="cancelled", cancellation_reason_en="Storm", **of
    )
    factories.session(event, "Without a time")
    amina = factories.speaker("Amina", function_en="Minister", organization=host)
    karim = factories.speaker("Karim")
    factories.contribution(amina, session=opening, function_en="Director", presence="online")
    factories.contribution(karim, section=section, role="moderator", function_en="Mayor")
    factories.contribution(karim, event=event, role="chair")
    factories.contribution(karim, session=off)
    gone = factories.contribution(karim, session=opening)
    gone.withdraw()
    gone.save()
    factories.document("Slides", session=opening)
    factories.channel(opening)
    factories.announcement(event)
    return event


def page_of(event: Event) -> str:
    return f"/admin/programme/event/{event.pk}/duplicate/"


def sent(staff: Client, event: Event, **changes: object) -> dict[str, object]:
    """What the page of the event would send with these changes."""
    page = read(staff.get(page_of(event)))
    texts = {area["name"]: value(page, area["name"]) for area in page.select("main textarea")}
    return fields(page) | texts | changes


def value(page: Tag, name: str) -> str:
    field = page.select_one(f"[name={name}]")
    if field.name == "textarea":
        return field.get_text().removeprefix("\n").removeprefix("\r\n")
    return field.get("value", "")


def look(staff: Client, event: Event, **changes: object):
    return read(staff.post(page_of(event), sent(staff, event, **changes) | {"look": "1"}))


def create(staff: Client, event: Event, *, follow: bool = True, **changes: object):
    form = sent(staff, event, **changes) | {"confirm": "1"}
    return staff.post(page_of(event), form, follow=follow)
