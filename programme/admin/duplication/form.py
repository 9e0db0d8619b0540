"""The form of the copy of an event: its first day, name and codes, and which parts come with it."""

import datetime as dt
from collections.abc import Collection, Mapping
from functools import partial
from typing import ClassVar

from django import forms
from django.contrib.admin import ModelAdmin
from django.forms import Script
from django.forms.models import modelform_factory
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.admin.forms import StaffForm
from content.slugs import SLUG_LENGTH
from content.translations import columns
from content.typed_dates import NotADateError, parse_date
from programme.admin.duplication.copies import Part, copy_of
from programme.admin.duplication.proposal import code_of_year, free_code, with_later_years
from programme.models import Event

NAMES = [*columns("name"), *columns("short_name")]
FIELDS = ["first_day", *NAMES, "slug", "acronym"]
PROPOSED_FOR = "proposed_for"
"""What the page posts: the first day for which it proposed a name and codes."""
ACRONYM_LENGTH = Event._meta.get_field("acronym").max_length
PART_LABELS = {
    Part.ROOMS: _("Rooms"),
    Part.TRACKS: _("Themes"),
    Part.SECTIONS: _("Sections"),
    Part.PARTNERS: _("Organizers and partners"),
    Part.SESSIONS: _("Sessions, as drafts"),
    Part.CANCELLED: _("Cancelled sessions too"),
    Part.PEOPLE: _("People"),
}

Taken = tuple[set[str], set[str]]
"""The addresses and the acronyms of all events."""


class CopyForm(StaffForm):
    class Media:
        js: ClassVar = [Script("js/admin/copy-translation.js", type="module")]

    parts = forms.MultipleChoiceField(
        label=_("What is copied?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, original: Event, parts: Mapping[Part, int], **options):
        super().__init__(*args, **options)
        self.original = original
        labels = {part: f"{PART_LABELS[part]} · {count}" for part, count in parts.items() if count}
        self.fields["parts"].choices = list(labels.items())
        self.fields["parts"].initial = [part for part in labels if part != Part.CANCELLED]
        self.fields["first_day"].help_text = _("All dates move with it, by whole days.")
        self.fields["slug"].required = True
        for name in {"slug", *NAMES} & self.fields.keys():
            self.fields[name].help_text = ""

    def _post_clean(self) -> None:
        """The copy lasts as long as its original."""
        if first_day := self.cleaned_data.get("first_day"):
            self.instance.last_day = first_day + length_of(self.original)
        super()._post_clean()

    @property
    def first_day(self) -> dt.date | None:
        """None where what was typed is no date."""
        if not self.is_bound:
            return self.instance.first_day
        self.is_valid()  # cleans what was sent
        return self.cleaned_data.get("first_day")

    @property
    def chosen(self) -> set[Part]:
        return {Part(value) for value in self["parts"].value() or [] if value in PART_LABELS}


def length_of(event: Event) -> dt.timedelta:
    return event.last_day - event.first_day


def copy_form(
    request: HttpRequest,
    event_admin: ModelAdmin,
    original: Event,
    *,
    first_day: dt.date,
    parts: Mapping[Part, int],
) -> CopyForm:
    """What was sent, with names and codes that follow the date; else what is proposed."""
    dress = partial(event_admin.formfield_for_dbfield, request=request)
    make = modelform_factory(Event, form=CopyForm, fields=FIELDS, formfield_callback=dress)
    taken = _taken()
    copy = copy_of(original)
    copy.first_day, copy.last_day = first_day, first_day + length_of(original)
    for name, value in proposals(original, first_day, taken).items():
        setattr(copy, name, value)
    posted = None
    if request.method == "POST":
        posted = _following_date(request.POST, original, taken)
    return make(posted, instance=copy, original=original, parts=parts)


def _taken() -> Taken:
    codes = list(Event.objects.values_list("slug", "acronym"))
    return {slug for slug, _acronym in codes}, {acronym for _slug, acronym in codes}


def proposals(original: Event, first_day: dt.date, taken: Taken) -> dict[str, str]:
    """The name and codes of a copy that begins on this day: those of the original with its year."""
    years: Collection[int] = range(original.first_day.year, original.last_day.year + 1)
    shift = first_day.year - original.first_day.year
    slugs, acronyms = taken
    of_year = {"year": first_day.year}
    slug = code_of_year(original.slug, years, shift, mark="-", **of_year)
    acronym = code_of_year(original.acronym, years, shift, mark="_", **of_year)
    names = {name: getattr(original, name) or "" for name in NAMES}
    return {name: with_later_years(text, years, shift) for name, text in names.items()} | {
        "slug": free_code(slug, slugs, mark="-", length=SLUG_LENGTH),
        "acronym": free_code(acronym, acronyms, mark="_", length=ACRONYM_LENGTH),
    }


def _following_date(posted: QueryDict, original: Event, taken: Taken) -> QueryDict:
    """Names and codes that are still those proposed become those of the date that was typed."""
    try:
        former = dt.date.fromisoformat(posted.get(PROPOSED_FOR, ""))
        present = parse_date(posted.get("first_day", ""))
    except (ValueError, NotADateError):
        return posted
    shown, now = (proposals(original, day, taken) for day in (former, present))
    data = posted.copy()
    for name, proposed in now.items():
        if " ".join(posted.get(name, "").split()) == " ".join(shown[name].split()):
            data[name] = proposed
    return data


def taken_meanwhile() -> str:
    return gettext("Somebody has created an event with this address or acronym meanwhile.")
