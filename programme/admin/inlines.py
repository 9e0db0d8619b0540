"""Rows edited within another page: people, channels, documents, quotes, partners, rooms, themes."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.admin.inlines import (
    InlineForm,
    InlineFormSet,
    OrderedPlainInline,
    OrderedStackedInline,
    OrderedTabularInline,
)
from content.translations import columns
from programme.admin.at_event_link import LINK, AtEventLinkMixin
from programme.admin.theme_colours import ThemeColourMixin
from programme.admin.withdrawal import WithdrawalForm, WithdrawalMixin
from programme.models import (
    Contribution,
    Document,
    InterpretationChannel,
    Partnership,
    Quote,
    Room,
    Track,
)


class ContributionForm(WithdrawalForm, InlineForm):
    class Meta:
        help_texts: ClassVar = dict.fromkeys(
            [*columns("function"), "organization"],
            _(
                "If you leave function and organization empty when you add a person, both are "
                "copied from the speaker. Later changes to the speaker do not affect them."
            ),
        )


class ContributionInline(AtEventLinkMixin, WithdrawalMixin, OrderedStackedInline):
    model = Contribution
    form = ContributionForm
    verbose_name = _("person")
    verbose_name_plural = _("people, in protocol order")
    autocomplete_fields = ["speaker", "organization"]
    fieldsets = [
        (None, {"fields": [("position", "speaker", "role", "presence"), "withdrawn_at"]}),
        (_("On the day"), {"classes": ["collapse"], "fields": ["organization", "function", LINK]}),
    ]


class DocumentInline(OrderedStackedInline):
    model = Document
    verbose_name_plural = _("documents and links")
    autocomplete_fields = []
    fieldsets = [
        (None, {"fields": [("position", "kind", "language", "is_published"), "title"]}),
        (_("Either a file or an address"), {"fields": [("file", "url")]}),
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
    formset = ChannelFormSet
    autocomplete_fields = []
    fieldsets = [(None, {"fields": [("position", "language", "number", "url")]})]


class QuoteInline(OrderedStackedInline):
    model = Quote
    autocomplete_fields = ["speaker"]
    fieldsets = [(None, {"fields": [("position", "speaker", "minute"), "text"]})]


class PartnershipInline(OrderedTabularInline):
    model = Partnership
    verbose_name_plural = _("organizers and partners, in protocol order")
    autocomplete_fields = ["organization"]
    fields = ["position", "organization", "role", "label"]


class RoomInline(OrderedTabularInline):
    model = Room
    autocomplete_fields = []
    fields = ["position", "name", "capacity"]
    show_change_link = True


class TrackInline(ThemeColourMixin, OrderedTabularInline):
    model = Track
    autocomplete_fields = []
    fields = ["position", "name", "colour"]
