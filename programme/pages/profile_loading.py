"""Loads the pages of people and organizations: as many queries for one part as for a hundred."""

from django.db.models import Prefetch, QuerySet

from programme.agenda.loading import listed
from programme.agenda.sessions import ListedSession
from programme.models import Contribution, Document, Quote, Session
from programme.pages.profile import Intervention, PartsAtEvent, interventions, parts_by_event
from programme.pages.quotes import ShownQuote, shown_quote
from speakers.models import Organization, Speaker


def load_parts(speaker: Speaker) -> tuple[list[Contribution], list[PartsAtEvent]]:
    """The public contributions of a person, and the same by event, the latest first."""
    contributions = list(speaker.contributions.public().latest_first().with_targets().with_names())
    keys = {part.session_id for part in contributions if part.session_id}
    return contributions, parts_by_event(contributions, _rows(Session.objects.filter(pk__in=keys)))


def _rows(sessions: QuerySet[Session]) -> dict[int, ListedSession]:
    people = Contribution.objects.taking_part().with_names().in_protocol_order()
    loaded = sessions.with_places().prefetch_related(Prefetch("contributions", people))
    return {session.pk: listed(session, session.contributions.all()) for session in loaded}


def load_quotes(speaker: Speaker) -> list[ShownQuote]:
    """What a person said, the latest event first."""
    quotes = speaker.quotes.public().select_related("speaker", "session__event")
    latest = quotes.order_by("-session__event__first_day", "session__starts_at", "position", "pk")
    return list(map(shown_quote, latest))


def load_interventions(organization: Organization) -> list[Intervention]:
    """What the people of an organization did, the latest event first."""
    public = organization.contributions.public()
    contributions = list(public.latest_first().with_targets().with_names())
    keys = {part.session_id for part in contributions if part.session_id}
    people = {part.speaker_id for part in contributions}
    documents = Document.objects.published().filter(session__in=keys).in_staff_order()
    quotes = Quote.objects.public().filter(session__in=keys, speaker__in=people)
    shown = quotes.select_related("speaker", "session__event").in_staff_order()
    return interventions(
        contributions,
        documents=documents,
        quotes=[(quote.session_id, shown_quote(quote)) for quote in shown],
    )
