"""Why sessions are cancelled: one sentence for the public, in one language or in several."""

from django import forms
from django.utils.translation import gettext_lazy as _

from content.bidi import direction
from content.translations import columns
from programme.models import Session

REASONS = columns("cancellation_reason")


class ReasonForm(forms.Form):
    """A field for each language; one of them is enough."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for column in REASONS:
            model_field = Session._meta.get_field(column)
            self.fields[column] = field = model_field.formfield(required=False)
            language = model_field.language
            field.widget.attrs |= {"lang": language, "dir": direction(language)}
        # The page has no other text to type.
        self.fields[REASONS[0]].widget.attrs["autofocus"] = True

    def clean(self) -> None:
        super().clean()
        if not self.errors and not any(self.cleaned_data.values()):
            self.add_error(REASONS[0], _("Give a reason, in one language at least."))

    def apply(self, session: Session) -> None:
        for column in REASONS:
            setattr(session, column, self.cleaned_data[column])
