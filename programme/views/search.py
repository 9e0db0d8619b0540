"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from programme.pages.search import HEADINGS, Hits, Query, all_hits, first_hits


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = Query.typed(request.GET.get("q", ""))
    kind, page = request.GET.get("in", ""), request.GET.get("page", "")
    hits = _hits(query, kind, page)
    context = {
        "query": query,
        "hits": hits,
        "count": sum(group.count for group in hits),
        "notes": query.notes + _unknown_parts(kind, page, hits),
        "is_part": kind in HEADINGS,
    }
    return render(request, "programme/search.html", context)


def _hits(query: Query, kind: str, page: str) -> list[Hits]:
    if not query.is_enough:
        return []
    return all_hits(query, kind, page) if kind in HEADINGS else first_hits(query)


def _unknown_parts(kind: str, page: str, hits: list[Hits]) -> list[str]:
    shown = {str(group.page.number) for group in hits if group.page}
    if kind in {"", *HEADINGS} and page in {"", *shown}:
        return []
    return [_("A part of the address is unknown and was left aside.")]
