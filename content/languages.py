"""The languages of the site, as those in which somebody is written to. Pure."""

from django.db import models


class Language(models.TextChoices):
    """Each by its own name."""

    ENGLISH = "en", "English"
    FRENCH = "fr", "Français"
    ARABIC = "ar", "العربية"
