"""Addresses that people keep: they lead on after a change, and say so after a deletion."""

import pytest
from django.core.exceptions import ValidationError

from forum.models import FormerAddress
from programme.models import Event, Session
from tests import factories
from tests.html import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    return factories.event("Forum", slug="forum")


def rename(row, slug: str) -> None:
    row.slug = slug
    row.full_clean()
    row.save()


def test_an_old_slug_leads_to_the_new_one_in_the_readers_language_with_its_query(client, forum):
    session = factories.session(forum, slug="old")
    rename(session, "new")

    response = client.get("/en/events/forum/sessions/old/?day=2")

    assert (response.status_code, response["Location"]) == (
        301,
        "/en/events/forum/sessions/new/?day=2",
    )


def test_all_that_stood_below_an_old_slug_is_led_on_too(client, forum):
    factories.session(forum, slug="talk")
    rename(forum, "regions")

    response = client.get("/en/events/forum/sessions/talk/", follow=True)

    assert response.redirect_chain == [("/en/events/regions/sessions/talk/", 301)]


def test_a_slug_that_comes_back_is_at_home_again(client, forum):
    session = factories.session(forum, slug="first")
    for slug in ("second", "first"):
        rename(session, slug)

    statuses = {
        slug: client.get(f"/en/events/forum/sessions/{slug}/").status_code
        for slug in ("first", "second")
    }

    assert statuses == {"first": 200, "second": 301}


@pytest.mark.parametrize("status", ["published", "cancelled"])
def test_a_deleted_public_session_is_gone_and_offers_a_way_on(client, forum, status):
    session = factories.session(forum, slug="talk", status=status)
    session.delete()

    page = read(client.get("/en/events/forum/sessions/talk/"), status=410)

    assert page.h1.get_text() == "This page is no longer here"
    assert page.select_one("main a")["href"] == "/en/events/forum/agenda/"


def test_a_deleted_draft_was_never_there(client, forum):
    session = factories.session(forum, slug="talk", status="draft")
    session.delete()

    assert client.get("/en/events/forum/sessions/talk/").status_code == 404


def test_with_an_event_all_its_pages_are_gone(client, forum):
    factories.session(forum, slug="talk")
    Event.objects.filter(pk=forum.pk).delete()

    statuses = {
        path: client.get(f"/en/events/forum/{path}").status_code
        for path in ("", "agenda/", "sessions/talk/", "sessions/never/")
    }

    assert set(statuses.values()) == {410}


def test_sessions_deleted_in_bulk_are_gone(client, forum):
    factories.session(forum, slug="talk")
    Session.objects.all().delete()

    assert client.get("/en/events/forum/sessions/talk/").status_code == 410


def test_what_takes_a_former_address_is_found_there(client, forum):
    factories.session(forum, slug="talk").delete()
    factories.session(forum, slug="talk")

    assert client.get("/en/events/forum/sessions/talk/").status_code == 200


def test_a_renamed_draft_leaves_nothing_behind(forum):
    rename(factories.session(forum, slug="old", status="draft"), "new")

    assert list(FormerAddress.objects.all()) == []


def test_a_page_that_never_was_is_not_found(client, forum):
    page = read(client.get("/en/nothing/here/"), status=404)

    assert page.h1.get_text() == "We cannot find this page"


def test_two_things_do_not_share_an_address(forum):
    factories.session(forum, slug="talk")

    with pytest.raises(ValidationError) as raised:
        factories.session(forum, slug="talk")

    assert raised.value.message_dict == {
        "slug": ["Another session of this event has this address."]
    }
