"""The forms of signing in. Each counts a try before it checks a secret (see locks.py)."""

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.staff import second_factor
from forum.staff.locks import SignInLocked, count_try, take_back
from forum.staff.security_log import log


class PasswordForm(AdminAuthenticationForm):
    """Without autofocus, so that keyboard and screen reader users start at the top of the page."""

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)
        attributes = self.fields["username"].widget.attrs
        del attributes["autofocus"]
        attributes["dir"] = "ltr"  # also of an e-mail address

    def clean(self) -> dict:
        """Raises SignInLocked if this was not checked because of earlier wrong tries."""
        try:
            cleaned = super().clean()
        finally:
            self._raise_if_locked()
        if self.user_cache:
            take_back(self.request, self.user_cache.get_username())
        return cleaned

    def _raise_if_locked(self) -> None:
        locked: SignInLocked | None = getattr(self.request, "sign_in_locked", None)
        if locked:
            raise locked


def code_field(label: str, *, longest: int = 40) -> forms.CharField:
    """Digits on a phone's keyboard, and filled in by browsers that know the code."""
    attributes = {"autocomplete": "one-time-code", "dir": "ltr", "autocapitalize": "none"}
    widget = forms.TextInput(attrs=attributes | {"spellcheck": "false"})
    field = forms.CharField(label=label, widget=widget, max_length=longest)
    field.widget.attrs.pop("maxlength", None)
    return field


class StepForm(forms.Form):
    """Asks the `user`, who is signing in, for something."""

    def __init__(self, request: HttpRequest, user: AbstractBaseUser, data: object = None):
        super().__init__(data)
        self.request, self.user = request, user


class CodeForm(StepForm):
    code = code_field(gettext_lazy("Code"))

    def clean_code(self) -> str:
        """Raises SignInLocked if there were too many wrong ones."""
        username, code = self.user.get_username(), self.cleaned_data["code"]
        count_try(self.request, username)
        try:
            second_factor.check_code(self.user, code)
        except ValidationError as error:
            log("code_refused", user=self.user, request=self.request, reason=error.code)
            raise
        take_back(self.request, username)
        return code


class SetUpForm(StepForm):
    """Turns the second factor on; `recovery_codes` are then to be shown."""

    code = code_field(gettext_lazy("Code from the app"))
    recovery_codes: list[str]

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        device = second_factor.device_to_set_up(self.user, self.request.session)
        self.recovery_codes = second_factor.turn_on(device, code)
        return code


class SeenForm(StepForm):
    """Asks nothing: its button says that the page was read."""


class NewPasswordForm(SetPasswordForm):
    def __init__(self, request: HttpRequest, user: AbstractBaseUser, data: object = None):
        super().__init__(user, data)

    def clean_new_password1(self) -> str:
        password = self.cleaned_data["new_password1"]
        if self.user.check_password(password):
            raise ValidationError(_("Choose a different password from the one you were given."))
        return password
