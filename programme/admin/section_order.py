"""The order of the sessions of one section, or of those without one, on a page of its own."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from content.admin.forms import is_primary_key
from content.admin.order_form import OrderForm, asks_for_order, order_cell
from programme.admin.current_event import edition_name, event_switch
from programme.admin.day_list import PARAMETER, UNPLACED
from programme.models import Event, Section, Session

ORDER = OrderForm(Session, Session.position_siblings)
NONE = "none"


class OffersSectionOrderMixin:
    """A list of one section's sessions, or of those not placed, leads to their order."""

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        event, key = self.event_in_view(request), request.GET.get("section__id__exact", "")
        is_ordered = is_primary_key(key) or request.GET.get(PARAMETER) == UNPLACED
        if event and is_ordered and may_order_sessions(request):
            section = int(key) if is_primary_key(key) else None
            address = order_address(event, section)
            extra_context = {"section_order_url": address} | (extra_context or {})
        return super().changelist_view(request, extra_context)


def section_order_urls(site: admin.AdminSite) -> list[URLPattern]:
    page = site.admin_view(section_order)
    return [path("programme/section-order/", page, name="programme_session_order")]


def may_order_sessions(request: HttpRequest) -> bool:
    """Also for those who plan the day: the place is a part of it."""
    session_admin = admin.site.get_model_admin(Session)
    is_open = "position" in session_admin.open_fields(request)
    may_change = session_admin.has_full_change_permission(request)
    return may_change or (is_open and session_admin.has_view_permission(request))


def order_address(event: Event, section: int | None) -> str:
    query = urlencode({"event": event.pk, "section": section or NONE})
    return f"{reverse('admin:programme_session_order')}?{query}"


@require_http_methods(["GET", "HEAD", "POST"])
def section_order(request: HttpRequest) -> HttpResponse:
    if not may_order_sessions(request):
        raise PermissionDenied
    if asks_for_order(request):
        return ORDER.put_in_order(request)
    if not (event := _event(request)):
        messages.warning(request, gettext("Choose an event first."))
        return HttpResponseRedirect(reverse("admin:programme_session_changelist"))
    sections = list(event.sections.in_staff_order())
    section = _section(request, sections)
    rows = list(_sessions(event, section))
    when = admin.site.get_model_admin(Session).when
    context = {
        **admin.site.each_context(request),
        "title": _("Order of the sessions"),
        "event_name": edition_name(event),
        "tabs": [_tab(event, one, section) for one in (*sections, None)],
        "order": ORDER.number(rows),
        "rows": [(row, order_cell(row), when(row)) for row in rows],
    }
    return render(request, "admin/programme/section_order.html", context)


def _event(request: HttpRequest) -> Event | None:
    """The event of the address, else the one chosen at the head of the page."""
    switch = event_switch(request)
    return switch.find(request.GET.get("event")) or switch.current


def _section(request: HttpRequest, sections: list[Section]) -> Section | None:
    """That of the address, else the first; None for the sessions without one."""
    asked = request.GET.get("section", "")
    found = [one for one in sections if str(one.pk) == asked]
    return None if asked == NONE else (found or sections or [None])[0]


def _sessions(event: Event, section: Section | None) -> models.QuerySet:
    rows = event.sessions.filter(section=section).select_related("room")
    return rows.order_by("position", "pk")


def _tab(event: Event, section: Section | None, shown: Section | None) -> dict:
    return {
        "query_string": order_address(event, section and section.pk),
        "display": str(section) if section else gettext("Without a section"),
        "selected": section == shown,
    }
