"""What the pages of a preview ask of the database: as often for three of everything as for one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.forum.test_visibility import fill

pytestmark = pytest.mark.django_db

MOST = {
    "events/budgets/": 9,
    "events/budgets/agenda/": 7,
    "events/budgets/sessions/hearing/": 8,
    "events/budgets/speakers/": 5,
    "events/budgets/organizations/": 6,
    "speakers/hearing/": 8,
    "search/?q=hearing": 8,
    "events/none/": 4,
}
"""One more than the public page, for the link, and one for the event in the foot where it has
none of its own."""


@pytest.mark.parametrize("path", MOST)
def test_a_page_of_a_preview_asks_once_more_than_the_public_page(path):
    event = factories.event("Open budgets", slug="budgets", status="draft")
    address = f"/preview/{factories.preview_link(event).token}/en/{path}"

    Client().get(address)  # reads the menu, which is kept for the public revision
    counts = []
    for names in (["Hearing"], ["Second", "Third"]):
        for name in names:
            fill(event, name=name, status="draft")
        with CaptureQueriesContext(connection) as asked:
            Client().get(address)
        counts.append(len(asked))

    assert (counts[0], counts[0] <= MOST[path]) == (counts[1], True), counts
