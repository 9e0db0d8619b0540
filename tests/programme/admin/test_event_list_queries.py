"""Lists of the admin with a single event, and with several."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.programme.admin.test_event_lists import forum, opened

pytestmark = pytest.mark.django_db


def test_a_single_event_needs_no_filter(staff):
    forum("Forum", 2999)

    page = opened(staff)

    assert page.select("[data-filter-title=event]") == []


@pytest.mark.parametrize("query", ["", "?event__id__exact=all", "?room__id__exact={room}"])
@pytest.mark.parametrize("model", ["session", "room", "contribution"])
def test_a_list_takes_as_many_queries_for_three_events_as_for_one(staff, model, query):
    new = forum("Forum", 2999)

    counts = []
    for year in (2001, 2002, 2003):
        with CaptureQueriesContext(connection) as captured:
            staff.get(f"/admin/programme/{model}/{query.format(room=new.room.pk)}")
        counts.append(len(captured))
        forum("Forum", year)

    most = 13 if "room" in query else 12  # one for whose room it is
    assert counts[0] == counts[1] == counts[2] <= most
