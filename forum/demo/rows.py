"""Puts rows into the database by what identifies them, checked like any that staff enter."""

from typing import Any, TypeVar

from django.db import models
from modeltranslation.translator import translator

Row = TypeVar("Row", bound=models.Model)


def put(model: type[Row], *keys: dict[str, Any], **values: Any) -> Row:
    """The row that the first fitting key identifies, brought to hold `values`; where none fits, one
    made of all keys and values. Raises ValidationError.

    A translated text is a string in English, or a table with a text for each language. What is not
    given stays as it is: the text of a page, or a logo, that staff added.
    """
    found = (model.objects.filter(**key).order_by("pk").first() for key in keys)
    row = next(filter(None, found), None) or model(**{k: v for key in keys for k, v in key.items()})
    for field, value in columns_of(model, values).items():
        setattr(row, field, value)
    row.full_clean()
    row.save()
    return row


def english(text: str | dict[str, str]) -> str:
    return text if isinstance(text, str) else text["en"]


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
