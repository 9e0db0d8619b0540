"""The values of exports, loaded for any number of sessions at once."""

import pytest
from django.utils.translation import override

from programme.exports.source import brief_session_value, event_value, load_exported_sessions
from tests import factories

pytestmark = pytest.mark.django_db


def test_three_sessions_take_as_many_queries_as_one(django_assert_num_queries):
    forum = factories.event(slug="forum")
    counted = []
    for number in (1, 2):
        for _session in range(number):
            talk = factories.session(
                forum,
                hours="09:00-10:00",
                room=factories.room(forum),
                section=factories.section(forum),
                track=factories.track(forum),
                languages=["ar"],
                registration_url="https://example.org/register",
            )
            factories.channel(talk)
            speaker = factories.speaker(organization=factories.organization())
            factories.contribution(speaker, session=talk)
        with django_assert_num_queries(3):
            counted.append(load_exported_sessions(forum.sessions.public(), forum))

    assert [len(sessions) for sessions in counted] == [1, 3]
    assert all(session.people[0].organization and session.room for session in counted[1])
    assert all(session.channels and session.registration for session in counted[1])


def test_a_brief_session_asks_for_nothing_but_its_room(django_assert_num_queries):
    forum = factories.event(slug="forum")
    factories.session(forum, "Talk", room=factories.room(forum, "Hall"), abstract_en="Long.")
    event, rows = event_value(forum), list(forum.sessions.select_related("room"))

    with override("en"), django_assert_num_queries(0):
        [brief] = [brief_session_value(row, event) for row in rows]

    assert (brief.title[0], brief.room.name[0], brief.abstract[0]) == ("Talk", "Hall", "")
