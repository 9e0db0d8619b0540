"""HTML of other programmes as Markdown: paragraphs, lists, links and emphasis. Pure."""

import re
from html.parser import HTMLParser

_IS_HTML = re.compile(r"</[a-z][a-z0-9]*>|<br\s*/?>|<p>", re.IGNORECASE)
_BLOCKS = {"p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table"}
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}


def as_markdown(text: str) -> str:
    """The text as it is if it holds no tags."""
    if not _IS_HTML.search(text):
        return text.strip()
    parser = _Writer()
    parser.feed(text)
    parser.close()
    lines = "".join(parser.parts).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in lines)).strip()


class _Writer(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._links: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag in {"script", "style"}:
            self._hidden += 1
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in {"br", "tr"}:
            self.parts.append("\n\n" if tag == "br" else "\n")
        elif tag == "a":
            address = dict(attrs).get("href") or ""
            self._links.append(address if address.startswith("http") else "")
            self.parts.append("[" if self._links[-1] else "")
        else:
            self.parts.append(_MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._hidden = max(self._hidden - 1, 0)
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "a" and self._links:
            address = self._links.pop()
            self.parts.append(f"]({address})" if address else "")
        else:
            self.parts.append(_MARKS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", data))
