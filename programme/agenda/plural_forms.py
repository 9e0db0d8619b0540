"""Words around a number for the script, by the plural categories of a language. Pure."""

import json
from collections.abc import Callable

SAMPLES = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}
"""A number of each plural category: the categories of French and English are among them."""


def plural_forms(words: Callable[[int], str]) -> str:
    """As JSON: the text for each category, with `{n}` for the number.

    `words` has the text for a number, with `%(count)s` for it. Only those that differ from `other`.
    """
    forms = {name: words(number) % {"count": "{n}"} for name, number in SAMPLES.items()}
    shown = {n: text for n, text in forms.items() if n == "other" or text != forms["other"]}
    return json.dumps(shown, ensure_ascii=False)
