"""The form of a person in the admin."""

from django import forms
from django.utils.translation import gettext as _

from content.admin.forms import StaffForm
from content.translations import columns
from speakers.typed_names import split_honorific


class SpeakerForm(StaffForm):
    """Asks once about a name that begins with an honorific: it would be in the address for ever."""

    is_name_right = forms.BooleanField(required=False)
    asks_about_name = False

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("is_name_right"):
            return
        for column in {*columns("name")} & {*self.changed_data} & self.cleaned_data.keys():
            honorific, _name = split_honorific(self.cleaned_data[column] or "")
            if honorific:
                self.asks_about_name = True
                text = _("“%(honorific)s” belongs in the field for the honorific, not in the name.")
                self.add_error(column, text % {"honorific": honorific})
