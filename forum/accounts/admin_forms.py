"""The forms in which administrators add accounts and change them."""

from django import forms
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.email_addresses import clean_address, mailable
from forum.accounts.forms import LanguageForm

INDISPENSABLE = ("is_active", "is_staff", "is_superuser")


class AccountForm(LanguageForm):
    """What both forms ask. The admin sets `manager`, who sends the form."""

    manager: User

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

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)
        self.fields["email"].required = True
        self.fields["username"].required = False
        self.fields["username"].help_text = _("If empty, the e-mail address.")

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        cleaned["username"] = cleaned.get("username") or cleaned.get("email", "")
        return cleaned

    def save(self, commit: bool = True) -> User:
        self.instance.is_staff = True
        self.instance.set_unusable_password()
        return super().save(commit)


class ChangedAccountForm(AccountForm, UserChangeForm):
    def clean(self) -> dict[str, object]:
        """Nobody locks themselves out by a slip."""
        cleaned = super().clean()
        for name in INDISPENSABLE:
            is_taken = getattr(self.manager, name) and cleaned.get(name) is False
            if self.instance == self.manager and is_taken:
                self.add_error(name, _("You cannot take this from your own account."))
        return cleaned
