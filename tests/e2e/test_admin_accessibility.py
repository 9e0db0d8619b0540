"""The admin as staff with a keyboard, a screen reader or a phone meet it."""

import pytest

from tests import factories
from tests.e2e.test_accessibility import violations

pytestmark = pytest.mark.django_db(transaction=True)

TALL = 5000
"""A window as tall as a form, because what lies half under the save bar counts as too small."""


def a_session():
    event = factories.event("Open Smart Regions", status="published")
    session = factories.session(event, "Open region", hours="09:00-10:00")
    factories.contribution(factories.speaker("Amina"), session=session)
    factories.document("Slides", session=session)
    return session


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("en", 1280, "light"), ("ar", 360, "dark")],
)
def test_the_pages_of_the_admin_are_for_everybody(visitor, language, width, scheme):
    session = a_session()
    form = f"/admin/programme/session/{session.pk}"
    login = visitor.opens("/admin/login/", locale=language, width=width, color_scheme=scheme)
    wrong = violations(login)
    page = visitor.signs_in()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": TALL})
    page.context.set_extra_http_headers({"Accept-Language": language})

    for path in (
        "/admin/",
        "/admin/programme/session/",
        "/admin/programme/session/add/",
        f"{form}/change/",
        f"{form}/delete/",
        f"{form}/history/",
        "/admin/auth/user/add/",
        "/admin/nothing/",
        "/admin/find/?q=open",
        "/admin/find/",
        f"/admin/programme/event/{session.event_id}/change/",
    ):
        page.goto(path)
        wrong += violations(page)

    assert wrong == []
