"""A session: one intervention, panel, ceremony or break of an event."""

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_choice, web_address
from content.positions import Positioned, fill_position
from content.saving import Content
from content.search import Searchable, fill_search_text
from content.slugs import Slugged, fill_slug, slug_constraints
from content.text import (
    WebAddressField,
    line_field,
    markdown_field,
)
from content.translations import (
    Translated,
    columns,
    first_text,
    in_one_language,
    mark_stale,
    require_one_language,
    without_text,
)
from programme.languages import LanguagesField, valid_languages
from programme.models.events import Event
from programme.models.kinds import AttendanceMode, MayBeRecorded, SessionKind
from programme.models.registration import Registrable, registration_constraints, registration_fields
from programme.models.revisions import Revised, raise_revision
from programme.models.rooms import Room, Track, require_places_of_event
from programme.models.sections import Section
from programme.models.session_queries import SessionQuerySet
from programme.models.visibility import PUBLIC_SESSION_STATUSES, SessionStatus
from speakers.models import Speaker


class Session(Content, Translated, Slugged, Positioned, Revised, Searchable, Registrable):
    traits = (mark_stale, fill_slug, fill_position, raise_revision, fill_search_text)
    loaded_with = ("event",)
    searched_titles = ("title",)
    searched_texts = ("subtitle", "summary", "abstract")

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="sessions"
    )
    section = models.ForeignKey(
        Section,
        verbose_name=_("section"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sessions",
        help_text=_("The part of the event under which it is listed in the programme."),
    )
    track = models.ForeignKey(
        Track,
        verbose_name=_("theme"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sessions",
    )
    room = models.ForeignKey(
        Room,
        verbose_name=_("room"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sessions",
    )
    kind = models.CharField(
        _("session type"), max_length=10, choices=SessionKind, default=SessionKind.TALK
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=SessionStatus,
        default=SessionStatus.DRAFT,
        help_text=_(
            "The public sees published sessions. Cancelled sessions stay in the programme, "
            "marked “Cancelled”."
        ),
    )
    cancellation_reason = line_field(
        _("reason for cancellation"),
        max_length=300,
        help_text=_("One sentence, shown to the public with the cancelled session."),
    )
    title = line_field(_("title"))
    subtitle = line_field(
        _("subtitle"), help_text=_("Shown under the title on the session's page.")
    )
    summary = line_field(
        _("in short"),
        max_length=400,
        help_text=_(
            "What came out of it, in two sentences. Shown first on the session's page, and with "
            "its section and its organizations."
        ),
    )
    abstract = markdown_field(
        _("abstract"),
        help_text=_("Markdown. Shown on the session's page, not in the programme."),
    )
    starts_at = models.DateTimeField(
        _("starts"),
        null=True,
        blank=True,
        help_text=_("In the event's time zone. Leave both times empty if they are not known."),
    )
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    is_plenary = models.BooleanField(
        _("plenary"), default=False, help_text=_("For all participants; no parallel sessions.")
    )
    attendance_mode = models.CharField(
        _("attendance mode"), max_length=10, choices=AttendanceMode, blank=True
    )
    languages = LanguagesField(_("spoken languages"))
    interpretation_languages = LanguagesField(_("interpretation into"))
    has_sign_language = models.BooleanField(_("sign language"), default=False)
    has_captions = models.BooleanField(_("captions"), default=False)
    stream_url = WebAddressField(
        _("stream link"), blank=True, help_text=_("Public. Where to follow the session online.")
    )
    may_be_recorded = models.CharField(
        _("may be recorded"),
        max_length=10,
        choices=MayBeRecorded,
        default=MayBeRecorded.UNKNOWN,
        db_default=MayBeRecorded.UNKNOWN,
        help_text=_("Whether the public may film and record. Leave “Not known” until it is."),
    )
    (
        registration_url,
        registration_opens_at,
        registration_closes_at,
        registration_note,
        is_full,
    ) = registration_fields()
    guid = models.UUIDField(_("permanent ID"), default=uuid.uuid4, editable=False, unique=True)
    speakers = models.ManyToManyField(
        Speaker, through="Contribution", related_name="sessions", verbose_name=_("speakers")
    )

    former_starts_at: dt.datetime | None = None
    """Where `with_former_start()` loaded it."""

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        permissions = [("schedule_session", "Can change when and where sessions are held")]
        indexes = [models.Index(name="session_event_start", fields=["event", "starts_at"])]
        constraints = [
            *slug_constraints(
                "session", _("Another session of this event has this address."), within="event"
            ),
            models.CheckConstraint(
                name="session_both_times_or_neither",
                condition=Q(starts_at__isnull=True, ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__isnull=False),
                violation_error_code="starts_at",
                violation_error_message=_("Give both a start and an end, or neither."),
            ),
            models.CheckConstraint(
                name="session_ends_after_it_starts",
                condition=Q(starts_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                violation_error_code="ends_at",
                violation_error_message=_("The end must be after the start."),
            ),
            valid_choice("session", "status", SessionStatus),
            valid_choice("session", "kind", SessionKind),
            valid_choice("session", "attendance_mode", AttendanceMode, blank=True),
            valid_languages("session", "languages"),
            valid_languages("session", "interpretation_languages"),
            valid_choice("session", "may_be_recorded", MayBeRecorded),
            web_address("session", "stream_url"),
            *registration_constraints("session"),
            models.CheckConstraint(
                name="session_reason_only_if_cancelled",
                condition=Q(status=SessionStatus.CANCELLED) | without_text("cancellation_reason"),
                violation_error_code=columns("cancellation_reason")[0],
                violation_error_message=_("Only a cancelled session can have a reason."),
            ),
            in_one_language("session", "title"),
        ]

    def __str__(self) -> str:
        return self.title or ""

    def get_absolute_url(self) -> str:
        return reverse("session", args=[self.event.slug, self.slug])

    def slug_text(self) -> str:
        return first_text(self, "title")

    def slug_siblings(self) -> models.QuerySet:
        return Session.objects.filter(event=self.event)

    def position_siblings(self) -> models.QuerySet:
        return Session.objects.filter(event=self.event, section=self.section)

    def clean(self) -> None:
        require_one_language(self, "title")
        self.clean_registration()
        self.clean_times()
        require_places_of_event(self)

    def clean_times(self) -> None:
        """The rules of the start and the end, without a query if the event is loaded."""
        if bool(self.starts_at) != bool(self.ends_at):
            missing = "ends_at" if self.starts_at else "starts_at"
            message = _("Give both a start and an end, or neither.")
            raise ValidationError({missing: ValidationError(message, code="one_time")})
        if not self.starts_at or not self.event_id:
            return
        # In UTC: Python compares times of one zone by their clocks, which may go back in between.
        if self.ends_at.astimezone(dt.UTC) <= self.starts_at.astimezone(dt.UTC):
            message = _("The end must be after the start.")
            raise ValidationError({"ends_at": ValidationError(message, code="ends_before_start")})
        day = dt.timedelta(days=1)
        for field in ("starts_at", "ends_at"):
            date = self.event.local_date(getattr(self, field))
            if not self.event.first_day - day <= date <= self.event.last_day + day:
                message = _("This is more than one day outside the dates of the event.")
                raise ValidationError({field: ValidationError(message, code="outside_event")})

    @property
    def is_seen(self) -> bool:
        """Whether readers of a public event see it."""
        return self.status in PUBLIC_SESSION_STATUSES

    @property
    def is_cancelled(self) -> bool:
        return self.status == SessionStatus.CANCELLED

    @property
    def is_break(self) -> bool:
        return self.kind == SessionKind.BREAK

    @property
    def shows_kind(self) -> bool:
        return SessionKind(self.kind).is_named

    @property
    def awaits_people(self) -> bool:
        """Whether speakers are still to be announced if it has none."""
        return SessionKind(self.kind).has_speakers and not self.is_cancelled

    @property
    def heard_languages(self) -> set[str]:
        """Those that are spoken or interpreted."""
        return {*self.languages, *self.interpretation_languages}

    @property
    def has_registration(self) -> bool:
        return super().has_registration and not self.is_cancelled

    @property
    def over_at(self) -> dt.datetime:
        return self.ends_at or self.event.over_at

    def publish(self) -> None:
        """Show it to the public, as going ahead."""
        self._leave_cancelled(SessionStatus.PUBLISHED)

    def unpublish(self) -> None:
        self._leave_cancelled(SessionStatus.DRAFT)

    def cancel(self, reason: str = "") -> None:
        """Keep it in its place, marked as cancelled, with the reason if one is given."""
        self.status = SessionStatus.CANCELLED
        if reason:
            self.cancellation_reason = reason

    def reinstate(self) -> None:
        """Take a cancellation back."""
        self.publish()

    def set_status(self, status: str) -> None:
        """Call the verb that leads to this status."""
        verbs = {
            SessionStatus.DRAFT: self.unpublish,
            SessionStatus.PUBLISHED: self.publish,
            SessionStatus.CANCELLED: self.cancel,
        }
        verbs[SessionStatus(status)]()

    def _leave_cancelled(self, status: SessionStatus) -> None:
        """A reason belongs to a cancelled session alone."""
        self.status = status
        for column in columns("cancellation_reason"):
            setattr(self, column, "")
