"""What staff typed over the rows of a file, or left out, as the form of the preview sends it."""

from collections.abc import Iterator, Mapping

from django.http import QueryDict

from programme.imports.mending import FIELDS

TYPED, WAS, LEFT_OUT = "row-", "was-", "leave-"
"""How the names of fields begin; the mark of a row follows, and the field."""
OPENED = "open"
"""The name of the button that opens a row."""
PAGE = "page"


def name_of_field(beginning: str, mark: str, field: str) -> str:
    return f"{beginning}{mark}-{field}"


def typed_rows(posted: QueryDict) -> Mapping[str, Mapping[str, str]]:
    """By mark and field, what is not as the page had it: another answer may read it differently."""
    found: dict[str, dict[str, str]] = {}
    for mark, field, text in _fields(posted):
        was = posted.get(name_of_field(WAS, mark, field))
        if was is None or _plain(text) != _plain(was):
            found.setdefault(mark, {})[field] = text
    return found


def left_out(posted: QueryDict) -> frozenset[str]:
    names = (name for name in posted if name.startswith(LEFT_OUT))
    return frozenset(name.removeprefix(LEFT_OUT) for name in names)


def opened(posted: QueryDict) -> frozenset[str]:
    """The marks of the rows that staff have opened, or typed into."""
    asked = {posted[OPENED]} if OPENED in posted else set()
    return frozenset({mark for mark, _field, _text in _fields(posted)} | asked)


def page_number(posted: QueryDict) -> int:
    """From 1; a page that does not exist is the first one."""
    text = posted.get(PAGE, "")
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 6 else 1


def _fields(posted: QueryDict) -> Iterator[tuple[str, str, str]]:
    for name in posted:
        mark, _dash, field = name.removeprefix(TYPED).rpartition("-")
        if name.startswith(TYPED) and field in FIELDS:
            yield mark, field, posted[name]


def _plain(text: str) -> str:
    """A browser sends the lines of a text with other ends."""
    return "\n".join(text.splitlines())
