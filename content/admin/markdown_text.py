"""The field of a Markdown text: what is pasted becomes Markdown, and a preview shows it as read."""

from typing import ClassVar

from django.contrib.admin.widgets import AdminTextareaWidget
from django.forms import Script
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


class MarkdownText(AdminTextareaWidget):
    """Its scripts find their words in attributes. Without them the preview opens in another tab,
    and the form stays as it is."""

    class Media:
        js: ClassVar = [
            Script("js/admin/paste-markdown.js", type="module"),
            Script("js/admin/text-preview.js", type="module"),
        ]

    def build_attrs(self, base_attrs, extra_attrs=None) -> dict:
        words = {
            "data-markdown": True,
            "data-pasted": _("Pasted as Markdown: {parts}"),
            "data-pasted-plain": _("Pasted as Markdown."),
            "data-headings": _("headings: {n}"),
            "data-lists": _("lists: {n}"),
            "data-tables": _("tables: {n}"),
            "data-links": _("links: {n}"),
            "data-undo": pgettext("what was pasted", "Undo"),
            "data-preview": reverse("admin:preview_text"),
            "data-preview-label": _("Preview"),
            "data-preview-failed": _("The preview could not be loaded. Your text is still here."),
        }
        return super().build_attrs(base_attrs, extra_attrs) | words

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        field = super().render(name, value, attrs, renderer)
        return field + render_to_string("admin/_preview_button.html", {"name": name})
