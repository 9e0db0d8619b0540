"""Many new rows are inserted at once, and everything follows as if each had been saved."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.history.models import Act
from content.inserting import add_all
from content.saving import written
from programme.models import Session
from tests import factories

pytestmark = pytest.mark.django_db


def sessions(event, count: int) -> list[Session]:
    return [
        Session(event=event, title_en=f"Été {n}", slug=f"talk-{n}", position=n, status="draft")
        for n in range(1, count + 1)
    ]


def outcome(row: Session) -> dict:
    kept = ("id", "_state", "guid", "slug", "changed_at", "event_id", "position")
    return {name: value for name, value in vars(row).items() if name not in kept}


def test_rows_are_as_if_each_had_been_saved():
    events = [factories.event(), factories.event()]
    for row in sessions(events[0], 2):
        row.save()

    add_all(sessions(events[1], 2))

    saved, added = ([*event.sessions.order_by("pk")] for event in events)
    assert [outcome(row) for row in added] == [outcome(row) for row in saved]
    assert [row.search_title for row in added] == ["ete 1", "ete 2"]


def test_it_is_one_act_and_each_row_is_told_of():
    event, told = factories.event(), []
    before = Act.objects.count()

    def listen(row, before, **signal):
        told.append((row.slug, before))

    written.connect(listen, sender=Session)
    try:
        add_all(sessions(event, 3))
    finally:
        written.disconnect(listen, sender=Session)

    [act] = Act.objects.latest_first()[: Act.objects.count() - before]
    assert act.changes.filter(kind="+", model="programme.session").count() == 3
    assert told == [("talk-1", None), ("talk-2", None), ("talk-3", None)]


def test_twice_as_many_rows_take_no_more_queries():
    events = [factories.event(status="draft"), factories.event(status="draft")]
    counts = []
    for event, count in zip(events, (5, 10), strict=True):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            add_all(sessions(event, count))
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 8


@pytest.mark.parametrize("fields", [{"slug": ""}, {"position": None}])
def test_a_row_without_an_address_or_a_position_is_refused(fields):
    [row] = sessions(factories.event(), 1)
    for name, value in fields.items():
        setattr(row, name, value)

    with pytest.raises(ValueError, match="takes rows with a"):
        add_all([row])

    assert Session.objects.count() == 0
