"""The way from the form of a session to those before and after it in the list."""

from copy import copy
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.http import HttpRequest, QueryDict
from django.urls import resolve, reverse

from content.admin.forms import LIST_FILTERS
from programme.models import Session


class Neighbours(NamedTuple):
    """Addresses; empty at the ends of the list."""

    previous: str = ""
    next: str = ""


class NeighboursMixin:
    def render_change_form(self, request: HttpRequest, context: dict, *args, **options):
        session = context.get("original")
        if session and not context["is_popup"]:
            context["neighbours"] = neighbours(self, request, session)
        return super().render_change_form(request, context, *args, **options)


def neighbours(model_admin: ModelAdmin, request: HttpRequest, session: Session) -> Neighbours:
    """In the list from which the form was opened, else in the programme of the event.

    After a session that has left its list, as its last gap was filled, the list begins again.
    """
    filters = request.GET.get(LIST_FILTERS, "")
    rows = _listed(model_admin, request, filters) if filters else None
    if rows is None:
        rows = Session.objects.filter(event=session.event_id).order_by(*model_admin.ordering)
    keys = list(rows.values_list("pk", flat=True))
    if session.pk not in keys:
        return Neighbours(next=_address(keys[0], filters) if keys else "")
    place = keys.index(session.pk)
    before, after = keys[max(place - 1, 0) : place], keys[place + 1 : place + 2]
    return Neighbours(*(_address(one[0], filters) if one else "" for one in (before, after)))


class _Order(ChangeList):
    """Which rows a list has and in which order; it reads none of them."""

    def get_results(self, request: HttpRequest) -> None:
        pass


def _listed(
    model_admin: ModelAdmin, request: HttpRequest, filters: str
) -> models.QuerySet[Session] | None:
    listing, ordering = copy(request), copy(model_admin)
    listing.GET, listing.method = QueryDict(filters), "GET"
    listing.resolver_match = resolve(reverse("admin:programme_session_changelist"))
    ordering.get_changelist = lambda request, **options: _Order
    try:
        return ordering.get_changelist_instance(listing).queryset.prefetch_related(None)
    except IncorrectLookupParameters:
        return None


def _address(key: int, filters: str) -> str:
    query = f"?{urlencode({LIST_FILTERS: filters})}" if filters else ""
    return reverse("admin:programme_session_change", args=[key]) + query
