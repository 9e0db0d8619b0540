"""The point of a picture that stays in sight where pages crop it with their styles."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

CENTRE = 50
EIGHTH, MIDDLE = 12.5, 4


def focus_fields() -> tuple[models.Field, models.Field]:
    """Two columns, in per cent, named as the picture with `_focus_x` and `_focus_y`."""
    options = {
        "default": CENTRE,
        "db_default": CENTRE,
        "validators": [MaxValueValidator(100)],
    }
    return (
        models.PositiveSmallIntegerField(_("focus, from the left edge (%)"), **options),
        models.PositiveSmallIntegerField(_("focus, from the top edge (%)"), **options),
    )


def focus_within(model: str, picture: str) -> models.CheckConstraint:
    x, y = f"{picture}_focus_x", f"{picture}_focus_y"
    return models.CheckConstraint(
        name=f"{model}_focus_within_{picture}",
        condition=Q(**{f"{x}__lte": 100, f"{y}__lte": 100}),
        violation_error_code=x,
        violation_error_message=_("The focus must be between 0 and 100."),
    )


def focus_classes(focus: list[int]) -> str:
    """The classes of `static/css/focus.css`, in eighths; none for the centre."""
    x, y = (round(at / EIGHTH) for at in focus or (CENTRE, CENTRE))
    across = f" focus-x-{x}" if x != MIDDLE else ""
    down = f" focus-y-{y}" if y != MIDDLE else ""
    return across + down
