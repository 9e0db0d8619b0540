"""The forms of people who ask for a password, choose one, or change their own account."""

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from content.languages import Language
from forum.accounts.models import language_of, set_language


class ResetForm(forms.Form):
    account = forms.CharField(
        label=_("E-mail address or username"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "dir": "ltr"}),
    )


class PasswordForm(SetPasswordForm):
    """Without autofocus, so that keyboard and screen reader users start at the top of the page."""

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget.attrs.pop("autofocus", None)


class LanguageForm(forms.ModelForm):
    """A form of an account, with its language."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=Language.choices,
        help_text=_("E-mails about this account are written in this language."),
    )

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)
        self.initial.setdefault("language", language_of(self.instance))

    def save_language(self) -> None:
        set_language(self.instance, self.cleaned_data["language"])


class OwnAccountForm(LanguageForm):
    class Meta:
        model = User
        fields = ("first_name", "last_name")

    def save(self, commit: bool = True) -> User:
        user = super().save(commit)
        self.save_language()
        return user
