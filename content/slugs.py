"""Slugs: the last part of a page's address."""

from collections.abc import Container

from anyascii import anyascii
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from content.constraints import FieldErrors

SLUG_LENGTH = 80


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


class Slugged(FieldErrors):
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
