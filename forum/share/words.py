"""What the picture beside a link says: about an event, a session, or the site itself."""

import hashlib
from collections.abc import Iterable
from html import unescape

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import get_language, gettext, ngettext

from content.dates import date_format
from content.translations import best_text, join_list
from forum.identity import Identity
from forum.share.card import DESIGN, FIELD, Card
from programme.agenda.date_spans import date_span
from programme.models import Contribution, Event, Session

MOST_NAMES = 3
MOST_LETTERS = 300


def card_of_site(identity: Identity) -> Card:
    return _card(best_text(identity, "name"), identity)


def card_of_event(event: Event, identity: Identity) -> Card:
    days = unescape(strip_tags(date_span(event.first_day, event.last_day)))
    place = best_text(event, "venue_name")[0]
    return _card(
        best_text(event, "name"),
        identity,
        event,
        above=best_text(identity, "organizer")[0],
        facts=" · ".join(filter(None, (days, place))),
    )


def card_of_session(session: Session, people: Iterable[Contribution], identity: Identity) -> Card:
    """`people` are those who take part, in the order of protocol."""
    return _card(
        best_text(session, "title"),
        identity,
        session.event,
        above=best_text(session.event, "name")[0],
        people=_names(list(people)),
        facts=" · ".join(filter(None, (_state(session), _when(session)))),
    )


def address_of(card: Card, event_slug: str = "", session_slug: str = "") -> str:
    """The path of the picture, which changes with its words."""
    slugs = [slug for slug in (event_slug, session_slug) if slug]
    kind = ("site", "event", "session")[len(slugs)]
    return reverse(f"{kind}-share-image", args=[*slugs, digest_of(card)])


def digest_of(card: Card) -> str:
    return hashlib.sha256(repr((DESIGN, card)).encode()).hexdigest()[:16]


def _card(
    title: tuple[str, str], identity: Identity, event: Event | None = None, **texts: str
) -> Card:
    cover = event.picture.record if event and event.picture else None
    logo = identity.logo.record if identity.logo else None
    return Card(
        language=(get_language() or "en")[:2],
        title=title[0][:MOST_LETTERS],
        language_of_title=title[1],
        field=identity.accent or FIELD,
        cover=cover.share_name if cover and cover.has_share_image else "",
        logo=logo.source if logo else "",
        **{name: text[:MOST_LETTERS] for name, text in texts.items()},
    )


def _names(people: list[Contribution]) -> str:
    names = [best_text(part.speaker, "name")[0] for part in people]
    others = len(names) - MOST_NAMES
    if others < 1:
        return join_list(names)
    text = ngettext("%(names)s and %(count)s other", "%(names)s and %(count)s others", others)
    return text % {"names": join_list(names[:MOST_NAMES]), "count": others}


def _state(session: Session) -> str:
    return gettext("Cancelled") if session.is_cancelled else ""


def _when(session: Session) -> str:
    if not session.starts_at:
        return unescape(strip_tags(date_span(session.event.first_day, session.event.last_day)))
    zone = session.event.zone
    start, end = session.starts_at.astimezone(zone), session.ends_at.astimezone(zone)
    hours = f"{date_format(start, 'H:i')}–{date_format(end, 'H:i')}"
    return join_list([unescape(strip_tags(date_span(start.date(), start.date()))), hours])
