"""Names and titles in fields that grow with them: long ones are read whole, side by side."""

from typing import ClassVar

from django import forms
from django.forms import Script


class LineText(forms.Textarea):
    """One line at first. A line break is refused as a space: a script does it, and the field."""

    class Media:
        js: ClassVar = [Script("js/admin/line-text.js", type="module")]

    def __init__(self, attrs: dict | None = None):
        own = {"class": "vTextField line-text", "rows": 1, "cols": 20}
        super().__init__(own | (attrs or {}))
