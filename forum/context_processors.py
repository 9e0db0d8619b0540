"""What every page needs for its frame; nothing is asked of the database before it is shown."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse, translate_url
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from forum.models import Page
from programme.models import Event

PAGES_IN_HEAD = 3
"""With the three pages of an event they are six: what one takes in at a glance."""


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "site_url": settings.SITE_URL,
        "language_switch": _in_each_language(request),
        "pages": SimpleLazyObject(_pages),
        "current_event": SimpleLazyObject(lambda: Event.objects.public().current(timezone.now())),
    }


def _pages() -> dict[str, list[Page]]:
    """The first pages of the menu for the head of the site; all others stand at its foot."""
    pages = list(Page.objects.public().in_menu_order())
    head = [page for page in pages if page.menu_position is not None][:PAGES_IN_HEAD]
    return {"head": head, "foot": pages[len(head) :]}


def _in_each_language(request: HttpRequest) -> list[tuple[str, str, str]]:
    """The code and own name of each language, and the same page in it, with what it was asked for.

    The language one is in has no address. An address that is none of the site's leads to the first
    page, in every language.
    """
    path, asked = request.path, request.GET.urlencode()
    try:
        resolve(path)
        shown = path
    except Resolver404:
        path, shown, asked = reverse("home"), "", ""
    rest = f"?{asked}" if asked else ""
    paths = [(code, name, translate_url(path, code)) for code, name in settings.LANGUAGES]
    return [(code, name, other + rest if other != shown else "") for code, name, other in paths]
