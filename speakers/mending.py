"""Mends rows that an earlier version let in and the database refuses from now on; for migrations.

It goes by the kind and the name of a column, so that it serves any model as it was back then.
"""

import re
from typing import Any

from django.db import models

from speakers.texts import SEEN

Row = dict[str, Any]


def mend(model: type[models.Model]) -> None:
    """Mend every row of the model; a row that is sound is not touched."""
    for row in models.QuerySet(model).values():
        if changes := changes_to(model, row):
            model.objects.filter(pk=row["id"]).update(**changes)


def changes_to(model: type[models.Model], row: Row) -> Row:
    """The columns of a row that need another value, with that value."""
    mended = {
        field.attname: _mended(field, row[field.attname], row["id"])
        for field in model._meta.concrete_fields
    }
    for text in ("name", "title"):
        mended |= _seen(text, row)
    return {column: value for column, value in mended.items() if value != row[column]}


def _mended(field: models.Field, value: Any, pk: int) -> Any:
    if isinstance(field, models.SlugField):
        is_sound = re.fullmatch(r"[-a-zA-Z0-9_]+", value)
        return value if is_sound else f"{field.model._meta.model_name}-{pk}"
    if isinstance(field, models.URLField):
        return _on_the_web(value)
    match field.name:
        case "links":
            return "\n".join(filter(None, map(_on_the_web, value.split())))
        case "country":
            return value if re.fullmatch("[A-Z]{2}", value) else ""
        case "time_zone":
            return value if re.fullmatch(r"[\w+-]+(/[\w+-]+)*", value, re.ASCII) else "UTC"
        case "acronym" | "colour":
            return value and value.rstrip("\n")
    if field.choices and value not in dict(field.flatchoices):
        return field.get_default() if field.has_default() else ""
    return value


def _on_the_web(address: str) -> str:
    """The address with a scheme that a link may have: `ftp://a.org/b` is `https://a.org/b`."""
    if re.fullmatch(r"(?i)https?://\S+", address):
        return address
    rest = re.sub(r"^[a-zA-Z.+-]*:/*|\s", "", address)
    return rest and f"https://{rest}"


def _seen(text: str, row: Row) -> Row:
    """The columns of a name in which something can be seen; its kind and number where in none."""
    columns = [f"{text}_{language}" for language in ("en", "fr", "ar") if f"{text}_en" in row]
    mended = {c: row[c] if re.search(SEEN, row[c] or "") else row[c] and "" for c in columns}
    if columns and not any(mended.values()):
        mended[columns[0]] = f"No {text} {row['id']}"
    return mended
