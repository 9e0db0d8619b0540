"""What every page needs for its frame; nothing is asked of the database before it is shown."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from forum.models import Page
from programme.models import Event


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "site_url": settings.SITE_URL,
        "alternates": _alternates(request.path),
        "menu_pages": Page.objects.public().in_menu(),
        "current_event": SimpleLazyObject(lambda: Event.objects.public().current(timezone.now())),
    }


def _alternates(path: str) -> list[tuple[str, str]]:
    """The same page in each language, and where readers of any other language are sent."""
    pages = [(code, translate_url(path, code)) for code, _name in settings.LANGUAGES]
    return [*pages, ("x-default", translate_url(path, settings.LANGUAGE_CODE))]
