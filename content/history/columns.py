"""The columns of the history as fields of a form: which are shown, and what they are called."""

from collections.abc import Iterable, Sequence

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language_info, npgettext, pgettext

from content.history.models import Change
from content.history.recorded import Recorded
from content.history.snapshots import derived_columns, recorded_fields
from content.history.wording import FIELDS, list_words

MAX_FIELDS = 3
"""More changed fields than these are only counted."""
UNSEEN = ("guid", "stale", "file_name", "source_key", "read", "written")


def find_model(label: str) -> type[models.Model] | None:
    """None if there is no such model with a history, or none any more."""
    app, _dot, name = label.partition(".")
    model = apps.all_models.get(app, {}).get(name)
    return model if model and issubclass(model, Recorded) else None


def is_shown(model: type[models.Model] | None, column: str) -> bool:
    """Whether a column means something to a member of staff."""
    hidden = derived_columns(model) if model else ()
    return column not in UNSEEN and column not in hidden and not column.endswith("_sizes")


def changed_fields(change: Change) -> list[str]:
    """The fields as objects of a verb: “the title in French”; many are only counted."""
    model = find_model(change.model)
    languages: dict[str, list[str]] = {}
    for column in in_model_order(model, change.columns):
        if is_shown(model, column):
            stem, language = split_language(model, column)
            languages.setdefault(stem, []).append(language)
    if len(languages) > MAX_FIELDS:
        count = len(languages)
        text = npgettext("history", "%(count)s field", "%(count)s fields", count)
        return [text % {"count": count}]
    return [_field(model, stem, codes) for stem, codes in languages.items()]


def in_model_order(model: type[models.Model] | None, columns: Iterable[str]) -> list[str]:
    """Its title or name first."""
    order = [field.attname for field in model._meta.fields] if model else []

    def place(column: str) -> tuple:
        stem, _language = split_language(model, column)
        own = stem if stem in order else column
        number = order.index(own) if own in order else len(order)
        return own not in {"title", "name"}, number, _language_order(column), column

    return sorted(columns, key=place)


def _language_order(column: str) -> int:
    codes = settings.MODELTRANSLATION_LANGUAGES
    code = column.rpartition("_")[2]
    return codes.index(code) if code in codes else 0


def split_language(model: type[models.Model] | None, column: str) -> tuple[str, str]:
    """`("title", "fr")`; a column without a language is named like its field: `("room", "")`."""
    column_field = recorded_fields(model).get(column) if model else None
    if column_field is None:
        return column, ""
    if language := getattr(column_field, "language", ""):
        return column_field.translated_field.name, language
    return column_field.name, ""


def _field(model: type[models.Model] | None, stem: str, codes: Sequence[str]) -> str:
    """“the title in French and Arabic”; a field without registered words is quoted."""
    words = str(FIELDS.get(stem, "")) or f"“{_label(model, stem)}”"
    if not any(codes):
        return words
    names = [get_language_info(code)["name_translated"] for code in codes]
    details = {"field": words, "language": list_words(names)}
    return pgettext("history", "%(field)s in %(language)s") % details


def _label(model: type[models.Model] | None, stem: str) -> str:
    """Of a field that is unknown now, the name that it had."""
    field = next((f for f in model._meta.fields if f.name == stem), None) if model else None
    return capfirst(field.verbose_name) if field else stem
