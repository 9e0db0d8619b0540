"""The mail worker in processes of its own: stopped, killed, doubled, without a database."""

import signal
import threading
import time
from collections import Counter

import pytest
from django.db import connection
from django.utils import timezone

from forum.contact.models import OutgoingMail
from tests.contact.mail import queue_confirmations
from tests.contact.processes import start

pytestmark = pytest.mark.django_db(transaction=True)


def start_worker(server, *arguments: str):
    address = f"smtp://127.0.0.1:{server.port}"
    return start("send_queued_mail", *arguments, EMAIL_URL=address)


def message_ids(**fields: object) -> list[str]:
    return sorted(OutgoingMail.objects.filter(**fields).values_list("message_id", flat=True))


def wait_for_line(worker, text: str) -> None:
    """Fails after half a minute, when the worker is killed and prints no more."""
    deadline = threading.Timer(30, worker.kill)
    deadline.start()
    assert any(text in line.decode() for line in worker.stdout)
    deadline.cancel()


def rename_table(old: str, new: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {old} RENAME TO {new}")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_worker_finishes_the_current_mail_and_leaves_the_others_due(mail_server, number):
    queue_confirmations(20)
    mail_server.set_behaviour("slow")

    with mail_server.running():
        worker = start_worker(mail_server, "--loop")
        mail_server.wait_until_accepted(3)
        worker.send_signal(number)
        printed = worker.communicate(timeout=30)[0].decode()

    sent = message_ids(state="sent")
    assert (worker.returncode, printed) == (0, f"{len(sent)} sent.\n")
    assert sorted(mail_server.accepted) == sent
    assert 3 <= len(sent) < 20
    assert OutgoingMail.objects.due(timezone.now()).count() == 20 - len(sent)


def test_a_waiting_worker_stops_at_once(mail_server):
    queue_confirmations(1)

    with mail_server.running():
        worker = start_worker(mail_server, "--loop")
        mail_server.wait_until_accepted(1)
        time.sleep(0.5)
        began = time.monotonic()
        worker.terminate()
        worker.communicate(timeout=30)

    assert worker.returncode == 0
    assert time.monotonic() - began < 10


def test_a_worker_keeps_sending_what_is_queued_later(mail_server):
    with mail_server.running():
        worker = start_worker(mail_server, "--loop", "0.2")
        for count in (1, 2):
            queue_confirmations(1)
            mail_server.wait_until_accepted(count)
        worker.terminate()
        worker.communicate(timeout=30)

    assert (worker.returncode, sorted(mail_server.accepted)) == (0, message_ids(state="sent"))


def test_a_worker_survives_a_database_that_fails_for_a_while(mail_server):
    queue_confirmations(2)
    rename_table("contact_outgoingmail", "away")

    with mail_server.running():
        worker = start_worker(mail_server, "--loop", "0.2")
        wait_for_line(worker, "The database failed; trying again in 0.2 seconds.")
        rename_table("away", "contact_outgoingmail")
        mail_server.wait_until_accepted(2)
        worker.terminate()
        printed = worker.communicate(timeout=30)[0].decode()

    assert worker.returncode == 0, printed
    assert sorted(mail_server.accepted) == message_ids(state="sent")


def test_mail_of_killed_workers_is_sent_when_their_lease_ends(mail_server):
    queue_confirmations(20)
    mail_server.set_behaviour("slow")

    with mail_server.running():
        for count in (3, 6, 9):
            worker = start_worker(mail_server)
            mail_server.wait_until_accepted(count)
            worker.kill()
            worker.communicate(timeout=30)
        leased = OutgoingMail.objects.waiting().filter(due_at__gt=timezone.now())
        in_hand = leased.count()
        leased.update(due_at=timezone.now())
        start_worker(mail_server).communicate(timeout=60)

    accepted = Counter(mail_server.accepted)
    assert (sorted(accepted), message_ids(state="sent")) == (message_ids(), message_ids())
    assert accepted.total() - 20 <= in_hand <= 3


def test_two_workers_send_each_mail_once(mail_server):
    queue_confirmations(20)
    mail_server.set_behaviour("slow")

    with mail_server.running():
        workers = [start_worker(mail_server) for _worker in range(2)]
        printed = [worker.communicate(timeout=60)[0].decode() for worker in workers]

    assert sorted(mail_server.accepted) == message_ids(state="sent") == message_ids(), printed
    assert all("sent." in text for text in printed), printed
