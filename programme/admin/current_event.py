"""The event that a member of staff works on: chosen at the head of every page, and remembered."""

import datetime as dt
import zoneinfo
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Count, Subquery, Value
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from content.history.models import Act
from content.translations import columns
from programme.models import Event
from programme.models.events import current_among
from programme.pages.event import EventState, event_state

SESSION_KEY = "admin_event"
ALL_EVENTS = "all"
LOADED = ("first_day", "last_day", "time_zone", "status", "attendance_mode", *columns("name"))


@dataclass(frozen=True)
class EventSwitch:
    """The events to choose from, newest first, and the chosen one: `None` means all events.

    It is empty for staff who may not see events; their lists show all rows.
    """

    events: tuple[Event, ...] = ()
    current: Event | None = None
    can_add: bool = False
    acts: tuple = ()
    """How many acts the history has, and when the last one was: it differs after each."""

    @property
    def label(self) -> str:
        return edition_name(self.current) if self.current else gettext("All events")

    @property
    def state(self) -> EventState | None:
        """How far the chosen event is."""
        return event_state(self.current, timezone.now()) if self.current else None

    def find(self, key: object) -> Event | None:
        """The event with this primary key, which may be text from an address."""
        return next((event for event in self.events if str(event.pk) == str(key)), None)


def event_switch(request: HttpRequest) -> EventSwitch:
    """Loaded in one query, once for each request."""
    if not hasattr(request, "event_switch"):
        request.event_switch = _load_switch(request)
    return request.event_switch


def staff_zone(request: HttpRequest) -> dt.tzinfo:
    """The zone of the chosen event, else of the one that visitors see first."""
    event = event_switch(request).current or Event.objects.current(timezone.now())
    return event.zone if event else zoneinfo.ZoneInfo("Africa/Casablanca")


def remember_event(request: HttpRequest, choice: str) -> Event | None:
    """Remember a primary key or `ALL_EVENTS` until the member of staff logs out."""
    event = event_switch(request).find(choice)
    request.session[SESSION_KEY] = event.pk if event else ALL_EVENTS
    return event


def work_on(request: HttpRequest, event: Event) -> None:
    """Choose an event that was just added, which the switch of this request does not know."""
    request.session[SESSION_KEY] = event.pk


def edition_name(event: Event) -> str:
    """The name with the year: editions of a forum often have the same name."""
    name, year = str(event), str(event.first_day.year)
    return name if year in name else f"{name} {year}"


def unloaded_columns() -> list[str]:
    """The columns of events that the switch and lists do without."""
    return [
        f.name for f in Event._meta.concrete_fields if not f.primary_key and f.name not in LOADED
    ]


def _load_switch(request: HttpRequest) -> EventSwitch:
    event_admin = admin.site.get_model_admin(Event)
    if not event_admin.has_view_permission(request):
        return EventSwitch()
    acts = Act.objects.order_by().annotate(all=Value(1)).values("all").annotate(count=Count("pk"))
    last = Act.objects.order_by("-at").values("at")[:1]
    found = Event.objects.latest_first().only(*LOADED)
    events = tuple(found.annotate(acts=Subquery(acts.values("count")), last_act=Subquery(last)))
    current = _remembered(request.session.get(SESSION_KEY), events)
    state = (events[0].acts, events[0].last_act) if events else ()
    return EventSwitch(events, current, event_admin.has_add_permission(request), state)


def _remembered(choice: object, events: tuple[Event, ...]) -> Event | None:
    """The event chosen last; if none was, or it has been deleted, the site's current event."""
    if choice == ALL_EVENTS:
        return None
    chosen = (event for event in events if event.pk == choice)
    return next(chosen, None) or current_among(events, timezone.now())
