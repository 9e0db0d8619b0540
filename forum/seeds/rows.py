"""Puts rows into the database by what identifies them, checked like any that staff enter."""

from typing import Any, TypeVar

from django.db import models
from modeltranslation.translator import translator

Row = TypeVar("Row", bound=models.Model)


def put(model: type[Row], key: dict[str, Any], **values: Any) -> Row:
    """The row that `key` identifies, made or brought to hold `values`; raises ValidationError.

    A translated text is a string in English, or a table with a text for each language. What is not
    given stays as it is: the text of a page, or a logo, that staff added.
    """
    row = model.objects.filter(**key).first() or model(**key)
    for field, value in columns_of(model, values).items():
        setattr(row, field, value)
    row.full_clean()
    row.save()
    return row


def columns_of(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    """`{"name": "Forum"}` as `{"name_en": "Forum"}`, and tables as one column for each language."""
    translated = translator.get_options_for_model(model).get_field_names()
    columns = {}
    for field, value in values.items():
        if field not in translated:
            columns[field] = value
            continue
        texts = value if isinstance(value, dict) else {"en": value}
        columns |= {f"{field}_{language}": text.strip() for language, text in texts.items()}
    return columns
