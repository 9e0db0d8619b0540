"""What every page needs for its frame; nothing is asked of the database before it is shown."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse, translate_url
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from forum.models import Page
from programme.models import Event


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "site_url": settings.SITE_URL,
        "language_switch": _in_each_language(request.path),
        "menu_pages": Page.objects.public().in_menu(),
        "current_event": SimpleLazyObject(lambda: Event.objects.public().current(timezone.now())),
    }


def _in_each_language(path: str) -> list[tuple[str, str, str]]:
    """The code and own name of each language, and the same page in it.

    An address that is none of the site's leads to the first page in that language.
    """
    try:
        resolve(path)
    except Resolver404:
        path = reverse("home")
    return [(code, name, translate_url(path, code)) for code, name in settings.LANGUAGES]
