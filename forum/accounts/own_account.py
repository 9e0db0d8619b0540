"""What every member of staff can see and change of their own account."""

from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forum.accounts.forms import OwnAccountForm
from forum.staff.security_log import log
from forum.staff.sessions import end_sessions, sessions_of


def own_account_urls(site: AdminSite) -> list:
    return [
        path("account/", site.admin_view(own_account), name="own_account"),
        path("account/log-out/", site.admin_view(log_out_elsewhere), name="own_account_log_out"),
    ]


def own_account(request: HttpRequest) -> HttpResponse:
    form = OwnAccountForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your account was changed."))
        return redirect("admin:own_account")
    context = {
        "title": _("Your account"),
        "form": form,
        "devices": len(sessions_of(request.user)),
    }
    frame = admin.site.each_context(request)
    return render(request, "accounts/own_account.html", frame | context)


@require_POST
def log_out_elsewhere(request: HttpRequest) -> HttpResponse:
    ended = end_sessions(request.user, but=request.session.session_key)
    log("signed_out_everywhere", user=request.user, request=request, ended=ended)
    messages.success(request, _("You are logged out on all other devices."))
    return redirect("admin:own_account")
