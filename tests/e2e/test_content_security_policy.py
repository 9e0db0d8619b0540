"""Every page of the site and of the admin keeps to its Content Security Policy, in a real browser.

The addresses are those of the URL configuration: a new page is walked without a change here.
"""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import OperationalError, models
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Error, Page

from content.history.models import Act
from forum.demo import first_forum
from programme.models import Event, Session
from speakers.models import Organization, Speaker
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

REPORT = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`${event.violatedDirective} ${event.blockedURI}`));
"""
POST_WITHOUT_TOKEN = """
const form = document.createElement("form");
Object.assign(form, { method: "post", action: "/admin/password_change/" });
document.body.append(form);
form.submit();
"""
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
OF_A_MODEL = re.compile(r"admin/(\w+)/(\w+)/")
ALIKE = ("/add/", "/history/", "/delete/")
"""Pages that are the same for all models, or like the form of a row: the first is enough."""
NO_PAGE = re.compile(
    r"\.(ics|jpg|txt|xml)$|^(healthz|readyz|media)|jsi18n|autocomplete/|logout|object_id>/$|\(\?P"
)
"""No documents; `object_id>/` redirects to the form; `(?P<url>.*)` is no address."""


@pytest.fixture
def forum() -> Event:
    """The first forum, with what it lacks: at least one row for nearly every page."""
    event = first_forum.load()
    factories.session(event, slug="deleted").delete()
    factories.room(event, slug="hall")
    factories.message(reference="K4T7-9WXM")
    factories.document("Slides", session=event.sessions.public().first())
    factories.announcement(event)
    return event


def routes(patterns: list, before: str = "") -> Iterator[str]:
    """Every address of the site, such as `en/events/<slug:event_slug>/`."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and not NO_PAGE.search(route):
            yield route


def paths(forum: Event) -> list[str]:
    """An address for each kind of page."""
    walked = list(routes(get_resolver().url_patterns))
    for ending in ALIKE:
        alike = [route for route in walked if OF_A_MODEL.match(route) and route.endswith(ending)]
        walked = [route for route in walked if route not in alike[1:]]
    return [_path(route, forum) for route in walked]


def _path(route: str, forum: Event) -> str:
    return "/" + PLACE.sub(lambda place: _value(place[1], route, forum), route)


def _value(name: str, route: str, forum: Event) -> str:
    values = {
        "event_slug": forum.slug,
        "day": f"{forum.first_day:%Y-%m-%d}",
        "room_slug": "hall",
        "section_slug": forum.sections.first().slug,
        "reference": "K4T7-9WXM",
        "session_slug": Session.objects.public().first().slug,
        "slug": _slug(route),
    }
    return values.get(name) or _key(route)


def _slug(route: str) -> str:
    model = Speaker if "speakers/" in route else Organization
    return "careers" if "pages/" in route else model.objects.public().first().slug


def _key(route: str) -> str:
    """Of the first row of the model that the address names, or of the first act."""
    place = OF_A_MODEL.match(route)
    known = place and (place[1], place[2]) in {
        (model._meta.app_label, model._meta.model_name) for model in apps.get_models()
    }
    rows: models.QuerySet = (apps.get_model(*place.groups()) if known else Act)._default_manager
    row = rows.first()
    return str(row.pk) if row else "1"


class Walk:
    """Opens pages one after the other, as one visitor, and notes those whose policy is loose."""

    def __init__(self, page: Page):
        self.page, self.loose = page, []
        page.context.add_init_script(REPORT)

    def opens(self, path: str) -> None:
        try:
            policy = self.page.goto(path).headers.get("content-security-policy", "unsafe")
        except Error as error:
            if "Download is starting" in error.message:  # a file, no page
                return
            if "ERR_HTTP_RESPONSE_CODE_FAILURE" not in error.message:
                raise
            self._leave_page_of_the_browser()
            return
        if "default-src 'none'" not in policy or "unsafe" in policy:
            self.loose.append(path)

    def _leave_page_of_the_browser(self) -> None:
        """An answer without a body, to GET where there is only POST, is no page of ours."""
        left, self.page = self.page, self.page.context.new_page()
        left.close()

    def posts_without_token(self) -> None:
        with self.page.expect_navigation():
            self.page.evaluate(POST_WITHOUT_TOKEN)


def test_no_page_breaks_its_content_security_policy(visitor, forum, monkeypatch):
    staff, stranger = Walk(visitor.signs_in()), Walk(visitor.opens("/admin/login/"))
    walked = paths(forum)

    for path in [*walked, *refused(forum)]:
        staff.opens(path)
    for path in filter(is_for_strangers, walked):
        stranger.opens(path)
    staff.posts_without_token()

    assert staff.loose + stranger.loose == []
    assert len(walked) > 60
    assert wrong_with_failures(visitor, monkeypatch) == []


def wrong_with_failures(visitor, monkeypatch) -> list[str]:
    """What the browser says of the answers 500 and 503, but that they are such answers."""
    context = visitor.browser.new_context(base_url=visitor.url)
    said: list[str] = []
    context.on("console", lambda message: said.append(message.text))
    walk = Walk(context.new_page())
    for error in (ValueError(), OperationalError()):
        monkeypatch.setattr(Event.objects, "public", Failing(error), raising=False)
        walk.opens(f"/en/events/?{type(error).__name__}")
    context.close()
    return walk.loose + [text for text in said if not text.startswith("Failed to load resource")]


class Failing:
    def __init__(self, error: Exception):
        self.error = error

    def __call__(self) -> None:
        raise self.error


def is_for_strangers(path: str) -> bool:
    """Whether it belongs to the admin, but to none of its models."""
    return path.startswith("/admin/") and not OF_A_MODEL.match(path[1:])


def refused(forum: Event) -> list[str]:
    """Answers with 400, 404 and 410, to readers and to staff."""
    return [
        "/en/?" + "&" * 16 * 1024,
        "/admin/programme/event/?id=%00",
        "/en/nothing/",
        "/admin/nothing/",
        f"/en/events/{forum.slug}/sessions/deleted/",
    ]
