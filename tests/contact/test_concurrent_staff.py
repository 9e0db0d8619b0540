"""Eight members of staff work on one message at the same moment: one of them wins."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from forum.contact import workflow
from forum.contact.models import Letter, Message, OutgoingMail
from tests import factories
from tests.adminforms import filled
from tests.html import read

STAFF = 8
INBOX = "/admin/contact/message/"

pytestmark = pytest.mark.django_db(transaction=True)


class Desk:
    """A member of staff at a browser, with one form open."""

    def __init__(self, number: int, address: str):
        self.number, self.address = number, address
        self.client = Client()
        self.client.force_login(factories.staff_user(f"staff{number}", is_superuser=True))
        self.form = filled(read(self.client.get(address)))

    def answer(self) -> HttpResponse:
        return self.client.post(self.address, self.form | {"reply": f"Answer {self.number}"})

    def act(self, action: str) -> HttpResponse:
        [pk] = Message.objects.values_list("pk", flat=True)
        return self.client.post(INBOX, {"action": action, "_selected_action": [pk]})


def at_once(acts: list[Callable[[], HttpResponse]]) -> list[HttpResponse]:
    def act_and_disconnect(act: Callable[[], HttpResponse]) -> HttpResponse:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(act_and_disconnect, acts))


def open_desks(message: Message) -> list[Desk]:
    return [Desk(number, f"{INBOX}{message.pk}/change/") for number in range(STAFF)]


def replies() -> int:
    return Letter.objects.filter(kind="reply").count()


def refused(desks: list[Desk], pages: list[HttpResponse]) -> list[Desk]:
    """The desks whose answers were not queued, with the form that each was shown again."""
    shown = {desk: page for desk, page in zip(desks, pages, strict=True) if page.status_code == 200}
    for desk, page in shown.items():
        desk.form = filled(read(page))
    return list(shown)


def test_one_of_eight_simultaneous_answers_is_queued_and_no_other_until_it_is_sent():
    desks = open_desks(factories.message())

    first = at_once([desk.answer for desk in desks])
    losers = refused(desks, first)
    second = at_once([desk.answer for desk in losers])
    queued = replies()
    losers = refused(losers, second)
    OutgoingMail.objects.update(state="sent")
    third = at_once([desk.answer for desk in losers])

    assert Counter(page.status_code for page in first) == {302: 1, 200: STAFF - 1}
    assert Counter(page.status_code for page in second) == {200: STAFF - 1}
    assert Counter(page.status_code for page in third) == {302: 1, 200: STAFF - 2}
    assert (queued, replies(), OutgoingMail.objects.count()) == (1, 2, 2)


def test_one_form_submitted_eight_times_at_once_is_one_answer():
    desk = open_desks(factories.message())[0]

    pages = at_once([desk.answer] * STAFF)

    assert Counter(page.status_code for page in pages) == {302: STAFF}
    assert replies() == 1


def test_an_answer_and_bulk_actions_at_once_never_move_the_status_back():
    message = factories.message()
    desks = open_desks(message)
    takers = [lambda desk=desk: desk.act("assign_to_me") for desk in desks[1:]]

    at_once([lambda: desks[0].act("mark_closed"), *takers])

    steps = [step.state for step in message.steps.all()]
    message.refresh_from_db()
    assert steps in (["closed"], ["in_progress", "closed"])
    assert (message.state, message.assignee in [None]) == ("closed", False)


def test_an_answer_that_races_with_the_first_one_given_up_is_queued_after_it():
    message = factories.message()
    letter = factories.letter(message, text="First")
    Message.objects.update(state="answered")
    desk = open_desks(message)[0]

    def give_up() -> HttpResponse:
        workflow.give_up(letter.mail, is_refused=False, failures=9, response="no")
        return HttpResponse()

    pages = at_once([give_up, desk.answer])
    queued = replies()
    [desk] = refused([desk], pages[1:])
    again = desk.answer()
    if again.status_code == 200:  # it came first, and is now shown that the other was given up
        [desk] = refused([desk], [again])
        again = desk.answer()

    message.refresh_from_db()
    assert (queued, replies(), again.status_code) == (1, 2, 302)
    assert message.state == "answered"
