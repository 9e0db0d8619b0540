"""What makes a message look as if a machine had sent it. It is kept all the same, and set apart."""

import re
import unicodedata

from forum.contact.models import Suspicion

MOST_LINKS = 3
OUR_SCRIPTS = ("LATIN", "ARABIC", "TIFINAGH")
FEW_LETTERS = 10

_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_MARKUP = re.compile(r"<\s*a\b|\bhref\s*=|\[(?:url|link)\b", re.IGNORECASE)


def suspicion(*, name: str, organization: str, text: str, trap: str) -> str:
    """Why a message looks suspect; empty for one that looks like a person's."""
    whole = f"{name}\n{organization}\n{text}"
    if trap:
        return Suspicion.TRAP
    if _MARKUP.search(whole):
        return Suspicion.MARKUP
    if _LINK.search(name) or len(_LINK.findall(whole)) > MOST_LINKS or _is_a_link_alone(text):
        return Suspicion.LINKS
    if _is_foreign(whole):
        return Suspicion.SCRIPT
    return ""


def _is_a_link_alone(text: str) -> bool:
    return bool(_LINK.match(text)) and len(text.split()) == 1


def _is_foreign(text: str) -> bool:
    """Whether most letters are of a script that none of the site's readers writes in."""
    letters = [letter for letter in text if letter.isalpha()]
    foreign = [
        letter for letter in letters if not unicodedata.name(letter, "").startswith(OUR_SCRIPTS)
    ]
    return len(letters) >= FEW_LETTERS and len(foreign) * 2 > len(letters)
