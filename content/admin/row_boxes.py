"""The boxes by which rows of a list are chosen for an action."""

from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from content.bidi import isolate


class RowBoxMixin(ModelAdmin):
    def action_checkbox(self, row: models.Model) -> SafeString:
        """As Django's, named for its row, and without a template for each."""
        return format_html(
            '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="{}">',
            ACTION_CHECKBOX_NAME,
            row.pk,
            gettext("Select %(name)s") % {"name": isolate(str(row))},
        )
