"""Requests to the admin that no page of it sends."""

import re
from itertools import chain

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import TO_FIELD_VAR
from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict

from content.admin.forms import LIST_FILTERS, is_primary_key

SEARCH_PARAMETERS = ("q", "term")
NUMBER_TOO_LONG = re.compile("[0-9]{19}")


def refuse_malformed(request: HttpRequest) -> None:
    """Raises BadRequest, so that the answer is 400."""
    if _is_malformed(request):
        raise BadRequest("Not an address of the admin")


def _is_malformed(request: HttpRequest) -> bool:
    """Whether it contains NUL, a number too long for a column (unless searched for), or a bad key.

    Databases raise errors for each of these, and Django for an empty name of a key's column.
    """
    pairs = _pairs(request.GET)
    lookups = [value for name, value in pairs if name not in SEARCH_PARAMETERS]
    has_nul = any("\x00" in text for text in (request.path, *(value for _name, value in pairs)))
    is_too_long = any(NUMBER_TOO_LONG.search(text) for text in (request.path, *lookups))
    selected = request.POST.getlist(ACTION_CHECKBOX_NAME)
    key_columns = [*request.GET.getlist(TO_FIELD_VAR), *request.POST.getlist(TO_FIELD_VAR)]
    return has_nul or is_too_long or "" in key_columns or not all(map(is_primary_key, selected))


def _pairs(query: QueryDict) -> list[tuple[str, str]]:
    """Names and values, also those of the list that a form goes back to."""
    queries = [query, *map(QueryDict, query.getlist(LIST_FILTERS))]
    lists = chain.from_iterable(one.lists() for one in queries)
    return [(name, value) for name, values in lists for value in (name, *values)]
