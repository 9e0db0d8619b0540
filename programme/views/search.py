"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.public_pages import render_public
from programme.pages.search import (
    HEADINGS,
    SearchQuery,
    SearchResults,
    first_results,
    results_page,
)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = SearchQuery.typed(request.GET.get("q", ""))
    kind, page = request.GET.get("in", ""), request.GET.get("page", "")
    results = _results(query, kind, page)
    context = {
        "query": query,
        "results": results,
        "count": sum(group.count for group in results),
        "notes": query.notes + _unknown_parts(kind, page, results),
        "is_part": kind in HEADINGS,
    }
    return render_public(request, "programme/search.html", context)


def _results(query: SearchQuery, kind: str, page: str) -> list[SearchResults]:
    if not query.is_enough:
        return []
    return results_page(query, kind, page) if kind in HEADINGS else first_results(query)


def _unknown_parts(kind: str, page: str, results: list[SearchResults]) -> list[str]:
    shown = {str(group.page.number) for group in results if group.page}
    if kind in {"", *HEADINGS} and page in {"", *shown}:
        return []
    return [_("Part of the link was not recognised and has been ignored.")]
