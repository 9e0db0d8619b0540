"""Rows that belong to exactly one of several things, each behind a nullable relation."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def exactly_one(model: str, *fields: str) -> models.CheckConstraint:
    """The rule that one of the fields is set and the others are not, for `Meta.constraints`."""
    condition = Q()
    for chosen in fields:
        condition |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return models.CheckConstraint(
        name=f"{model}_of_exactly_one_thing",
        condition=condition,
        violation_error_code=fields[-1],
        violation_error_message=_("Choose exactly one of the things it can belong to."),
    )


def require_one_target(instance: models.Model, *fields: str) -> None:
    """The same rule for people: raises a ValidationError beside the first field that is too many.

    A related object that is being created beside the row counts as chosen.
    """
    chosen = [field for field in fields if getattr(instance, field) is not None]
    if len(chosen) != 1:
        message = _("Choose exactly one: an event, a section or a session.")
        field = chosen[1] if chosen else fields[-1]
        raise ValidationError({field: ValidationError(message, code="exactly_one")})
