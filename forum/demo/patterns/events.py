"""Sample events and announcements."""

import datetime as dt
from functools import partial
from zoneinfo import ZoneInfo

from forum.demo.patterns.rows import LONG, PROSE, WIDE, WIDE_MARK, pictured, row
from forum.models import Alert, Identity
from programme import zones
from programme.models import Announcement, Event, PreviewLink
from programme.models.previews import LIFETIME
from programme.pages.event import EventState, event_state


def running_event(now: dt.datetime) -> Event:
    """An event on its first of four days at `now`, in a zone where it is about noon.

    The script in the browser marks the current session only on a day of the event.
    """
    zone = min(zones.COMMON, key=lambda name: abs(now.astimezone(ZoneInfo(name)).hour - 12))
    today = now.astimezone(ZoneInfo(zone)).date()
    return row(
        Event,
        name_en="Open Smart Regions",
        name_fr="Régions ouvertes et intelligentes",
        name_ar="جهات منفتحة وذكية",
        slug="sample",
        tagline_en="Convergence for Openness",
        patronage_en="Under the patronage of nobody in particular",
        introduction_en=PROSE,
        first_day=today,
        last_day=today + dt.timedelta(days=3),
        time_zone=zone,
        venue_name_en="House of the Region",
        address_en="1 Avenue of the Region",
        map_url="https://example.org/map",
        stream_url="https://example.org/live",
        attendance_mode="hybrid",
        status="published",
    )


def other_events() -> list[Event]:
    """With and without a picture; within a day, across two months, across two years."""
    month = dt.date(2026, 10, 30)
    return [
        pictured(_event("Open Data Day", month, 0, tagline_en="Data for All"), "picture", WIDE),
        _event(LONG, month, 1, venue_name_fr="Maison de la Région"),
        _event("Across Two Months", month, 3),
        _event("Across Two Years", dt.date(2026, 12, 30), 4),
    ]


def only_arabic_event() -> Event:
    return row(
        Event, name_ar="منتدى الجهات", first_day=dt.date(2026, 5, 4), last_day=dt.date(2026, 5, 4)
    )


def preview_links(event: Event, now: dt.datetime) -> list[PreviewLink]:
    """Of a public event and of a draft."""
    return [PreviewLink(event=shown, expires_at=now + LIFETIME) for shown in (event, row(Event))]


def states(event: Event, now: dt.datetime) -> list[EventState]:
    """Of an event of four days, and of one of a single day: before it, during it and after it."""
    day = dt.timedelta(days=1)
    days = {"first_day": event.first_day, "last_day": event.first_day}
    one_day = row(Event, **days, time_zone=event.time_zone)
    long, short = (partial(event_state, found) for found in (event, one_day))
    return [
        long(now - 12 * day),
        long(now - day),
        long(now + day),
        short(now),
        long(now + 4 * day),
        short(now + 4 * day),
    ]


def announcements(event: Event) -> list[Announcement]:
    words = {"event": event, "date": event.first_day}
    return [
        row(Announcement, title_en="The programme is published", text_en=PROSE, **words),
        row(Announcement, title_fr="Inscriptions ouvertes", **words),
    ]


def _event(name: str, first_day: dt.date, days: int, **fields) -> Event:
    last_day = first_day + dt.timedelta(days=days)
    return row(Event, name_en=name, first_day=first_day, last_day=last_day, **fields)


def alerts() -> list[Alert]:
    return [
        row(Alert, text_en="Fire drill: go to the car park.", url="https://example.org/plan"),
        row(Alert, text_fr="La salle Atlas est fermée. Les séances ont lieu dans la salle Rif."),
        row(Alert, text_ar="تمرين إخلاء: توجهوا إلى موقف السيارات."),
    ]


def identity_with_logo() -> Identity:
    """The site's own name, with all that its footer can say."""
    words = {"name_en": "Open Forum", "organizer_en": "Impact", "address_en": "1 Avenue\n\nRabat"}
    return pictured(row(Identity, **words), "logo", WIDE_MARK)
