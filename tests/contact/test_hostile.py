"""Hostile input to the contact form gets a clear answer, and nothing is half stored."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from forum.contact.models import Attempt, Message
from tests.contact.forms import ADDRESS, FIELDS, filled_in, make_token
from tests.html import read

pytestmark = pytest.mark.django_db

EXPECTED_STATUSES = {200, 302, 400, 403, 405, 413, 415, 422, 429}
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def without_minimum_time(settings):
    settings.CONTACT_MIN_SECONDS = 0


def test_markup_in_a_refused_form_is_shown_as_text_and_not_executed(client):
    attack = '"><script>alert(1)</script>'

    page = read(
        client.post(ADDRESS, filled_in(client, name=attack, text=attack, email=attack)), status=422
    )

    assert page.select("main script") == []
    assert page.select_one("#id_name")["value"] == attack
    assert page.textarea.get_text().strip() == attack


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"", FORM, 422),
        (b"name=a&name=b&email=&text", FORM, 422),
        (b"name=%ff%fe&text=%00", FORM, 422),
        (b"x" * (2 * 1024 * 1024 + 1), FORM, 400),
        (b"&".join(b"a%d=1" % number for number in range(16_385)), FORM, 400),
        (b"not a form", "multipart/form-data; boundary=x", 422),
        (b"--x\r\n\r\nbroken", "multipart/form-data; boundary=x", 422),
        (b"", "multipart/form-data", 422),
        (b"{}", "application/json", 422),
        (b"<a/>", "text/xml", 422),
    ],
)
def test_a_body_that_is_not_our_form_is_refused_clearly(client, body, content_type, status):
    response = client.post(ADDRESS, body, content_type=content_type)

    assert response.status_code == status
    assert (Message.objects.count(), Attempt.objects.count()) == (0, 0)


class HostileText(TestCase):
    """Arbitrary text in every field."""

    @given(
        fields=st.fixed_dictionaries(
            {name: st.text(alphabet=st.characters(codec="utf-8"), max_size=300) for name in FIELDS}
        )
    )
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    def test_is_either_stored_as_sent_or_refused(self, fields):
        form = FIELDS | {name: text for name, text in fields.items() if name != "topic"}
        before = Message.objects.count()

        response = Client().post(ADDRESS, form | {"token": make_token(seconds_ago=9)})

        assert response.status_code in EXPECTED_STATUSES
        assert Message.objects.count() - before == (response.status_code == 302)
