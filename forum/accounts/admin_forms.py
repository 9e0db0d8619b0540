"""The forms in which administrators add accounts and change them."""

from django import forms
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    ReadOnlyPasswordHashField,
    ReadOnlyPasswordHashWidget,
    UserChangeForm,
)
from django.contrib.auth.hashers import is_password_usable
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.email_addresses import clean_address, mailable
from forum.accounts.forms import LanguageForm

INDISPENSABLE = ("is_active", "is_staff", "is_superuser")


class AccountForm(LanguageForm):
    """What both forms ask. The admin sets `manager`, who sends the form."""

    manager: User

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)
        for name in {"email", "username"} & set(self.fields):
            self.fields[name].widget.attrs["dir"] = "ltr"

    def clean_email(self) -> str:
        """A link that opens the account is sent there, so it belongs to one account only."""
        email = clean_address(self.cleaned_data["email"])
        others = User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk)
        if email and others.exists():
            raise ValidationError(_("Another account has this e-mail address."))
        if email:
            mailable(email)
        return email


class NewAccountForm(AccountForm):
    invites = forms.BooleanField(
        label=_("Send an invitation"),
        required=False,
        initial=True,
        help_text=_("An e-mail with a link, valid for seven days, to choose a password."),
    )

    class Meta:
        model = User
        fields = ("first_name", "last_name", "email", "username", "groups")
        labels = {"email": _("E-mail address")}

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)
        self.fields["email"].required = True
        self.fields["username"].required = False
        self.fields["username"].help_text = _("If empty, the e-mail address is used.")

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        cleaned["username"] = cleaned.get("username") or cleaned.get("email", "")
        return cleaned

    def save(self, commit: bool = True) -> User:
        self.instance.is_staff = True
        self.instance.set_unusable_password()
        return super().save(commit)


class PasswordState(ReadOnlyPasswordHashWidget):
    """Whether there is a password. How it is stored says nothing to an administrator."""

    def get_context(self, name: str, value: str | None, attrs: dict | None) -> dict[str, object]:
        context = super().get_context(name, value, attrs)
        is_set = bool(value) and is_password_usable(value)
        text = _("A password is set.") if is_set else _("There is no password yet.")
        context["widget"]["attrs"].pop("disabled", None)  # it is no control but a block of text
        return context | {"summary": [{"label": text}], "button_label": _("Set a password")}


class ChangedAccountForm(AccountForm, UserChangeForm):
    password = ReadOnlyPasswordHashField(label=_("Password"), widget=PasswordState)

    class Meta(UserChangeForm.Meta):
        labels = {"email": _("E-mail address")}
        help_texts = {
            "is_active": _("The owner may log in. Clear this instead of deleting the account."),
            "is_staff": _("Gives access to the admin. Without this, nobody can log in here."),
            "is_superuser": _("The owner may do everything, whatever their roles."),
        }

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)
        if "password" in self.fields:
            self.fields["password"].help_text = ""  # Django's speaks of “authentication”

    def clean(self) -> dict[str, object]:
        """Nobody locks themselves out by a slip."""
        cleaned = super().clean()
        for name in INDISPENSABLE:
            is_taken = getattr(self.manager, name) and cleaned.get(name) is False
            if self.instance == self.manager and is_taken:
                self.add_error(name, _("You cannot remove this from your own account."))
        return cleaned


class GivenPasswordForm(AdminPasswordChangeForm):
    """A password for somebody else. An account is closed by its field *Active*, not here."""

    def __init__(self, user: User, *args: object, **options: object):
        super().__init__(user, *args, **options)
        self.fields.pop("usable_password", None)
        for field in self.fields.values():
            field.required = True
