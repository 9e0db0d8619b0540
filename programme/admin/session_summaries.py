"""What is in each fold of a session's form, in a few words; empty if it holds nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.forms import BaseInlineFormSet, ModelForm
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.translations import join_list
from programme.agenda.heard import heard_words
from programme.languages import SpokenLanguage
from programme.models import AttendanceMode, Document, MayBeRecorded, Quote

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A form with its inlines, as it is shown: as stored, or as it came back refused."""

    form: ModelForm
    formsets: Mapping[type[models.Model], BaseInlineFormSet]

    def value(self, name: str) -> Any:
        """What a field holds, or the row where the reader may not change it."""
        if name in self.form.fields:
            return self.form[name].value()
        return getattr(self.form.instance, name)

    def rows(self, model: type[models.Model]) -> list[models.Model]:
        """The stored rows of an inline."""
        return [form.instance for form in self.formsets[model].initial_forms]


def _outcome(shown: Shown) -> str:
    return shown.form.instance.subtitle or shown.form.instance.summary or ""


def _languages(shown: Shown) -> str:
    """“English, interpreted into French; captions; online”."""
    names = (_names(shown.value(name)) for name in ("languages", "interpretation_languages"))
    told = [heard_words(*names)]
    told += [_("sign language")] if shown.value("has_sign_language") else []
    told += [_("captions")] if shown.value("has_captions") else []
    told += [_label(AttendanceMode, shown.value("attendance_mode"))]
    if shown.value("may_be_recorded") == MayBeRecorded.NO:
        told.append(_("may not be recorded"))
    return "; ".join(filter(None, told))


def _names(codes: list[str] | None) -> str:
    return join_list(_label(SpokenLanguage, code) for code in codes or ())


def _label(choices: type[models.TextChoices], value: str | None) -> str:
    return str(choices(value).label) if value in choices.values else ""


def _registration(shown: Shown) -> str:
    return shown.value("registration_url") or ""


def _documents(shown: Shown) -> str:
    titles = [str(row) for row in shown.rows(Document)]
    more = len(titles) - MOST_NAMED
    rest = [ngettext("%(count)s more", "%(count)s more", more) % {"count": more}] * (more > 0)
    return join_list([*titles[:MOST_NAMED], *rest])


def _quotes(shown: Shown) -> str:
    count = len(shown.rows(Quote))
    text = ngettext("%(count)s quote", "%(count)s quotes", count) % {"count": count}
    return text if count else ""


def _place(shown: Shown) -> str:
    """The theme and the address of a stored session."""
    session = shown.form.instance
    theme = str(session.track) if session.track_id else ""
    plenary = _("plenary") if shown.value("is_plenary") else ""
    return " · ".join(filter(None, [theme, plenary, session.slug or ""]))


SUMMARIES: dict[str, Callable[[Shown], str]] = {
    "outcome": _outcome,
    "documents": _documents,
    "languages": _languages,
    "registration": _registration,
    "quotes": _quotes,
    "place": _place,
}
