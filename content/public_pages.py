"""Public pages: alike for every visitor until the content changes, or the clock changes them.

A view says when the clock alone changes its page. The site keeps copies of public pages and tells
browsers whether theirs is current (`forum/page_cache`).
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

PLAIN = frozenset({""})


@dataclass(slots=True)
class PublicPage:
    """What the site must know to keep a copy of a response."""

    moments: set[dt.datetime] = field(default_factory=set)
    """When the clock alone changes the page: at least the last time before now and the next."""
    queries: Collection[str] = PLAIN
    """The query strings under which a copy is worth keeping. Others may be anything at all."""


def note_moments(request: HttpRequest, moments: Iterable[dt.datetime]) -> None:
    """Note when the clock changes a part of the page that this request asks for."""
    _page_of(request).moments.update(moments)


def render_public(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    moments: Iterable[dt.datetime] = (),
    queries: Collection[str] = PLAIN,
) -> HttpResponse:
    """`render()` for a page that is the same for every visitor."""
    return public(request, render(request, template, context), moments=moments, queries=queries)


def public(
    request: HttpRequest,
    response: HttpResponse,
    *,
    moments: Iterable[dt.datetime] = (),
    queries: Collection[str] = PLAIN,
) -> HttpResponse:
    """Mark a response as the same for every visitor."""
    note_moments(request, moments)
    response.public_page = page = _page_of(request)
    page.queries = queries
    return response


def _page_of(request: HttpRequest) -> PublicPage:
    if not hasattr(request, "public_page"):
        request.public_page = PublicPage()
    return request.public_page
