"""Rules that the database holds, each with a sentence for editors and the field it belongs to."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.db.models.lookups import Regex
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import NotRegistered, translator


def valid_choice(model: str, field: str, choices: type[models.TextChoices], *, blank: bool = False):
    """A field has one of its choices, or nothing where it may be left empty."""
    values = ["", *choices.values] if blank else choices.values
    return models.CheckConstraint(
        name=f"{model}_{field}_known",
        condition=Q(**{f"{field}__in": values}),
        violation_error_code=field,
        violation_error_message=_("Choose one from the list."),
    )


def valid_slug(model: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"{model}_slug_is_an_address",
        condition=Q(slug__regex=r"^[-a-zA-Z0-9_]+\Z"),
        violation_error_code="slug",
        violation_error_message=_("Use letters without accents, digits, dashes and underscores."),
    )


def web_address(model: str, field: str) -> models.CheckConstraint:
    """A link leads to a web address or is empty: no `javascript:` gets behind a reader's click."""
    return models.CheckConstraint(
        name=f"{model}_{field}_on_the_web",
        condition=Q(**{field: ""}) | Q(**{f"{field}__iregex": r"^https?://[^\s]+\Z"}),
        violation_error_code=field,
        violation_error_message=_("Write an address that begins with https:// or http://."),
    )


def country_code(model: str) -> models.CheckConstraint:
    """Two capitals; which of them are countries changes with the package, not with a migration."""
    return models.CheckConstraint(
        name=f"{model}_country_is_a_code",
        # Its own lookups compare the names of countries.
        condition=Regex(Cast("country", models.TextField()), r"^([A-Z]{2})?\Z"),
        violation_error_code="country",
        violation_error_message=_("Choose one from the list."),
    )


class FieldErrors(models.Model):
    """Says one sentence for each fault, beside the field that has it.

    The `violation_error_code` of a constraint is the name of the field its sentence belongs to.
    """

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None) -> None:
        # A translated field only stands for one of its columns, which are checked themselves.
        super().clean_fields(exclude={*(exclude or ()), *translated_names(type(self))})

    def validate_constraints(self, exclude=None) -> None:
        try:
            super().validate_constraints(exclude=exclude)
        except ValidationError as error:
            errors = error.error_dict
            fields = {field.name for field in self._meta.fields}
            for fault in errors.pop(NON_FIELD_ERRORS, ()):
                field = fault.code if fault.code in fields else NON_FIELD_ERRORS
                errors.setdefault(field, []).append(fault)
            raise ValidationError(errors) from None

    def full_clean(self, exclude=None, **options) -> None:
        try:
            super().full_clean(exclude=exclude, **options)
        except ValidationError as error:
            first = {field: faults[:1] for field, faults in error.error_dict.items()}
            raise ValidationError(first) from None


def translated_names(model: type[models.Model]) -> list[str]:
    """The fields that only give access to the columns of the languages."""
    try:
        return translator.get_options_for_model(model).get_field_names()
    except NotRegistered:
        return []
