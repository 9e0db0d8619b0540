"""The signature of the site at the end of every e-mail, in the language of that e-mail."""

import pytest

from forum.accounts.letters import queue_reset
from forum.contact.models import OutgoingMail
from tests import factories
from tests.contact.forms import ADDRESS, filled_in

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def identity(settings):
    settings.CONTACT_MIN_SECONDS = 0
    signatures = {"mail_signature_en": "The team\nFez", "mail_signature_fr": "L’équipe"}
    return factories.identity("Our Forums", **signatures)


@pytest.mark.parametrize(("language", "ending"), [("en", "The team\nFez"), ("fr", "L’équipe")])
def test_a_confirmation_ends_with_it(client, language, ending):
    client.post(f"/{language}/contact/", filled_in(client, address=f"/{language}/contact/"))

    bodies = OutgoingMail.objects.values_list("body", flat=True)
    assert [body for body in bodies if body.endswith(f"\n\n{ending}\n\n{SITE}")]


def test_a_letter_about_an_account_names_the_site_and_ends_with_it():
    queue_reset(factories.staff_user("karim", email="karim@example.org"))

    mail = OutgoingMail.objects.get()
    assert mail.subject == "A new password for Our Forums"
    assert mail.body.endswith(f"\n\nThe team\nFez\n\n{SITE}")


def test_a_site_without_one_has_none(client, identity):
    identity.delete()

    client.post(ADDRESS, filled_in(client))

    assert "The team" not in "".join(OutgoingMail.objects.values_list("body", flat=True))
