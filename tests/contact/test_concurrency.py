"""Messages sent at the same time: each acknowledged one is stored once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from forum.contact.models import Letter, Message
from tests.contact.forms import ADDRESS, FIELDS, filled_in

CLIENTS, MESSAGES = 8, 15

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def without_limits(settings):
    settings.CONTACT_MIN_SECONDS = 0
    settings.CONTACT_RATE_LIMIT = (1000, 3600)
    settings.CONTACT_RECIPIENTS = ["team@forum.example"]


def submit_all(forms: list[dict[str, str]]) -> list[int]:
    """The statuses of forms submitted one after another by one browser."""
    browser = Client()
    try:
        return [browser.post(ADDRESS, form).status_code for form in forms]
    finally:
        connection.close()


def submit_concurrently(batches: list[list[dict[str, str]]]) -> Counter[int]:
    with ThreadPoolExecutor(len(batches)) as threads:
        return Counter(status for found in threads.map(submit_all, batches) for status in found)


def test_messages_sent_at_the_same_time_are_each_stored_once_with_a_notification():
    browser = Client()
    batches = [
        [filled_in(browser, text=f"Message {number} of {name}") for number in range(MESSAGES)]
        for name in range(CLIENTS)
    ]

    statuses = submit_concurrently(batches)

    sent = sorted(form["text"] for batch in batches for form in batch)
    assert statuses == {302: CLIENTS * MESSAGES}
    assert sorted(Message.objects.values_list("text", flat=True)) == sent
    assert Letter.objects.filter(kind="notification").count() == CLIENTS * MESSAGES
    assert Letter.objects.filter(kind="confirmation").count() >= 3


def test_one_form_submitted_many_times_at_once_is_one_message():
    form = filled_in(Client())

    statuses = submit_concurrently([[form]] * CLIENTS)

    assert statuses == {302: CLIENTS}
    assert list(Message.objects.values_list("text", flat=True)) == [FIELDS["text"]]
    kinds = Letter.objects.order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == ["confirmation", "notification"]
