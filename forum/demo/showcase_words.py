"""Titles and texts of the showcase, composed of the words in its data file. Pure."""

LANGUAGES = ("en", "fr", "ar")

Words = dict[str, list[dict[str, str]]]
"""By kind of word, each in three languages."""


def title_of(number: int, words: Words) -> dict[str, str]:
    """Of ten titles, one is in Arabic only, one in French only, one in English only."""
    angle, subject = words["angle"][number % 13], words["subject"][number % 23]
    languages = {3: ("ar",), 7: ("fr",), 1: ("en",), 5: ("en", "fr")}.get(number % 10, LANGUAGES)
    return {language: f"{angle[language]} {subject[language]}" for language in languages}


def sentences(
    number: int, words: Words, languages: tuple[str, ...], *, steps: tuple[int, ...] = (0, 2, 3)
) -> dict[str, str]:
    chosen = [words["sentence"][(number + step) % 7] for step in steps]
    return {language: " ".join(sentence[language] for sentence in chosen) for language in languages}


def summary_of(number: int, words: Words, languages: tuple[str, ...]) -> dict[str, str]:
    """Two sentences, without Markdown."""
    texts = sentences(number, words, languages, steps=(1, 4))
    return {language: text.replace("**", "") for language, text in texts.items()}
