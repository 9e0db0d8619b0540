"""The cells of a row in the list of sessions: hours, people, and which languages are done."""

from functools import lru_cache

from django.conf import settings
from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from content.dates import date_format
from content.translations import TranslationState, join_list
from programme.agenda.days import takes_whole_days
from programme.agenda.hours import hour_range, whole_days
from programme.agenda.themes import theme_class
from programme.models import Contribution, Session, SessionKind, Track

TEXTS = ("title", "abstract")
"""Those by which a language counts as done."""


class SessionCellsMixin:
    """Reads the session with its event, and the people loaded with it; no query of its own."""

    @admin.display(description=_("when"), ordering="starts_at")
    def when(self, session: Session) -> SafeString:
        mark = _theme_mark(session.track)
        if not session.starts_at:
            return format_html("–{}", mark)
        zone = session.event.zone
        start = timezone.localtime(session.starts_at, zone)
        hours = hour_range(start, timezone.localtime(session.ends_at, zone))
        if takes_whole_days(session, zone):
            hours = whole_days(session, zone)
        day = date_format(start, "D j N")
        return format_html("{} <strong>{}</strong>{}", day, hours, mark)

    @admin.display(description=_("people"))
    def people(self, session: Session) -> SafeString | str:
        """The first one, and how many more; all of them for screen readers and on hovering."""
        names = [_person(part) for part in session.contributions.all()]
        if not names and SessionKind(session.kind).has_speakers:
            return format_html('<span class="gap">{}</span>', gettext("nobody yet"))
        if len(names) < 2:
            return "".join(names)
        return format_html(
            '<span title="{}">{}<span aria-hidden="true"> +{}</span>'
            '<span class="visually-hidden">{}{}</span></span>',
            join_list(names),
            names[0],
            len(names) - 1,
            join_list(["", ""]),
            join_list(names[1:]),
        )

    @admin.display(description=_("languages"))
    def languages_done(self, session: Session) -> SafeString:
        languages = settings.MODELTRANSLATION_LANGUAGES
        return format_html_join(" ", "{}", ((_language_mark(session, one),) for one in languages))


def _theme_mark(theme: Track | None) -> SafeString:
    """The edge that the theme has in the public programme, with its name in words."""
    css = theme_class(theme.colour) if theme else ""
    if not css:
        return SafeString("")
    text = '<span class="theme-mark {}" title="{}"><span class="visually-hidden"> {}</span></span>'
    return format_html(text, css, theme, theme)


def _person(part: Contribution) -> str:
    if part.takes_part:
        return str(part.speaker)
    return gettext("%(person)s (had to withdraw)") % {"person": part.speaker}


def _language_mark(session: Session, language: str) -> SafeString:
    """The code of the language, with the state of each text in words."""
    states = ((name, session.state_of(name, language)) for name in TEXTS)
    given = tuple((name, state) for name, state in states if state)
    return _mark(language, given, get_language())


@lru_cache(maxsize=1000)
def _mark(
    language: str, given: tuple[tuple[str, TranslationState], ...], reader_language: str
) -> SafeString:
    """A list has hundreds of marks, and few that differ."""
    fields = Session._meta.get_field
    states = dict(given)
    words = join_list(
        f"{capfirst(fields(name).verbose_name)}: {state.label}" for name, state in given
    )
    return format_html(
        '<span class="language-mark language-mark--{}" title="{}">'
        '<span aria-hidden="true">{}</span><span class="visually-hidden">{}: {}</span></span>',
        _whole_state(states),
        words,
        language.upper(),
        get_language_info(language)["name_translated"],
        words,
    )


def _whole_state(states: dict[str, TranslationState]) -> str:
    if states.get("title") == TranslationState.MISSING:
        return "missing"
    return "done" if set(states.values()) <= {TranslationState.DONE} else "partial"
