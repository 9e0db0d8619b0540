"""Telling those concerned: the e-mails as they will leave, then one button."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from content.admin.forms import is_primary_key
from content.history.models import Act, Change
from forum.mailings.drafts import Draft, draft_about, draft_for_chosen, send
from forum.mailings.forms import READ_AGAIN, READ_NOTE, TellForm
from forum.mailings.matters import LABEL, is_told
from forum.mailings.models import Mailing, Recipient
from forum.mailings.rights import may_see_addresses, may_tell
from forum.staff.history_access import Viewer
from forum.staff.history_entries import described
from forum.staff.security_log import log
from programme.models import Session

LATEST = 50
"""How many changes of a session are searched for one that people are told of."""

either = require_http_methods(["GET", "HEAD", "POST"])


def mailing_urls(site: admin.AdminSite) -> list[URLPattern]:
    def page(route: str, view: Any, name: str) -> URLPattern:
        return path(f"programme/tell/{route}", site.admin_view(view), name=name)

    return [
        page("<int:pk>/", tell_of_act, "programme_tell"),
        page("session/<int:pk>/", tell_of_session, "programme_tell_session"),
        page("sessions/", tell_chosen, "programme_tell_sessions"),
    ]


@either
def tell_of_act(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = _viewer(request)
    if request.method == "POST":  # of two who press at once, the second finds everybody told
        Act.objects.select_for_update().filter(pk=pk).first()
    act = get_object_or_404(viewer.acts(), pk=pk)
    undone_by = getattr(act, "undone_by", None)
    form = TellForm(request.POST or None)
    draft = Draft(act) if undone_by else draft_about(act, form.notes)
    if request.method == "POST" and _is_sent(request, form, draft):
        return redirect("admin:programme_tell", pk=pk)
    [entry] = described([act], viewer)
    mailings = Mailing.objects.filter(act=act).in_order()
    failed = Recipient.objects.filter(act=act).undelivered()
    context = {"entry": entry, "undone_by": undone_by, "mailings": mailings, "failed": failed}
    return _page(request, form, draft, context)


@require_safe
def tell_of_session(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of the last act that changed when, where or whether the session is."""
    _viewer(request)
    latest = Change.objects.filter(model=LABEL, key=pk).order_by("-pk")[:LATEST]
    last = next(filter(is_told, latest), None)
    if last is None:
        raise Http404
    return redirect("admin:programme_tell", pk=last.act_id)


@either
def tell_chosen(request: HttpRequest) -> HttpResponse:
    """Of sessions in the query string: when and where they are now."""
    _viewer(request)
    keys = [key for key in request.GET.get("ids", "").split(",") if is_primary_key(key)]
    form = TellForm(request.POST or None)
    draft = draft_for_chosen(map(int, keys), form.notes)
    if request.method == "POST" and _is_sent(request, form, draft, with_key=True):
        return redirect("admin:programme_session_changelist")
    return _page(request, form, draft, {})


def _viewer(request: HttpRequest) -> Viewer:
    viewer = Viewer.of(request)
    if not (may_tell(request.user) and viewer.sees(Session._meta.label_lower)):
        raise PermissionDenied
    return viewer


def _is_sent(request: HttpRequest, form: TellForm, draft: Draft, *, with_key: bool = False) -> bool:
    """Send what was read; else say why nothing left."""
    if not form.is_valid():
        messages.error(request, gettext("Nothing was sent. Correct the note first."))
    elif with_key and Mailing.objects.filter(key=form.cleaned_data["key"]).exists():
        messages.info(request, gettext("These e-mails have been sent already."))
        return True
    elif not draft.mails:
        messages.info(request, gettext("Nothing was sent: there is nobody left to write to."))
    elif not form.has_read(draft):
        messages.warning(request, READ_NOTE if form.has_new_note else READ_AGAIN)
    else:
        _send(request, draft, form.cleaned_data["key"] if with_key else None)
        return True
    return False


def _send(request: HttpRequest, draft: Draft, key: str | None) -> None:
    if send(draft, by=request.user, key=key) is None:
        return
    count = len(draft.mails)
    log("people_told", request=request, act=draft.act and draft.act.pk, people=count)
    text = ngettext("%(count)s e-mail is on its way.", "%(count)s e-mails are on their way.", count)
    messages.success(request, text % {"count": count})


def _page(request: HttpRequest, form: TellForm, draft: Draft, context: dict) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("Tell those concerned"),
        "form": form,
        "hidden": form.hidden(draft),
        "draft": draft,
        "has_addresses": may_see_addresses(request),
        **context,
    }
    return render(request, "admin/mailings/tell.html", context)
