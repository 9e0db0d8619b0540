"""Lists of the admin: how many queries they take, and what is remembered between two requests."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.html import read

pytestmark = pytest.mark.django_db

SESSIONS = "/admin/programme/session/"
AGENDA = ["10:00-11:00", "10:30-11:30"]


def grow_sessions(event) -> None:
    for hours in AGENDA:
        session = factories.session(event, hours=hours, room=event.rooms.first())
        for _number in range(2):
            organization = factories.organization()
            factories.contribution(factories.speaker(organization=organization), session=session)


def grow_speakers(event) -> None:
    factories.speaker(organization=factories.organization())


def grow_messages(event) -> None:
    factories.message(assignee=factories.staff_user())


@pytest.mark.parametrize(
    ("address", "grow"),
    [
        (SESSIONS, grow_sessions),
        (f"{SESSIONS}?event__id__exact=all", grow_sessions),
        ("/admin/programme/contribution/", grow_sessions),
        ("/admin/speakers/speaker/", grow_speakers),
        ("/admin/speakers/organization/", grow_speakers),
        ("/admin/contact/message/", grow_messages),
    ],
)
def test_a_list_takes_at_most_12_queries_however_many_rows_it_has(staff, address, grow):
    event = factories.event("Forum")
    factories.room(event)
    counts = []

    for times in (1, 2, 10):
        for _number in range(times):
            grow(event)
        with CaptureQueriesContext(connection) as captured:
            staff.get(address)
        counts.append(len(captured))

    assert max(counts) - min(counts) == 0
    assert max(counts) <= 12


def marks(staff, language: str = "en") -> list[str]:
    page = read(staff.get(SESSIONS, headers={"accept-language": language}))
    return [mark["title"] for mark in page.select(".conflict-mark")]


def test_the_conflicts_of_a_list_are_those_of_the_last_change(staff):
    event = factories.event("Forum")
    speaker = factories.speaker("Amina", name_fr="Aminata")
    for hours in AGENDA:
        session = factories.session(event, hours=hours, languages=["en"])
        factories.contribution(speaker, session=session)
    before, in_french = marks(staff), marks(staff, "fr")

    speaker.name_en = "Zineb"
    speaker.save()
    renamed = marks(staff)
    session.starts_at = factories.at("11:00")
    session.save()

    assert [["Amina" in mark for mark in before], ["Aminata" in mark for mark in in_french]] == [
        [True, True],
        [True, True],
    ]
    assert ["Zineb" in mark for mark in renamed] == [True, True]
    assert not any("Zineb" in mark for mark in marks(staff))
