"""What the first release stored is there in the next, and the first goes on storing beside it."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from forum.contact.models import Message, Note

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = {
    "name": "Nadia",
    "email": "nadia@example.org",
    "organization": "",
    "topic": "press",
    "text": "May we film?",
    "language": "en",
    "consent_version": "2026-11",
    "received_at": "2026-11-24 12:00:00+00:00",
    "state": "new",
    "note": "Call her.",
    "purge_date": "2027-11-24",
}


@pytest.fixture
def first_release():
    migrate("0001_initial")
    yield
    migrate("__latest__")


def migrate(name: str) -> None:
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes("contact")
    executor.migrate(leaves if name == "__latest__" else [("contact", name)])


def store(nonce: str) -> None:
    """As the first release does: it names its own columns and knows no others."""
    values = BEFORE | {"nonce": nonce}
    columns = ", ".join(f'"{column}"' for column in values)
    places = ", ".join(["%s"] * len(values))
    statement = f"INSERT INTO contact_message ({columns}) VALUES ({places})"  # noqa: S608  our own
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values.values()))


def test_messages_of_the_first_release_get_a_reference_and_keep_their_notes(first_release):
    store("one")
    store("two")

    migrate("__latest__")

    references = list(Message.objects.values_list("reference", flat=True))
    assert (len(set(references)), None in references) == (2, False)
    assert list(Note.objects.values_list("text", flat=True)) == ["Call her.", "Call her."]


def test_the_first_release_stores_messages_while_the_next_is_put_in_place(first_release):
    migrate("__latest__")

    store("one")

    message = Message.objects.get()
    assert (message.text, message.reference, str(message)) == (
        "May we film?",
        None,
        f"{message.pk}: Press",
    )
