"""The pages on which somebody asks for a new password and chooses one, logged in or not."""

from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.auth.views import PasswordResetConfirmView
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forum.accounts.forms import PasswordForm, ResetForm
from forum.accounts.links import INVITATIONS, RESETS
from forum.accounts.passwords import TooManyRequests, ask_for_reset, password_chosen
from forum.staff.refusals import too_many_requests


@never_cache
def ask_for_password(request: HttpRequest) -> HttpResponse:
    form = ResetForm(request.POST or None)
    if form.is_valid():
        try:
            ask_for_reset(form.cleaned_data["account"], request)
        except TooManyRequests:
            return too_many_requests(request)
        return redirect("password-asked")
    title = _("Forgotten your password?")
    return _show(request, "ask_for_password", title=title, form=form)


@require_safe
def show_asked(request: HttpRequest) -> HttpResponse:
    return _show(request, "password_asked", title=_("Check your inbox"))


@require_safe
def show_chosen(request: HttpRequest) -> HttpResponse:
    return _show(request, "password_chosen", title=_("Your password is saved"))


class ChoosePassword(PasswordResetConfirmView):
    """Django's view: it keeps the token in the session, and the address without it."""

    token_generator = RESETS
    form_class = PasswordForm
    template_name = "accounts/choose_password.html"
    success_url = reverse_lazy("password-chosen")
    title = gettext_lazy("Choose a new password")

    def get_user(self, uidb64: str) -> User | None:
        user = super().get_user(uidb64)
        return user if user and user.is_active and user.is_staff else None

    def get_context_data(self, **context: object) -> dict[str, object]:
        frame = admin.site.each_context(self.request)
        found = frame | super().get_context_data(**context)
        return found if self.validlink else found | {"title": _("This link no longer works")}

    def render_to_response(self, context: dict[str, object], **options: object) -> HttpResponse:
        status = 200 if self.validlink else 410
        answer = super().render_to_response(context, status=status, **options)
        add_never_cache_headers(answer)
        return answer

    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        password_chosen(self.user, self.request)
        return answer


class AcceptInvitation(ChoosePassword):
    token_generator = INVITATIONS
    title = gettext_lazy("Choose a password")


def _show(request: HttpRequest, template: str, **context: object) -> HttpResponse:
    frame = admin.site.each_context(request)
    return render(request, f"accounts/{template}.html", frame | context)
