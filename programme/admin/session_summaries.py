"""What is in some folds of a session's form, in the words of a programme."""

from collections.abc import Callable

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.admin.fold_summaries import Shown
from content.translations import join_list
from programme.agenda.heard import heard_words
from programme.languages import SpokenLanguage
from programme.models import AttendanceMode, MayBeRecorded, Quote


def _languages(shown: Shown) -> str:
    """“English, interpreted into French · captions · online”."""
    names = (_names(shown.value(name)) for name in ("languages", "interpretation_languages"))
    told = [heard_words(*names)]
    told += [_("sign language")] if shown.value("has_sign_language") else []
    told += [_("captions")] if shown.value("has_captions") else []
    told += [_label(AttendanceMode, shown.value("attendance_mode"))]
    if shown.value("may_be_recorded") == MayBeRecorded.NO:
        told.append(_("may not be recorded"))
    return " · ".join(filter(None, told))


def _names(codes: list[str] | None) -> str:
    return join_list(_label(SpokenLanguage, code) for code in codes or ())


def _label(choices: type[models.TextChoices], value: str | None) -> str:
    return str(choices(value).label) if value in choices.values else ""


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


FOLD_SUMMARIES: dict[str, Callable[[Shown], str]] = {
    "languages": _languages,
    "registration": lambda shown: shown.value("registration_url") or "",
    "quotes": _quotes,
    "place": _place,
}
