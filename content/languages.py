"""The languages of the site: those in which somebody is written to, and the addresses in them."""

from django.db import models
from django.urls import get_script_prefix


class Language(models.TextChoices):
    """Each by its own name."""

    ENGLISH = "en", "English"
    FRENCH = "fr", "Français"
    ARABIC = "ar", "العربية"


def path_in(language: str, path: str) -> str:
    """The address of the same page in this language: nothing of it is translated but its code."""
    prefix = get_script_prefix()
    _code, _slash, page = path.removeprefix(prefix).partition("/")
    return f"{prefix}{language}/{page}"
