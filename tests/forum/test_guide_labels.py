"""The guide names buttons, fields and columns as the screen does: in italics, and nowhere else."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps

from forum.staff.help import GUIDE

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = ["content", "forum", "programme", "speakers"]
ITALICS = re.compile(r"(?<![*\w])\*([^*\n]+(?:\n[^*\n]+)?)\*(?![*\w])")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
QUOTED = re.compile(r"“([^”]+)”")
IN_TEMPLATES = re.compile(
    r"{% translate (['\"])(.+?)\1"
    r"|{% blocktranslate[^%]*%}(.*?)(?:{% endblocktranslate)",
    re.DOTALL,
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{{[^}]*}}|{\w*}")
TRANSLATING = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}
OF_DJANGO = {"clear"}
"""The box beside a stored file."""
QUOTED_EXAMPLES = {
    "mr. ahmed laamoumri – general secretary of the administration reform department",
    *("fatima el hassani", "ms. salma bennani", "fire drill: go to the car park"),
}
"""What staff type, and what no text of the site is."""


def plain(text: str) -> str:
    """To be compared: without the case, and with a gap where a page fills in a name or a number."""
    words = " ".join(PLACEHOLDER.sub("…", text).split())
    return words.rstrip(":,.").casefold()


def in_code(path: Path) -> Iterator[str]:
    """The texts that are translated, without their contexts."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in TRANSLATING | WITH_CONTEXT:
                words = [one.value for one in node.args if isinstance(one, ast.Constant)]
                yield from (str(word) for word in words[name in WITH_CONTEXT :])


def in_template(path: Path) -> Iterator[str]:
    for _quote, text, block in IN_TEMPLATES.findall(path.read_text()):
        yield from [text] if text else re.split(r"{% plural %}", block)


def of_models() -> Iterator[str]:
    """Also of the models of Django that the admin shows."""
    for model in apps.get_models():
        name = str(model._meta.verbose_name)
        yield from (name, f"Add {name}", str(model._meta.verbose_name_plural))
        for field in model._meta.get_fields():
            yield str(getattr(field, "verbose_name", ""))


@cache
def texts_of_the_site() -> frozenset[str]:
    """Read from the code and not from the catalogues, which keep a former text for a while."""
    found = [*of_models()]
    for floor in FLOORS:
        for path in (ROOT / floor).rglob("*.py"):
            found += in_code(path)
    for path in (ROOT / "templates").rglob("*.html"):
        found += in_template(path)
    return frozenset(plain(text) for text in found) | OF_DJANGO


@cache
def texts_with_gaps() -> tuple[re.Pattern, ...]:
    texts = [text for text in texts_of_the_site() if "…" in text and len(text) > 5]
    return tuple(re.compile(re.escape(text).replace("…", "(.+)")) for text in texts)


def is_text(label: str) -> bool:
    """Whether the site has this text, or one of which this label fills the smaller part."""
    found = (pattern.fullmatch(label) for pattern in texts_with_gaps())
    return label in texts_of_the_site() or any(
        sum(map(len, match.groups())) * 2 < len(label) for match in found if match
    )


def prose() -> str:
    """The guide without what is typed: code and addresses."""
    return re.sub(r"```.*?```|`[^`]*`", "", GUIDE.read_text(), flags=re.DOTALL)


def in_italics() -> list[str]:
    return [" ".join(label.split()) for label in ITALICS.findall(BOLD.sub("", prose()))]


def test_every_label_of_the_guide_is_a_text_of_the_site():
    labels = in_italics()

    assert sorted({label for label in labels if not is_text(plain(label))}) == []
    assert len(set(labels)) > 200


def test_what_readers_see_is_quoted_as_they_see_it():
    quoted = {" ".join(words.split()) for words in QUOTED.findall(prose())}

    known = {words for words in quoted if plain(words) in QUOTED_EXAMPLES or is_text(plain(words))}
    assert sorted(quoted - known) == []


def test_nothing_in_bold_is_a_label():
    """A label in bold would not be compared, and could be out of date."""
    bold = {" ".join(words.split()) for words in BOLD.findall(prose())}

    assert sorted(words for words in bold if plain(words) in texts_of_the_site()) == []
    assert len(bold) > 30


def test_no_button_is_named_without_italics():
    """Those that ask first end with an ellipsis."""
    bare = ITALICS.sub("", BOLD.sub("", prose()))

    assert re.findall(r"\b\w+…", QUOTED.sub("", bare)) == []
