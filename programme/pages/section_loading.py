"""Loads what was said in the sessions of a section, and their documents.

In three queries, however many they are.
"""

from collections import defaultdict

from content.translations import best_text, columns, read_columns
from programme.exports.parts import folder
from programme.models import Document, Event, Quote, Section
from programme.pages.outline import OutlinedSession
from programme.pages.quotes import ShownQuote
from programme.pages.section import SaidInSession

COLUMNS = ("pk", "slug", *columns("title"), *columns("summary"))


def load_said(section: Section, event: Event) -> list[SaidInSession]:
    """The public sessions with a summary or a quote, in agenda order."""
    quotes: dict[int, list[ShownQuote]] = defaultdict(list)
    public = Quote.objects.public().filter(session__section=section)
    for quote in public.select_related("speaker").in_staff_order():
        words = best_text(quote, "text")
        quotes[quote.session_id].append(ShownQuote(quote.speaker, words, quote.minute))
    sessions = event.sessions.shown().in_section(section).in_agenda_order()
    pages = folder("session", event.slug)
    said = [
        SaidInSession(
            OutlinedSession(
                f"{pages}{row.slug}/", best_text(row, "title"), best_text(row, "summary")
            ),
            tuple(quotes[row.pk]),
        )
        for row in read_columns(sessions, *COLUMNS, named=True)
    ]
    return [one for one in said if one.quotes or one.session.summary[0]]


def load_documents(section: Section, event: Event) -> list[Document]:
    """Those of the section and of its sessions."""
    documents = list(Document.objects.public_at(event).gathered_in(section))
    for document in documents:
        if document.session:
            document.session.event = event
    return documents
