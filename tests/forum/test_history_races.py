"""Several members of staff undo the same act at the same moment: one of them does."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from content.history.acts import act
from content.history.models import Act, Verb
from programme.models import Session
from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db(transaction=True)

STAFF = 4


def signed_in(number: int) -> Client:
    client = Client()
    client.force_login(factories.staff_user(f"staff{number}", is_superuser=True))
    return client


def at_once(clients: list[Client], address: str) -> list[str]:
    """What each is told after posting to this address together with the others."""

    def post(client: Client) -> str:
        try:
            [message] = texts(read(client.post(address, follow=True)), ".messagelist li")
        finally:
            connection.close()
        return message

    with ThreadPoolExecutor(len(clients)) as threads:
        return list(threads.map(post, clients))


def test_of_four_undos_at_once_one_is_done_and_the_others_are_told_so():
    session = factories.session(factories.event(), "Opening")
    with act():
        session.title_en = "Welcome"
        session.save()
    changed = Act.objects.latest_first().first()
    clients = [signed_in(number) for number in range(STAFF)]

    told = at_once(clients, f"/admin/history/{changed.pk}/undo/")

    undo = Act.objects.get(verb=Verb.UNDID)
    refusal = f"{undo.who.capitalize()} already undid this on {undo.when}."
    done = "Undone: The system changed the title in English Show"
    assert Counter(told) == {done: 1, refusal: STAFF - 1}
    assert Session.objects.get().title_en == "Opening"
