"""Sessions are locked before a plan looks at them: what changes meanwhile breaks nothing."""

from collections.abc import Callable

import pytest
from django.db import connection

from programme.models import Session
from tests import factories
from tests.adminforms import filled
from tests.html import read

pytestmark = pytest.mark.django_db

LOOKS = 'AS "largest"'
"""In the query that loads the sessions of an event for a plan."""


def once_looked_at(change: Callable[[], object]) -> Callable:
    """Runs the change right after the first query that looks at the sessions."""
    waiting = [change]

    def wrapper(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if LOOKS in sql and waiting:
            waiting.pop()()
        return result

    return wrapper


def give_a_time(session: Session) -> None:
    with connection.cursor() as cursor:
        times = [factories.at("14:00"), factories.at("15:00"), session.pk]
        cursor.execute(
            "UPDATE programme_session SET starts_at = %s, ends_at = %s WHERE id = %s", times
        )


@pytest.mark.parametrize(
    ("page", "changes"),
    [("postpone", {"confirm": "1"}), ("change", {"time_zone": "Africa/Tunis"})],
)
def test_a_session_that_gets_a_time_meanwhile_stays_where_it_is(staff, page, changes):
    event = factories.event()
    factories.session(event, hours="09:00-10:00")
    late = factories.session(event, starts_at=None, ends_at=None)
    address = f"/admin/programme/event/{event.pk}/{page}/"
    form = {**filled(read(staff.get(address))), **changes}
    if page == "change":  # which shows the new times before it saves them
        form = filled(read(staff.post(address, form)))

    with connection.execute_wrapper(once_looked_at(lambda: give_a_time(late))):
        answer = staff.post(address, form)

    late.refresh_from_db()
    assert (answer.status_code, late.starts_at) == (302, factories.at("14:00"))
