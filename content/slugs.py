"""Slugs: the last part of a page's address."""

import re
from collections.abc import Container

from anyascii import anyascii
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_slug
from content.text import SlugField

SLUG_LENGTH = 80
# Scripts that leave out vowels: nobody can read their words letter by letter, as in "hyn-yqwd".
_WITHOUT_VOWELS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+")
_WORD = re.compile("[a-z]{3}|[0-9]{4}")


def slug_from(text: str, *, fallback: str, taken: Container[str] = ()) -> str:
    """An ASCII address made from a text, or from `fallback` where too few letters can be read.

    A slug that is already in `taken` gets the next free number from 2 on.
    """
    readable, unreadable = _WITHOUT_VOWELS.subn(" ", text)
    stem = slugify(anyascii(readable))[:SLUG_LENGTH].strip("-")
    if not stem or (unreadable and not _WORD.search(stem)):
        stem = fallback
    slug, number = stem, 1
    while slug in taken:
        number += 1
        ending = f"-{number}"
        slug = stem[: SLUG_LENGTH - len(ending)].rstrip("-") + ending
    return slug


def slug_field(help_text: str) -> SlugField:
    return SlugField(_("address"), max_length=SLUG_LENGTH, blank=True, help_text=help_text)


class Slugged(models.Model):
    """A row with an address of its own: an ASCII slug, made once from its name or title.

    It does not follow a later change of the name, so that links that people keep go on working.
    """

    slug = slug_field(
        _(
            "The last part of the page's address. Leave empty to make it from the name. "
            "If you change it later, the old address redirects here."
        )
    )

    class Meta:
        abstract = True

    def slug_text(self) -> str:
        """The text that the slug is made from."""
        raise NotImplementedError

    def slug_siblings(self) -> models.QuerySet:
        """The rows among which the slug is unique."""
        return type(self)._default_manager.all()

    def validate_constraints(self, exclude=None) -> None:
        unmade = () if self.slug else ("slug",)
        super().validate_constraints(exclude={*(exclude or ()), *unmade})


def fill_slug(row: Slugged, before: Slugged | None) -> None:
    """A trait: make the slug of a row that has none."""
    if row.slug:
        return
    taken = set(row.slug_siblings().exclude(pk=row.pk).values_list("slug", flat=True))
    fallback = f"{row._meta.model_name}-{len(taken) + 1}"
    row.slug = slug_from(row.slug_text(), fallback=fallback, taken=taken)


def slug_constraints(model: str, message: str, *, within: str = "") -> list:
    """The rules of a slug: unique (among the rows of `within`), and made of plain ASCII."""
    scope = [within, "slug"] if within else ["slug"]
    ending = f"_in_{within}" if within else ""
    unique = models.UniqueConstraint(
        name=f"{model}_slug_unique{ending}",
        fields=scope,
        violation_error_code="slug",
        violation_error_message=message,
    )
    return [unique, valid_slug(model)]
