"""The languages spoken and interpreted in a session, stored as a list of codes."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast
from django.db.models.lookups import Regex
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class SpokenLanguage(models.TextChoices):
    """BCP 47 codes of the languages spoken at forums, in the order of the form."""

    ARABIC = "ar", _("Arabic")
    FRENCH = "fr", _("French")
    ENGLISH = "en", _("English")
    AMAZIGH = "zgh", _("Amazigh")
    DARIJA = "ary", _("Moroccan Arabic")
    SPANISH = "es", _("Spanish")
    PORTUGUESE = "pt", _("Portuguese")
    GERMAN = "de", _("German")
    ITALIAN = "it", _("Italian")


def validate_languages(value: list[str]) -> None:
    """Validates a list of codes of `SpokenLanguage`, each of them once."""
    codes = value if isinstance(value, list) else [value]
    unknown = [code for code in codes if code not in SpokenLanguage.values]
    if unknown or len(set(codes)) != len(codes):
        message = _("Choose each language once, from the list.")
        raise ValidationError(message, code="languages")


def valid_languages(model: str, field: str) -> models.CheckConstraint:
    """A constraint: the field is a list of codes of `SpokenLanguage`."""
    code = f'"({"|".join(SpokenLanguage.values)})"'
    pattern = rf"^\[({code}(, ?{code})*)?\]\Z"
    return models.CheckConstraint(
        name=f"{model}_{field}_valid",
        condition=Regex(Cast(field, models.TextField()), pattern),
        violation_error_code=field,
        violation_error_message=_("Choose each language once, from the list."),
    )


class LanguagesField(models.JSONField):
    """A list of `SpokenLanguage` codes, with a box for each in forms."""

    def __init__(self, *args, **options):
        options["default"] = list
        options["blank"] = True
        super().__init__(*args, **options)
        self.validators.append(validate_languages)

    def formfield(self, **options):
        return forms.TypedMultipleChoiceField(
            label=options.get("label", capfirst(self.verbose_name)),
            help_text=self.help_text,
            required=False,
            choices=SpokenLanguage.choices,
            widget=forms.CheckboxSelectMultiple,
        )
