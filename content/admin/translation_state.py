"""The state of each translation beside its field in the admin: done, missing or stale."""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modeltranslation.fields import TranslationField

from content.translations import TranslationState


class TranslationStateField(forms.BoundField):
    """Adds the state of the translation to the label, and the previous English if it is stale."""

    def label_tag(self, contents=None, attrs=None, label_suffix=None, tag=None):
        if not (mark := self.state_mark()):
            return super().label_tag(contents, attrs, label_suffix, tag)
        words = format_html("{}: {}", contents or self.label, mark)
        return super().label_tag(words, attrs, "", tag)

    def as_widget(self, widget=None, attrs=None, only_initial=False):
        return super().as_widget(widget, attrs, only_initial) + self.previous_source()

    def state_mark(self) -> SafeString:
        if not (state := self._state()):
            return SafeString("")
        attrs = flatatt({"class": f"translation-mark translation-mark--{state.value}"})
        return format_html("<span{}>{}</span>", attrs, state.label)

    def previous_source(self) -> SafeString:
        """The English text that a stale translation was made from, and a box to confirm it."""
        if self._state() is not TranslationState.STALE:
            return SafeString("")
        box = self.form["confirmed"]
        return format_html(
            '<details class="previous-source"><summary>{}</summary>'
            '<p lang="en" dir="ltr">{}</p></details>'
            '<label class="confirm-translation">'
            '<input type="checkbox" name="{}" value="{}"{}> {}</label>',
            _("English text it was translated from"),
            self.form.instance.stale[self.name],
            box.html_name,
            self.name,
            SafeString(" checked") if self.name in (box.value() or []) else "",
            _("This translation is still correct"),
        )

    def _state(self) -> TranslationState | None:
        instance = self.form.instance
        column = {field.name: field for field in instance._meta.fields}.get(self.name)
        if not isinstance(column, TranslationField) or instance._state.adding:
            return None
        return instance.state_of(column.translated_field.name, column.language)


class TableTranslationStateField(TranslationStateField):
    """In a table, where one label serves a whole column, the state is shown beside each field."""

    def as_widget(self, widget=None, attrs=None, only_initial=False):
        return super().as_widget(widget, attrs, only_initial) + self.state_mark()


class TranslationStateForm(forms.ModelForm):
    """Lets staff confirm that a stale translation is still correct."""

    bound_field_class = TranslationStateField

    confirmed = forms.MultipleChoiceField(label=_("confirmed translations"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        stale = self.fields.keys() & getattr(self.instance, "stale", {}).keys()
        self.fields["confirmed"].choices = [(column, column) for column in sorted(stale)]

    def save(self, commit=True):
        for column in self.cleaned_data["confirmed"]:
            self.instance.stale.pop(column, None)
        return super().save(commit)
