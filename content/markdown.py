"""Renders Markdown as safe HTML, with tables and links made of bare addresses."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape

import nh3
from django.utils.html import escape
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token

from content.bare_links import find_links
from content.bidi import as_elements, is_rtl
from content.typography import typeset

TAGS = {"p", "br", "hr", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre"}
TAGS |= {"h2", "h3", "h4", "h5", "h6", "bdi", "div", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {
    "a": {"href", "dir"},
    "bdi": {"dir"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "ol": {"start"},
    "th": {"class", "scope"},
    "td": {"class"},
}
CELL_CLASSES = {"text-align:right": "prose__end", "text-align:center": "prose__centre"}
"""The end of the line: in Arabic, “right” in Markdown is on the left."""

_parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
_parser.disable(["image"]).enable(["table"])


def _table_open(
    renderer: RendererProtocol, tokens: Sequence[Token], index: int, options, env
) -> str:
    """A table scrolls in a box of its own, which the keyboard reaches: named for its columns."""
    label = escape(tokens[index].meta["label"])
    name = f' role="group" aria-label="{label}"' if label else ""
    return f'<div class="prose__table" tabindex="0"{name}>\n<table>\n'


def _table_close(
    renderer: RendererProtocol, tokens: Sequence[Token], index: int, options, env
) -> str:
    return "</table>\n</div>\n"


_parser.add_render_rule("table_open", _table_open)
_parser.add_render_rule("table_close", _table_close)


def render(text: str, *, top: int = 2, language: str = "") -> str:
    """Render a text whose largest heading becomes `<h{top}>`."""
    tokens = _parser.parse(text)
    _lower_headings(tokens, top)
    _prepare_tables(tokens)
    for token in tokens:
        if token.children:
            _typeset_text(token.children, language)
            token.children = list(_with_links(token.children, language))
    html = as_elements(_parser.renderer.render(tokens, _parser.options, {}))
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, link_rel="noopener nofollow")


to_html = lru_cache(maxsize=2048)(render)
"""For the texts of public pages, which are asked for again and again."""


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


def _prepare_tables(tokens: list[Token]) -> None:
    """Name each table for its columns, and align its cells without inline styles."""
    table = None
    for number, token in enumerate(tokens):
        if token.type == "table_open":
            table = token
            table.meta["label"] = ""
        elif token.type in {"th_open", "td_open"}:
            css = CELL_CLASSES.get(str(token.attrs.pop("style", "")))
            token.attrs |= {"class": css} if css else {}
        if token.type == "th_open" and table:
            token.attrs["scope"] = "col"
            words = [table.meta["label"], _words(tokens[number + 1])]
            table.meta["label"] = ", ".join(filter(None, words))


def _words(token: Token) -> str:
    """The words of a cell, without isolates: `as_elements()` would put elements into the label."""
    shown = (child.content for child in token.children or [] if child.type != "softbreak")
    return re.sub("[\u2066-\u2069]", "", "".join(shown)).strip()


def _typeset_text(children: list[Token], language: str) -> None:
    """Apply the typography of the language to text, not to code."""
    for child in children:
        if child.type == "text":
            child.content = typeset(child.content, language)


def _with_links(children: list[Token], language: str) -> Iterator[Token]:
    """The tokens of a line, with links for addresses that are in no link yet."""
    direction = {"dir": "ltr"} if language and is_rtl(language) else {}
    depth = 0
    for child in children:
        depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type != "text" or depth:
            yield child
            continue
        end = 0
        for link in find_links(child.content):
            yield _text(child.content[end : link.start])
            attrs = {"href": _parser.normalizeLink(link.target)} | direction
            yield Token("link_open", "a", 1, attrs=attrs)
            yield _text(child.content[link.start : link.end])
            yield Token("link_close", "a", -1)
            end = link.end
        yield _text(child.content[end:]) if end else child


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
