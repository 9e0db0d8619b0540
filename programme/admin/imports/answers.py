"""What is asked once for a whole file: zone, language, order of day and month, length."""

import datetime as dt
from collections.abc import Iterable

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from programme.admin.zone_choice import CityChoice
from programme.imports.values import DayOrder, Options, Question
from programme.imports.zoned import CONTENT_LANGUAGES
from programme.models import Event

LENGTHS = (15, 20, 30, 45, 60, 90, 120)
FIELD_OF = {
    Question.ZONE: "zone",
    Question.LANGUAGE: "language",
    Question.DAY_ORDER: "day_order",
    Question.MINUTES: "minutes",
}
_LANGUAGE_NAMES = {"en": _("English"), "fr": _("French"), "ar": _("Arabic")}
_UNKNOWN = ("", _("As the file shows"))


class AnswersForm(forms.Form):
    zone = forms.CharField(label=_("Time zone of the times"), required=False, widget=CityChoice)
    language = forms.ChoiceField(
        label=_("Language of the texts"),
        required=False,
        choices=[_UNKNOWN, *((code, _LANGUAGE_NAMES[code]) for code in CONTENT_LANGUAGES)],
    )
    day_order = forms.ChoiceField(
        label=_("Dates such as 05/04"),
        required=False,
        choices=[
            _UNKNOWN,
            (DayOrder.DAY_FIRST, _("the day first: 5 April")),
            (DayOrder.MONTH_FIRST, _("the month first: 4 May")),
        ],
    )
    minutes = forms.TypedChoiceField(
        label=_("Sessions without an end take at most"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            _UNKNOWN,
            *(
                (n, ngettext_lazy("%(count)s minute", "%(count)s minutes", n) % {"count": n})
                for n in LENGTHS
            ),
        ],
    )
    no_headings = forms.BooleanField(
        label=_("The first row is a session: the table has no headings"), required=False
    )

    def __init__(self, data: object, event: Event):
        super().__init__(data, initial={"zone": event.time_zone}, label_suffix="")
        self.event = event
        noon = dt.datetime.combine(event.first_day, dt.time(12), dt.UTC)
        self.fields["zone"].widget.at = noon

    def options(self) -> Options:
        """What was answered; an answer that does not exist counts as none."""
        self.is_valid()
        answers = self.cleaned_data
        return Options(
            zone=answers.get("zone") or self.event.time_zone,
            language=answers.get("language", ""),
            day_order=DayOrder(answers["day_order"]) if answers.get("day_order") else None,
            minutes=answers.get("minutes"),
            has_headings=not answers.get("no_headings"),
        )

    def asked(self, questions: Iterable[Question]) -> list[BoundField]:
        """Without an answer to begin with."""
        names = [FIELD_OF[question] for question in questions]
        for name in names:
            (_value, _label), *answers = self.fields[name].choices
            self.fields[name].choices = [("", _("Choose…")), *answers]
        return [self[name] for name in names]

    def others(self, questions: Iterable[Question], *, has_headings: bool) -> list[BoundField]:
        """Those with an answer already; headings are asked about where none were found."""
        asked = {FIELD_OF[question] for question in questions}
        return [
            field
            for field in self
            if field.name not in asked and not (has_headings and field.name == "no_headings")
        ]
