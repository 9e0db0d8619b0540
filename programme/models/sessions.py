"""A session: one intervention, panel, ceremony or break of an event."""

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_choice, valid_slug, web_address
from content.positions import Positioned
from content.saving import AddressedQuerySet
from content.search import SEARCH_COLUMNS, Searchable, SearchableQuerySet
from content.slugs import Slugged
from content.text import NAME_LENGTH, WebAddressField, plain_text, single_line
from content.translations import (
    Translated,
    every_column,
    first_text,
    in_one_language,
    require_one_language,
)
from programme.languages import LanguagesField, valid_languages
from programme.models.changes import Changeable
from programme.models.events import PUBLIC_STATUSES, Event
from programme.models.kinds import AttendanceMode, SessionKind, SessionStatus
from programme.models.rooms import Room, Track
from programme.models.sections import Section
from programme.models.times import TimedQuerySet
from speakers.models import Speaker

PLAIN = {SessionKind.TALK, SessionKind.STATEMENT}
"""The kinds that say no more than that somebody speaks."""
SPOKEN = PLAIN | {SessionKind.KEYNOTE, SessionKind.PANEL, SessionKind.WORKSHOP}
"""The kinds in which somebody speaks."""


class SessionQuerySet(AddressedQuerySet, TimedQuerySet, SearchableQuerySet):
    def public(self):
        """Published and cancelled sessions of published and archived events."""
        return self.filter(
            status__in=[SessionStatus.PUBLISHED, SessionStatus.CANCELLED],
            event__status__in=PUBLIC_STATUSES,
        )

    def in_room(self, room: Room):
        return self.filter(room=room)

    def not_over(self, now: dt.datetime):
        return self.filter(ends_at__gt=now)

    def in_agenda_order(self):
        """By time, then section and staff order; sessions without a time come after the others."""
        return self.order_by(
            F("starts_at").asc(nulls_last=True),
            F("section__position").asc(nulls_last=True),
            "section_id",
            F("room__position").asc(nulls_last=True),
            "position",
            "pk",
        )

    def matches_word(self, word: str) -> Q:
        """In a session's own texts, or in the name of somebody in it or of their organization."""
        people = Session.contributions.rel.related_model.objects.filter(session=OuterRef("pk"))
        return super().matches_word(word) | Exists(people.where_names_have(word))

    def by_relevance(self, text: str):
        start = F("starts_at").asc(nulls_last=True)
        return self.title_matches_first(
            text, "-event__first_day", "-event_id", start, "position", "pk"
        )

    def with_people(self):
        """With their contributions in protocol order, however many sessions there are."""
        return self.prefetch_related(Prefetch("contributions", _people()))

    def with_places(self):
        return self.select_related("event", "section", "room", "track", "former_room")

    def in_brief(self):
        """With the room, and without people and long texts."""
        return self.select_related("room").defer(
            *every_column("abstract"),
            *every_column("directions", of="room"),
            *SEARCH_COLUMNS,
            "stale",
        )


def _people() -> models.QuerySet:
    contributions = Session.contributions.rel.related_model.objects
    return contributions.with_names().in_protocol_order()


class Session(Translated, Slugged, Positioned, Changeable, Searchable):
    searched_titles = ("title",)
    searched_texts = ("abstract",)

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
        help_text=_("The part of the event under whose heading it stands in the agenda."),
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
            "The public sees published sessions. A cancelled one stays in its place, marked with "
            "the word."
        ),
    )
    cancellation_reason = models.CharField(
        _("reason for cancelling"),
        max_length=300,
        blank=True,
        validators=[plain_text, single_line],
        help_text=_("One sentence that the public reads on the cancelled session."),
    )
    title = models.CharField(
        _("title"), max_length=NAME_LENGTH, blank=True, validators=[plain_text, single_line]
    )
    abstract = models.TextField(
        _("abstract"),
        blank=True,
        validators=[plain_text],
        help_text=_("Markdown. Shown on the session's own page, not in the agenda."),
    )
    starts_at = models.DateTimeField(
        _("starts"),
        null=True,
        blank=True,
        help_text=_("In the event's time zone. Leave both times empty where there are none."),
    )
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    is_plenary = models.BooleanField(
        _("plenary"), default=False, help_text=_("For everybody: nothing else runs beside it.")
    )
    attendance_mode = models.CharField(
        _("attendance mode"), max_length=10, choices=AttendanceMode, blank=True
    )
    languages = LanguagesField(_("spoken languages"))
    interpretation_languages = LanguagesField(_("interpretation into"))
    has_sign_language = models.BooleanField(_("sign language"), default=False)
    has_captions = models.BooleanField(_("captions"), default=False)
    stream_url = WebAddressField(
        _("stream link"), blank=True, help_text=_("Public: where to follow it from elsewhere.")
    )
    is_full = models.BooleanField(
        _("full"),
        default=False,
        db_default=False,
        help_text=_("All places are taken. The public reads it on the session."),
    )
    guid = models.UUIDField(
        _("lasting identifier"), default=uuid.uuid4, editable=False, unique=True
    )
    speakers = models.ManyToManyField(
        Speaker, through="Contribution", related_name="sessions", verbose_name=_("speakers")
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        indexes = [models.Index(name="session_event_start", fields=["event", "starts_at"])]
        constraints = [
            models.UniqueConstraint(
                name="session_slug_unique_in_event",
                fields=["event", "slug"],
                violation_error_code="slug",
                violation_error_message=_("Another session of this event has this address."),
            ),
            valid_slug("session"),
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
                violation_error_message=_("A session ends after it starts."),
            ),
            valid_choice("session", "status", SessionStatus),
            valid_choice("session", "former_status", SessionStatus, blank=True),
            models.CheckConstraint(
                name="session_change_of_status_is_dated",
                condition=Q(status_at__isnull=True, former_status="")
                | Q(status_at__isnull=False) & ~Q(former_status=""),
                violation_error_code="status",
                violation_error_message=_("A change of the status has a date."),
            ),
            valid_choice("session", "kind", SessionKind),
            valid_choice("session", "attendance_mode", AttendanceMode, blank=True),
            valid_languages("session", "languages"),
            valid_languages("session", "interpretation_languages"),
            web_address("session", "stream_url"),
            in_one_language("session", "title"),
        ]

    def __str__(self) -> str:
        return self.title or ""

    def get_absolute_url(self) -> str:
        return reverse("session", args=[self.event.slug, self.slug])

    def slug_text(self) -> str:
        return first_text(self, "title")

    def slug_neighbours(self) -> models.QuerySet:
        return Session.objects.filter(event=self.event)

    def order_neighbours(self) -> models.QuerySet:
        return Session.objects.filter(event=self.event, section=self.section)

    def clean(self) -> None:
        require_one_language(self, "title")
        self._refuse_wrong_times()
        self._refuse_other_events()

    @property
    def is_cancelled(self) -> bool:
        return self.status == SessionStatus.CANCELLED

    @property
    def is_break(self) -> bool:
        return self.kind == SessionKind.BREAK

    @property
    def shows_kind(self) -> bool:
        """Whether the kind tells a reader more than the title of any session does."""
        return self.kind not in PLAIN | {SessionKind.BREAK, SessionKind.OTHER}

    @property
    def awaits_people(self) -> bool:
        """Whether it is of a kind in which somebody speaks, and is held."""
        return self.kind in SPOKEN and not self.is_cancelled

    @property
    def is_public(self) -> bool:
        return self.status != SessionStatus.DRAFT and self.event.is_public

    def publish(self) -> None:
        self.status = SessionStatus.PUBLISHED
        self.cancellation_reason = ""

    def unpublish(self) -> None:
        self.status = SessionStatus.DRAFT

    def cancel(self, reason: str = "") -> None:
        self.status = SessionStatus.CANCELLED
        self.cancellation_reason = reason

    def reinstate(self) -> None:
        self.publish()

    def _refuse_wrong_times(self) -> None:
        if bool(self.starts_at) != bool(self.ends_at):
            missing = "ends_at" if self.starts_at else "starts_at"
            message = _("Give both a start and an end, or neither.")
            raise ValidationError({missing: ValidationError(message, code="one_time")})
        if not self.starts_at or not self.event_id:
            return
        # By UTC: Python compares times of one zone by their clocks, which may be put back between.
        if self.ends_at.astimezone(dt.UTC) <= self.starts_at.astimezone(dt.UTC):
            message = _("A session ends after it starts.")
            raise ValidationError({"ends_at": ValidationError(message, code="ends_before_start")})
        day = dt.timedelta(days=1)
        for field in ("starts_at", "ends_at"):
            date = self.event.local_date(getattr(self, field))
            if not self.event.first_day - day <= date <= self.event.last_day + day:
                message = _("This is more than a day outside the days of the event.")
                raise ValidationError({field: ValidationError(message, code="outside_event")})

    def _refuse_other_events(self) -> None:
        messages = {
            "section": _("This section belongs to another event."),
            "track": _("This theme belongs to another event."),
            "room": _("This room belongs to another event."),
        }
        errors = {
            field: ValidationError(message, code="other_event")
            for field, message in messages.items()
            if (chosen := getattr(self, field)) and chosen.event_id != self.event_id
        }
        if errors:
            raise ValidationError(errors)


@receiver(pre_delete, sender=Room, dispatch_uid="session_leaves_room")
def _leave(instance: Room, origin: object, **signal) -> None:
    """The sessions of a room that goes have another place, which calendars are told.

    Where the whole event goes, its sessions go with it, and there is nobody to tell.
    """
    if isinstance(origin, Room) or getattr(origin, "model", None) is Room:
        instance.sessions.update(room=None)
