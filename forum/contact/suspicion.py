"""Detects messages that look like spam. They are kept in a folder of their own."""

import re
import unicodedata

from forum.contact.models import Suspicion

MAX_LINKS = 2
EXPECTED_SCRIPTS = ("LATIN", "ARABIC", "TIFINAGH")
MIN_LETTERS = 10

_LINK = re.compile(r"https?://(?:www\.)?|www\.", re.IGNORECASE)
_MARKUP = re.compile(r"<\s*a\b|\bhref\s*=|\[(?:url|link)\b", re.IGNORECASE)


def detect_spam(*, name: str, organization: str, text: str, hidden_field: str) -> str:
    """The reason for suspicion; empty for a message that looks genuine."""
    everything = f"{name}\n{organization}\n{text}"
    if hidden_field:
        return Suspicion.HIDDEN_FIELD
    if _MARKUP.search(everything):
        return Suspicion.MARKUP
    if _LINK.search(name) or len(_LINK.findall(everything)) > MAX_LINKS or _is_only_a_link(text):
        return Suspicion.LINKS
    if _is_in_unexpected_script(everything):
        return Suspicion.SCRIPT
    return ""


def _is_only_a_link(text: str) -> bool:
    return bool(_LINK.match(text)) and len(text.split()) == 1


def _is_in_unexpected_script(text: str) -> bool:
    """Whether most letters belong to none of `EXPECTED_SCRIPTS`."""
    letters = [letter for letter in text if letter.isalpha()]
    expected = [
        letter for letter in letters if unicodedata.name(letter, "").startswith(EXPECTED_SCRIPTS)
    ]
    return len(letters) >= MIN_LETTERS and len(expected) * 2 < len(letters)
