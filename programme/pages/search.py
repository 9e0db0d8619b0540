"""The search in all public sessions, people, organizations and documents."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.db.models import Count, Model, QuerySet, Window
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.bidi import isolate
from content.folding import fold_for_search
from content.search import MAX_QUERY_LENGTH, MAX_WORDS, search_words
from content.text import strip_unsafe_characters
from programme.models import Document, Session
from speakers.models import Organization, Speaker

SHOWN_AT_FIRST = 5
ON_A_PAGE = 20

HEADINGS = {
    "session": gettext_lazy("Sessions"),
    "speaker": gettext_lazy("Speakers"),
    "organization": gettext_lazy("Organizations"),
    "document": gettext_lazy("Documents"),
}


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """The text that was typed, safe to show again, with notes about parts that were left out."""

    text: str
    notes: list[str] = field(default_factory=list)

    @classmethod
    def typed(cls, typed: str) -> "SearchQuery":
        beginning = typed[:MAX_QUERY_LENGTH]
        text = strip_unsafe_characters(beginning)
        notes = []
        if text != beginning:
            notes.append(_("Invisible characters were removed."))
        if beginning != typed:
            notes.append(_("The text is too long: only its beginning was used."))
        elif len(set(fold_for_search(text).split())) > MAX_WORDS:
            notes.append(_("Only the first eight words were used."))
        return cls(text.strip(), notes)

    @property
    def isolated(self) -> str:
        """For places without elements, such as `<title>`."""
        return isolate(self.text)

    @property
    def is_enough(self) -> bool:
        """A single letter would find nearly everything."""
        return len("".join(search_words(self.text))) > 1


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The results of one kind: the first of them, or one page."""

    kind: str
    count: int
    """The number of all results of the kind."""
    rows: Sequence[Model]
    page: Page | None = None

    @property
    def heading(self) -> str:
        return HEADINGS[self.kind]

    @property
    def template(self) -> str:
        return f"programme/_{self.kind}_hit.html"


def first_results(query: SearchQuery) -> list[SearchResults]:
    """The best results of each kind that has any, people first where a name has all the words."""
    found = []
    for kind in HEADINGS:
        rows = list(_matching(kind, query).annotate(in_all=Window(Count("*")))[:SHOWN_AT_FIRST])
        if rows:
            found.append(SearchResults(kind, rows[0].in_all, rows))
    return sorted(found, key=lambda results: not _is_name(results, query))


def _is_name(results: SearchResults, query: SearchQuery) -> bool:
    """Whether these are people, and the first of them is called so."""
    name = results.rows[0].search_title
    return results.kind == "speaker" and all(word in name for word in search_words(query.text))


def results_page(query: SearchQuery, kind: str, number: str) -> list[SearchResults]:
    """One page of all results of a kind, or the nearest one; empty without results."""
    page = Paginator(_matching(kind, query), ON_A_PAGE).get_page(number)
    count = page.paginator.count
    return [SearchResults(kind, count, list(page), page)] if count else []


def _matching(kind: str, query: SearchQuery) -> QuerySet:
    rows = {
        "session": Session.objects.select_related("event").with_people(),
        "speaker": Speaker.objects.select_related("organization"),
        "organization": Organization.objects,
        "document": Document.objects.select_related("session__event", "section__event", "event"),
    }[kind]
    return rows.public().matching(query.text).by_relevance(query.text)
