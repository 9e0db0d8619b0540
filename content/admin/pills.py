"""Columns of lists that show a state as a word with a shape."""

from django.contrib import admin
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _


@admin.display(description=_("status"), ordering="status")
def status(row: models.Model) -> SafeString:
    """For `list_display`, in place of the field."""
    words = row.get_status_display()
    return format_html('<span class="pill pill--{}">{}</span>', row.status, words)
