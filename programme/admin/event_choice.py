"""Choosing the event to work on, and the way back to the page on which it was chosen."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from content.admin.forms import is_primary_key
from programme.admin.current_event import ALL_EVENTS, event_switch, remember_event
from programme.admin.event_scope import EventScopedAdmin
from programme.models import Event

OF_ONE_EVENT = {"at_event", "event", "partner_of", "section", "session", "room", "track"}
"""Filters of lists, by the first word of their names, that mean nothing at another event."""

PAGES_OF_EVENTS = {
    "programme_event_change": "object_id",
    "programme_event_coverage": "pk",
    "programme_event_duplicate": "pk",
    "programme_event_import": "pk",
    "programme_event_publish": "pk",
}
"""Pages that every event has, and how their addresses call its primary key."""


@require_POST
def choose_event(request: HttpRequest) -> HttpResponse:
    """Remember the event chosen, and return to the page, or to a list if it is of another event."""
    switch, choice = event_switch(request), request.POST.get("event", "")
    if not switch.events:
        raise PermissionDenied
    if choice != ALL_EVENTS and not switch.find(choice):
        messages.error(request, _("This event no longer exists. Choose another one."))
        return HttpResponseRedirect(_previous_address(request))
    event = remember_event(request, choice)
    return HttpResponseRedirect(_next_address(_previous_address(request), event))


def _previous_address(request: HttpRequest) -> str:
    """The page of the admin where the choice was made, else the first page."""
    address = request.POST.get("next", "")
    is_safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    parts = urlsplit(address) if is_safe else urlsplit("")
    local = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return local if _match(local) else reverse("admin:index")


def _match(address: str) -> ResolverMatch | None:
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    return match if match.app_name == "admin" else None


def _next_address(address: str, event: Event | None) -> str:
    """The same page for the event chosen; for a form of another event, the list of its model."""
    match = _match(address)
    name = match.url_name or ""
    if name.endswith("_changelist"):
        return _without_filters_of_events(address)
    if event is None:
        return address
    if name in PAGES_OF_EVENTS:
        return reverse(f"admin:{name}", kwargs={PAGES_OF_EVENTS[name]: event.pk})
    if name.endswith("_add") or name == "programme_timetable":
        return urlsplit(address).path
    return _list_of_other_event(match, event) or address


def _without_filters_of_events(address: str) -> str:
    """Without the page number as well, which the new list may not have."""
    parts = urlsplit(address)
    query = QueryDict(parts.query, mutable=True)
    for name in list(query):
        if name == "p" or name.partition("__")[0] in OF_ONE_EVENT:
            del query[name]
    return f"{parts.path}?{query.urlencode()}" if query else parts.path


def _list_of_other_event(match: ResolverMatch, event: Event) -> str | None:
    """The list of a model if the page is of a row of another event."""
    model_admin = getattr(match.func, "model_admin", None)
    key = match.kwargs.get("object_id", "")
    if not isinstance(model_admin, EventScopedAdmin) or not is_primary_key(key):
        return None
    rows = model_admin.of_event(model_admin.model.objects.filter(pk=key), event.pk)
    model = match.url_name.rpartition("_")[0]
    return None if rows.exists() else reverse(f"admin:{model}_changelist")
