"""Rooms, and tracks that run across sections and rooms."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.constraints import web_address
from content.pictures.fields import PictureField, picture_file, render_pictures
from content.positions import Positioned, fill_position
from content.saving import Content, ContentQuerySet
from content.slugs import Slugged, fill_slug, slug_constraints, slug_field
from content.text import (
    CodeField,
    WebAddressField,
    line_field,
    markdown_field,
)
from content.translations import (
    Translated,
    first_text,
    in_one_language,
    mark_stale,
    require_one_language,
)
from programme.models.events import Event

SLUG_IN_LINKS = _(
    "Used in links to the programme. Leave empty to make it from the name. If you change it later, "
    "links with the old one no longer work."
)
"""The help text for the slug of a row without a page of its own."""


class SessionPlaceQuerySet(ContentQuerySet):
    def public(self):
        """Those with a public session."""
        return self._with_any(self.model.sessions.rel.related_model.objects.public())

    def shown(self):
        """The public ones of an event that is known to be public: without asking whether it is."""
        return self._with_any(self.model.sessions.rel.related_model.objects.shown())

    def _with_any(self, sessions: models.QuerySet):
        needed_as = self.model._meta.model_name
        return self.filter(Exists(sessions.filter(**{needed_as: OuterRef("pk")})))

    def in_staff_order(self):
        return self.order_by("position", "pk")


def require_event_of_sessions(part: models.Model) -> None:
    """A room, track or section stays in the event of its sessions; raises ValidationError.

    SQL would need a foreign key of two columns for this, which Django lacks.
    """
    if part.pk and part.sessions.exclude(event=part.event_id).exists():
        message = _("Its sessions belong to another event. Move or delete them first.")
        raise ValidationError({"event": ValidationError(message, code="other_event")})


def require_places_of_event(session: models.Model) -> None:
    """The room, the theme and the section of a session are of its event; raises ValidationError."""
    messages = {
        "section": _("This section belongs to another event."),
        "track": _("This theme belongs to another event."),
        "room": _("This room belongs to another event."),
    }
    errors = {
        field: ValidationError(message, code="other_event")
        for field, message in messages.items()
        if (chosen := getattr(session, field)) and chosen.event_id != session.event_id
    }
    if errors:
        raise ValidationError(errors)


class PartOfEvent(Content, Translated, Slugged, Positioned):
    """A room, track or section: it has a slug and a position among those of its event."""

    traits = (mark_stale, fill_slug, fill_position)

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="%(class)ss"
    )

    class Meta:
        abstract = True

    def slug_siblings(self) -> models.QuerySet:
        return type(self).objects.filter(event=self.event)

    def position_siblings(self) -> models.QuerySet:
        return type(self).objects.filter(event=self.event)


class Room(PartOfEvent):
    traits = (*PartOfEvent.traits, render_pictures)
    part_of = ("event",)
    loaded_with = ("event",)

    name = line_field(_("name"))
    capacity = models.PositiveIntegerField(
        _("capacity"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    directions = markdown_field(
        _("directions"),
        help_text=_("Building, floor and the way from the entrance. Markdown."),
    )
    accessibility = markdown_field(
        _("accessibility"),
        help_text=_("Steps, lift, hearing loop, wheelchair spaces. Markdown."),
    )
    plan = PictureField(
        _("plan of the room"),
        rendition_set="plan",
        upload_to="plans/",
        blank=True,
        validators=[picture_file],
        help_text=_(
            "JPEG, PNG, WebP or HEIC, at most 10 MB. Shown whole: mark the door, the stage and the "
            "wheelchair spaces."
        ),
    )
    plan_sizes = models.JSONField(null=True, editable=False)
    stream_url = WebAddressField(_("stream link"), blank=True)
    guid = models.UUIDField(_("permanent ID"), default=uuid.uuid4, editable=False, unique=True)

    objects = SessionPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [
            *slug_constraints(
                "room", _("Another room of this event has this address."), within="event"
            ),
            web_address("room", "stream_url"),
            models.CheckConstraint(
                name="room_capacity_positive",
                condition=Q(capacity__isnull=True) | Q(capacity__gt=0),
                violation_error_code="capacity",
                violation_error_message=_("Enter at least 1 seat, or leave it empty."),
            ),
            in_one_language("room", "name"),
        ]

    def __str__(self) -> str:
        return self.name or ""

    def get_absolute_url(self) -> str:
        return reverse("room", args=[self.event.slug, self.slug])

    def slug_text(self) -> str:
        return first_text(self, "name")

    def clean(self) -> None:
        require_one_language(self, "name")
        require_event_of_sessions(self)


class Track(PartOfEvent):
    part_of = ("event",)

    name = line_field(_("name"))
    slug = slug_field(SLUG_IN_LINKS)
    colour = CodeField(
        _("colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^#[0-9a-f]{6}\Z", _("Enter a colour, for example #2a6f5e."))],
    )

    objects = SessionPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [
            *slug_constraints(
                "track", _("Another theme of this event has this address."), within="event"
            ),
            models.CheckConstraint(
                name="track_colour_is_a_colour",
                condition=Q(colour="") | Q(colour__regex=r"^#[0-9a-f]{6}\Z"),
                violation_error_code="colour",
                violation_error_message=_("Enter a colour, for example #2a6f5e."),
            ),
            in_one_language("track", "name"),
        ]

    def __str__(self) -> str:
        return self.name or ""

    def slug_text(self) -> str:
        return first_text(self, "name")

    def clean(self) -> None:
        require_one_language(self, "name")
        require_event_of_sessions(self)
