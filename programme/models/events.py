"""An event: one forum, with its name, dates, place and status."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_choice, web_address
from content.dates import date_format
from content.pictures.fields import PictureField, picture_file, render_pictures
from content.pictures.focus import focus_fields, focus_within
from content.saving import Content, ContentQuerySet
from content.slugs import Slugged, fill_slug, slug_constraints
from content.text import (
    CodeField,
    WebAddressField,
    line_field,
    markdown_field,
    text_field,
)
from content.translations import (
    Translated,
    first_text,
    in_one_language,
    mark_stale,
    require_one_language,
)
from programme.models.acronyms import acronym_constraints, acronym_field, fill_acronym
from programme.models.kinds import AttendanceMode
from programme.models.registration import Registrable, registration_constraints, registration_fields
from programme.models.visibility import PUBLIC_EVENT_STATUSES, EventStatus, public_event
from programme.zones import validate_time_zone, zone_of

LONGEST = dt.timedelta(days=366)
"""A longer one has a wrong year, and would make programmes of tens of thousands of days."""


class EventQuerySet(ContentQuerySet):
    def public(self):
        return self.filter(public_event())

    def latest_first(self):
        return self.order_by("-first_day", "-pk")

    def current(self, now: dt.datetime) -> "Event | None":
        return current_among(self, now)

    def called(self, slug: str) -> "Event | None":
        return self.filter(slug=slug).first()


def current_among(events: Iterable["Event"], now: dt.datetime) -> "Event | None":
    """The event that is under way at `now`, else the next one, else the latest past one."""
    loaded = list(events)
    ahead = [event for event in loaded if event.last_day >= event.local_date(now)]
    if ahead:
        return min(ahead, key=lambda event: (event.first_day, event.last_day, event.pk))
    return max(loaded, key=lambda event: (event.last_day, event.pk), default=None)


def current_moments(events: Iterable["Event"]) -> set[dt.datetime]:
    """When the current one among these events may be followed by another."""
    return {event.over_at for event in events}


class Event(Content, Translated, Slugged, Registrable):
    traits = (mark_stale, fill_slug, fill_acronym, render_pictures)

    name = line_field(_("name"))
    short_name = line_field(
        _("short name"),
        max_length=40,
        help_text=_(
            "Shown in the header on phones, for example “Open Regions 2027”. If empty, the name "
            "is shown."
        ),
    )
    tagline = line_field(
        _("tagline"),
        help_text=_("The line under the name, for example “Convergence for Openness”."),
    )
    patronage = line_field(
        _("patronage"),
        max_length=300,
        help_text=_("The line above the name, for example “Under the High Patronage of …”."),
    )
    introduction = markdown_field(
        _("introduction"),
        help_text=_("Markdown. Shown on the event's page. Search engines show its first sentence."),
    )
    acronym = acronym_field()
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=EventStatus,
        default=EventStatus.DRAFT,
        help_text=_("The public sees published and archived events. A draft is hidden completely."),
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(
        _("last day"), help_text=_("For a one-day event, the same as the first day.")
    )
    time_zone = CodeField(
        _("time zone"),
        max_length=64,
        default="Africa/Casablanca",
        validators=[validate_time_zone],
        help_text=_("All times of the event are entered and shown in this zone."),
    )
    attendance_mode = models.CharField(
        _("attendance mode"),
        max_length=10,
        choices=AttendanceMode,
        blank=True,
        help_text=_("Leave empty if not known."),
    )
    venue_name = line_field(_("venue"))
    address = text_field(_("postal address"))
    directions = markdown_field(
        _("directions"),
        help_text=_("How to get there and into the building, including steps and lifts. Markdown."),
    )
    map_url = WebAddressField(_("map link"), blank=True)
    stream_url = WebAddressField(_("stream link"), blank=True)
    picture = PictureField(
        _("picture"),
        rendition_set="cover",
        focus=("picture_focus_x", "picture_focus_y"),
        upload_to="events/",
        blank=True,
        validators=[picture_file],
        help_text=_("JPEG, PNG, WebP or HEIC, at most 10 MB, in landscape format."),
    )
    picture_sizes = models.JSONField(null=True, editable=False)
    picture_focus_x, picture_focus_y = focus_fields()
    plan = PictureField(
        _("plan of the venue"),
        rendition_set="plan",
        upload_to="plans/",
        blank=True,
        validators=[picture_file],
        help_text=_(
            "JPEG, PNG, WebP or HEIC, at most 10 MB. Shown whole: mark the entrances, the lifts "
            "and the way without steps."
        ),
    )
    plan_sizes = models.JSONField(null=True, editable=False)
    (
        registration_url,
        registration_opens_at,
        registration_closes_at,
        registration_note,
        is_full,
    ) = registration_fields()

    moves_sessions = False
    """Set where its sessions are moved with it: then each of them is checked."""

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            *slug_constraints("event", _("Another event has this address.")),
            *acronym_constraints(),
            models.CheckConstraint(
                name="event_ends_after_it_begins",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_code="last_day",
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                name="event_time_zone_is_a_place",
                condition=Q(time_zone__regex=r"^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*\Z"),
                violation_error_code="time_zone",
                violation_error_message=_("Enter a time zone, for example Africa/Casablanca."),
            ),
            valid_choice("event", "status", EventStatus),
            valid_choice("event", "attendance_mode", AttendanceMode, blank=True),
            focus_within("event", "picture"),
            web_address("event", "map_url"),
            web_address("event", "stream_url"),
            *registration_constraints("event"),
            in_one_language("event", "name"),
        ]

    def __str__(self) -> str:
        return self.name or ""

    def get_absolute_url(self) -> str:
        return reverse("event", args=[self.slug])

    def get_agenda_url(self) -> str:
        return reverse("agenda", args=[self.slug])

    def slug_text(self) -> str:
        return first_text(self, "name")

    def get_scope_key(self) -> int:
        return self.pk

    def clean(self) -> None:
        require_one_language(self, "name")
        self.clean_registration()
        if self.first_day and self.last_day:
            self._require_some_days()
            if self.pk and not self.moves_sessions:
                self._require_days_of_sessions()

    def _require_some_days(self) -> None:
        if self.last_day < self.first_day:
            message = _("The last day is before the first day.")
            raise ValidationError({"last_day": ValidationError(message, code="ends_before_start")})
        if self.last_day - self.first_day >= LONGEST:
            message = _("An event lasts a year at most. Check the years of both days.")
            raise ValidationError({"last_day": ValidationError(message, code="too_long")})

    def _require_days_of_sessions(self) -> None:
        """Sessions stay within a day of the event, by their dates in its zone.

        SQL cannot check this: a constraint sees one row and knows no time zones.
        """
        times = self.sessions.aggregate(first=models.Min("starts_at"), last=models.Max("ends_at"))
        if times["first"] is None:
            return
        first, last = (self.local_date(times[name]) for name in ("first", "last"))
        day = dt.timedelta(days=1)
        message = _("There is a session on %(date)s, more than one day outside these dates.")
        if first < self.first_day - day:
            self._refuse("first_day", message, first)
        if last > self.last_day + day:
            self._refuse("last_day", message, last)

    def _refuse(self, field: str, message: str, date: dt.date) -> None:
        params = {"date": date_format(date, "j F Y")}
        raise ValidationError({field: ValidationError(message, code="stranded", params=params)})

    @property
    def zone(self) -> dt.tzinfo:
        return zone_of(self.time_zone)

    @property
    def is_public(self) -> bool:
        return self.status in PUBLIC_EVENT_STATUSES

    @property
    def over_at(self) -> dt.datetime:
        """The midnight after its last day."""
        return self.midnight(self.last_day + dt.timedelta(days=1))

    def local_date(self, moment: dt.datetime) -> dt.date:
        return timezone.localdate(moment, self.zone)

    def midnight(self, date: dt.date) -> dt.datetime:
        """The beginning of this day in its zone."""
        return dt.datetime.combine(date, dt.time(), self.zone)

    def publish(self) -> None:
        self.status = EventStatus.PUBLISHED

    def unpublish(self) -> None:
        self.status = EventStatus.DRAFT

    def archive(self) -> None:
        """Keep it public, as a forum that is over."""
        self.status = EventStatus.ARCHIVED

    def set_status(self, status: str) -> None:
        """Call the verb that leads to this status."""
        verbs = {
            EventStatus.DRAFT: self.unpublish,
            EventStatus.PUBLISHED: self.publish,
            EventStatus.ARCHIVED: self.archive,
        }
        verbs[EventStatus(status)]()
