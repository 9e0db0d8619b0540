"""Texts in several languages: each is a column of its own, and at least one of a name is filled."""

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from speakers.texts import SEEN


def columns(field: str) -> list[str]:
    """The columns of a translated field, the default language first: `["name_en", …]`."""
    return [f"{field}_{language}" for language in settings.MODELTRANSLATION_LANGUAGES]


def every_column(field: str, *, of: str = "") -> list[str]:
    """The columns and the field itself, for `defer()`; `of` is the relation that has them."""
    prefix = f"{of}__" if of else ""
    return [prefix + column for column in (field, *columns(field))]


def best_text(instance: models.Model, field: str) -> tuple[str, str]:
    """The text in the reader's language, else in the best other one, and that text's language."""
    active = get_language() or ""
    for language in dict.fromkeys((active[:2], *settings.MODELTRANSLATION_LANGUAGES)):
        if text := getattr(instance, f"{field}_{language}", ""):
            return text, language
    return "", active[:2]


def languages_of(instance: models.Model, field: str) -> list[str]:
    """The languages in which a field has text."""
    languages = settings.MODELTRANSLATION_LANGUAGES
    return [language for language in languages if getattr(instance, f"{field}_{language}")]


def lacking(field: str, language: str) -> Q:
    """Rows with a text in some language, but not in this one."""
    filled = Q()
    for column in columns(field):
        filled |= Q(**{f"{column}__gt": ""})
    column = f"{field}_{language}"
    return filled & (Q(**{f"{column}__isnull": True}) | Q(**{column: ""}))


def in_a_list(words: Iterable[str]) -> str:
    """The words joined as the reader's language joins a list: `"Arabic, French"`."""
    return pgettext("between the items of a list", ", ").join(words)


def first_text(instance: models.Model, field: str) -> str:
    """The text in the first language that has one, whatever language is active."""
    return next((text for column in columns(field) if (text := getattr(instance, column))), "")


def in_one_language(model: str, field: str) -> models.CheckConstraint:
    """The rule that a name or title can be read in at least one language, for `Meta.constraints`.

    A column is empty or has something to be seen; one that is not empty is what a reader gets.
    """
    filled, sound = Q(), Q()
    for column in columns(field):
        seen = Q(**{f"{column}__isnull": False, f"{column}__regex": SEEN})
        filled |= seen
        sound &= Q(**{f"{column}__isnull": True}) | Q(**{column: ""}) | seen
    return models.CheckConstraint(
        name=f"{model}_{field}_in_one_language",
        condition=filled & sound,
        violation_error_code=columns(field)[0],
        violation_error_message=_("Write this in at least one language."),
    )


def require_one_language(instance: models.Model, field: str) -> None:
    """The same rule for people: raises a ValidationError beside the first language's field."""
    if not first_text(instance, field).strip():
        message = _("Write this in at least one language.")
        raise ValidationError({columns(field)[0]: ValidationError(message, code="one_language")})
