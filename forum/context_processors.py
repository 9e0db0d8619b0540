"""Context for the header and footer of every page. Queries run only when a template needs them.

A page with an `event` in its context stands under that event, all others under the `identity`.
"""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_from_path

from content.languages import path_in
from content.public_pages import note_moments
from content.translations import without_text
from forum import styles
from forum.alerts import MOST_READ, alert_moments
from forum.models import Alert, Identity, Page
from forum.revision import Revision, current_revision
from programme.models import Event

MAX_HEADER_PAGES = 3
MOST_EVENTS = 6
"""How many events the foot of the site's pages names: the latest."""


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "site_url": settings.SITE_URL,
        "language_switch": _language_switch(request),
        "preview": getattr(request, "preview", None),
        "pages": SimpleLazyObject(lambda: _pages(request)),
        "alerts": SimpleLazyObject(lambda: _running_alerts(request)),
        "identity": SimpleLazyObject(lambda: _identity(request)),
        "stylesheet": SimpleLazyObject(lambda: styles.address(_identity(request).accent)),
        "latest_events": SimpleLazyObject(lambda: _latest_events(request)),
    }


def _identity(request: HttpRequest) -> Identity:
    """Who the site is, read once for each public revision."""
    revision = _revision(request)
    return identity_of(revision) if revision else Identity.objects.current()


def _latest_events(request: HttpRequest) -> list[Event]:
    """For the foot of pages that belong to no event, read once for each public revision.

    A preview shows a draft here: nothing of it is kept for the public.
    """
    revision = None if getattr(request, "preview", None) else _revision(request)
    return events_of(revision) if revision else _load_events()


def _pages(request: HttpRequest) -> dict[str, list[Page]]:
    """The menu, read once for each public revision."""
    revision = _revision(request)
    return menu_of(revision) if revision else _load_menu()


def _running_alerts(request: HttpRequest) -> list[Alert]:
    """Those at this moment; all are read once for each public revision."""
    revision = _revision(request)
    alerts = alerts_of(revision) if revision else _load_alerts()
    note_moments(request, alert_moments(alerts))
    now = timezone.now()
    return [alert for alert in alerts if alert.is_running(now)]


def _revision(request: HttpRequest) -> Revision | None:
    """The page cache has read it, but for pages of which it keeps no copies."""
    if not hasattr(request, "public_revision"):
        request.public_revision = current_revision()
    return request.public_revision


@lru_cache(maxsize=1)
def identity_of(revision: Revision) -> Identity:
    return Identity.objects.current()


@lru_cache(maxsize=1)
def events_of(revision: Revision) -> list[Event]:
    return _load_events()


@lru_cache(maxsize=1)
def menu_of(revision: Revision) -> dict[str, list[Page]]:
    return _load_menu()


@lru_cache(maxsize=1)
def alerts_of(revision: Revision) -> list[Alert]:
    return _load_alerts()


def _load_alerts() -> list[Alert]:
    return list(Alert.objects.public().latest_first()[:MOST_READ])


def _load_menu() -> dict[str, list[Page]]:
    """The first pages of the menu for the header, all others for the footer; none without text."""
    pages = list(Page.objects.public().in_menu_order().annotate(is_empty=without_text("body")))
    head = [page for page in pages if page.menu_position is not None][:MAX_HEADER_PAGES]
    named = {"head": head, "foot": pages[len(head) :]}
    return {place: [page for page in own if not page.is_empty] for place, own in named.items()}


def _load_events() -> list[Event]:
    return list(Event.objects.public().latest_first()[:MOST_EVENTS])


def _language_switch(request: HttpRequest) -> list[tuple[str, str, str]]:
    """Each language's code and name, and the address of this page in it, with its query.

    The address is empty for the current language. On an unknown address, and on one without a
    language, every language links to the home page.
    """
    path, current, query = request.path, request.path, request.GET.urlencode()
    if not _has_languages(request.path_info):
        path, current, query = reverse("home"), "", ""
    suffix = f"?{query}" if query else ""
    paths = [(code, name, path_in(code, path)) for code, name in settings.LANGUAGES]
    return [(code, name, other + suffix if other != current else "") for code, name, other in paths]


def _has_languages(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return bool(get_language_from_path(path))
