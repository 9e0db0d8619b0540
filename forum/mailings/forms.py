"""What staff add to the e-mails, and what they had read when they pressed the button."""

import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

from content.digests import digest
from content.form_fields import TextFormField
from content.languages import Language
from content.text import plain_text
from forum.mailings.drafts import Draft

MAX_NOTE = 2000
KEY_LENGTH = 43


class TellForm(forms.Form):
    """A note for each language. The rest is hidden: stamps of what the page showed, and its key."""

    stamp = forms.CharField(required=False)
    noted = forms.CharField(required=False)
    key = forms.CharField(required=False, max_length=KEY_LENGTH, min_length=KEY_LENGTH)

    def __init__(self, data=None):
        super().__init__(data)
        for language in Language:
            self.fields[f"note_{language}"] = TextFormField(
                label=language.label,
                required=False,
                max_length=MAX_NOTE,
                validators=[plain_text],
                widget=forms.Textarea({"rows": 3, "lang": language.value, "dir": "auto"}),
            )

    @property
    def notes(self) -> dict[str, str]:
        """By language; none that is refused."""
        cleaned = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {one.value: text for one in Language if (text := cleaned.get(f"note_{one}"))}

    @property
    def note_fields(self) -> list[forms.BoundField]:
        return [self[f"note_{language}"] for language in Language]

    @property
    def is_noted(self) -> bool:
        """Whether something was typed, refused or not."""
        return any(field.value() for field in self.note_fields)

    def has_read(self, draft: Draft) -> bool:
        """Whether the page showed exactly these e-mails."""
        return self.cleaned_data["stamp"] == draft.stamp

    @property
    def has_new_note(self) -> bool:
        return self.cleaned_data["noted"] != digest(self.notes)

    def hidden(self, draft: Draft) -> dict[str, str]:
        """For the next page: the key stays that of the first one."""
        known = self.cleaned_data.get("key") if self.is_bound and self.is_valid() else ""
        key = known or secrets.token_urlsafe(32)
        return {"stamp": draft.stamp, "noted": digest(self.notes), "key": key}


READ_NOTE = _("Your note is in the e-mails now. Read them, then send them.")
READ_AGAIN = _("The programme or its people have changed meanwhile. Read the e-mails again.")
