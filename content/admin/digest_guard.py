"""The guard of rows without a history: their forms carry a fingerprint of each field."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BoundField, ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext

from content.admin.comparison import CHOICE, Comparison, typed_words
from content.admin.differences import Difference, Outcome, Words
from content.admin.guard import VERSION, GuardedAdmin
from content.admin.submissions import Submission
from content.digests import digest
from content.translations import join_list

LENGTH = 16
"""Of a fingerprint; it need not be unique, only change with the value."""


class DigestGuard(GuardedAdmin):
    def render_change_form(self, request, context, *args, **options) -> HttpResponse:
        if context.get("original") is not None:
            context[VERSION] = _as_text(_digests(context["adminform"].form))
        return super().render_change_form(request, context, *args, **options)

    def compare(self, request: HttpRequest, row: models.Model, version: None) -> Comparison:
        fields = flatten_fieldsets(self.get_fieldsets(request, row))
        make = self.get_form(request, row, change=True, fields=fields)
        opened, stored = _from_text(request.POST.get(VERSION, "")), make(instance=row)
        is_known = opened.keys() == _digests(stored).keys()
        submission = Submission.of(request)
        _take_chosen(submission, stored)
        typed = make(submission.data, submission.files, instance=row)
        found = tuple(_differences(submission, stored, typed, opened if is_known else {}))
        submission.replace_in(request)
        return Comparison(found, is_version_known=is_known, name=str(row))


def _differences(
    submission: Submission, stored: ModelForm, typed: ModelForm, opened: dict[str, str]
) -> Iterator[Difference]:
    """Of the fields that are not as they were when the form was opened, if that is known."""
    for name, current in _digests(stored).items():
        if opened.get(name) == current or name not in typed.changed_data:
            continue
        is_typed = opened.get(name) != _digest_of(_typed_value(typed[name]))
        if not is_typed:
            submission.take_over(stored[name])
        yield Difference(
            Outcome.CHOICE if is_typed else Outcome.TAKEN_OVER,
            type(stored.instance),
            part=str(capfirst(stored[name].label)),
            theirs=Words(_stored_words(stored[name])),
            mine=Words(typed_words(typed[name])) if is_typed else None,
            input_name=stored[name].html_name if is_typed else "",
        )


def _take_chosen(submission: Submission, stored: ModelForm) -> None:
    for name in stored.fields:
        if submission.data.get(stored.add_prefix(name) + CHOICE) == "theirs":
            submission.take_over(stored[name])


def _digests(form: ModelForm) -> dict[str, str]:
    """By the name of the field; a field that only shows, such as a password, has none."""
    fields = [name for name, field in form.fields.items() if not field.disabled]
    return {name: _digest_of(form.initial.get(name)) for name in fields}


def _digest_of(value: Any) -> str:
    return digest({"value": _plain(value)})[:LENGTH]


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, list | tuple | models.QuerySet):
        return sorted(_plain(one) for one in value)
    return value or ""


def _typed_value(typed: BoundField) -> Any:
    """What the field would store; what it refuses equals no stored value."""
    try:
        return typed.field.clean(typed.data)
    except ValidationError:
        return {"refused": str(typed.data)}


def _stored_words(stored: BoundField) -> str:
    value = stored.initial
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, Iterable) and not isinstance(value, str):
        return join_list(str(one) for one in value)
    return str(value or "")


def _as_text(digests: dict[str, str]) -> str:
    return " ".join(f"{name}={value}" for name, value in digests.items())


def _from_text(text: str) -> dict[str, str]:
    return {name: value for name, _equals, value in (one.partition("=") for one in text.split())}
