"""The pictures beside links. A picture has the digest of its words in its address."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from forum.identity import Identity
from forum.share import words
from forum.share.card import Card
from forum.share.kept import Busy, picture_of
from programme.models import Event
from programme.pages.session_loading import load_visit

IMMUTABLE = "public, max-age=31536000, immutable"


@require_safe
def site_image(request: HttpRequest, digest: str) -> HttpResponse:
    card = words.card_of_site(Identity.objects.current())
    return _answer(card, digest, words.address_of(card))


@require_safe
def event_image(request: HttpRequest, event_slug: str, digest: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.public(), slug=event_slug)
    card = words.card_of_event(event, Identity.objects.current())
    return _answer(card, digest, words.address_of(card, event_slug))


@require_safe
def session_image(
    request: HttpRequest, event_slug: str, session_slug: str, digest: str
) -> HttpResponse:
    visit = load_visit(event_slug, session_slug, timezone.now())
    if visit is None:
        raise Http404
    people = visit.participation.people
    card = words.card_of_session(visit.session, people, Identity.objects.current())
    return _answer(card, digest, words.address_of(card, event_slug, session_slug))


def _answer(card: Card, digest: str, address: str) -> HttpResponse:
    """Former words lead to the present picture, so each row has one picture in each language."""
    if digest != words.digest_of(card):
        return HttpResponseRedirect(address)
    try:
        data = picture_of(card, digest)
    except Busy:
        return HttpResponse(status=503, headers={"Retry-After": "5"})
    return HttpResponse(data, content_type="image/jpeg", headers={"Cache-Control": IMMUTABLE})
