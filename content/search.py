"""Full-text search by words, the same on every database."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Case, Func, Q, Value, When

from content.folding import fold_for_search, joined_names
from content.saving import ContentQuerySet
from content.text import without_markdown
from content.translations import columns

MAX_QUERY_LENGTH = 200
MAX_WORDS = 8

SEARCH_COLUMNS = ("search_title", "search_text")


def search_words(text: str) -> list[str]:
    """The first `MAX_WORDS` different words of the text, folded."""
    words = fold_for_search(text[:MAX_QUERY_LENGTH]).split()
    return list(dict.fromkeys(words))[:MAX_WORDS]


def folded(row: models.Model, fields: Iterable[str]) -> str:
    """The texts of these fields in all languages, folded, and their names in one piece.

    So `Elhassani` finds *El Hassani*; the other way round, each word is found in the longer one.
    """
    texts = (getattr(row, column) or "" for field in fields for column in columns(field))
    words = fold_for_search(without_markdown(" ".join(texts))).split()
    return " ".join([*words, *dict.fromkeys(joined_names(words))])


class ByCode(Func):
    """Sorts a text by code point, because database servers sort by rules of their own."""

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="%(expressions)s COLLATE BINARY")

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "C"')


class SearchableQuerySet(ContentQuerySet):
    """Chain it from `public()` wherever the public searches."""

    def matching(self, text: str):
        """Rows with every word of the text, also within longer words; none for an empty text."""
        words = search_words(text)
        rows = self if words else self.none()
        for word in words:
            rows = rows.filter(self.matches_word(word))
        return rows

    def matches_word(self, word: str) -> Q:
        return Q(search_text__contains=word)

    def title_matches_first(self, text: str, *order):
        """Rows whose title has all the words first, then in the order given."""
        in_title = Q()
        for word in search_words(text):
            in_title &= Q(search_title__contains=word)
        place = Case(When(in_title, then=Value(0)), default=Value(1)) if in_title else Value(0)
        return self.order_by(place, *order)


class Searchable(models.Model):
    """A row that is found by its titles and texts, which two columns hold as folded words.

    `searched_titles` and `searched_texts` are translated fields; the second column holds both.
    Texts for staff only must not be among them.
    """

    searched_titles: ClassVar[tuple[str, ...]]
    searched_texts: ClassVar[tuple[str, ...]] = ()
    derived_columns: ClassVar[tuple[str, ...]] = SEARCH_COLUMNS

    search_title = models.TextField(default="", db_default="", editable=False)
    search_text = models.TextField(default="", db_default="", editable=False)

    class Meta:
        abstract = True


def fill_search_text(row: Searchable, before: Searchable | None) -> None:
    """A trait: fold the titles and texts of a row into the columns that search reads."""
    row.search_title, row.search_text = current_search_text(row)


def current_search_text(row: Searchable) -> tuple[str, str]:
    """The values of `SEARCH_COLUMNS` that belong to the texts of the row."""
    titles, texts = row.searched_titles, row.searched_texts
    return folded(row, titles), folded(row, (*titles, *texts))
