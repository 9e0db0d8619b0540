"""The page “Possible duplicates”: pairs of records with like names, and what staff say of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from content.admin.forms import is_primary_key
from content.saving import Content
from programme.admin.merging.candidates import (
    REASONS,
    Candidate,
    distinct_pairs,
    load_candidates,
    pairs_alike,
)
from programme.admin.merging.page import address_name, may_merge, merge_address
from programme.models import DistinctRecords
from speakers.models import Organization, Speaker

MOST_SHOWN = 50
MODELS = (Speaker, Organization)
DISTINCT, ALIKE = "distinct", "alike"
"""What the buttons post: the keys of two records, which are not one, or may be one after all."""


@dataclass(frozen=True, slots=True)
class ShownPair:
    kept: Candidate
    """The record that is used more; of two alike the older one."""
    other: Candidate
    value: str
    """What its button posts."""
    reason: str = ""

    @property
    def address(self) -> str:
        """Of the comparison."""
        return merge_address(self.kept.row, self.other.row)


@require_http_methods(["GET", "HEAD", "POST"])
def duplicates_page(request: HttpRequest, model_admin: ModelAdmin) -> HttpResponse:
    model = model_admin.model
    if not may_merge(request, model):
        raise PermissionDenied
    if request.method == "POST":
        _remember(request, model)
        return HttpResponseRedirect(request.path)
    alike, distinct = pairs_alike(model), sorted(distinct_pairs(model))
    shown = [(one.first, one.second, str(REASONS[one.likeness])) for one in alike[:MOST_SHOWN]]
    settled = [(first, second, "") for first, second in distinct[-MOST_SHOWN:]]
    loaded = load_candidates(
        model, {key for first, second, _ in [*shown, *settled] for key in (first, second)}
    )
    context = {
        **admin.site.each_context(request),
        "title": gettext("Possible duplicates"),
        "opts": model_admin.opts,
        "pairs": _pairs(shown, loaded),
        "settled": _pairs(settled, loaded),
        "count": len(alike),
        "change_url": address_name(model, "change"),
        "tabs": [_tab(request, one, is_current=one is model) for one in MODELS],
        "list_url": reverse(address_name(model, "changelist")),
    }
    return render(request, "admin/merging/duplicates.html", context)


def _pairs(found: Sequence[tuple[int, int, str]], loaded: dict[int, Candidate]) -> list[ShownPair]:
    """Those of which both records are still there."""
    pairs = []
    for first, second, reason in found:
        both = [loaded[key] for key in (first, second) if key in loaded]
        if len(both) == 2:
            kept, other = sorted(both, key=lambda one: (-one.uses, one.row.pk))
            pairs.append(ShownPair(kept, other, f"{first}.{second}", reason))
    return pairs


def _tab(request: HttpRequest, model: type[Content], *, is_current: bool) -> tuple[str, str, bool]:
    name = gettext("People") if model is Speaker else gettext("Organizations")
    address = reverse(address_name(model, "duplicates")) if may_merge(request, model) else ""
    return name, address, is_current


def _remember(request: HttpRequest, model: type[Content]) -> None:
    """Write what the button says; a pair that cannot be is ignored with a sentence."""
    is_distinct = DISTINCT in request.POST
    keys = request.POST.get(DISTINCT if is_distinct else ALIKE, "").split(".")
    pair = sorted({int(key) for key in keys if is_primary_key(key)})
    if len(pair) != 2 or model.objects.filter(pk__in=pair).count() != 2:
        messages.error(request, gettext("One of the two records no longer exists."))
        return
    first, second = pair
    which = {"model": model._meta.label_lower, "first": first, "second": second}
    if is_distinct:
        DistinctRecords.objects.get_or_create(**which)
        messages.success(request, gettext("These two records will not be offered again."))
    else:
        DistinctRecords.objects.filter(**which).delete()
        messages.success(request, gettext("These two records will be offered again."))
