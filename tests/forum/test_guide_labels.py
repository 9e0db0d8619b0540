"""The guide names buttons, fields and columns as the admin does: in italics."""

import ast
import re
from functools import cache
from pathlib import Path

from django.apps import apps
from django.utils.translation.trans_real import translation

from forum.staff.help import GUIDE

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = ["content", "forum", "programme", "speakers"]
IN_ITALICS = re.compile(r"(?<![*\w])\*([^*\n]+(?:\n[^*\n]+)?)\*(?![*\w])")
TRANSLATED = re.compile(
    r"{% translate (['\"])(.+?)\1"
    r"|{% blocktranslate[^%]*%}(.*?)(?:{% plural %}|{% endblocktranslate)",
    re.DOTALL,
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{{[^}]*}}|{\w*}")
EXAMPLES = {
    *("mr.", "ms.", "ahmed laamoumri", "general secretary", "administration reform department"),
    "languages and access · english, interpretation into french",
}
"""What the guide enters into a field, and what a fold then says."""


def plain(text: str) -> str:
    """To be compared: without the case, and with a gap where a page fills in a name or a number."""
    words = " ".join(PLACEHOLDER.sub("…", text).split())
    return words.rstrip(":").casefold()


@cache
def admin_texts() -> set[str]:
    """All texts of the site and of Django's admin, and the names of models and fields."""
    keys = translation("fr")._catalog.keys()
    found = [key if isinstance(key, str) else key[0] for key in keys]
    found += [key.partition("\x04")[2] for key in found if "\x04" in key]
    for floor in FLOORS:
        for path in (ROOT / floor).rglob("*.py"):
            nodes = ast.walk(ast.parse(path.read_text()))
            found += [
                n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)
            ]
    for path in (ROOT / "templates").rglob("*.html"):
        found += [text or block for _quote, text, block in TRANSLATED.findall(path.read_text())]
    for model in apps.get_models():
        found += [str(model._meta.verbose_name), str(model._meta.verbose_name_plural)]
        found += [str(getattr(field, "verbose_name", "")) for field in model._meta.get_fields()]
    return {plain(text) for text in found}


def labels(guide: str) -> list[str]:
    """Those in italics, without examples of Markdown."""
    text = re.sub(r"```.*?```|`[^`]*`", "", guide, flags=re.DOTALL)
    text = re.sub(r"^\|.*\|$", "", text, flags=re.MULTILINE)
    return [" ".join(label.split()) for label in IN_ITALICS.findall(text.replace("**", "\x00"))]


def is_text(label: str) -> bool:
    """Whether the admin has this text, or one of several words with a gap that this one fills."""
    if label in admin_texts() | EXAMPLES:
        return True
    gaps = (text for text in admin_texts() if "…" in text and text.split("…")[0].strip())
    return any(re.fullmatch(re.escape(text).replace("…", ".+"), label) for text in gaps)


def test_every_label_of_the_guide_is_a_text_of_the_admin():
    named = {plain(label): label for label in labels(GUIDE.read_text())}

    assert {label for key, label in named.items() if not is_text(key)} == set()
    assert len(named) > 150
