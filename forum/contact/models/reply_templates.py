"""Replies that are written often, in three languages. They hold no personal data."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_choice
from content.text import line_field, plain_text, text_field
from content.translations import best_translation, columns, in_one_language, require_one_language
from forum.contact.models.messages import Message, Topic

PLACEHOLDERS = ("{reference}", "{name}")


def known_placeholders(value: str) -> None:
    """A validator: in braces are placeholders only, so that no sender reads a mistyped one."""
    for found in re.findall(r"\{[^{}]*\}", value):
        if found not in PLACEHOLDERS:
            raise ValidationError(
                _("%(placeholder)s is not a placeholder. Use {name} or {reference}."),
                params={"placeholder": found},
            )


def _text(label: str) -> models.TextField:
    return text_field(label, null=True, validators=[plain_text, known_placeholders])


class ReplyTemplate(models.Model):
    name = line_field(_("name"), blank=False, unique=True)
    topic = models.CharField(_("topic"), max_length=20, choices=Topic, blank=True)
    text_en = _text(_("text in English"))
    text_fr = _text(_("text in French"))
    text_ar = _text(_("text in Arabic"))

    class Meta:
        verbose_name = _("reply template")
        verbose_name_plural = _("reply templates")
        ordering = ("name",)
        constraints = [
            valid_choice("reply_template", "topic", Topic, blank=True),
            in_one_language("reply_template", "text"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        require_one_language(self, "text")

    def language_for(self, message: Message) -> str:
        """The sender's, if there is a text in it."""
        return self._text_for(message)[1]

    def fill_in(self, message: Message) -> str:
        text, _language = self._text_for(message)
        return text.replace("{reference}", message.reference).replace("{name}", message.name)

    def _text_for(self, message: Message) -> tuple[str, str]:
        return best_translation([getattr(self, name) for name in columns("text")], message.language)
