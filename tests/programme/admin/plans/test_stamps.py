"""The boxes of a plan: which are ticked, and which rows have changed since it was shown."""

import pytest
from django.http import QueryDict

from programme.admin.plans.stamps import Confirmed, Ticks, join_keys, row_value, split_keys
from programme.models import Session
from tests import factories

pytestmark = pytest.mark.django_db


def ticks(*values: str, shown: str = "") -> Ticks:
    posted = QueryDict(mutable=True)
    posted.setlist("row", values)
    posted["shown"] = shown
    return Ticks.of(posted)


def test_a_row_is_ticked_unless_its_box_was_shown_and_left_empty():
    sent = ticks("3:ab", shown="3.4")

    assert [sent.has(key) for key in (3, 4, 5)] == [True, False, True]


def test_rubbish_in_boxes_names_no_row():
    sent = ticks("", ":", "x:ab", "-1:ab", f"{'9' * 30}:ab", shown="..x.7.7")

    assert (sent.stamps, sent.shown) == ({}, frozenset({7}))


def test_keys_are_joined_and_split():
    assert split_keys(join_keys([3, 12, 7])) == [3, 12, 7]


@pytest.mark.parametrize(
    "change",
    [{"room": None}, {"status": "draft"}, {"ends_at": factories.at("12:00")}, {"section": None}],
)
def test_a_row_that_was_changed_meanwhile_is_left_out_and_named(change):
    event = factories.event()
    places = {"room": factories.room(event), "section": factories.section(event)}
    same = factories.session(event, "Same", hours="09:00-10:00", **places)
    other = factories.session(event, "Other", hours="09:00-10:00", **places)
    sent = ticks(row_value(same), row_value(other))

    Session.objects.filter(pk=other.pk).change(**change)

    assert sent.confirmed(event) == Confirmed((same,), (other,))
    assert sent.confirmed(event).notes == [
        "Left out, because somebody has changed them meanwhile: \u2068Other\u2069."
    ]


def test_a_new_title_is_no_reason_to_leave_a_row_out():
    session = factories.session(event := factories.event(), "Talk")
    sent = ticks(row_value(session))

    Session.objects.change(title_en="Another title")

    assert sent.confirmed(event) == Confirmed((session,))


def test_rows_that_are_gone_and_rows_of_other_events_are_counted():
    event = factories.event()
    gone, elsewhere = factories.session(event), factories.session(factories.event())
    sent = ticks(row_value(gone), row_value(elsewhere))
    gone.delete()

    confirmed = sent.confirmed(event)

    assert confirmed == Confirmed((), (), 2)
    assert confirmed.notes == ["2 sessions are no longer in this event."]
