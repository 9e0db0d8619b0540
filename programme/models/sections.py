"""A section: several sessions of an event under one heading, with its own moderators."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.slugs import slug_constraints
from content.text import line_field, markdown_field
from content.translations import (
    first_text,
    in_one_language,
    require_one_language,
)
from programme.models.rooms import (
    PartOfEvent,
    SessionPlaceQuerySet,
    require_event_of_sessions,
)


class Section(PartOfEvent):
    loaded_with = ("event",)

    title = line_field(
        _("title"),
        help_text=_("The heading above its sessions in the programme."),
    )
    objective = markdown_field(
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
        return reverse("section", args=[self.event.slug, self.slug])

    def slug_text(self) -> str:
        return first_text(self, "title")

    def clean(self) -> None:
        require_one_language(self, "title")
        require_event_of_sessions(self)
