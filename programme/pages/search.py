"""What somebody looks for, in all public sessions, people, organizations and documents."""

from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.search import MAX_QUERY_LENGTH, MAX_WORDS, search_words
from content.text import fold_for_search, strip_unsafe_characters
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


@dataclass(frozen=True)
class Query:
    """What was typed, as it may be shown again, and what has to be said about it."""

    text: str
    notes: list[str] = field(default_factory=list)

    @classmethod
    def typed(cls, typed: str) -> "Query":
        beginning = typed[:MAX_QUERY_LENGTH]
        text = strip_unsafe_characters(beginning)
        notes = []
        if text != beginning:
            notes.append(_("Invisible characters were left out."))
        if beginning != typed:
            notes.append(_("Only the beginning of this long text was looked for."))
        elif len(set(fold_for_search(text).split())) > MAX_WORDS:
            notes.append(_("Only the first eight words were looked for."))
        return cls(text.strip(), notes)

    @property
    def isolated(self) -> str:
        """For a place where no element can stand, as in `<title>`."""
        return f"\u2068{self.text}\u2069"

    @property
    def is_enough(self) -> bool:
        """A single letter would find nearly everything."""
        return len("".join(search_words(self.text))) > 1


@dataclass(frozen=True)
class Hits:
    """The rows of one kind that were found: the first of them, or one page of all."""

    kind: str
    count: int
    rows: list
    page: Page | None = None

    @property
    def heading(self) -> str:
        return HEADINGS[self.kind]

    @property
    def template(self) -> str:
        return f"programme/_{self.kind}_hit.html"


def first_hits(query: Query) -> list[Hits]:
    """The best hits of each kind that has any, and how many there are, in one query for a kind."""
    found = []
    for kind in HEADINGS:
        rows = list(_matching(kind, query).annotate(in_all=Window(Count("*")))[:SHOWN_AT_FIRST])
        if rows:
            found.append(Hits(kind, rows[0].in_all, rows))
    return found


def all_hits(query: Query, kind: str, number: str) -> list[Hits]:
    """One page of all hits of a kind; the nearest one where there is none of this number."""
    page = Paginator(_matching(kind, query), ON_A_PAGE).get_page(number)
    count = page.paginator.count
    return [Hits(kind, count, list(page), page)] if count else []


def _matching(kind: str, query: Query) -> QuerySet:
    rows = {
        "session": Session.objects.select_related("event"),
        "speaker": Speaker.objects.select_related("organization"),
        "organization": Organization.objects,
        "document": Document.objects.select_related("session__event", "section__event", "event"),
    }[kind]
    return rows.public().matching(query.text).by_relevance(query.text)
