"""Context for the header and footer of every page. Queries run only when a template needs them."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse, translate_url
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_from_path

from content.public_pages import note_moments
from forum.alerts import MOST_READ, alert_moments
from forum.models import Alert, Page
from forum.revision import Revision, current_revision
from programme.models.events import Event, current_among, current_moments

MAX_HEADER_PAGES = 3
"""With the three pages of an event, the header has six links."""


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "site_url": settings.SITE_URL,
        "language_switch": _language_switch(request),
        "preview": getattr(request, "preview", None),
        "pages": SimpleLazyObject(lambda: _pages(request)),
        "alerts": SimpleLazyObject(lambda: _running_alerts(request)),
        "current_event": SimpleLazyObject(lambda: _current_event(request)),
    }


def _current_event(request: HttpRequest) -> Event | None:
    events = list(Event.objects.public())
    note_moments(request, current_moments(events))
    return current_among(events, timezone.now())


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
def menu_of(revision: Revision) -> dict[str, list[Page]]:
    return _load_menu()


@lru_cache(maxsize=1)
def alerts_of(revision: Revision) -> list[Alert]:
    return _load_alerts()


def _load_alerts() -> list[Alert]:
    return list(Alert.objects.public().latest_first()[:MOST_READ])


def _load_menu() -> dict[str, list[Page]]:
    """The first pages of the menu for the header, all others for the footer."""
    pages = list(Page.objects.public().in_menu_order())
    head = [page for page in pages if page.menu_position is not None][:MAX_HEADER_PAGES]
    return {"head": head, "foot": pages[len(head) :]}


def _language_switch(request: HttpRequest) -> list[tuple[str, str, str]]:
    """Each language's code and name, and the address of this page in it, with its query.

    The address is empty for the current language. On an unknown address, and on one without a
    language, every language links to the home page.
    """
    path, current, query = request.path_info, request.path, request.GET.urlencode()
    if not _has_languages(path):
        path, current, query = reverse("home"), "", ""
    suffix = f"?{query}" if query else ""
    paths = [(code, name, translate_url(path, code)) for code, name in settings.LANGUAGES]
    return [(code, name, other + suffix if other != current else "") for code, name, other in paths]


def _has_languages(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return bool(get_language_from_path(path))
