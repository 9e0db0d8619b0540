"""Rows that are found by their words, alike on every database."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Case, Func, Q, Value, When

from content.saving import ContentQuerySet
from content.text import fold_for_search, without_markdown
from content.translations import columns

MOST_SOUGHT = 200
MOST_WORDS = 8

SEARCH_COLUMNS = ("search_title", "search_text")


def search_words(text: str) -> list[str]:
    """What a search looks for, each word once: at most `MOST_WORDS`, from the text's beginning."""
    words = fold_for_search(text[:MOST_SOUGHT]).split()
    return list(dict.fromkeys(words))[:MOST_WORDS]


def folded(row: models.Model, fields: Iterable[str]) -> str:
    """The texts of these fields in all languages, folded."""
    texts = (getattr(row, column) or "" for field in fields for column in columns(field))
    return fold_for_search(without_markdown(" ".join(texts)))


class ByCode(Func):
    """A text ordered by its characters' codes: database servers have rules of their own."""

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="%(expressions)s COLLATE BINARY")

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "C"')


class SearchableQuerySet(ContentQuerySet):
    """To be chained from `public()` wherever the public searches."""

    def matching(self, text: str):
        """Those that have every word of the text, whole or in a longer one; none for no word."""
        words = search_words(text)
        rows = self if words else self.none()
        for word in words:
            rows = rows.filter(self.matches_word(word))
        return rows

    def matches_word(self, word: str) -> Q:
        return Q(search_text__contains=word)

    def title_matches_first(self, text: str, *order):
        """Those whose own title has all the words before the others, then in the order given."""
        in_title = Q()
        for word in search_words(text):
            in_title &= Q(search_title__contains=word)
        place = Case(When(in_title, then=Value(0)), default=Value(1)) if in_title else Value(0)
        return self.order_by(place, *order)


class Searchable(models.Model):
    """Something that is found by its titles and texts: two columns of words, filled on saving.

    `searched_titles` and `searched_texts` are translated fields; the second column holds them all.
    What is for staff only must not be among them.
    """

    searched_titles: ClassVar[tuple[str, ...]]
    searched_texts: ClassVar[tuple[str, ...]] = ()

    search_title = models.TextField(default="", db_default="", editable=False)
    search_text = models.TextField(default="", db_default="", editable=False)

    class Meta:
        abstract = True


def fill_search_text(row: Searchable, before: Searchable | None) -> None:
    """A trait: fold the titles and texts of a row into the columns that search reads."""
    row.search_title = folded(row, row.searched_titles)
    row.search_text = folded(row, (*row.searched_titles, *row.searched_texts))
