"""The picture that other sites show beside a link to this page."""

from django import template
from django.template.context import Context

from forum.share import words

register = template.Library()


@register.inclusion_tag("_share_image.html", takes_context=True)
def share_image(context: Context) -> dict[str, object]:
    """That of the session, else of the event, else of the site."""
    identity, event, visit = (context.get(name) for name in ("identity", "event", "visit"))
    if visit:
        session = visit.session
        card = words.card_of_session(session, visit.participation.people, identity)
        path = words.address_of(card, session.event.slug, session.slug)
    elif event:
        card = words.card_of_event(event, identity)
        path = words.address_of(card, event.slug)
    else:
        card = words.card_of_site(identity)
        path = words.address_of(card)
    return {"address": f"{context['site_url']}{path}", "card": card}
