"""The way from a part to the page that writes function and organization on all of them."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programme.models import Contribution

LINK = "in_all_parts"


def address(person: int, event: int) -> str:
    return f"{reverse('admin:speakers_speaker_at_event', args=[person])}?event={event}"


class AtEventLinkMixin:
    """An admin or inline of contributions. The last of its fieldsets has the link."""

    readonly_fields = (LINK,)

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> list:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None and request.user.has_perm("programme.change_contribution"):
            return fieldsets
        *others, (name, options) = fieldsets
        fields = [field for field in options["fields"] if field != LINK]
        return [*others, (name, {**options, "fields": fields})]

    @admin.display(description=_("in all parts"))
    def in_all_parts(self, part: Contribution) -> str:
        if part.pk is None:
            return gettext("Save the person first.")
        words = gettext(
            "Change function and organization in all parts of this person at this event"
        )
        link = address(part.speaker_id, part.get_scope_key())
        return format_html('<a href="{}">{}</a>', link, words)
