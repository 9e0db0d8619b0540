"""Reply templates: where they are written, and how one is chosen for a message."""

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from content.admin.digest_guard import DigestGuard
from content.translations import join_list, languages_with_text
from forum.contact.models import Message, ReplyTemplate


@admin.register(ReplyTemplate)
class ReplyTemplateAdmin(DigestGuard):
    has_private_form = True
    list_display = ["name", "topic", "languages"]
    list_filter = ["topic"]
    search_fields = ["name", "text_en", "text_fr", "text_ar"]
    fieldsets = [
        (None, {"fields": ["name", "topic"]}),
        (
            _("Text"),
            {
                "description": _(
                    "{name} becomes the sender’s name, {reference} the reference of the message."
                ),
                "fields": [("text_en", "text_fr", "text_ar")],
            },
        ),
    ]

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **options):
        field = super().formfield_for_dbfield(db_field, request, **options)
        if db_field.name.startswith("text_"):
            code = db_field.name.removeprefix("text_")
            field.widget.attrs |= {"lang": code, "dir": "auto", "rows": 8}
        return field

    @admin.display(description=_("languages"))
    def languages(self, template: ReplyTemplate) -> str:
        return join_list(map(language_name, languages_with_text(template, "text")))


class TemplateSelect(forms.Select):
    """Each option has its text for the sender, which a script puts into the reply."""

    def create_option(self, name, value, *args, **options) -> dict:
        option = super().create_option(name, value, *args, **options)
        if value:
            option["attrs"]["data-text"] = value.instance.fill_in(self.choices.field.message)
        return option


class TemplateChoiceField(forms.ModelChoiceField):
    """Those of the message's topic come first; one without the sender's language names its own."""

    widget = TemplateSelect
    message: Message

    def __init__(self, **options):
        templates = ReplyTemplate.objects.all()
        options |= {"label": _("Reply template"), "required": False, "empty_label": _("None")}
        super().__init__(templates, **options)

    def offer_for(self, message: Message) -> None:
        self.message = message
        is_other = models.Case(
            models.When(topic=message.topic, then=0), models.When(topic="", then=1), default=2
        )
        self.queryset = self.queryset.order_by(is_other, "name")

    def label_from_instance(self, template: ReplyTemplate) -> str:
        language = template.language_for(self.message)
        if language == self.message.language:
            return template.name
        words = {"name": template.name, "language": language_name(language)}
        return gettext("%(name)s (in %(language)s)") % words


def language_name(code: str) -> str:
    return str(get_language_info(code)["name_translated"])
