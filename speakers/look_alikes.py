"""People and organizations whose names are like one that somebody types."""

from functools import reduce
from operator import or_

from django.db.models import Q

from content.search import Searchable, SearchableQuerySet, search_words
from content.translations import columns, read_columns
from speakers.typed_names import Match, match_names

BEGINNING = 3
"""A typing mistake in the first letters of every word of a name is not found."""
MOST_COMPARED = 1000


def look_alikes(
    rows: SearchableQuerySet, name: str, *, titles: tuple[str, ...] = ("name",)
) -> list[tuple[Searchable, Match]]:
    """Those of the rows that are called like this in any language, the likest first: two queries.

    `titles` are the fields of their names.
    """
    beginnings = {word[:BEGINNING] for word in search_words(name) if len(word) > 1}
    if not beginnings:
        return []
    may_be = reduce(or_, (Q(search_title__contains=text) for text in sorted(beginnings)))
    texts = [column for title in titles for column in columns(title)]
    read = read_columns(rows.filter(may_be).order_by("pk"), "pk", *texts)[:MOST_COMPARED]
    rated = {pk: max(match_names(name, text or "") for text in names) for pk, *names in read}
    like = {pk: rating for pk, rating in rated.items() if rating}
    found = rows.in_bulk(like) if like else {}
    return [(found[pk], like[pk]) for pk in sorted(like, key=lambda pk: (-like[pk], pk))]
