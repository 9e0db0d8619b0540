"""The page on which a member of staff changes the own password."""

from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy

from forum.accounts.passwords import password_chosen
from forum.staff.locks import SignInLocked, count_try, take_back
from forum.staff.sign_in.page import show_locked


class OwnPasswordForm(PasswordChangeForm):
    def __init__(self, *args: object, request: HttpRequest, **options: object):
        super().__init__(*args, **options)
        self.request = request
        del self.fields["old_password"].widget.attrs["autofocus"]

    def clean_old_password(self) -> str:
        """Raises SignInLocked if there were too many wrong ones."""
        count_try(self.request, self.user.get_username())
        password = super().clean_old_password()
        take_back(self.request, self.user.get_username())
        return password


class OwnPasswordView(PasswordChangeView):
    form_class = OwnPasswordForm
    success_url = reverse_lazy("admin:password_change_done")

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form: OwnPasswordForm) -> HttpResponse:
        answer = super().form_valid(form)
        password_chosen(self.request.user, self.request, but=self.request.session.session_key)
        return answer


def change_own_password(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    try:
        return OwnPasswordView.as_view(extra_context=context)(request)
    except SignInLocked as locked:
        return show_locked(request, context | {"app_path": request.path}, locked)
