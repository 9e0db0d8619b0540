"""The choices of “Running late”: by how many minutes, from when until when, in which rooms."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from content.admin.forms import is_primary_key
from content.bidi import isolate
from content.dates import date_format
from content.typed_text import tidy_code
from programme.conflicts import Planned
from programme.planning import MINUTE, MOST_MINUTES, Scope, Until, can_move, next_breaks

USUAL = ("5", "10", "15", "20", "30")
OTHER = "other"
LATER, EARLIER = "later", "earlier"


class NumberForm(forms.Form):
    """How much later or earlier: one of the usual numbers, or another one that is typed."""

    most: int
    unit_label: Any
    wrong: Any

    other = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4, "dir": "ltr"}),
    )
    direction = forms.ChoiceField(
        label=_("Later or earlier?"),
        choices=[(LATER, _("later")), (EARLIER, _("earlier"))],
        widget=forms.RadioSelect,
        initial=LATER,
        required=False,
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["other"].label = self.unit_label

    def clean(self) -> None:
        """Set `by`: a number that was typed counts before the others."""
        values = super().clean()
        chosen = tidy_code(values.get("other") or "") or values.get("usual") or ""
        if not re.fullmatch(r"\d{1,9}", chosen):
            raise ValidationError(self.wrong, code="number")
        if not 0 < int(chosen) <= self.most:
            message = _("Choose a number from 1 to %(most)s.") % {"most": self.most}
            raise ValidationError(message, code="number")
        values["by"] = -int(chosen) if values.get("direction") == EARLIER else int(chosen)


class MinutesForm(NumberForm):
    most = MOST_MINUTES
    usual = forms.ChoiceField(
        label=_("By how many minutes?"),
        choices=[*zip(USUAL, USUAL, strict=True), (OTHER, pgettext_lazy("minutes", "other"))],
        widget=forms.RadioSelect,
        initial="15",
        required=False,
    )
    unit_label = _("Other number of minutes")
    wrong = _("Enter a whole number of minutes, for example 25.")

    def clean(self) -> None:
        super().clean()
        self.cleaned_data["by"] *= MINUTE


class LateForm(MinutesForm):
    """Also of which sessions: those of a day from one of its starts on."""

    start = forms.ChoiceField(label=_("From when?"))
    until = forms.ChoiceField(label=_("Until when?"), required=False, initial=Until.DAY.value)
    rooms = forms.MultipleChoiceField(
        label=_("In which rooms?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("If you choose none: all sessions, also those without a room."),
        error_messages={"invalid_choice": _("This room belongs to another event.")},
    )

    def __init__(
        self,
        data: object,
        *,
        sessions: Sequence[Planned],
        zone: dt.tzinfo,
        now: dt.datetime,
        from_session: Planned | None = None,
    ) -> None:
        super().__init__(data)
        self.zone, self.timed = zone, [one for one in sessions if can_move(one, zone)]
        starts = sorted({one.starts_at for one in self.timed})
        following = next((start for start in starts if start >= now), None)
        is_on = following is not None and _day(following, zone) == _day(now, zone)
        own = from_session and from_session.starts_at
        first = own or following or (starts[0] if starts else None)
        starts = sorted({*starts, *_posted_start(data)})
        self.fields["start"].choices = _start_choices(starts, following if is_on else None, zone)
        self.fields["start"].initial = first and _value(first)
        rooms = {one.room.pk: one.room for one in sessions if one.room}
        self.fields["rooms"].choices = [(str(key), room.name[0]) for key, room in rooms.items()]
        if from_session and from_session.room:
            self.fields["rooms"].initial = [str(from_session.room.pk)]
        self._offer_breaks()

    def _offer_breaks(self) -> None:
        """The next break by its name, if there is one after what is chosen now."""
        choices = [(Until.DAY.value, _("until the end of the day"))]
        scope = self._chosen_scope()
        later = [one for one in self.timed if scope and self._is_of_day(one, scope)]
        if scope and (breaks := next_breaks(later, scope)):
            words = gettext("until “%(title)s” at %(clock)s, which gets shorter") % {
                "title": isolate(breaks[0].title[0]),
                "clock": f"{breaks[0].starts_at.astimezone(self.zone):%H:%M}",
            }
            choices.append((Until.BREAK.value, words))
        elif self.data.get("until") == Until.BREAK:
            choices.append((Until.BREAK.value, _("until the next break, which gets shorter")))
        self.fields["until"].choices = choices

    def _chosen_scope(self) -> Scope | None:
        [*starts] = _posted_start({"start": self["start"].value()})
        rooms = _keys(self["rooms"].value() or [])
        return Scope(start=starts[0], rooms=rooms) if starts else None

    def _is_of_day(self, session: Planned, scope: Scope) -> bool:
        return _day(session.starts_at, self.zone) == _day(scope.start, self.zone)

    def clean(self) -> None:
        super().clean()
        if "start" in self.cleaned_data and "rooms" in self.cleaned_data:
            self.cleaned_data["scope"] = Scope(
                start=dt.datetime.fromtimestamp(int(self.cleaned_data["start"]), dt.UTC),
                until=Until(self.cleaned_data.get("until") or Until.DAY),
                rooms=_keys(self.cleaned_data["rooms"]),
            )


def _keys(values: Sequence[str]) -> frozenset[int]:
    return frozenset(int(value) for value in values if is_primary_key(value))


def _posted_start(data: Mapping[str, str] | None) -> list[dt.datetime]:
    """Also a moment at which nothing starts any more: what did may have been moved meanwhile."""
    value = str((data or {}).get("start") or "")
    return (
        [dt.datetime.fromtimestamp(int(value), dt.UTC)]
        if re.fullmatch("[0-9]{1,11}", value)
        else []
    )


def _value(moment: dt.datetime) -> str:
    return str(int(moment.timestamp()))


def _day(moment: dt.datetime, zone: dt.tzinfo) -> dt.date:
    return moment.astimezone(zone).date()


def _start_choices(
    starts: Sequence[dt.datetime], following: dt.datetime | None, zone: dt.tzinfo
) -> list:
    """The starts of each day; before them, on a day of the event, the next one as “now”."""
    days: dict[str, list[tuple[str, str]]] = {}
    for start in starts:
        local = start.astimezone(zone)
        words = date_format(local, "D j N, H:i")
        days.setdefault(date_format(local, "l j F"), []).append((_value(start), words))
    if following is None:
        return [*days.items()]
    text = gettext("from now on: what starts at %(clock)s or later")
    now = text % {"clock": f"{following.astimezone(zone):%H:%M}"}
    return [(_value(following), now), *days.items()]
