"""Every kind of page, in a real browser: no violation of axe's rules, no sideways scrolling."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from forum.demo import first_forum, showcase
from programme.models import Session
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,
    # Without what passes, and without paths to elements: half the time.
    "resultTypes": ["violations"],
    "selectors": False,
}

FIRST_FORUM = [
    "/en/",
    "/en/events/",
    "/en/events/open-smart-regions-2020/",
    "/en/events/open-smart-regions-2020/agenda/",
    "/en/events/open-smart-regions-2020/sessions/kaduna-state-nigeria/",
    "/en/events/open-smart-regions-2020/speakers/",
    "/en/events/open-smart-regions-2020/organizations/",
    "/en/events/open-smart-regions-2020/changes/",
    "/en/speakers/",
    "/en/speakers/fatima-el-hassani/",
    "/en/organizations/",
    "/en/organizations/oecd/",
    "/en/pages/careers/",
    "/en/search/",
    "/en/search/?q=regions",
    "/en/search/?q=regions&in=session",
    "/en/search/?q=nowhere",
    "/en/contact/",
    "/en/contact/sent/K4T7-9WXM/",
    "/en/nothing/",
]
EVENT = "/en/events/showcase/"


def violations(page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{page.url} {one['id']}: {one['nodes'][0]['html']}" for one in found]


def scrolls_sideways(page) -> bool:
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )


def wrong_with(visitor, paths: list[str], **options) -> list[str]:
    """What is wrong with each page as one visitor sees it."""
    page, wrong = visitor.opens(paths[0], **options), []
    for path in paths:
        page.goto(path)
        wrong += violations(page)
        if scrolls_sideways(page):
            wrong.append(f"{path} scrolls sideways")
    return wrong


# Each language, width and colour scheme once: an audit of the running site takes every combination.
@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("fr", 1280, "light"), ("ar", 320, "dark")],
)
def test_every_page_of_the_first_forum_is_for_everybody(visitor, language, width, scheme):
    section = first_forum.load().sections.first()
    factories.message(reference="K4T7-9WXM")
    kinds = [*FIRST_FORUM, section.get_absolute_url()]
    paths = [path.replace("/en/", f"/{language}/") for path in kinds]

    assert wrong_with(visitor, paths, width=width, color_scheme=scheme) == []


@pytest.mark.parametrize(("language", "width"), [("ar", 320), ("en", 1280)])
def test_every_page_of_a_large_event_is_for_everybody(visitor, language, width):
    event = showcase.load(sessions=60, speakers=40)
    public = Session.objects.public().filter(event=event)
    cancelled = public.filter(status="cancelled").first()
    largest = max(public, key=lambda session: session.contributions.count())
    timed = public.filter(room__isnull=False).first()
    paths = [
        EVENT,
        f"{EVENT}agenda/",
        f"{EVENT}agenda/?view=grid",
        f"{EVENT}changes/",
        f"{EVENT}speakers/",
        f"{EVENT}organizations/",
        cancelled.get_absolute_url(),
        largest.get_absolute_url(),
        timed.room.get_absolute_url(),
    ]

    paths = [path.replace("/en/", f"/{language}/") for path in paths]

    assert wrong_with(visitor, paths, width=width) == []


def test_pages_with_nothing_yet_are_for_everybody(visitor):
    empty = wrong_with(visitor, ["/en/", "/en/events/", "/en/contact/"])
    factories.event(slug="bare")

    bare = [f"/en/events/bare/{part}" for part in ("", "agenda/", "speakers/", "organizations/")]

    assert empty + wrong_with(visitor, bare) == []


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("en", 1280, "light"), ("ar", 320, "dark")]
)
def test_every_pattern_is_for_everybody(visitor, language, width, scheme):
    paths = [f"/{language}/patterns/"]

    assert wrong_with(visitor, paths, width=width, color_scheme=scheme) == []


def test_what_was_deleted_says_so_for_everybody(visitor):
    factories.event(slug="short").delete()

    page = visitor.opens("/en/events/short/")

    assert page.get_by_role("heading", level=1).inner_text() == "This page has been removed"
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_form_with_mistakes_is_for_everybody(visitor, scheme):
    page = visitor.opens("/en/contact/", width=320, color_scheme=scheme)

    with page.expect_navigation():
        page.get_by_role("button", name="Send message").click()

    assert page.get_by_role("alert").is_visible()
    assert violations(page) == []


def test_on_paper_the_programme_stands_without_what_only_screens_need(visitor):
    forum = first_forum.load()
    page = visitor.opens(forum.get_agenda_url())

    page.emulate_media(media="print")

    shown = {
        "menu": page.get_by_role("navigation").first.is_visible(),
        "skip link": page.get_by_role("link", name="Skip to main content").is_visible(),
        "heading": page.get_by_role("heading", level=1).is_visible(),
        "sessions": all(item.is_visible() for item in page.get_by_role("heading", level=3).all()),
    }
    assert shown == {"menu": False, "skip link": False, "heading": True, "sessions": True}
