"""The page that signs somebody in, step by step, at whatever address it is shown."""

from dataclasses import dataclass
from math import ceil

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME, login
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from forum.staff.locks import SignInLocked
from forum.staff.sign_in.forms import PasswordForm
from forum.staff.sign_in.pending import PendingSignIn
from forum.staff.sign_in.steps import STEPS, Step
from forum.staff.sign_in_state import FACTOR, SignInState

BACKEND = "forum.staff.sign_in_state.StaffBackend"


@dataclass(frozen=True)
class SignInPage:
    """`carried` describes a form that is half filled (see typed_forms.py)."""

    request: HttpRequest
    site: AdminSite
    carried: dict[str, object]

    def respond(self) -> HttpResponse:
        """Raises nothing for a locked account: its page says when to try again."""
        try:
            return self._respond()
        except SignInLocked as locked:
            return show_locked(self.request, self._context(), locked)

    def _respond(self) -> HttpResponse:
        if self.request.method != "POST":
            return self._ask_password()
        posted = self.request.POST
        if "username" in posted:
            return self._check_password()
        return self._check(posted["step"]) if "step" in posted else self._ask_password()

    def _ask_password(self, **page: object) -> HttpResponse:
        return self._show_password(PasswordForm(self.request), **page)

    def _check_password(self) -> HttpResponse:
        form = PasswordForm(self.request, self.request.POST)
        if not form.is_valid():
            return self._show_password(form)
        return self._go_on(PendingSignIn.begin(self.request, form.get_user()))

    def _check(self, name: str) -> HttpResponse:
        """Takes no answer but that to the next step: nobody skips one by answering a later one."""
        pending = PendingSignIn.of(self.request)
        step = _next_step(pending, _state(pending)) if pending else None
        if step is None or step.name != name:
            return self._ask_password(is_begun_again=True)
        form = step.form(self.request, pending.user, self.request.POST)
        if not form.is_valid():
            return self._show_step(step, pending, form)
        step.finish(pending, form)
        return self._go_on(pending)

    def _go_on(self, pending: PendingSignIn) -> HttpResponse:
        """To the next step, or to the address that was asked for."""
        state = _state(pending)
        if step := _next_step(pending, state):
            return self._show_step(step, pending, step.form(self.request, pending.user))
        pending.end()
        login(self.request, pending.user, BACKEND)
        self.request.session[FACTOR] = state.factor
        return HttpResponseRedirect(_destination(self.request))

    def _show_password(self, form: PasswordForm, **page: object) -> HttpResponse:
        page |= {"title": _("Log in"), "button": _("Log in"), "form": form}
        return render(self.request, "admin/login.html", self._context() | page)

    def _show_step(self, step: Step, pending: PendingSignIn, form: BaseForm) -> HttpResponse:
        page = {"title": step.title, "button": step.button, "step": step.name, "form": form}
        context = self._context() | page | step.context(pending)
        return render(self.request, step.template, context)

    def _context(self) -> dict[str, object]:
        return {
            **self.site.each_context(self.request),
            "app_path": self.request.get_full_path(),
            REDIRECT_FIELD_NAME: _destination(self.request),
            **self.carried,
        }


def show_locked(
    request: HttpRequest, context: dict[str, object], locked: SignInLocked
) -> HttpResponse:
    seconds = max(1, ceil((locked.until - timezone.now()).total_seconds()))
    context |= {"title": _("Too many failed attempts"), "minutes": ceil(seconds / 60)}
    answer = render(request, "admin/locked.html", context, status=429)
    answer["Retry-After"] = str(seconds)
    return answer


def _state(pending: PendingSignIn) -> SignInState:
    """As stored now: a step may have changed it."""
    return SignInState.objects.filter(user=pending.user).first() or SignInState(user=pending.user)


def _next_step(pending: PendingSignIn, state: SignInState) -> Step | None:
    return next((step for step in STEPS if step.is_due(pending, state)), None)


def _destination(request: HttpRequest) -> str:
    """The address that was asked for, if it is one of this site."""
    asked = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(
        asked, {request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours else reverse("admin:index")
