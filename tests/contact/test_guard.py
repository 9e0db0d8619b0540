"""What protects the form: tokens, the hidden field, the rate limit, no cookie."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from forum.contact.models import Attempt, Message, OutgoingMail
from tests import factories
from tests.contact.forms import (
    ADDRESS,
    FIELDS,
    acknowledged,
    filled_in,
    make_token,
    shown_fields,
    stored_messages,
)
from tests.html import read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_minimum_time(settings):
    settings.CONTACT_MIN_SECONDS = 0
    settings.CONTACT_RECIPIENTS = ["team@forum.example"]


def test_a_form_submitted_twice_is_one_message_acknowledged_twice(client):
    sent = filled_in(client)

    answers = [client.post(ADDRESS, sent) for _time in range(2)]

    assert [acknowledged(answer) for answer in answers] == [Message.objects.get().reference] * 2
    assert len(stored_messages()) == 1
    assert OutgoingMail.objects.count() == 2


def test_a_second_message_in_a_form_already_sent_is_not_lost(client):
    sent = filled_in(client)
    client.post(ADDRESS, sent)

    page = read(client.post(ADDRESS, sent | {"text": "And one thing more."}), status=422)
    token = page.select_one("[name=token]")["value"]
    client.post(ADDRESS, shown_fields(page) | {"token": token})

    assert texts(page, ".notice li") == [
        "We already have this message. To send another, write it and press Send."
    ]
    assert [message["text"] for message in stored_messages()] == [
        FIELDS["text"],
        "And one thing more.",
    ]


def test_a_resubmitted_form_does_not_count_towards_the_rate_limit(client, settings):
    settings.CONTACT_RATE_LIMIT = (1, 3600)
    sent = filled_in(client)

    statuses = [client.post(ADDRESS, sent).status_code for _time in range(2)]

    assert statuses == [302, 302]
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize(
    "token",
    [
        "",
        "made up",
        make_token(seconds_ago=25 * 3600),
        make_token(seconds_ago=60).replace("a-nonce", "b-nonce"),
    ],
    ids=["none", "invented", "expired", "altered"],
)
def test_a_form_with_an_invalid_token_keeps_its_text_and_gets_a_new_token(client, token):
    page = read(client.post(ADDRESS, FIELDS | {"token": token}), status=422)
    new_token = page.select_one("[name=token]")["value"]

    again = client.post(ADDRESS, shown_fields(page) | {"token": new_token})

    assert texts(page, ".notice li") == [
        "This page was open for a long time. Press Send again: your text is still here."
    ]
    assert shown_fields(page) == FIELDS
    assert again.status_code == 302
    assert len(stored_messages()) == 1


def test_a_form_submitted_too_fast_must_be_submitted_again(client, settings):
    settings.CONTACT_MIN_SECONDS = 3

    page = read(client.post(ADDRESS, filled_in(client)), status=422)

    assert texts(page, ".notice li") == ["Please press Send once more."]
    assert shown_fields(page) == FIELDS
    assert stored_messages() == []


def test_a_form_submitted_after_the_minimum_time_is_accepted(client, settings):
    settings.CONTACT_MIN_SECONDS = 3

    client.post(ADDRESS, FIELDS | {"token": make_token(seconds_ago=4)})

    assert len(stored_messages()) == 1


def test_a_form_with_the_hidden_field_filled_in_is_stored_as_spam_and_nobody_is_notified(client):
    response = client.post(ADDRESS, filled_in(client, website="https://buy.example"))

    assert acknowledged(response) == Message.objects.get().reference
    assert stored_messages() == [FIELDS | {"state": "spam", "language": "en"}]
    assert OutgoingMail.objects.count() == 0


def test_people_neither_see_nor_reach_the_hidden_field(client):
    trap = read(client.get(ADDRESS)).select_one(".form__honeypot")

    assert (trap["aria-hidden"], trap.input["tabindex"], trap.input["autocomplete"]) == (
        "true",
        "-1",
        "off",
    )


def test_too_many_messages_from_one_address_are_refused_and_their_text_is_kept(client, settings):
    settings.CONTACT_RATE_LIMIT = (2, 3600)
    for _time in range(2):
        client.post(ADDRESS, filled_in(client))

    response = client.post(ADDRESS, filled_in(client))

    page = read(response, status=429)
    assert texts(page, "[role=alert]") == [
        "Too many messages have been sent from your connection. Your text is still below: send "
        "it again in 60 minutes."
    ]
    assert 3590 <= int(response["Retry-After"]) <= 3600
    assert page.title.get_text().startswith("Error: Contact us")
    assert shown_fields(page) == FIELDS
    assert len(stored_messages()) == 2


def test_the_wait_ends_when_the_oldest_counted_message_leaves_the_period(client, settings):
    settings.CONTACT_RATE_LIMIT = (2, 3600)
    for _time in range(2):
        client.post(ADDRESS, filled_in(client))
    oldest = Attempt.objects.order_by("pk").first()
    Attempt.objects.filter(pk=oldest.pk).update(made_at=timezone.now() - dt.timedelta(minutes=50))

    response = client.post(ADDRESS, filled_in(client))

    assert 590 <= int(response["Retry-After"]) <= 600


def test_the_rate_limit_applies_per_address_and_period(client, settings):
    settings.CONTACT_RATE_LIMIT = (1, 3600)
    client.post(ADDRESS, filled_in(client))
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    Attempt.objects.update(made_at=timezone.now() - dt.timedelta(seconds=3601))

    answers = [
        each.post(ADDRESS, filled_in(each)).status_code for each in (client, elsewhere, elsewhere)
    ]

    assert answers == [302, 302, 429]


def test_ip_addresses_are_stored_as_keyed_hashes_for_a_day(client):
    Attempt.objects.create(sender="x", made_at=timezone.now() - dt.timedelta(days=1, seconds=1))
    client.post(ADDRESS, filled_in(client))

    attempt = Attempt.objects.get()

    assert len(attempt.sender) == 64
    assert "127.0.0.1" not in attempt.sender


@pytest.mark.parametrize(
    ("proxies", "forwarded", "answers"),
    [
        (0, ["1.1.1.1", "2.2.2.2"], [302, 429]),
        (1, ["1.1.1.1", "2.2.2.2"], [302, 302]),
        (1, ["9.9.9.9, 1.1.1.1", "8.8.8.8, 1.1.1.1"], [302, 429]),
        (2, ["1.1.1.1, 10.0.0.1", "2.2.2.2, 10.0.0.1"], [302, 302]),
        (2, ["1.1.1.1", "2.2.2.2"], [302, 429]),
    ],
)
def test_a_forged_forwarding_header_is_ignored(settings, proxies, forwarded, answers):
    settings.CONTACT_RATE_LIMIT = (1, 3600)
    settings.TRUSTED_PROXIES = proxies
    visitors = [Client(headers={"X-Forwarded-For": header}) for header in forwarded]

    found = [visitor.post(ADDRESS, filled_in(visitor)).status_code for visitor in visitors]

    assert found == answers


def test_form_and_acknowledgement_are_neither_cached_nor_indexed(client):
    reference = factories.message().reference
    form, sent = client.get(ADDRESS), client.get(f"/en/contact/sent/{reference}/")

    for response in (form, sent):
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]
    assert read(sent).select_one("meta[name=robots]")["content"] == "noindex"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "https://evil.example"},
        {"Origin": "https://testserver.evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://["},
    ],
    ids=str,
)
def test_a_form_submitted_from_another_site_must_be_checked_and_submitted_again(client, headers):
    elsewhere = Client(headers=headers)

    page = read(elsewhere.post(ADDRESS, filled_in(client)), status=422)

    assert texts(page, ".notice li") == [
        "This form was submitted from another site. Please check it and send it again."
    ]
    assert shown_fields(page) == FIELDS
    assert stored_messages() == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://testserver"},
        {"Origin": "https://forum.example:8443"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "none"},
    ],
    ids=str,
)
def test_a_form_submitted_from_our_own_page_is_stored(client, settings, headers):
    settings.SITE_URL = "https://forum.example"

    response = Client(headers=headers).post(ADDRESS, filled_in(client))

    assert (response.status_code, len(stored_messages())) == (302, 1)


def test_the_form_needs_no_cookie_and_sets_none():
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(ADDRESS, filled_in(strict))

    assert response.status_code == 302
    assert dict(strict.cookies) == {}


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(ADDRESS).status_code == 405
