"""Many people write at the same moment: every acknowledged message is stored, and once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from forum.contact.models import Letter, Message
from tests.contact.forms import ADDRESS, WORDS, filled_in

CLIENTS, MESSAGES = 8, 15

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def open_door(settings):
    settings.CONTACT_MIN_SECONDS = 0
    settings.CONTACT_RATE_LIMIT = (1000, 3600)
    settings.CONTACT_RECIPIENTS = ["desk@forum.example"]


def send_all(forms: list[dict[str, str]]) -> list[int]:
    """The statuses of forms sent one after the other by one browser."""
    browser = Client()
    try:
        return [browser.post(ADDRESS, form).status_code for form in forms]
    finally:
        connection.close()


def sent_together(piles: list[list[dict[str, str]]]) -> Counter[int]:
    with ThreadPoolExecutor(len(piles)) as threads:
        return Counter(status for found in threads.map(send_all, piles) for status in found)


def test_every_acknowledged_message_of_many_browsers_is_stored_once_with_its_notice():
    browser = Client()
    piles = [
        [filled_in(browser, text=f"Message {number} of {name}") for number in range(MESSAGES)]
        for name in range(CLIENTS)
    ]

    statuses = sent_together(piles)

    sent = sorted(form["text"] for pile in piles for form in pile)
    assert statuses == {302: CLIENTS * MESSAGES}
    assert sorted(Message.objects.values_list("text", flat=True)) == sent
    assert Letter.objects.filter(kind="notification").count() == CLIENTS * MESSAGES
    assert Letter.objects.filter(kind="confirmation").count() >= 3


def test_one_form_sent_by_impatient_fingers_is_one_message():
    form = filled_in(Client())

    statuses = sent_together([[form]] * CLIENTS)

    assert statuses == {302: CLIENTS}
    assert list(Message.objects.values_list("text", flat=True)) == [WORDS["text"]]
    kinds = Letter.objects.order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == ["confirmation", "notification"]
