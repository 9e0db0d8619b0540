"""Form fields for texts: they tidy what is typed, and never cut it short."""

from collections.abc import Callable
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from content.email_addresses import clean_address, mailable
from content.pasted_text import tidy_markdown
from content.typed_text import tidy_code, tidy_codes, tidy_line, tidy_text


class TypedMixin:
    """Browsers cut pasted text at `maxlength`, so the server refuses it and a script counts."""

    tidy: ClassVar[Callable[[str], str]]
    attributes: ClassVar[dict[str, str]] = {}

    def to_python(self, value: object) -> object:
        return super().to_python(value if value in self.empty_values else self.tidy(str(value)))

    def has_changed(self, initial: object, data: object) -> bool:
        return super().has_changed(initial and self.tidy(str(initial)), data)

    def widget_attrs(self, widget: forms.Widget) -> dict:
        attributes = super().widget_attrs(widget) | self.attributes
        if limit := attributes.pop("maxlength", None):
            attributes |= {
                "data-limit": limit,
                "data-counter": _("Characters left: {n}"),
                "data-counter-over": _("Characters over the limit: {n}"),
            }
        return attributes


class LineFormField(TypedMixin, forms.CharField):
    tidy = staticmethod(tidy_line)


class TextFormField(TypedMixin, forms.CharField):
    tidy = staticmethod(tidy_text)


class MarkdownFormField(TypedMixin, forms.CharField):
    tidy = staticmethod(tidy_markdown)


class CodeMixin(TypedMixin):
    """Codes are written from left to right in every language."""

    tidy = staticmethod(tidy_code)
    attributes: ClassVar = {"dir": "ltr"}


class CodeFormField(CodeMixin, forms.CharField):
    pass


class CodesFormField(CodeMixin, forms.CharField):
    tidy = staticmethod(tidy_codes)


class WebAddressFormField(CodeMixin, forms.URLField):
    default_error_messages: ClassVar = {
        "invalid": _("Enter a web address such as https://example.org/page.")
    }


class EmailFormField(CodeMixin, forms.EmailField):
    tidy = staticmethod(clean_address)
    default_validators = [mailable]


class SlugFormField(CodeMixin, forms.SlugField):
    default_error_messages: ClassVar = {
        "invalid": _("Use only the letters a to z, digits, hyphens and underscores.")
    }
