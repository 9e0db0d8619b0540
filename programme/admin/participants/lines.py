"""A line of the form: a person who is chosen, or a name that is typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from content.admin.forms import PreloadedAutocomplete, related_row
from content.admin.inlines import InlineForm, InlineFormSet
from content.form_fields import LineFormField
from content.text import NAME_LENGTH, plain_text, single_line
from content.translations import columns
from programme.admin.participants.typed_people import Ask, NewRows, Typed, person_meant, store
from programme.admin.withdrawal import WithdrawalForm
from speakers.models import Speaker

CHECKED = [plain_text, single_line]
TYPED = ("typed_name", "typed_function", "typed_organization", "same_person", "same_organization")

TO_STORE = ("speaker", "organization")
"""What a line may make."""
ON_THE_DAY = {"organization", *columns("function")}


class ChosenPerson(PreloadedAutocomplete):
    """The person of a line. The line shows the name; only scripts choose another person."""

    def build_attrs(self, base_attrs, extra_attrs=None) -> dict:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        kept = {name: attrs[name] for name in ("id", "required") if name in attrs}
        own = {"aria-label": capfirst(self.field.verbose_name), "data-person": ""}
        return kept | own | {"hidden": True}


@dataclass(frozen=True)
class Question:
    """Which of these rows is meant, asked in the line itself."""

    name: str
    text: str
    rows: Sequence[models.Model]


class PersonForm(WithdrawalForm, InlineForm):
    typed_name = LineFormField(
        label=_("Name"), max_length=NAME_LENGTH, required=False, validators=CHECKED
    )
    typed_function = LineFormField(
        label=_("Function"), max_length=300, required=False, validators=CHECKED
    )
    typed_organization = LineFormField(
        label=_("Organization"), max_length=NAME_LENGTH, required=False, validators=CHECKED
    )
    same_person = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    same_organization = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    class Meta:
        help_texts: ClassVar = {
            "organization": _(
                "If you leave function and organization empty when you add a person, both are "
                "copied from the speaker. Later changes to the speaker do not affect them."
            ),
            **dict.fromkeys(columns("function"), ""),
        }

    new_rows: NewRows | None = None
    """Shared by the lines of one form."""

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.questions: list[Question] = []
        if self.instance.pk:
            for name in TYPED:
                del self.fields[name]
        if "speaker" not in self.fields:
            return
        self.fields["speaker"].required = bool(self.instance.pk)

    @property
    def person(self) -> Speaker | None:
        """Who is chosen; None in a line for a name that is typed."""
        return related_row(self.instance, "speaker") if self.instance.speaker_id else None

    @property
    def is_blank(self) -> bool:
        return self.instance.pk is None and not (self.is_bound and self.has_changed())

    def typed_fields(self) -> list[forms.BoundField]:
        """The boxes for a name, and the answers already given to questions about it."""
        asked = {question.name for question in self.questions}
        return [self[name] for name in TYPED if name in self.fields and name not in asked]

    @property
    def day_has_mistake(self) -> bool:
        """Whether one is in the fold of the line, which is then open."""
        return bool(ON_THE_DAY & self.errors.keys())

    def faulty_fields(self) -> list[forms.BoundField]:
        """Those whose mistakes the line shows: fields below the fold show their own."""
        below = ON_THE_DAY if self.instance.pk else set()
        return [field for field in self if field.errors and field.name not in below]

    def clean(self) -> None:
        super().clean()
        values = self.cleaned_data
        is_typed = TYPED[0] in self.fields and not values.get("speaker")
        if not is_typed or {"speaker", *TYPED} & self.errors.keys():
            return
        typed = Typed.of(values)
        if not typed.name:
            self.add_error("typed_name", _("Enter a name."))
            return
        try:
            person, on_the_day = person_meant(typed, self.new_rows or NewRows())
        except Ask as asked:
            self.questions.append(Question(asked.name, asked.message, asked.rows))
            self.add_error("typed_name", asked.message)
        except ValidationError as error:
            self.add_error(None, error)
        else:
            values |= {"speaker": person} | on_the_day

    def _get_validation_exclusions(self) -> set[str]:
        """What is new has no key yet."""
        found = {name: self.cleaned_data.get(name) for name in TO_STORE}
        new = {name for name, row in found.items() if row is not None and row.pk is None}
        return super()._get_validation_exclusions() | new

    def save(self, commit: bool = True):
        """With a person and an organization that are new."""
        for name in TO_STORE:
            if row := self.cleaned_data.get(name):
                setattr(self.instance, name, store(row))
        return super().save(commit)


class PeopleFormSet(InlineFormSet):
    may_add_people = may_add_organizations = False

    def add_fields(self, form: PersonForm, index: int | None) -> None:
        super().add_fields(form, index)
        if not hasattr(self, "new_rows"):
            self.new_rows = NewRows(self.may_add_people, self.may_add_organizations)
        form.new_rows = self.new_rows
