"""How a form is arranged: what matters first, a column beside it, and the rest in folds.

A fieldset of an admin page is a sheet, unless it is made by `beside()` or `fold()`. An inline is a
sheet, unless it names its `fold`. A fold says what is in it, and is open if there is a mistake in
it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.helpers import AdminForm, Fieldset, InlineAdminFormSet
from django.contrib.admin.utils import flatten
from django.utils.functional import Promise
from django.utils.text import capfirst

from content.admin.fold_summaries import Shown, summary_of

BESIDE, FOLD = "beside", "fold"

FieldsetOptions = tuple[str | Promise | None, dict[str, Any]]


def beside(title: str | Promise, fields: Sequence) -> FieldsetOptions:
    """A fieldset in the column beside the first one: whether the public sees the row."""
    return title, {"classes": [BESIDE], "fields": fields}


def fold(code: str, title: str | Promise, fields: Sequence, **options: Any) -> FieldsetOptions:
    return title, {"classes": [FOLD, code], "fields": fields, **options}


@dataclass(slots=True)
class Fold:
    code: str
    title: str
    fieldsets: list[Fieldset] = field(default_factory=list)
    inlines: list[InlineAdminFormSet] = field(default_factory=list)
    summary: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    first: Fieldset | None
    beside: Sequence[Fieldset]
    sheets: Sequence[Fieldset]
    inlines: Sequence[InlineAdminFormSet]
    folds: Sequence[Fold]


def arrange(adminform: AdminForm, inlines: Sequence[InlineAdminFormSet]) -> Layout:
    fieldsets = list(adminform)
    sheets = [one for one in fieldsets if not {BESIDE, FOLD} & _classes(one)]
    return Layout(
        first=sheets[0] if sheets else None,
        beside=[one for one in fieldsets if BESIDE in _classes(one)],
        sheets=sheets[1:],
        inlines=[one for one in inlines if not _fold_of(one)],
        folds=_folds(adminform, fieldsets, inlines),
    )


def _folds(
    adminform: AdminForm, fieldsets: Sequence[Fieldset], inlines: Sequence[InlineAdminFormSet]
) -> list[Fold]:
    """Those of fieldsets, then those of inlines; the last of the former, the address, ends them."""
    of_fields = {
        one.classes.split()[1]: Fold(one.classes.split()[1], str(one.name), [one])
        for one in fieldsets
        if FOLD in _classes(one)
    }
    of_rows: dict[str, Fold] = {}
    for one in inlines:
        if code := _fold_of(one):
            title = str(capfirst(one.opts.verbose_name_plural))
            known = of_fields.get(code) or of_rows.setdefault(code, Fold(code, title))
            known.inlines.append(one)
    *others, last = [*of_fields.values()] or [None]
    folds = [*others, *of_rows.values(), *filter(None, [last])]
    shown = Shown(adminform.form, {one.opts.model: one.formset for one in inlines})
    own_summaries = getattr(adminform.model_admin, "fold_summaries", {})
    for one in folds:
        summarize = own_summaries.get(one.code)
        one.summary = summarize(shown) if summarize else summary_of(one, shown)
        one.is_open = _has_mistake(one, shown)
    return folds


def _classes(fieldset: Fieldset) -> set[str]:
    return set(fieldset.classes.split())


def _fold_of(inline: InlineAdminFormSet) -> str:
    return getattr(inline.opts, "fold", "")


def _has_mistake(fold: Fold, shown: Shown) -> bool:
    names = {name for fieldset in fold.fieldsets for name in flatten(fieldset.fields)}
    return bool(names & shown.form.errors.keys()) or any(map(_is_wrong, fold.inlines))


def _is_wrong(inline: InlineAdminFormSet) -> bool:
    formset = inline.formset
    return formset.is_bound and (any(formset.errors) or bool(formset.non_form_errors()))
