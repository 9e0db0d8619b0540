"""The list from which a message was opened, beside it: where it is in it, and what is next."""

from copy import copy
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.timesince import timesince

from content.admin.forms import LIST_FILTERS
from forum.contact.models import Message

MOST_SHOWN = 15


class ListedMessage(NamedTuple):
    message: Message
    address: str
    age: str
    is_current: bool


class Beside(NamedTuple):
    messages: list[ListedMessage]
    """Some before and after the current one, in the order of the list."""
    previous: str
    next: str
    """Addresses; empty at the ends of the list."""


def messages_beside(model_admin: ModelAdmin, request: HttpRequest, message: Message) -> Beside:
    """Those of the same page of the list, with its filters, search and order."""
    filters = request.GET.get(LIST_FILTERS, "")
    rows = _listed(model_admin, request, filters)
    keys = [row.pk for row in rows]
    place = keys.index(message.pk) if message.pk in keys else None
    last_start = len(rows) - MOST_SHOWN
    start = max(min((place or 0) - MOST_SHOWN // 2, last_start), 0)
    shown = rows[start : start + MOST_SHOWN]
    return Beside(
        [_entry(row, filters, message) for row in shown],
        _address(rows[place - 1], filters) if place else "",
        _address(found[0], filters) if (found := _after(rows, place)) else "",
    )


def _after(rows: list[Message], place: int | None) -> list[Message]:
    """A message that has left the list, because it was answered, has the whole list after it."""
    return rows if place is None else rows[place + 1 :]


def _listed(model_admin: ModelAdmin, request: HttpRequest, filters: str) -> list[Message]:
    listing = copy(request)
    listing.GET = QueryDict(filters)
    try:
        return list(model_admin.get_changelist_instance(listing).result_list)
    except IncorrectLookupParameters:
        return []


def _entry(row: Message, filters: str, current: Message) -> ListedMessage:
    age = timesince(row.received_at, depth=1)
    return ListedMessage(row, _address(row, filters), age, row.pk == current.pk)


def _address(row: Message, filters: str) -> str:
    query = f"?{urlencode({LIST_FILTERS: filters})}" if filters else ""
    return reverse("admin:contact_message_change", args=[row.pk]) + query
