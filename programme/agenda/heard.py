"""The languages of a session, as a row shows them and as it is read out."""

from functools import lru_cache

from django.utils.html import escape
from django.utils.translation import gettext, pgettext

from content.translations import join_list
from programme.agenda.sessions import ListedSession
from programme.languages import SpokenLanguage


def languages(session: ListedSession, reader: str) -> str:
    """Codes to look at, and the names of the languages to hear; Arabic letters have no codes."""
    spoken, others = session.languages, session.interpretation_languages
    if not (spoken or others):
        return ""
    return _languages_element(spoken, others, session.channels, reader)


@lru_cache(maxsize=256)
def _languages_element(
    spoken: tuple[str, ...],
    others: tuple[str, ...],
    channels: tuple[tuple[str, str], ...],
    reader: str,
) -> str:
    numbers = dict(channels)
    names = [join_list(_read_out(code, numbers) for code in codes) for codes in (spoken, others)]
    words = heard_words(*names)
    shown = [_shown(codes, numbers, reader) for codes in (spoken, others)]
    named = zip(("spoken", "into"), shown, strict=True)
    data = "".join(f' data-{name}="{escape(text)}"' for name, text in named if text)
    hidden = f'<span class="visually-hidden">{escape(words)}</span>'
    return f'<span class="languages"{data}>{hidden}</span>'


def heard_words(spoken: str, others: str) -> str:
    """“English, interpretation into French”; either may be empty."""
    if not others:
        return spoken
    if not spoken:
        return gettext("interpretation: %(languages)s") % {"languages": others}
    words = pgettext("the languages of a session", "%(spoken)s, interpretation into %(others)s")
    return words % {"spoken": spoken, "others": others}


def _read_out(code: str, numbers: dict[str, str]) -> str:
    """`French (channel 2)`."""
    name = str(SpokenLanguage(code).label)
    if code not in numbers:
        return name
    channel = gettext("channel %(number)s") % {"number": numbers[code]}
    return f"{name} ({channel})"


def _shown(codes: tuple[str, ...], numbers: dict[str, str], reader: str) -> str:
    """`FR (2), EN`."""
    names = [str(SpokenLanguage(code).label) if reader == "ar" else code.upper() for code in codes]
    told = (
        f"{name} ({numbers[code]})" if code in numbers else name
        for name, code in zip(names, codes, strict=True)
    )
    return join_list(told) if reader == "ar" else ", ".join(told)
