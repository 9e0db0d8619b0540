"""Text as staff type it: what a field accepts and what is safe to show."""

import re
import unicodedata
from collections.abc import Callable
from html import unescape
from typing import ClassVar

from anyascii import anyascii
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from content import form_fields
from content.email_addresses import clean_address, mailable
from content.pasted_text import tidy_markdown
from content.typed_text import tidy_code, tidy_codes, tidy_line, tidy_text

NAME_LENGTH = 200

VISIBLE_CHARACTER = (
    r"[^\u0001-\u0020\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"
    r"\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
"""A visible character, as a pattern that Python and PostgreSQL both read."""

# Control characters other than tab and line ends, lone surrogates, the two characters that no file
# in XML may hold, and those that embed or override a direction: they reorder all text that follows.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufffe\uffff]")

_SUSPECT = re.compile(_UNSAFE.pattern[:-1] + "\u2066-\u2069]")

_LINK_OR_MARK = re.compile(r"\]\([^)\s]*\)|[*`]")


def plain_text(value: str) -> None:
    """A validator: refuses invisible characters that can break or reorder a page."""
    if character := _unsafe_character(value):
        raise ValidationError(
            _(
                "Remove the invisible character %(code)s: "
                "it can break or reorder the text around it."
            ),
            code="invisible_character",
            params={"code": f"U+{ord(character):04X}"},
        )


def _unsafe_character(value: str) -> str:
    if not _SUSPECT.search(value):
        return ""
    found = _UNSAFE.search(value)
    return found[0] if found else _stray_isolate(value)


def _stray_isolate(value: str) -> str:
    """The first isolate that its line does not close, or the end of one that was never opened."""
    for line in value.splitlines():
        opened: list[str] = []
        for character in re.findall("[\u2066-\u2069]", line):
            if character != "\u2069":
                opened.append(character)
            elif opened:
                opened.pop()
            else:
                return character
        if opened:
            return opened[0]
    return ""


def single_line(value: str) -> None:
    """A validator: a name or title is one line with some visible text."""
    if "\n" in value or "\r" in value or "\t" in value:
        raise ValidationError(_("Enter this on one line, without tabs."), code="one_line")
    if not re.search(VISIBLE_CHARACTER, value):
        raise ValidationError(_("Enter some visible text."), code="unseen")


def fold(text: str) -> str:
    """The text as lower-case ASCII words: `"Éva  EL-Hassani"` is `"eva el hassani"`."""
    ascii_text = anyascii(unicodedata.normalize("NFKC", text)).lower()
    return " ".join(re.findall(r"[a-z0-9]+", ascii_text))


def strip_unsafe_characters(text: str) -> str:
    """The text without characters that could break or reorder it, safe to show again."""
    return re.sub("[\u2066-\u2069]", "", _UNSAFE.sub("", text))


def safe_text(text: str | None) -> str:
    """A text from the database, safe to show: no validator saw what SQL or an import wrote."""
    return strip_unsafe_characters(text) if text and _unsafe_character(text) else text or ""


def without_markdown(text: str) -> str:
    """The words of a Markdown text, without the targets of its links."""
    return unescape(_LINK_OR_MARK.sub("", text))


class TypedField:
    """Tidies what is typed, pasted or imported. In migrations it is the column `stored_as`."""

    tidy: ClassVar[Callable[[str], str]] = staticmethod(tidy_code)
    form_class: ClassVar[type[forms.Field]]
    stored_as: ClassVar[str]

    def clean(self, value: object, model_instance: models.Model | None) -> object:
        # Not in `to_python()`, which patterns of lookups go through as well.
        tidied = self.tidy(value) if isinstance(value, str) else value
        return super().clean(tidied, model_instance)

    def formfield(self, **options) -> forms.Field:
        return super().formfield(**{"form_class": self.form_class} | options)

    def deconstruct(self) -> tuple:
        name, _path, arguments, options = super().deconstruct()
        return name, self.stored_as, arguments, options


class LineField(TypedField, models.CharField):
    tidy = staticmethod(tidy_line)
    form_class = form_fields.LineFormField
    stored_as = "django.db.models.CharField"


class TextField(TypedField, models.TextField):
    tidy = staticmethod(tidy_text)
    form_class = form_fields.TextFormField
    stored_as = "django.db.models.TextField"


class MarkdownField(TextField):
    """A text with headings, lists, tables and links, which can be pasted from word processors."""

    tidy = staticmethod(tidy_markdown)
    form_class = form_fields.MarkdownFormField


class CodeField(TypedField, models.CharField):
    """A code of one line, such as an acronym, a colour or a time zone."""

    form_class = form_fields.CodeFormField
    stored_as = "django.db.models.CharField"


class CodesField(TypedField, models.TextField):
    """Codes on lines of their own, such as links."""

    tidy = staticmethod(tidy_codes)
    form_class = form_fields.CodesFormField
    stored_as = "django.db.models.TextField"


class EmailField(TypedField, models.EmailField):
    tidy = staticmethod(clean_address)
    default_validators = [mailable]
    form_class = form_fields.EmailFormField
    stored_as = "django.db.models.EmailField"


class SlugField(TypedField, models.SlugField):
    form_class = form_fields.SlugFormField
    stored_as = "django.db.models.SlugField"


class WebAddressField(TypedField, models.URLField):
    """A link to another site; https is assumed if no scheme is typed."""

    form_class = form_fields.WebAddressFormField
    stored_as = "content.text.WebAddressField"
    default_validators = [
        URLValidator(
            schemes=["http", "https"],
            message=_("Enter an address that begins with https:// or http://."),
        )
    ]

    def formfield(self, **options) -> forms.Field:
        return super().formfield(**{"assume_scheme": "https"} | options)


def line_field(label: str, *, max_length: int = NAME_LENGTH, **options) -> LineField:
    """A name, a title or another text of one line."""
    options = {
        "max_length": max_length,
        "blank": True,
        "validators": [plain_text, single_line],
    } | options
    return LineField(label, **options)


def text_field(label: str, **options) -> TextField:
    """A text of any number of lines."""
    return TextField(label, **{"blank": True, "validators": [plain_text]} | options)


def markdown_field(label: str, **options) -> MarkdownField:
    """A text of any number of lines, written in Markdown."""
    return MarkdownField(label, **{"blank": True, "validators": [plain_text]} | options)
