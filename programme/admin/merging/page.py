"""The pages that merge two records: choosing the other one, and the comparison."""

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from content.admin.forms import is_primary_key
from content.history.acts import act
from content.history.models import Verb
from content.saving import Content, lock_rows
from programme.admin.merging.candidates import (
    candidates_for,
    details_of,
    found_by_words,
    picture_of,
)
from programme.admin.merging.pairs import Pair
from programme.admin.merging.relations import RELATIONS
from programme.admin.merging.words import collisions_in_words, moving_in_words
from programme.admin.plans.done import redirect_to_done

WITH = "with"
"""The parameter with the key of the other record."""


def may_merge(request: HttpRequest, model: type[Content]) -> bool:
    """Whoever may change and delete the records and all that moves with them."""
    moving = (relation.model for relation in RELATIONS[model])
    models = [model, *filter(admin.site.is_registered, moving)]
    return all(
        one.has_full_change_permission(request) and one.has_delete_permission(request)
        for one in map(admin.site.get_model_admin, models)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def merge_page(request: HttpRequest, model_admin: ModelAdmin, pk: int) -> HttpResponse:
    """Asks with which record, then shows both, then merges them."""
    model = model_admin.model
    if not may_merge(request, model):
        raise PermissionDenied
    kept = model.objects.filter(pk=pk).first()
    if kept is None:
        return _leave(request, model)
    key = request.GET.get(WITH, "")
    other = model.objects.filter(pk=key).first() if is_primary_key(key) else None
    if other is None or other == kept:
        return _choose(request, model_admin, kept, _refusal(key, other))
    if "confirm" not in request.POST:
        return _compare(request, model_admin, Pair(kept, other, request.POST))
    return _merge(request, model_admin, kept, other)


def _refusal(key: str, other: Content | None) -> str:
    """Why the two are not compared; empty if the other one has not been chosen yet."""
    if other is not None:
        return gettext("A record cannot be merged with itself. Choose another one.")
    return _gone() if key else ""


def _gone() -> str:
    return gettext("This record no longer exists. Choose another one.")


def _leave(request: HttpRequest, model: type[Content]) -> HttpResponse:
    messages.error(request, _gone())
    return HttpResponseRedirect(reverse(address_name(model, "changelist")))


def address_name(model: type[Content], page: str) -> str:
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"


def merge_address(kept: Content, other: Content) -> str:
    return f"{reverse(address_name(type(kept), 'merge'), args=[kept.pk])}?{WITH}={other.pk}"


def _merge(
    request: HttpRequest, model_admin: ModelAdmin, kept: Content, other: Content
) -> HttpResponse:
    model, pk = type(kept), kept.pk
    with transaction.atomic(), act(verb=Verb.MERGED) as recording:
        locked = lock_rows(model, [kept.pk, other.pk])
        if pk not in locked:
            return _leave(request, model)
        if other.pk not in locked:
            return _choose(request, model_admin, locked[pk], _gone())
        pair = Pair(locked[pk], locked[other.pk], request.POST)
        if refusal := _obstacle(request, pair):
            return _compare(request, model_admin, pair, refusal)
        pair.write(recording)
        recording.describe(words=str(pair.kept)[:200])
    return redirect_to_done(recording, otherwise=reverse(address_name(model, "change"), args=[pk]))


def _obstacle(request: HttpRequest, pair: Pair) -> str:
    """Why the two are not merged as it was confirmed; empty if they are."""
    if request.POST.get("stamp") != pair.stamp:
        return gettext("Somebody has changed one of the records meanwhile. Look at it again.")
    if not pair.fields.keeps_a_name:
        return gettext("The record would have no name. Choose its name in at least one language.")
    return ""


def _choose(
    request: HttpRequest, model_admin: ModelAdmin, kept: Content, refusal: str
) -> HttpResponse:
    return _render(
        request,
        model_admin,
        "admin/merging/choose.html",
        {
            "title": gettext("Merge with another record"),
            "kept": kept,
            "refusal": refusal,
            "words": request.GET.get("q", ""),
            "found": found_by_words(request, model_admin, kept),
            "alike": candidates_for(kept),
        },
    )


def _compare(
    request: HttpRequest, model_admin: ModelAdmin, pair: Pair, refusal: str = ""
) -> HttpResponse:
    return _render(
        request,
        model_admin,
        "admin/merging/compare.html",
        {
            "title": gettext("Merge two records"),
            "pair": pair,
            "sides": [
                {"row": row, "details": details_of(row), "picture": picture_of(row)}
                for row in (pair.kept, pair.gone)
            ],
            "swapped": merge_address(pair.gone, pair.kept),
            "moving": moving_in_words(pair),
            "collisions": [*collisions_in_words(pair)],
            "refusal": refusal,
        },
    )


def _render(
    request: HttpRequest, model_admin: ModelAdmin, template: str, context: dict
) -> HttpResponse:
    urls = {
        page: address_name(model_admin.model, page) for page in ("changelist", "change", "merge")
    }
    names = {"urls": urls, "opts": model_admin.opts}
    return render(request, template, admin.site.each_context(request) | names | context)
