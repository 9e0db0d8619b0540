"""A sample of the junk that `make stress SCENARIO=junk` sends: it is never answered with 500."""

import pytest
from django.test import Client

from tests import junk
from tests.forum.test_admin import fill

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(staff) -> Client:
    fill(1)
    staff.raise_request_exception = False
    return staff


def test_junk_in_the_fields_of_a_form_is_refused(site):
    forms = [path for path in junk.admin_forms() if path.endswith(("/add/", "/change/"))]
    posts = [post for path in forms[::2] for post in junk.junk_posts(site, path, count=1)]

    statuses = {post.path: post.send(site) for post in posts}

    assert len(statuses) > 15
    assert {path: status for path, status in statuses.items() if status >= 500} == {}


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_junk_in_an_address_is_answered(site, is_signed_in):
    client = site if is_signed_in else Client(raise_request_exception=False)
    known = [*junk.public_pages(), *junk.ADMIN_PAGES, *junk.admin_forms()]

    statuses = {path: client.get(path).status_code for path in junk.junk_addresses(known, 40)}

    assert {path: status for path, status in statuses.items() if status >= 500} == {}
