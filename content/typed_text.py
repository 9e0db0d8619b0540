"""Text as people type and paste it, without the marks that come along unseen.

Phones put marks of direction around numbers and addresses, word processors put soft breaks between
lines. Nobody typed them. What is still wrong afterwards is for the validators to refuse.
"""

import re

_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")  # vertical tab: a soft break in Word
_WORD_HYPHENS = str.maketrans({"\x1e": "\u2011", "\x1f": None})

# Embeddings, overrides and isolates, characters of no width, and interlinear notes.
_NEVER_MEANT = re.compile("[\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")

_DIRECTION_MARK = re.compile("[\u061c\u200e\u200f]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile("[0-9A-Za-z\u00c0-\u024f]")

# Joiners shape Persian and Arabic words and emoji, and follow one of their characters.
_STRAY_JOINER = re.compile(
    "(?<![\u0600-\u1fff\u2190-\u2bff\ua000-\ufeff\U00010000-\U0010ffff])[\u200c\u200d]"
)

_UNSEEN_IN_CODES = re.compile("[\x01-\x1f\x7f-\x9f\u00ad\u034f\u061c\u200c-\u200f\ufe0e\ufe0f]")


def strip_marks(text: str) -> str:
    """The text without marks that nobody meant.

    Marks of direction are kept where both directions meet, joiners where they shape a word.
    """
    text = _NEVER_MEANT.sub("", text)
    if not (_RIGHT_TO_LEFT.search(text) and _LEFT_TO_RIGHT.search(text)):
        text = _DIRECTION_MARK.sub("", text)
    return _STRAY_JOINER.sub("", text)


def tidy_text(typed: str) -> str:
    """A text of any number of lines, each ended by one line feed."""
    text = _LINE_BREAK.sub("\n", typed.translate(_WORD_HYPHENS))
    return strip_marks(text).strip()


def tidy_line(typed: str) -> str:
    """A text of one line: line breaks and tabs become spaces."""
    return re.sub(r" *[\n\t][\n\t ]*", " ", tidy_text(typed))


def tidy_code(typed: str) -> str:
    """An e-mail address, a link or another code: it has no invisible characters."""
    return _UNSEEN_IN_CODES.sub("", strip_marks(typed)).strip()


def tidy_codes(typed: str) -> str:
    """Codes on lines of their own."""
    return "\n".join(map(tidy_code, tidy_text(typed).split("\n"))).strip()
