"""Columns of lists that show a state as a word with a shape."""

from django.contrib import admin
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _


def pill(kind: str, words: object) -> SafeString:
    """The kinds have their colours and shapes in `pill.css`."""
    return format_html('<span class="pill pill--{}">{}</span>', kind, words)


@admin.display(description=_("status"), ordering="status")
def status(row: models.Model) -> SafeString:
    """For `list_display`, in place of the field."""
    return pill(row.status, row.get_status_display())


@admin.display(description=_("status"), ordering="is_published")
def published(row: models.Model) -> SafeString:
    """For rows that are published or not, in place of the field."""
    return pill("published", _("Published")) if row.is_published else pill("draft", _("Draft"))
