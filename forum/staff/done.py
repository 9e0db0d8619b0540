"""The page after a change of the programme: what was done, its undo, and what the public sees."""

from collections.abc import Iterable

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.history.models import Act, Change
from forum.staff.history_access import Viewer
from forum.staff.history_entries import described
from programme.agenda.change_lines import load_days
from programme.agenda.changes import Change as ToldChange
from programme.agenda.changes import ChangeGroup, ChangesOfDay
from programme.models import Event


def done_urls(site: admin.AdminSite) -> list[URLPattern]:
    page = site.admin_view(programme_done)
    return [path("programme/done/<int:pk>/", page, name="programme_done")]


@require_safe
def programme_done(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = Viewer.of(request)
    act = get_object_or_404(viewer.acts(), pk=pk)
    [entry] = described([act], viewer)
    event = event_of(act)
    context = {
        **admin.site.each_context(request),
        "title": _("Done"),
        "entry": entry,
        "event": event,
        "told": told_of(act, load_days(event)) if event and event.is_public else [],
    }
    return render(request, "admin/plan/done.html", context)


def event_of(act: Act) -> Event | None:
    """The event that the act was about, None if it was about none or several."""
    scopes = Change.objects.filter(act=act).values("scope_key").distinct()
    events = list(Event.objects.filter(pk__in=scopes)[:2])
    return events[0] if len(events) == 1 else None


def told_of(act: Act, days: Iterable[ChangesOfDay]) -> list[ToldChange | ChangeGroup]:
    """What readers are told of it under “What changed”."""
    return [entry for day in days for entry in day.entries if _is_of(entry, act)]


def _is_of(entry: ToldChange | ChangeGroup, act: Act) -> bool:
    changes = entry.changes if isinstance(entry, ChangeGroup) else [entry]
    return any(change.at == act.at for change in changes)
