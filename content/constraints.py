"""Rules that the database enforces, each with a sentence for editors and the field it is about."""

from collections.abc import Iterable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, router
from django.db.models import Q
from django.db.models.functions import Cast
from django.db.models.lookups import Regex
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import NotRegistered, translator


def valid_choice(model: str, field: str, choices: type[models.TextChoices], *, blank: bool = False):
    """A field holds one of its choices, or is empty if `blank`."""
    values = ["", *choices.values] if blank else choices.values
    return models.CheckConstraint(
        name=f"{model}_{field}_valid",
        condition=Q(**{f"{field}__in": values}),
        violation_error_code=field,
        violation_error_message=_("Choose one from the list."),
    )


def valid_slug(model: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"{model}_slug_valid",
        condition=Q(slug__regex=r"^[-a-zA-Z0-9_]+\Z"),
        violation_error_code="slug",
        violation_error_message=_("Use only unaccented letters, digits, hyphens and underscores."),
    )


def web_address(model: str, field: str) -> models.CheckConstraint:
    """A link is a web address or empty, never `javascript:`."""
    return models.CheckConstraint(
        name=f"{model}_{field}_is_web_address",
        condition=Q(**{field: ""}) | Q(**{f"{field}__iregex": r"^https?://[^\s]+\Z"}),
        violation_error_code=field,
        violation_error_message=_("Enter an address that begins with https:// or http://."),
    )


def country_code(model: str) -> models.CheckConstraint:
    """Two capital letters; the list of countries changes with the package, not by migration."""
    return models.CheckConstraint(
        name=f"{model}_country_valid",
        # Its own lookups compare the names of countries.
        condition=Regex(Cast("country", models.TextField()), r"^([A-Z]{2})?\Z"),
        violation_error_code="country",
        violation_error_message=_("Choose one from the list."),
    )


class FieldErrors(models.Model):
    """Shows one sentence for each error, beside its field.

    The `violation_error_code` of a constraint names the field.
    """

    _has_passed_checks = False

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None) -> None:
        # A translated field is an alias of one of its columns, which are checked themselves.
        super().clean_fields(exclude={*(exclude or ()), *translated_names(type(self))})

    def validate_constraints(self, exclude=None) -> None:
        """Ask the database once about all checks, and for each of them only if one is violated."""
        self._has_passed_checks = self._passes_checks(exclude)
        try:
            super().validate_constraints(exclude=exclude)
        except ValidationError as error:
            errors = error.error_dict
            fields = {field.name for field in self._meta.fields}
            for violation in errors.pop(NON_FIELD_ERRORS, ()):
                field = violation.code if violation.code in fields else NON_FIELD_ERRORS
                errors.setdefault(field, []).append(violation)
            raise ValidationError(errors) from None

        finally:
            self._has_passed_checks = False

    def get_constraints(self) -> list[tuple[type[models.Model], list]]:
        found = super().get_constraints()
        if not self._has_passed_checks:
            return found
        return [
            (model, [one for one in constraints if not isinstance(one, models.CheckConstraint)])
            for model, constraints in found
        ]

    def _passes_checks(self, exclude: Iterable[str] | None) -> bool:
        against = self._get_field_expression_map(self._meta, exclude=exclude)
        checks = [
            one.condition
            for one in self._meta.constraints
            if isinstance(one, models.CheckConstraint)
            and {name for name, *_ in self._get_expr_references(one.condition)} <= against.keys()
        ]
        using = router.db_for_write(type(self), instance=self)
        return not checks or Q(*checks).check(against, using=using)

    def full_clean(self, exclude=None, **options) -> None:
        try:
            super().full_clean(exclude=exclude, **options)
        except ValidationError as error:
            first = {field: found[:1] for field, found in error.error_dict.items()}
            raise ValidationError(first) from None


def translated_names(model: type[models.Model]) -> list[str]:
    """The fields that only give access to the columns of the languages."""
    try:
        return translator.get_options_for_model(model).get_field_names()
    except NotRegistered:
        return []
