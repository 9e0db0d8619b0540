"""Web and e-mail addresses in running text, found as readers see them. Pure.

Only what is plainly an address is one: it begins with `https://`, `http://` or `www.`, or has an @.
Names of files and sentences without a space after the full stop are not.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

# An address ends at a space, a quotation mark or an isolate; it may have Arabic letters.
_ADDRESS = re.compile(
    r"""
      (?<![A-Za-z0-9@/._-]) (?P<web> (?:https?://|www\.)[^\s<>"“”«»`|\\\u2066-\u2069]+ )
    | (?<![\w.+/@-]) (?P<mail> [\w.%+-]+@ (?:[A-Za-z0-9-]+\.)+ [A-Za-z]{2,} ) (?![\w@])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SENTENCE_MARKS = ".,:;!?'*_~…’‘،؛؟"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


class BareLink(NamedTuple):
    start: int
    end: int
    target: str


def find_links(text: str) -> Iterator[BareLink]:
    """The addresses in a text, from its beginning, without the marks of the sentence around."""
    for match in _ADDRESS.finditer(text):
        shown = _without_end(match[0])
        if match["mail"]:
            yield BareLink(match.start(), match.start() + len(shown), f"mailto:{shown}")
        elif re.search(r"[:.]/{0,2}\w", shown):
            target = shown if "://" in shown else f"https://{shown}"
            yield BareLink(match.start(), match.start() + len(shown), target)


def _without_end(address: str) -> str:
    """Without what follows it: “(see https://example.org/a_(b)).” has one bracket of its own."""
    while address:
        last = address[-1]
        is_closing = last in _BRACKETS and address.count(last) > address.count(_BRACKETS[last])
        if last not in _SENTENCE_MARKS and not is_closing:
            break
        address = address[:-1]
    return address
