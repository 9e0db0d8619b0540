"""The page on which a member of staff turns the own second factor on or off."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.staff import second_factor
from forum.staff.locks import SignInLocked, count_try, take_back
from forum.staff.security_log import log
from forum.staff.sign_in.forms import SetUpForm, StepForm
from forum.staff.sign_in.page import show_locked
from forum.staff.sign_in.steps import set_up_context
from forum.staff.sign_in_state import FACTOR, SignInState


class ProofForm(StepForm):
    """That it is really the owner of the account who changes the second factor."""

    proof = forms.CharField(
        label=gettext_lazy("Your password, or a code"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean_proof(self) -> str:
        """Raises SignInLocked if there were too many wrong ones."""
        username, proof = self.user.get_username(), self.cleaned_data["proof"]
        count_try(self.request, username)
        if second_factor.is_code(proof):
            second_factor.check_code(self.user, proof)
        elif not self.user.check_password(proof):
            raise ValidationError(_("This is neither your password nor a code."), code="wrong")
        take_back(self.request, username)
        return proof


def second_factor_urls(site: AdminSite) -> list:
    return [path("second-factor/", site.admin_view(second_factor_page), name="second_factor")]


def second_factor_page(request: HttpRequest) -> HttpResponse:
    try:
        if SignInState.of(request.user).second_factor_since:
            return _change(request)
        return _set_up(request)
    except SignInLocked as locked:
        return show_locked(request, _frame(request), locked)


def _set_up(request: HttpRequest) -> HttpResponse:
    form = SetUpForm(request, request.user, request.POST or None)
    if not form.is_valid():
        context = set_up_context(request.user, request.session)
        return _show(request, "set_up", form=form, **context)
    log("second_factor_on", user=request.user, request=request)
    request.session[FACTOR] = SignInState.objects.get(user=request.user).factor
    messages.success(request, _("The second factor is on. You need it each time you log in."))
    return _show(request, "codes", codes=form.recovery_codes)


def _change(request: HttpRequest) -> HttpResponse:
    form = ProofForm(request, request.user, request.POST or None)
    if not form.is_valid():
        left = second_factor.count_recovery_codes(request.user)
        is_required = settings.STAFF_OTP_REQUIRED
        return _show(request, "on", form=form, left=left, is_required=is_required)
    if request.POST.get("act") == "turn_off" and not settings.STAFF_OTP_REQUIRED:
        return _turn_off(request)
    log("recovery_codes_made", user=request.user, request=request)
    codes = second_factor.new_recovery_codes(request.user)
    return _show(request, "codes", codes=codes)


def _turn_off(request: HttpRequest) -> HttpResponse:
    second_factor.turn_off(request.user)
    request.session[FACTOR] = ""
    log("second_factor_off", user=request.user, request=request)
    messages.success(request, _("The second factor is off."))
    return redirect("admin:second_factor")


def _show(request: HttpRequest, name: str, **context: object) -> HttpResponse:
    return render(request, f"admin/second_factor/{name}.html", _frame(request) | context)


def _frame(request: HttpRequest) -> dict[str, object]:
    frame = admin.site.each_context(request)
    return frame | {"title": _("Second factor"), "app_path": request.path}
