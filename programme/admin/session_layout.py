"""How the form of a session is arranged: what matters first, the rest in folds.

A fold says what is in it, and is open if there is a mistake in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.admin.helpers import AdminForm, Fieldset, InlineAdminFormSet
from django.contrib.admin.utils import flatten
from django.db import models
from django.utils.text import capfirst

from programme.admin.session_summaries import SUMMARIES, Shown
from programme.models import Contribution, Document, InterpretationChannel, Quote

WITH_INLINES = {"languages": [InterpretationChannel]}
ALONE = {"documents": Document, "quotes": Quote}
"""The folds that are an inline, and nothing else."""


@dataclass(frozen=True, slots=True)
class Fold:
    code: str
    title: str
    summary: str
    fieldsets: Sequence[Fieldset]
    inlines: Sequence[InlineAdminFormSet]
    is_open: bool


@dataclass(frozen=True, slots=True)
class SessionLayout:
    first: Fieldset
    publication: Fieldset
    people: InlineAdminFormSet | None
    texts: Fieldset
    folds: Sequence[Fold]


def arrange(adminform: AdminForm, inlines: Sequence[InlineAdminFormSet]) -> SessionLayout:
    """`adminform` has the fieldsets of `SessionAdmin`: three, and one for each other fold."""
    first, publication, texts, *others = adminform
    of_model = {one.opts.model: one for one in inlines}
    shown = Shown(adminform.form, {model: one.formset for model, one in of_model.items()})
    codes = ["outcome", "languages", "registration", "place"]
    folds = {
        code: _fold(code, shown, [fieldset], _found(of_model, WITH_INLINES.get(code, ())))
        for code, fieldset in zip(codes, others, strict=True)
    }
    for code, model in ALONE.items():
        if found := _found(of_model, [model]):
            folds[code] = _fold(code, shown, [], found)
    order = ["outcome", "documents", "languages", "registration", "quotes", "place"]
    return SessionLayout(
        first,
        publication,
        of_model.get(Contribution),
        texts,
        [folds[code] for code in order if code in folds],
    )


def _found(
    of_model: dict[type[models.Model], InlineAdminFormSet], wanted: Sequence[type[models.Model]]
) -> list[InlineAdminFormSet]:
    return [of_model[model] for model in wanted if model in of_model]


def _fold(
    code: str,
    shown: Shown,
    fieldsets: Sequence[Fieldset],
    inlines: Sequence[InlineAdminFormSet],
) -> Fold:
    title = fieldsets[0].name if fieldsets else capfirst(inlines[0].opts.verbose_name_plural)
    names = {name for fieldset in fieldsets for name in flatten(fieldset.fields)}
    has_mistake = bool(names & shown.form.errors.keys()) or any(map(_is_wrong, inlines))
    return Fold(code, str(title), SUMMARIES[code](shown), fieldsets, inlines, has_mistake)


def _is_wrong(inline: InlineAdminFormSet) -> bool:
    formset = inline.formset
    return formset.is_bound and (any(formset.errors) or bool(formset.non_form_errors()))
