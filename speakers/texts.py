"""What every typed text has to be, and how texts become sort keys and addresses."""

import re
import unicodedata
from collections.abc import Container
from html import unescape

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from speakers.rules import Ruled

NAME_LENGTH = 200
SLUG_LENGTH = 80
MOST_SOUGHT = 200
MOST_WORDS = 8

SEEN = (
    r"[^\u0001-\u0020\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"
    r"\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
"""A character that leaves ink, in the words that Python and PostgreSQL share."""

# Control characters other than tab and line ends, lone surrogates, and the characters that embed or
# override a direction: they reorder the text after them, beyond the place where they stand.
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")

_SUSPECT = re.compile(_HARMFUL.pattern[:-1] + "\u2066-\u2069]")

_UNSEEN = {"Mn", "Mc", "Me", "Cf"}
_LINK_OR_MARK = re.compile(r"\]\([^)\s]*\)|[*`]")

# Letters that Unicode does not take apart but that people exchange when they type: Latin ones with
# a stroke or joined, and the Arabic alef wasla, alef maqsura, Persian ya and kaf, ta marbuta. The
# tatweel, the lone hamza and the raised commas of transliterations are left out.
_SPELT_ALIKE = str.maketrans(
    {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"}
    | {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i"}
    | {"ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "", "ء": ""}
    | dict.fromkeys("ʹʺʻʼʽʾʿˈ", "")
)


def plain_text(value: str) -> None:
    """A validator: refuses characters that no reader sees and that can break or reorder a page."""
    if character := _harmful_in(value):
        raise ValidationError(
            _(
                "Remove the invisible character %(code)s: "
                "it can break or reorder the text around it."
            ),
            code="invisible_character",
            params={"code": f"U+{ord(character):04X}"},
        )


def _harmful_in(value: str) -> str:
    if not _SUSPECT.search(value):
        return ""
    found = _HARMFUL.search(value)
    return found[0] if found else _stray_isolate(value)


def _stray_isolate(value: str) -> str:
    """The first isolate that its line does not close, or an end of one that was not begun."""
    for line in value.splitlines():
        begun: list[str] = []
        for character in re.findall("[\u2066-\u2069]", line):
            if character != "\u2069":
                begun.append(character)
            elif begun:
                begun.pop()
            else:
                return character
        if begun:
            return begun[0]
    return ""


def one_name(value: str) -> None:
    """A validator: a name or title is one line, and there is something to be seen on it."""
    if "\n" in value or "\r" in value or "\t" in value:
        raise ValidationError(_("Write this on one line, without tabs."), code="one_line")
    if not re.search(SEEN, value):
        raise ValidationError(_("Write something that can be seen."), code="unseen")


def fold(text: str) -> str:
    """The text as lower-case ASCII words: `"Éva  EL-Hassani"` is `"eva el hassani"`."""
    ascii_text = anyascii(unicodedata.normalize("NFKC", text)).lower()
    return " ".join(re.findall(r"[a-z0-9]+", ascii_text))


def without_harm(text: str) -> str:
    """The text as it may be shown again: without any character that could break or reorder it."""
    return re.sub("[\u2066-\u2069]", "", _HARMFUL.sub("", text))


def as_shown(text: str | None) -> str:
    """A text from the database, whoever wrote it: no validator sees bulk writes and imports."""
    return without_harm(text) if text and _harmful_in(text) else text or ""


def fold_for_search(text: str) -> str:
    """The text as plain words in its own script, however it was typed.

    Case, accents, Arabic marks and tatweel go; the forms of alef, ya, hamza and ta marbuta become
    one; digits become European: `"L’Éveil الإدارةُ ٢٠٢٠"` is `"l eveil الاداره 2020"`. Folding twice
    changes nothing more.
    """
    plain = unicodedata.normalize("NFKD", text).translate(_SPELT_ALIKE).casefold()
    bare = unicodedata.normalize("NFKD", plain.translate(_SPELT_ALIKE))
    seen = (letter for letter in bare if unicodedata.category(letter) not in _UNSEEN)
    letters = (str(unicodedata.decimal(letter, letter)) for letter in seen)
    return " ".join(re.findall(r"[^\W_]+", "".join(letters)))


def search_words(text: str) -> list[str]:
    """What a search looks for, each word once: at most `MOST_WORDS`, from the text's beginning."""
    words = fold_for_search(text[:MOST_SOUGHT]).split()
    return list(dict.fromkeys(words))[:MOST_WORDS]


def without_markdown(text: str) -> str:
    """The words of a Markdown text, without where its links lead."""
    return unescape(_LINK_OR_MARK.sub("", text))


def slug_from(text: str, *, fallback: str, taken: Container[str] = ()) -> str:
    """An ASCII address made from a text in any script, or from `fallback` where it has no letters.

    A slug that is already in `taken` gets the next free number from 2 on.
    """
    stem = slugify(anyascii(text))[:SLUG_LENGTH].strip("-") or fallback
    slug, number = stem, 1
    while slug in taken:
        number += 1
        ending = f"-{number}"
        slug = stem[: SLUG_LENGTH - len(ending)].rstrip("-") + ending
    return slug


class WebAddressField(models.URLField):
    """A link to somewhere else; one that is typed without a scheme is taken to be https."""

    default_validators = [
        URLValidator(
            schemes=["http", "https"],
            message=_("Write an address that begins with https:// or http://."),
        )
    ]

    def formfield(self, **options):
        return super().formfield(**{"assume_scheme": "https", **options})


class Slugged(Ruled):
    """Something with an address of its own: an ASCII slug, made once from its name or title.

    It does not follow a later change of the name: links that people keep go on working.
    """

    slug = models.SlugField(
        _("address"),
        max_length=SLUG_LENGTH,
        blank=True,
        help_text=_(
            "The last part of the page's address. Leave it empty to have it made from the name. "
            "An address that you change later goes on leading here."
        ),
    )

    class Meta:
        abstract = True

    def slug_text(self) -> str:
        """What the slug is made from: the first text there is, English before French and Arabic."""
        raise NotImplementedError

    def slug_neighbours(self) -> models.QuerySet:
        """The rows among which the slug is unique."""
        return type(self)._default_manager.all()

    def validate_constraints(self, exclude=None) -> None:
        unmade = () if self.slug else ("slug",)
        super().validate_constraints(exclude={*(exclude or ()), *unmade})

    def save(self, **options) -> None:
        if not self.slug:
            neighbours = self.slug_neighbours().exclude(pk=self.pk)
            number = neighbours.count() + 1
            self.slug = slug_from(
                self.slug_text(),
                fallback=f"{self._meta.model_name}-{number}",
                taken=set(neighbours.values_list("slug", flat=True)),
            )
            if (fields := options.get("update_fields")) is not None:
                options["update_fields"] = {*fields, "slug"}
        super().save(**options)
