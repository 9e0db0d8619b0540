"""`make stress` in small: real processes, concurrent clients, a killed worker."""

from collections import Counter

import pytest

from forum.contact.models import Letter, Message
from tests.contact.processes import database_url
from tests.servers import Site
from tests.stress.clients import Answer, send_messages
from tests.stress.scenarios.inbox import faults

pytestmark = pytest.mark.django_db(transaction=True)


def test_acknowledged_messages_are_stored_once_even_if_a_worker_is_killed(tmp_path):
    site = Site(tmp_path / "log", DATABASE_URL=database_url())

    with site:
        answers = send_messages(site, clients=4, each=25, kills=1)

    stored = Counter(Message.objects.values_list("text", flat=True))
    assert len(answers) == 100
    assert faults(answers, stored, site.log.read_text(), 1) == []
    assert Letter.objects.filter(kind="notification").count() == 100


def test_faults_reports_lost_doubled_and_refused_messages_and_locks():
    answers = answers_from([("a", 302), ("b", 302), ("c", 500)])

    found = faults(answers, Counter({"a": 2}), "database is locked", 0)

    assert found == [
        "answers {302: 2, 500: 1}",
        "lost Counter({'b': 1}), too many Counter({'a': 1})",
        "the database was locked",
    ]


def answers_from(answers: list[tuple[str, int]]) -> list[Answer]:
    return [Answer(text, [status], 0.1) for text, status in answers]
