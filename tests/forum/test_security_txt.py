"""/.well-known/security.txt, by RFC 9116."""

import datetime as dt

import pytest
from django.utils import timezone

from forum import env

PATH = "/.well-known/security.txt"


def fields(client) -> dict[str, str]:
    response = client.get(PATH)

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return dict(line.split(": ", 1) for line in response.content.decode().splitlines())


def test_it_names_the_contact_page_its_languages_and_its_own_address(client, settings):
    settings.SITE_URL = "https://forum.example.org"

    found = fields(client)

    del found["Expires"]
    assert found == {
        "Contact": "https://forum.example.org/en/contact/",
        "Preferred-Languages": "en, fr, ar",
        "Canonical": f"https://forum.example.org{PATH}",
    }


def test_it_names_the_contact_of_the_setting(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@example.org"

    assert fields(client)["Contact"] == "mailto:security@example.org"


def test_it_never_expires_within_five_months_nor_lasts_longer_than_a_year(client):
    expires = dt.datetime.fromisoformat(fields(client)["Expires"])

    assert dt.timedelta(days=150) < expires - timezone.now() < dt.timedelta(days=365)


@pytest.mark.parametrize(
    ("value", "contact"),
    [
        ("mailto:security@example.org", "mailto:security@example.org"),
        ("mailto:anna@faß.example", "mailto:anna@xn--fa-hia.example"),
        ("https://example.org/report?x=1", "https://example.org/report?x=1"),
        ("", ""),
    ],
)
def test_the_setting_is_an_email_or_web_address(monkeypatch, value, contact):
    monkeypatch.setattr(env, "variables", set())
    monkeypatch.setenv("A_CONTACT", value)

    assert env.contact_address("A_CONTACT") == contact
