"""A section: several sessions of an event under one heading, with its own moderators."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.positions import Positioned, fill_position
from content.saving import Content
from content.slugs import Slugged, fill_slug, slug_constraints
from content.text import line_field, text_field
from content.translations import (
    Translated,
    first_text,
    in_one_language,
    mark_stale,
    require_one_language,
)
from programme.models.events import Event
from programme.models.rooms import SessionPlaceQuerySet, require_event_of_sessions


class Section(Content, Translated, Slugged, Positioned):
    traits = (mark_stale, fill_slug, fill_position)

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="sections"
    )
    title = line_field(
        _("title"),
        help_text=_("The heading above its sessions in the programme."),
    )
    objective = text_field(
        _("objective"),
        help_text=_("The purpose of this part of the event. Markdown. Shown under the heading."),
    )

    objects = SessionPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            *slug_constraints(
                "section", _("Another section of this event has this address."), within="event"
            ),
            in_one_language("section", "title"),
        ]

    def __str__(self) -> str:
        return self.title or ""

    def get_absolute_url(self) -> str:
        return f"{self.event.get_agenda_url()}#section-{self.slug}"

    def slug_text(self) -> str:
        return first_text(self, "title")

    def slug_siblings(self) -> models.QuerySet:
        return Section.objects.filter(event=self.event)

    def position_siblings(self) -> models.QuerySet:
        return Section.objects.filter(event=self.event)

    def clean(self) -> None:
        require_one_language(self, "title")
        require_event_of_sessions(self)
