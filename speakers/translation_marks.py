"""The state of each translation, beside its field in the admin: done, missing, or stale."""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modeltranslation.fields import TranslationField

from speakers.translated import State


class MarkedField(forms.BoundField):
    """A field whose label ends in the state of the translation that it holds."""

    def label_tag(self, contents=None, attrs=None, label_suffix=None, tag=None):
        if not (mark := self.state_mark()):
            return super().label_tag(contents, attrs, label_suffix, tag)
        words = format_html("{}: {}", contents or self.label, mark)
        return super().label_tag(words, attrs, "", tag)

    def as_widget(self, widget=None, attrs=None, only_initial=False):
        return super().as_widget(widget, attrs, only_initial) + self.older_source()

    def state_mark(self) -> SafeString:
        if not (state := self._state()):
            return SafeString("")
        attrs = flatatt({"class": f"translation-mark translation-mark--{state.value}"})
        return format_html("<span{}>{}</span>", attrs, state.label)

    def older_source(self) -> SafeString:
        """What a stale translation was made from, and a box to say that it is right even so."""
        if self._state() is not State.STALE:
            return SafeString("")
        box = self.form["still_right"]
        return format_html(
            '<details class="previous-source"><summary>{}</summary>'
            '<p lang="en" dir="ltr">{}</p></details>'
            '<label class="confirmation"><input type="checkbox" name="{}" value="{}"{}> {}</label>',
            _("The English it was made from"),
            self.form.instance.stale[self.name],
            box.html_name,
            self.name,
            SafeString(" checked") if self.name in (box.value() or []) else "",
            _("The translation is still right"),
        )

    def _state(self) -> State | None:
        instance = self.form.instance
        column = {field.name: field for field in instance._meta.fields}.get(self.name)
        if not isinstance(column, TranslationField) or instance._state.adding:
            return None
        return instance.state_of(column.translated_field.name, column.language)


class UnlabelledField(MarkedField):
    """The same in a table, where the label of a field is the head of its column."""

    def as_widget(self, widget=None, attrs=None, only_initial=False):
        return super().as_widget(widget, attrs, only_initial) + self.state_mark()


class MarkedForm(forms.ModelForm):
    """Takes the word of staff that a stale translation is right as it stands."""

    bound_field_class = MarkedField

    still_right = forms.MultipleChoiceField(
        label=_("translations that are still right"), required=False
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        stale = getattr(self.instance, "stale", {})
        self.fields["still_right"].choices = [(column, column) for column in stale]

    def save(self, commit=True):
        for column in self.cleaned_data["still_right"]:
            self.instance.stale.pop(column, None)
        return super().save(commit)
