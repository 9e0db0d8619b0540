"""The page that signs somebody in, at whatever address it is shown."""

from math import ceil

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from forum.staff.locks import SignInLocked
from forum.staff.sign_in.forms import PasswordForm


def log_in(request: HttpRequest, site: AdminSite, carried: dict[str, object]) -> HttpResponse:
    """Ask for the password, check it, and go on to the address that was asked for.

    `carried` describes a form that is half filled (see typed_forms.py).
    """
    is_answer = request.method == "POST" and "username" in request.POST
    form = PasswordForm(request, request.POST if is_answer else None)
    try:
        is_right = form.is_valid()
    except SignInLocked as locked:
        return _locked(request, site, carried, locked)
    if not is_right:
        return _show(request, site, carried, {"title": _("Log in"), "form": form})
    login(request, form.get_user())
    return redirect(_destination(request))


def _show(
    request: HttpRequest, site: AdminSite, carried: dict, page: dict, *, status: int = 200
) -> HttpResponse:
    context = site.each_context(request) | {
        "app_path": request.get_full_path(),
        "username": request.user.get_username(),
        REDIRECT_FIELD_NAME: _destination(request),
        "template": "admin/login.html",
    }
    context |= carried | page
    return render(request, context["template"], context, status=status)


def _locked(
    request: HttpRequest, site: AdminSite, carried: dict, locked: SignInLocked
) -> HttpResponse:
    seconds = max(1, ceil((locked.until - timezone.now()).total_seconds()))
    page = {
        "title": _("Too many wrong tries"),
        "template": "admin/locked.html",
        "minutes": ceil(seconds / 60),
    }
    answer = _show(request, site, carried, page, status=429)
    answer["Retry-After"] = str(seconds)
    return answer


def _destination(request: HttpRequest) -> str:
    """The address that was asked for, if it is one of this site."""
    asked = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    is_ours = url_has_allowed_host_and_scheme(
        asked, {request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours else reverse("admin:index")
