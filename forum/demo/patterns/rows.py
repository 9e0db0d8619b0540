"""Rows as the database would have them, without it."""

from itertools import count

from django.db import models

_numbers = count(1)

LONG = "Local Governments as an Integral Part of the Move Towards an Open State"
PROSE = """A paragraph with **weight**, *emphasis* and a [link](https://example.org/).

## A heading

- The first of two points.
- The second.

> What somebody said.
"""


def row(model: type[models.Model], **fields) -> models.Model:
    """A row of the model that is never saved, with a key, and an address where it has one."""
    number = next(_numbers)
    if any(field.name == "slug" for field in model._meta.fields):
        fields = {"slug": f"sample-{number}"} | fields
    return model(pk=number, **fields)
