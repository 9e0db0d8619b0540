"""Rows edited within another page: channels, documents, quotes, partners, rooms, themes."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.admin.inlines import (
    InlineFormSet,
    OrderedPlainInline,
    OrderedStackedInline,
    OrderedTabularInline,
)
from programme.admin.theme_colours import ThemeColourMixin
from programme.models import (
    Document,
    InterpretationChannel,
    Partnership,
    Quote,
    Room,
    Track,
)


class DocumentInline(OrderedStackedInline):
    model = Document
    fold = "documents"
    add_text = _("Add a document or link")
    verbose_name_plural = _("documents and links")
    autocomplete_fields = []
    fieldsets = [
        (None, {"fields": [("position", "kind", "language", "is_published"), "title"]}),
        (None, {"fields": [("file", "url")], "description": _("Either a file or an address")}),
    ]


class ChannelFormSet(InlineFormSet):
    """A language may be taken from the session in the same form."""

    def clean(self) -> None:
        super().clean()
        for form in self.initial_forms:
            if form in self.deleted_forms or form.has_changed():
                continue
            try:
                form.instance.require_language()
            except ValidationError as error:
                form.add_error(None, error)


class ChannelInline(OrderedPlainInline):
    model = InterpretationChannel
    fold = "languages"
    add_text = _("Add a channel")
    formset = ChannelFormSet
    autocomplete_fields = []
    fieldsets = [(None, {"fields": [("position", "language", "number", "url")]})]


class QuoteInline(OrderedStackedInline):
    model = Quote
    fold = "quotes"
    add_text = _("Add a quote")
    autocomplete_fields = ["speaker"]
    fieldsets = [(None, {"fields": [("position", "speaker", "minute"), "text"]})]


class PartnershipInline(OrderedStackedInline):
    model = Partnership
    fold = "partners"
    verbose_name = _("partner")
    add_text = _("Add a partner")
    verbose_name_plural = _("organizers and partners, in protocol order")
    autocomplete_fields = ["organization"]
    fieldsets = [(None, {"fields": [("position", "organization", "role"), "label"]})]


class RoomInline(OrderedTabularInline):
    model = Room
    fold = "rooms"
    add_text = _("Add a room")
    autocomplete_fields = []
    fields = ["position", "name", "capacity"]
    show_change_link = True


class TrackInline(ThemeColourMixin, OrderedTabularInline):
    model = Track
    fold = "themes"
    add_text = _("Add a theme")
    autocomplete_fields = []
    fields = ["position", "name", "colour"]
