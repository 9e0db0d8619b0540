"""Telling people of a cancellation: how many clicks it takes, from the form of the session."""

import pytest

from forum.contact.models import OutgoingMail
from tests import factories
from tests.e2e.test_accessibility import violations
from tests.e2e.test_history import Clicks

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_session_is_cancelled_with_a_reason_and_its_people_told_in_six_clicks(visitor, width):
    session = factories.session(factories.event("Forum"), "Roads that last", hours="09:00-09:30")
    salma = factories.speaker("Salma Bennani", email="salma@example.org")
    factories.contribution(salma, session=session)
    page = visitor.signs_in()
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"/admin/programme/session/{session.pk}/change/")
    clicks = Clicks(page)

    page.get_by_label("Status").select_option("cancelled")
    clicks.count += 2  # a choice in a list
    page.locator("#id_cancellation_reason_en").click()
    clicks.count += 1
    page.keyboard.type("The speaker is ill.")
    page.get_by_role("button", name="Save", exact=True).click()
    clicks.count += 1
    clicks.on("link", "Tell those concerned…", within="body")
    faults = violations(page)
    clicks.on("button", "Send 1 e-mail")

    assert "1 e-mail is on its way." in page.content()
    mail = OutgoingMail.objects.get()
    assert mail.subject == "Cancelled: \u2068Roads that last\u2069"
    assert "The speaker is ill." in mail.body
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults == []
    assert clicks.count <= 6
