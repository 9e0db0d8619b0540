"""The page that answers what was typed into the field of the rail."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forum.staff.find.answer import find
from forum.staff.find.kinds import may_find
from programme.pages.search import SearchQuery


def find_urls(site: admin.AdminSite) -> list[URLPattern]:
    return [path("find/", site.admin_view(find_page), name="find")]


@require_safe
def find_page(request: HttpRequest) -> HttpResponse:
    if not may_find(request):
        raise PermissionDenied
    query = SearchQuery.typed(request.GET.get("q", ""))
    groups = find(request, query.text) if query.is_enough else []
    context = {
        "title": _("Find"),
        "subtitle": query.isolated,
        "query": query,
        "groups": groups,
        "count": sum(group.count for group in groups),
    }
    return render(request, "admin/find/page.html", admin.site.each_context(request) | context)
