"""A form for rows without a history: it does not undo what a colleague saved in the meantime."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.digests import digest


class HiddenField(forms.CharField):
    """Tells what the form was opened with; never counts as a change."""

    widget = forms.HiddenInput

    def has_changed(self, initial: object, data: object) -> bool:
        return False


class DigestForm(forms.ModelForm):
    """Refuses to replace values that it has not shown, and shows them; the next save does it."""

    digest = HiddenField(required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk and not self.is_bound:
            self.initial["digest"] = digest(self._values(self.instance))

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.instance.pk:
            rows = self._meta.model.objects.select_for_update()
            self._compare(rows.filter(pk=self.instance.pk).first(), cleaned)
        return cleaned

    def _compare(self, stored: models.Model | None, cleaned: dict) -> None:
        if not stored:
            raise ValidationError(_("This was deleted while you had it open. Nothing was saved."))
        values = self._values(stored)
        if cleaned.get("digest") == digest(values):
            return
        for name, value in values.items():
            if name in cleaned and cleaned[name] != value:
                self.add_error(name, _changed(value))
        self.data = self.data.copy()
        self.data["digest"] = digest(values)

    def _values(self, row: models.Model) -> dict[str, object]:
        names = (field.name for field in row._meta.concrete_fields)
        return {name: getattr(row, name) for name in names if name in self.fields}


def _changed(value: object) -> ValidationError:
    return ValidationError(
        _(
            "Somebody changed this to “%(value)s” while you had it open. Save again to replace it "
            "with yours."
        ),
        code="changed",
        params={"value": value},
    )
