"""The mail queue, against a real server in its worst moods: each mail goes out, and once."""

import datetime as dt
import time

import pytest
from django.test import Client
from django.utils import timezone
from post_office.models import STATUS, Email

from forum.contact import outbox
from forum.contact.models import Letter, QueuedMail
from tests import factories
from tests.contact.forms import ADDRESS, filled_in
from tests.contact.mailserver import MailServer
from tests.contact.processes import start
from tests.html import read, texts

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(tmp_path, settings) -> MailServer:
    made = MailServer(tmp_path)
    settings.CONTACT_MIN_SECONDS = 0
    settings.CONTACT_RATE_LIMIT = (1000, 3600)
    settings.CONTACT_RECIPIENTS = ["desk@forum.example"]
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", made.port, 1
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.POST_OFFICE = settings.POST_OFFICE | {
        "BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"}
    }
    return made


def queue(count: int) -> None:
    for number in range(count):
        message = factories.message(email=f"sender{number}@example.org")
        mail = Email.objects.create(
            from_email="forum@forum.example",
            to=[message.email],
            subject="Subject",
            message="Words",
            message_id=f"<{message.pk}@forum.example>",
            status=STATUS.queued,
        )
        Letter.objects.create(message=message, kind="confirmation", mail=mail)


def later() -> None:
    """As if all pauses were over."""
    QueuedMail.objects.waiting().update(scheduled_time=timezone.now())


def states() -> set[int]:
    return set(Email.objects.values_list("status", flat=True))


def ids() -> list[str]:
    return sorted(Email.objects.values_list("message_id", flat=True))


def test_mail_that_waits_is_sent_once_under_its_own_number(server):
    queue(3)

    with server.runs():
        sent = [outbox.send_waiting(), outbox.send_waiting()]

    assert sent == [3, 0]
    assert (sorted(server.taken), states()) == (ids(), {STATUS.sent})


@pytest.mark.parametrize("mood", ["4xx", "5xx", "stalls", "hangs up", "breaks off", "refuses"])
def test_a_server_in_a_bad_mood_costs_the_visitor_nothing_and_no_mail(server, mood):
    browser = Client()
    server.becomes(mood)
    with server.runs():
        form = filled_in(browser)
        began = time.monotonic()
        answer = browser.post(ADDRESS, form)
        took = time.monotonic() - began
        outbox.send_waiting()
        before = list(server.taken)
        server.becomes("takes")
        later()
        outbox.send_waiting()

    assert (answer.status_code, took < 1, before) == (302, True, [])
    assert (sorted(server.taken), states()) == (ids(), {STATUS.sent})


def test_without_any_server_mail_waits_and_goes_out_when_there_is_one(server):
    queue(3)
    outbox.send_waiting()
    waiting = QueuedMail.objects.waiting().count()
    later()

    with server.runs():
        outbox.send_waiting()

    assert (waiting, sorted(server.taken)) == (3, ids())


def test_a_server_that_is_away_is_asked_once_in_a_round_and_the_others_stay_due(server):
    queue(3)

    outbox.send_waiting()

    failures = sorted(mail.number_of_retries or 0 for mail in QueuedMail.objects.all())
    assert failures == [0, 0, 1]
    assert QueuedMail.objects.due(timezone.now()).count() == 2


def test_each_failure_makes_the_pause_longer_up_to_four_minutes(server):
    queue(1)
    pauses = []
    for _time in range(6):
        later()
        outbox.send_waiting()
        pauses.append(Email.objects.get().scheduled_time - timezone.now())

    assert [round(pause.total_seconds() / 10) * 10 for pause in pauses] == [
        *(30, 60, 120),
        *(240, 240, 240),
    ]


def test_after_three_days_a_mail_is_given_up_and_a_click_tries_it_again(server, staff):
    queue(1)
    Email.objects.update(created=timezone.now() - dt.timedelta(days=3, minutes=1))
    outbox.send_waiting()
    given_up = states()

    page = read(staff.get("/admin/contact/queuedmail/"))
    row = {name: texts(page, f".field-{name}") for name in ("state", "recipients", "failures")}
    mail = Email.objects.get()
    staff.post("/admin/contact/queuedmail/", {"action": "try_again", "_selected_action": [mail.pk]})

    assert given_up == {STATUS.failed}
    assert row == {
        "state": ["given up"],
        "recipients": ["sender0@example.org"],
        "failures": ["1"],
    }
    assert "refused" in texts(page, ".field-said")[0]
    assert QueuedMail.objects.due(timezone.now()).count() == 1


def test_the_mail_of_a_worker_that_was_killed_goes_out_when_its_lease_is_over(server):
    queue(1)
    claimed = outbox._claimed(timezone.now())

    with server.runs():
        sent = [outbox.send_waiting()]
        QueuedMail.objects.update(scheduled_time=claimed.scheduled_time)
        later()
        sent.append(outbox.send_waiting())

    assert (sent, server.taken) == ([0, 1], ids())


def test_two_workers_in_processes_of_their_own_send_no_mail_twice(server):
    queue(20)
    server.becomes("slow")

    with server.runs():
        address = f"smtp://127.0.0.1:{server.port}"
        workers = [start("send_queued_mail", EMAIL_URL=address) for _number in range(2)]
        said = [worker.communicate(timeout=60)[0].decode() for worker in workers]

    assert (sorted(server.taken), states()) == (ids(), {STATUS.sent}), said
    assert all("sent." in words for words in said), said


@pytest.mark.parametrize(
    ("count", "minutes", "answer"),
    [
        (9, 29, b"ok\n"),
        (10, 0, b"ok\nmail waits: 10, the oldest for 0 minutes\n"),
        (1, 31, b"ok\nmail waits: 1, the oldest for 31 minutes\n"),
    ],
)
def test_readiness_remarks_on_mail_that_waits_and_stays_ready(client, count, minutes, answer):
    queue(count)
    Email.objects.update(created=timezone.now() - dt.timedelta(minutes=minutes))

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (200, answer)


def test_an_address_that_a_visitor_mistyped_alarms_nobody(client, server):
    queue(1)
    server.becomes("refuses")
    with server.runs():
        outbox.send_waiting()
    Email.objects.update(created=timezone.now() - dt.timedelta(hours=2))

    assert client.get("/readyz").content == b"ok\n"


def test_the_first_page_of_the_admin_says_that_mail_is_not_leaving(staff):
    queue(10)

    page = read(staff.get("/admin/"))

    links = [(link["href"], link.get_text()) for link in page.select("#inbox a")]
    assert links[0] == (
        "/admin/contact/queuedmail/",
        "Mail is not leaving: 10 wait, the oldest for 0\xa0minutes.",
    )


def test_the_queue_asks_as_often_for_three_mails_as_for_one(staff, django_assert_max_num_queries):
    queue(1)
    staff.get("/admin/contact/queuedmail/")
    with django_assert_max_num_queries(12) as one:
        staff.get("/admin/contact/queuedmail/")
    queue(2)

    with django_assert_max_num_queries(12) as three:
        staff.get("/admin/contact/queuedmail/")

    assert len(three) == len(one)
