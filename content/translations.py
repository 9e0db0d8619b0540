"""Texts in several languages: a column for each, of which a name fills at least one."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, Value
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator

from content.folding import fold_for_search
from content.text import VISIBLE_CHARACTER, safe_text


def columns(field: str) -> list[str]:
    """The columns of a translated field, the default language first: `["name_en", …]`."""
    return [f"{field}_{language}" for language in settings.MODELTRANSLATION_LANGUAGES]


def every_column(field: str, *, of: str = "") -> list[str]:
    """The columns and the field itself, for `defer()`; `of` is the relation that has them."""
    prefix = f"{of}__" if of else ""
    return [prefix + column for column in (field, *columns(field))]


def best_text(instance: models.Model, field: str, reader: str = "") -> tuple[str, str]:
    """The text in the reader's language, else in the best other one, and that text's language.

    Code that calls this hundreds of times for one page passes the language of the `reader`.
    """
    active = reader or reading_language()
    for language in _preferred(active):
        if text := safe_text(getattr(instance, f"{field}_{language}", "")):
            return text, language
    return "", active


def reading_language() -> str:
    """The reader's language: `"fr"`."""
    return (get_language() or "")[:2]


@lru_cache(maxsize=8)
def _preferred(language: str) -> tuple[str, ...]:
    """The languages in which to look for a text, the reader's first."""
    return tuple(dict.fromkeys((language, *settings.MODELTRANSLATION_LANGUAGES)))


def read_columns(rows: models.QuerySet, *names: str, named: bool = False) -> models.QuerySet:
    """Like `values_list()`, twice as fast: modeltranslation does not look for fields to translate.

    The names of translated texts are those of their columns.
    """
    return rows.rewrite(False).values_list(*names, named=named)


def reading_sort_key(instance: models.Model, field: str) -> tuple[bool, str]:
    """Sorts a text for the reader, without accents and the Arabic article."""
    return words_sort_key(best_text(instance, field))


def words_sort_key(words: tuple[str, str]) -> tuple[bool, str]:
    """Like `reading_sort_key()`, for a text and its language."""
    text, language = words
    return language != reading_language(), sorts_as(text)


@lru_cache(maxsize=1024)
def sorts_as(text: str) -> str:
    """Every list sorts the same names again."""
    return without_article(fold_for_search(text))


def without_article(text: str) -> str:
    return re.sub(r"^ال(?=\w\w)", "", text)


def best_translation(texts: Sequence[str | None], reader: str = "") -> tuple[str, str]:
    """Like `best_text()`, for one text per language in the order of `columns()`."""
    active = reader or reading_language()
    for language, place in _places(active):
        if text := safe_text(texts[place]):
            return text, language
    return "", active


@lru_cache(maxsize=8)
def _places(language: str) -> tuple[tuple[str, int], ...]:
    """Each of our languages, the reader's first, and its place among those of `columns()`."""
    ours = list(settings.MODELTRANSLATION_LANGUAGES)
    return tuple((code, ours.index(code)) for code in _preferred(language) if code in ours)


def languages_with_text(instance: models.Model, field: str) -> list[str]:
    """The languages in which a field has text."""
    languages = settings.MODELTRANSLATION_LANGUAGES
    return [language for language in languages if getattr(instance, f"{field}_{language}")]


def without_text(field: str) -> Q:
    """Rows with no text in any language; such columns are NULL or empty."""
    condition = Q()
    for column in columns(field):
        condition &= Q(**{f"{column}__isnull": True}) | Q(**{column: ""})
    return condition


def missing_translation(field: str, language: str) -> Q:
    """Rows with a text in some language but not in this one."""
    filled = Q()
    for column in columns(field):
        filled |= Q(**{f"{column}__gt": ""})
    column = f"{field}_{language}"
    return filled & (Q(**{f"{column}__isnull": True}) | Q(**{column: ""}))


def stale_translation(field: str, language: str) -> Q:
    """Rows whose text in this language was translated from an older English one."""
    return Q(stale__has_key=f"{field}_{language}")


def join_list(words: Iterable[str]) -> str:
    """The words joined as the reader's language joins a list: `"Arabic, French"`."""
    return list_separator().join(words)


def list_separator() -> str:
    return pgettext("between the items of a list", ", ")


def first_text(instance: models.Model, field: str) -> str:
    """The text in the first language that has one, whatever language is active."""
    return next((text for column in columns(field) if (text := getattr(instance, column))), "")


def in_one_language(model: str, field: str) -> models.CheckConstraint:
    """A name or title has visible text in at least one language, and no column is blank space."""
    filled, sound = Q(), Q()
    for column in columns(field):
        seen = Q(**{f"{column}__isnull": False, f"{column}__regex": VISIBLE_CHARACTER})
        filled |= seen
        sound &= Q(**{f"{column}__isnull": True}) | Q(**{column: ""}) | seen
    return models.CheckConstraint(
        name=f"{model}_{field}_in_one_language",
        condition=filled & sound,
        violation_error_code=columns(field)[0],
        violation_error_message=_("Enter this in at least one language."),
    )


def require_one_language(instance: models.Model, field: str) -> None:
    """The same rule for forms: raises a ValidationError beside the first language's field."""
    if not first_text(instance, field).strip():
        message = _("Enter this in at least one language.")
        raise ValidationError({columns(field)[0]: ValidationError(message, code="one_language")})


class TranslationState(models.TextChoices):
    """Whether one column of a text still needs work."""

    DONE = "done", pgettext_lazy("translation", "done")
    MISSING = "missing", pgettext_lazy("translation", "missing")
    STALE = "stale", pgettext_lazy("translation", "out of date")


class Translated(models.Model):
    """Texts that remember which of their translations are older than the English.

    `stale` holds, by column, the English that such a translation was made from:
    `{"title_fr": "Open data"}`.
    """

    is_brief: ClassVar[bool] = False
    """Whether the texts are over so soon that nobody is asked to translate them later."""

    stale = models.JSONField(
        _("stale translations"),
        default=dict,
        db_default=Value({}, models.JSONField()),
        blank=True,
        editable=False,
    )

    class Meta:
        abstract = True

    def state_of(self, field: str, language: str) -> TranslationState | None:
        """None if the text is empty in every language: there is nothing to translate."""
        column = f"{field}_{language}"
        if getattr(self, column):
            return TranslationState.STALE if column in self.stale else TranslationState.DONE
        return TranslationState.MISSING if first_text(self, field) else None


def mark_stale(row: Translated, before: Translated | None) -> None:
    """A trait: keep the English that a translation was made from once the English has changed."""
    if before is None:
        return
    stale = {}
    for source, *others in map(columns, translated_fields(type(row))):
        for column in others:
            old = row.stale.get(column, getattr(before, source))
            text = getattr(row, column)
            is_rewritten = not _same(getattr(before, column), text)
            if text and not is_rewritten and _moved_on(old, getattr(row, source)):
                stale[column] = old
    row.stale = stale


def translated_fields(model: type[models.Model]) -> list[str]:
    """The names of the texts that have a column for each language, in the model's order."""
    names = set(translator.get_options_for_model(model).get_field_names())
    return [field.name for field in model._meta.fields if field.name in names]


def _moved_on(old: str | None, new: str | None) -> bool:
    return bool(old and new) and not _same(old, new)


def _same(one: str | None, other: str | None) -> bool:
    """Whether two texts are the same but for their white space and line ends."""
    return (one or "").split() == (other or "").split()
