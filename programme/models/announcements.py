"""Announcements on the first page of an event."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.saving import Content, ContentQuerySet
from content.text import line_field, markdown_field
from content.translations import Translated, in_one_language, mark_stale, require_one_language
from programme.models.events import Event
from programme.models.visibility import of_public_event


class AnnouncementQuerySet(ContentQuerySet):
    def public(self):
        return self.filter(of_public_event(), is_published=True)

    def latest_first(self):
        return self.order_by("-date", "-pk")


class Announcement(Content, Translated):
    traits = (mark_stale,)

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="announcements"
    )
    title = line_field(_("title"))
    text = markdown_field(
        _("text"),
        help_text=_("Markdown. A sentence or two."),
    )
    date = models.DateField(
        _("date"),
        default=timezone.localdate,
        help_text=_(
            "Shown with the announcement. The event's page shows the three latest announcements."
        ),
    )
    is_published = models.BooleanField(
        _("published"), default=True, help_text=_("Shown to the public once the event is public.")
    )

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        constraints = [in_one_language("announcement", "title")]

    def __str__(self) -> str:
        return self.title or ""

    def clean(self) -> None:
        require_one_language(self, "title")
