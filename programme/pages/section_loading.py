"""Loads what was said in the sessions of a section: in two queries, however many they are."""

from django.db.models import Prefetch

from content.translations import best_text
from programme.models import Quote, Section, Session
from programme.pages.quotes import shown_quote
from programme.pages.section import SaidInSession


def load_said(section: Section) -> list[SaidInSession]:
    """The public sessions with a summary or a quote, in agenda order."""
    quotes = Quote.objects.public().select_related("speaker").in_staff_order()
    sessions = Session.objects.public().in_section(section).select_related("event")
    loaded = sessions.in_agenda_order().prefetch_related(Prefetch("quotes", quotes))
    said = [SaidInSession(one, tuple(map(shown_quote, one.quotes.all()))) for one in loaded]
    return [one for one in said if one.quotes or best_text(one.session, "summary")[0]]
