"""Former addresses: they redirect after a change, and say so after a deletion."""

import pytest
from django.core.exceptions import ValidationError

from forum.models import FormerAddress
from programme.models import Event, Section, Session
from tests import factories
from tests.html import read, texts

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

    assert page.h1.get_text() == "This page has been removed"
    assert page.select_one("main a")["href"] == "/en/events/forum/agenda/"


NAMED = "“Open budgets” is no longer in the programme."
UNNAMED = "The organizers have removed this page."


@pytest.mark.parametrize("make", [factories.session, factories.section])
def test_a_deleted_session_or_section_is_named_in_a_language_that_it_has(client, forum, make):
    row = make(forum, "Open budgets", title_fr="Budgets ouverts", slug="budgets")
    if isinstance(row, Section):
        factories.session(forum, section=row)
    paths = [path + row.get_absolute_url()[3:] for path in ("/en", "/fr", "/ar")]
    row.delete()

    pages = [read(client.get(path), status=410) for path in paths]

    assert [page.main.select_one("p bdi").get_text() for page in pages] == [
        "Open budgets",
        "Budgets ouverts",
        "Open budgets",
    ]


def sentence(client, slug: str) -> str:
    page = read(client.get(f"/en/events/forum/sessions/{slug}/"), status=410)
    return texts(page, "main .page-section > p")[0]


def test_a_withdrawn_session_has_the_title_that_readers_saw_last(client, forum):
    session = factories.session(forum, "Open budgets", slug="talk")
    unpublish(session)
    session.title_en = "Still secret"
    session.save()
    rename(session, "later")

    assert sentence(client, "later") == NAMED

    session.delete()
    assert sentence(client, "later") == NAMED


def test_what_has_no_title_to_keep_is_removed_without_a_name(client, forum):
    room = factories.room(forum, "Great Hall", slug="hall")
    factories.session(forum, room=room)
    room.delete()

    page = read(client.get("/en/events/forum/rooms/hall/"), status=410)

    assert texts(page, "main .page-section > p") == [UNNAMED]


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
    other = Session(event=forum, title_en="Another", slug="talk")

    with pytest.raises(ValidationError) as raised:
        other.full_clean()

    assert raised.value.message_dict == {
        "slug": ["Another session of this event has this address."]
    }


def unpublish(row) -> None:
    row.unpublish()
    row.save()


def answers(client, *paths: str) -> list:
    """The status of each path, with where it leads to."""
    responses = [client.get(path) for path in paths]
    return [(r.status_code, r["Location"]) if "Location" in r else r.status_code for r in responses]


SESSIONS = "/en/events/forum/sessions"


def test_a_withdrawn_session_is_gone_until_it_is_published_again(client, forum):
    session = factories.session(forum, slug="talk")
    unpublish(session)
    unpublished = answers(client, f"{SESSIONS}/talk/")
    session.publish()
    session.save()

    assert unpublished + answers(client, f"{SESSIONS}/talk/") == [410, 200]
    assert list(FormerAddress.objects.all()) == []


def test_what_is_renamed_while_it_is_withdrawn_is_found_again_at_its_new_address(client, forum):
    session = factories.session(forum, slug="talk")
    unpublish(session)
    rename(session, "speech")
    unpublished = answers(client, f"{SESSIONS}/talk/", f"{SESSIONS}/speech/")
    session.publish()
    session.save()

    assert unpublished == [(301, f"{SESSIONS}/speech/"), 410]
    assert answers(client, f"{SESSIONS}/speech/") == [200]


def test_a_session_deleted_while_it_is_withdrawn_is_gone_for_good(client, forum):
    session = factories.session(forum, slug="talk")
    unpublish(session)
    session.delete()

    assert answers(client, f"{SESSIONS}/talk/") == [410]


def test_a_withdrawn_event_is_gone_with_all_its_pages(client, forum):
    factories.session(forum, slug="talk")
    unpublish(forum)

    assert answers(client, "/en/events/forum/agenda/", f"{SESSIONS}/talk/") == [410, 410]


def test_a_session_leads_on_to_the_event_that_it_has_moved_to(client, forum):
    session = factories.session(forum, slug="talk")
    session.event = factories.event("Other", slug="other")
    session.save()

    assert answers(client, f"{SESSIONS}/talk/") == [(301, "/en/events/other/sessions/talk/")]


def test_a_change_in_bulk_is_noticed_like_any_other(client, forum):
    for slug in ("first", "second", "third"):
        factories.session(forum, slug=slug)
    Session.objects.filter(slug="first").change(slug="one")
    Session.objects.filter(slug="second").change(status="draft")
    Session.objects.filter(slug="third").change(event=factories.event(slug="other"))

    found = answers(client, *(f"{SESSIONS}/{slug}/" for slug in ("first", "second", "third")))

    assert found == [(301, f"{SESSIONS}/one/"), 410, (301, "/en/events/other/sessions/third/")]


def test_a_row_in_hand_that_is_old_does_not_hide_what_stood_there(client, forum):
    session = factories.session(forum, slug="first")
    stale = Session.objects.get()
    rename(session, "second")
    rename(stale, "third")

    found = answers(client, f"{SESSIONS}/first/", f"{SESSIONS}/second/", f"{SESSIONS}/third/")

    assert found == [(301, f"{SESSIONS}/second/"), (301, f"{SESSIONS}/third/"), 200]


def test_the_nearest_former_address_decides(client, forum):
    session = factories.session(forum, slug="talk")
    rename(session, "speech")
    rename(forum, "regions")

    response = client.get(f"{SESSIONS}/talk/", follow=True)

    assert response.redirect_chain == [
        (f"{SESSIONS}/speech/", 301),
        ("/en/events/regions/sessions/speech/", 301),
    ]
    assert response.status_code == 200


def test_a_name_given_back_and_forth_leaves_one_address_that_leads_on(client, forum):
    session = factories.session(forum, slug="a")
    for slug in ("b", "a"):
        rename(session, slug)

    kept = FormerAddress.objects.values_list("path", "moved_to")
    assert list(kept) == [("events/forum/sessions/b", "events/forum/sessions/a")]
    assert answers(client, f"{SESSIONS}/a/", f"{SESSIONS}/b/") == [200, (301, f"{SESSIONS}/a/")]


@pytest.mark.parametrize(
    "rows",
    [
        {"pages/a": "pages/b", "pages/b": "pages/a"},
        {"pages/a": "pages/b", "pages/b": "pages/c", "pages/c": "pages/b"},
        {"pages/a": "pages/a/b"},
    ],
    ids=["two", "behind", "deeper"],
)
def test_a_loop_of_redirects_is_not_found(client, rows):
    for path, moved_to in rows.items():
        FormerAddress.objects.create(path=path, moved_to=moved_to)

    assert answers(client, "/en/pages/a/") == [404]


@pytest.mark.parametrize("moved_to", ["pages/b", "pages/c", "pages/a/below"])
def test_a_loop_of_redirects_is_refused_with_a_sentence(moved_to):
    FormerAddress.objects.create(path="pages/b", moved_to="pages/a")
    FormerAddress.objects.create(path="pages/c", moved_to="pages/b")

    with pytest.raises(ValidationError) as raised:
        FormerAddress(path="pages/a", moved_to=moved_to).full_clean()

    assert raised.value.message_dict == {"moved_to": ["These redirects would form a loop."]}


def test_an_event_that_goes_leaves_one_address_for_all_that_stood_below_it(forum):
    for _number in range(3):
        factories.session(forum, room=factories.room(forum))
    forum.delete()

    assert list(FormerAddress.objects.values_list("path", "moved_to")) == [("events/forum", "")]
