"""Builds rows from the values of a data file or a sample, and saves them checked."""

from typing import Any, TypeVar

from django.db import models

from content.constraints import translated_names

Row = TypeVar("Row", bound=models.Model)


def build(model: type[Row], **values: Any) -> Row:
    """An unsaved row. A translated text is a string in English or a table of languages."""
    return model(**columns_of(model, values))


def upsert(model: type[Row], *keys: dict[str, Any], **values: Any) -> Row:
    """Update the row that the first matching key finds, or insert one with all keys and values.

    Fields that are not given keep their values, such as a text or a logo that staff added.
    Raises ValidationError.
    """
    matches = (model.objects.filter(**key).order_by("pk").first() for key in keys)
    row = next(filter(None, matches), None)
    row = row or model(**{field: value for key in keys for field, value in key.items()})
    for field, value in columns_of(model, values).items():
        setattr(row, field, value)
    row.full_clean()
    row.save()
    return row


def insert(model: type[Row], **values: Any) -> Row:
    return save_checked(build(model, **values))


def save_checked(row: Row) -> Row:
    """Save a row after the checks of a form that need no query; the database makes the others."""
    relations = {field.name for field in row._meta.fields if field.is_relation}
    row.full_clean(exclude=relations, validate_unique=False, validate_constraints=False)
    row.save()
    return row


def english(text: str | dict[str, str]) -> str:
    return text if isinstance(text, str) else text["en"]


def columns_of(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    """`{"name": "Forum"}` as `{"name_en": "Forum"}`, and a table as a column for each language."""
    translated = translated_names(model)
    columns = {}
    for field, value in values.items():
        if field not in translated:
            columns[field] = value
            continue
        texts = value if isinstance(value, dict) else {"en": value}
        columns |= {f"{field}_{language}": text.strip() for language, text in texts.items()}
    return columns
