"""A part of an event: several sessions under one theme, with moderators of its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_slug
from content.positions import Positioned
from content.slugs import Slugged
from content.text import NAME_LENGTH, plain_text, single_line
from content.translations import Translated, first_text, in_one_language, require_one_language
from programme.models.events import Event
from programme.models.rooms import NeededBySessionsQuerySet, stays_with_its_sessions


class Section(Translated, Slugged, Positioned):
    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="sections"
    )
    title = models.CharField(
        _("title"),
        max_length=NAME_LENGTH,
        blank=True,
        validators=[plain_text, single_line],
        help_text=_("The heading over its sessions in the agenda."),
    )
    objective = models.TextField(
        _("objective"),
        blank=True,
        validators=[plain_text],
        help_text=_("What this part of the event is for. Markdown. Shown under the heading."),
    )

    objects = NeededBySessionsQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.UniqueConstraint(
                name="section_slug_unique_in_event",
                fields=["event", "slug"],
                violation_error_code="slug",
                violation_error_message=_("Another section of this event has this address."),
            ),
            valid_slug("section"),
            in_one_language("section", "title"),
        ]

    def __str__(self) -> str:
        return self.title or ""

    def get_absolute_url(self) -> str:
        return f"{self.event.get_agenda_url()}#section-{self.slug}"

    def slug_text(self) -> str:
        return first_text(self, "title")

    def slug_neighbours(self) -> models.QuerySet:
        return Section.objects.filter(event=self.event)

    def order_neighbours(self) -> models.QuerySet:
        return Section.objects.filter(event=self.event)

    def clean(self) -> None:
        require_one_language(self, "title")
        stays_with_its_sessions(self)
