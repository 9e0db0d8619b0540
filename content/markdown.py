"""Renders Markdown as safe HTML."""

from functools import lru_cache
from html import unescape

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from content.bidi import as_elements
from content.typography import typeset

TAGS = {"p", "br", "hr", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre"}
TAGS |= {"h2", "h3", "h4", "h5", "h6", "bdi"}
ATTRIBUTES = {"a": {"href"}, "bdi": {"dir"}}

_parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
_parser.disable(["image"])


@lru_cache(maxsize=2048)
def to_html(text: str, *, top: int = 2, language: str = "") -> str:
    """Render a text whose largest heading becomes `<h{top}>`."""
    tokens = _parser.parse(text)
    _lower_headings(tokens, top)
    _typeset_text(tokens, language)
    html = as_elements(_parser.renderer.render(tokens, _parser.options, {}))
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, link_rel="noopener nofollow")


def excerpt(text: str, *, language: str = "") -> str:
    """The first 160 characters as plain text, not escaped, shortened at a word."""
    plain = " ".join(unescape(nh3.clean(to_html(text), tags=set())).split())
    plain = typeset(plain, language)
    if len(plain) <= 160:
        return plain
    return plain[:160].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def _lower_headings(tokens: list[Token], top: int) -> None:
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    shift = top - min(levels, default=top)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + shift, 6)}"


def _typeset_text(tokens: list[Token], language: str) -> None:
    """Apply the typography of the language to text, not to code."""
    for token in tokens:
        for child in token.children or []:
            if child.type == "text":
                child.content = typeset(child.content, language)
