"""The grounds on which logos stand."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Plate(models.TextChoices):
    LIGHT = "light", pgettext_lazy("the ground of a logo", "Light")
    DARK = "dark", pgettext_lazy("the ground of a logo", "Dark")
