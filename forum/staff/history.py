"""The history in the admin: all acts, those of one row, one act; undoing, restoring a version."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.admin.forms import is_primary_key
from content.history.columns import find_model
from content.history.models import Act, Change
from content.history.refusals import UndoError
from content.history.undo import restore_version, undo
from content.saving import Content
from forum.staff.history_access import Viewer, kinds_of
from forum.staff.history_entries import act_rows, described, list_entries, row_entries
from forum.staff.history_fields import changes_of_field, field_choices
from forum.staff.history_names import Row
from forum.staff.history_versions import changes_to, kinds_to
from programme.models import Event

PER_PAGE = 50
ROWS_PER_PAGE = 200
"""On the page of one act."""
LAST_PAGE = 100_000


def history_urls(site: admin.AdminSite) -> list[URLPattern]:
    def page(route: str, view: Any, name: str) -> URLPattern:
        return path(f"history/{route}", site.admin_view(view), name=name)

    return [
        page("", site_history, "history"),
        page("<int:pk>/", act_page, "history_act"),
        page("<int:pk>/undo/", undo_act, "history_undo"),
        page("<int:pk>/restore/<str:label>/<int:key>/", restore, "history_restore"),
    ]


@require_safe
def site_history(request: HttpRequest) -> HttpResponse:
    """All acts, or those of the event in the query string."""
    viewer, event = Viewer.of(request), _asked_event(request)
    if not viewer.sees_any:
        raise PermissionDenied
    acts = viewer.acts().in_scope(event.pk) if event else viewer.acts()
    chosen, paging = _page(request, acts.with_total())
    acts = {"entries": list_entries(chosen, viewer), **paging}
    context = {"acts": acts, "event": event}
    return _render(request, "site", context, title=_("History"))


def row_history(request: HttpRequest, model_admin: ModelAdmin, key: str) -> HttpResponse:
    """The acts that changed one row or its parts, also once it is deleted."""
    row = _find_row(model_admin, key)
    if not model_admin.has_view_permission(request, row):
        raise PermissionDenied
    label, asked = model_admin.opts.label_lower, request.GET.get("field", "")
    context = _row_context(request, (label, int(key)), asked, event=_event_of(row))
    if row and not asked:
        _offer_versions(context["acts"], label, int(key))
    context |= {
        "name": str(row) if row else _former_name(label, int(key)),
        "row": row,
        "key": int(key),
        "opts": model_admin.opts,
        "fields": field_choices(model_admin.model),
    }
    return _render(request, "row", context, title=_("History"))


def _row_context(request: HttpRequest, row: Row, asked: str, *, event: Event | None) -> dict:
    viewer = Viewer.of(request)
    acts = viewer.acts().filter(pk__in=changes_of_field(*row, asked).values("act"))
    chosen, paging = _page(request, acts.with_total())
    is_latest = paging["number"] == 1 and not asked
    entries = row_entries(chosen, viewer, row, field=asked, event=event, is_latest=is_latest)
    return {"acts": {"entries": entries, **paging}, "field": asked}


@require_safe
def act_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One act with all rows that it changed."""
    viewer = Viewer.of(request)
    act = get_object_or_404(viewer.acts(), pk=pk)
    number = _number(request)
    rows, total = act_rows(act, viewer, number=number, size=ROWS_PER_PAGE)
    [entry] = described([act], viewer)
    paging = _paging(number, total, ROWS_PER_PAGE)
    context = {"entry": entry, "rows": rows, "acts": paging}
    return _render(request, "act", context, title=_("Change"))


@require_POST
def undo_act(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = Viewer.of(request)
    act = get_object_or_404(viewer.acts(), pk=pk)
    if not viewer.may_undo(act, kinds_of(act)):
        raise PermissionDenied
    [entry] = described([act], viewer)
    try:
        undo(act, by=request.user)
    except UndoError as error:
        later = error.later
        messages.error(request, _with_link(str(error), later) if later else str(error))
    else:
        text = gettext("Undone: %(who)s %(act)s") % {"who": act.who, "act": entry.what}
        messages.success(request, _with_link(text, act))
    return HttpResponseRedirect(_next(request, reverse("admin:history_act", args=[pk])))


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, pk: int, label: str, key: int) -> HttpResponse:
    """What restoring a row to what it was after an act would change, and doing it."""
    model_admin, row = _row_or_404(label, key)
    version = get_object_or_404(Act.objects.of_row(label, key), pk=pk)
    viewer = Viewer.of(request)
    may_change = model_admin.has_change_permission(request, row)
    if not (may_change and viewer.may_take_back(kinds_to(label, key, version))):
        raise PermissionDenied
    back = reverse(f"admin:{label.replace('.', '_')}_history", args=[key])
    if request.method == "POST":
        _restore(request, label, key, version)
        return HttpResponseRedirect(back)
    changes = changes_to(label, key, version, event=_event_of(row))
    context = {"version": version, "row": row, "changes": changes, "back": back}
    context["opts"] = model_admin.opts
    return _render(request, "restore", context, title=_("Restore a version"))


def _restore(request: HttpRequest, label: str, key: int, version: Act) -> None:
    try:
        restore_version(label, key, version, by=request.user)
    except UndoError as error:
        messages.error(request, str(error))
    else:
        text = gettext("The version of %(when)s has been restored.")
        messages.success(request, text % {"when": version.when})


def _row_or_404(label: str, key: int) -> tuple[ModelAdmin, models.Model]:
    model = find_model(label)
    if not (model and issubclass(model, Content) and admin.site.is_registered(model)):
        raise Http404
    model_admin = admin.site.get_model_admin(model)
    row = _find_row(model_admin, str(key))
    if row is None:
        raise Http404
    return model_admin, row


def _find_row(model_admin: ModelAdmin, key: str) -> models.Model | None:
    """The row, with what its time zone needs; 404 if it never existed."""
    if not is_primary_key(key):
        raise Http404
    model = model_admin.model
    rows = model._base_manager.select_related(*model.loaded_with)
    row = rows.filter(pk=key).first()
    if row is None and not Change.objects.of_row(model_admin.opts.label_lower, int(key)).exists():
        raise Http404
    return row


def _former_name(label: str, key: int) -> str:
    return Change.objects.names_of([(label, key)]).get((label, key), f"#{key}")


def _event_of(row: models.Model | None) -> Event | None:
    if isinstance(row, Event):
        return row
    loaded = row is not None and "event" in row.loaded_with
    return row.event if loaded else None


def _offer_versions(page: dict[str, Any], label: str, key: int) -> None:
    """Every version can be restored but the latest, which is the present one."""
    entries = page["entries"]
    for entry in entries[1:] if page["number"] == 1 else entries:
        args = [entry.act.pk, label, key]
        entry.restore_url = reverse("admin:history_restore", args=args)


def _asked_event(request: HttpRequest) -> Event | None:
    key = request.GET.get("event", "")
    if not key:
        return None
    if not is_primary_key(key):
        raise Http404
    return get_object_or_404(Event, pk=key)


def _number(request: HttpRequest) -> int:
    text = request.GET.get("p", "")
    return min(max(1, int(text)), LAST_PAGE) if is_primary_key(text) else 1


def _page(request: HttpRequest, acts: models.QuerySet) -> tuple[list[Act], dict[str, Any]]:
    number = _number(request)
    start = (number - 1) * PER_PAGE
    chosen = list(acts[start : start + PER_PAGE])
    total = chosen[0].total if chosen else 0
    since = {"since": chosen[0].since} if chosen else {}
    return chosen, _paging(number, total, PER_PAGE) | since


def _paging(number: int, total: int, size: int) -> dict[str, Any]:
    later = number + 1 if number * size < total else None
    return {"number": number, "total": total, "newer": number - 1, "older": later}


def _with_link(text: str, act: Act) -> str:
    """The undo can itself be undone on the page of the act."""
    address = reverse("admin:history_act", args=[act.pk])
    return format_html('{} <a href="{}">{}</a>', text, address, gettext("Show"))


def _next(request: HttpRequest, otherwise: str) -> str:
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, None, require_https=request.is_secure())
    return address if is_ours else otherwise


def _render(request: HttpRequest, name: str, context: dict, *, title: Any) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": title, **context}
    return render(request, f"admin/history/{name}.html", context)
