"""Two acts at the same moment, of which only both together show the public something."""

import threading

import pytest
from django.db import connection, transaction

from forum.revision import PublicRevision, current_revision
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_session_that_is_added_while_its_event_is_published_raises_it_in_the_end():
    PublicRevision.start()
    forum = factories.event("Forum", status="draft")
    begun, published = threading.Event(), []

    def publish() -> None:
        begun.wait()
        forum.publish()
        forum.save()
        published.append(current_revision())
        connection.close()

    other = threading.Thread(target=publish)
    other.start()
    with transaction.atomic():
        factories.session(forum, "Talk")
        begun.set()
        other.join(timeout=0.5)
        seen_too_early = list(published)
    other.join()

    assert (seen_too_early, published) == ([], [current_revision()])
