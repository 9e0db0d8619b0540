"""The page after a message: only who has just sent it sees there what was written."""

import datetime as dt

import pytest
from django.utils import timezone

from forum.contact import guard
from forum.contact.models import Message
from tests import factories
from tests.contact.forms import ADDRESS, filled_in
from tests.html import read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_minimum_time(settings):
    settings.CONTACT_MIN_SECONDS = 0


def test_it_says_what_was_written_and_where_the_answer_goes(client):
    sent = client.post(ADDRESS, filled_in(client, text="Line one\nLine <two>"), follow=True)

    page = read(sent)
    message = Message.objects.get()
    assert texts(page, ".reference") == [message.reference]
    assert f"The organizers will reply to {message.email}." in page.main.get_text()
    assert page.select_one("blockquote").get_text() == "Line one\nLine <two>"
    assert sent["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def wrong_receipts(message: Message) -> dict[str, str]:
    other = factories.message()
    return {
        "none": "",
        "rubbish": "?receipt=x:y:z",
        "of another": f"?receipt={guard.receipt(other.reference)}",
    }


@pytest.mark.parametrize("name", ["none", "rubbish", "of another"])
def test_others_who_have_the_address_see_the_reference_alone(client, name):
    message = factories.message(email="nadia@example.org", text="Our secret")

    query = wrong_receipts(message)[name]
    page = read(client.get(f"{ADDRESS}sent/{message.reference}/{query}"))

    assert texts(page, ".reference") == [message.reference]
    assert "secret" not in page.get_text()
    assert "nadia" not in page.get_text()


def test_after_a_quarter_of_an_hour_it_shows_the_reference_alone(client, monkeypatch):
    message = factories.message(text="Our secret")
    query = f"?receipt={guard.receipt(message.reference)}"
    address = f"{ADDRESS}sent/{message.reference}/{query}"

    now = client.get(address).content.decode()
    later = (timezone.now() + dt.timedelta(minutes=16)).timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)

    assert "Our secret" in now
    assert "Our secret" not in client.get(address).content.decode()
