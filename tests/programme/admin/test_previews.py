"""Staff make, share and end the links to previews of drafts."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from content.history.models import Act
from programme.models import PreviewLink
from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return factories.event("Open budgets", slug="budgets", status="draft")


def page_of(event) -> str:
    return f"/admin/programme/event/{event.pk}/preview/"


def member(role: str) -> Client:
    user = factories.staff_user(f"the {role}")
    user.groups.set(Group.objects.filter(name=role))
    client = Client()
    client.force_login(user)
    return client


def acts(page) -> list[tuple[str, str]]:
    """Where each form about a preview sends what."""
    return [
        (button.find_parent("form")["action"], button["value"])
        for button in page.select("button[name=act]")
    ]


def test_the_form_of_a_draft_opens_it_as_the_public_will_see_it(staff, client, event):
    form = read(staff.get(f"/admin/programme/event/{event.pk}/change/"))
    response = staff.post(page_of(event), {"act": "open"})

    assert acts(form) == [(page_of(event), "open"), (page_of(event), "share")]
    assert texts(form, ".viewsitelink") == []
    assert response["Location"].endswith("/en/events/budgets/")
    assert "Open budgets" in read(client.get(response["Location"])).h1.get_text()


def test_the_form_of_a_draft_session_leads_to_its_own_page_in_the_preview(staff, client, event):
    talk = factories.session(event, "Hearing", slug="hearing", status="draft")
    own = f"{page_of(event)}?session={talk.pk}"

    form = read(staff.get(f"/admin/programme/session/{talk.pk}/change/"))
    response = staff.post(own, {"act": "open"})
    shared = read(staff.post(own, {"act": "share"}, follow=True))

    assert acts(form) == [(own, "open"), (own, "share")]
    assert read(client.get(response["Location"])).h1.get_text(strip=True) == "Hearing"
    assert [a["href"].partition("/en/")[2] for a in shared.select(".preview-links a")] == [
        "events/budgets/sessions/hearing/",
        "",
        "",
    ]


def test_what_is_public_keeps_its_link_to_the_site(staff):
    event = factories.event("Forum", slug="forum")
    talk = factories.session(event, slug="talk")

    forum = read(staff.get(f"/admin/programme/event/{event.pk}/change/"))
    session = read(staff.get(f"/admin/programme/session/{talk.pk}/change/"))

    assert texts(forum, ".object-tools li")[-2:] == ["Preview with drafts", "View on site"]
    assert (texts(session, ".object-tools li")[-1], acts(session)) == ("View on site", [])


def test_looking_at_the_page_makes_no_link_and_sharing_makes_one(staff, event):
    before = read(staff.get(page_of(event)))
    made = PreviewLink.objects.count()
    after = read(staff.post(page_of(event), {"act": "share"}, follow=True))

    (link,) = PreviewLink.objects.all()
    assert (made, before.select(".preview-links")) == (0, [])
    assert [a["href"] for a in after.select(".preview-links a")] == [
        f"http://127.0.0.1:8000/preview/{link.token}/{code}/events/budgets/"
        for code in ("en", "fr", "ar")
    ]
    assert after.select_one("[data-copy-from]")["data-copy-from"].split("\n")[:-1] == [
        f"{name}: http://127.0.0.1:8000/preview/{link.token}/{code}/events/budgets/"
        for code, name in (("en", "English"), ("fr", "Français"), ("ar", "العربية"))
    ]
    assert link.expires_at - link.created_at == dt.timedelta(days=7)
    assert not Act.objects.filter(by=link.created_by).exists()


def test_a_member_reuses_their_link_while_readers_have_a_day(staff, event):
    def shared() -> list[int]:
        staff.post(page_of(event), {"act": "share"})
        return sorted(PreviewLink.objects.values_list("pk", flat=True))

    factories.preview_link(event)
    first, again = shared(), shared()
    in_hours = timezone.now() + dt.timedelta(hours=23)
    PreviewLink.objects.update(expires_at=in_hours)
    late = shared()

    assert (len(first), again, len(late)) == (2, first, 3)


def test_a_link_is_revoked_alone_or_with_all_of_its_event(staff, client, event, security_log):
    own, second, third = (factories.preview_link(event) for _number in range(3))
    elsewhere = factories.preview_link(factories.event())

    def is_open(link: PreviewLink) -> bool:
        return client.get(link.get_address(link.event, "en")).status_code == 200

    one = read(staff.post(page_of(event), {"act": "revoke", "link": own.pk}, follow=True))
    alone = [is_open(link) for link in (own, second, third, elsewhere)]
    read(staff.post(page_of(event), {"act": "revoke", "link": elsewhere.pk}, follow=True))
    read(staff.post(page_of(event), {"act": "revoke_all"}, follow=True))
    together = [is_open(link) for link in (own, second, third, elsewhere)]

    assert texts(one, ".messagelist li") == ["1 link has been revoked."]
    assert alone == [False, True, True, True]
    assert together == [False, False, False, True]
    assert security_log.events() == ["preview_link_revoked"] * 3


def test_the_security_log_has_the_key_of_a_link_and_not_its_token(staff, event, security_log):
    staff.post(page_of(event), {"act": "open"})
    staff.post(page_of(event), {"act": "revoke_all"})

    link = PreviewLink.objects.get()
    by = {"by": link.created_by_id, "link": link.pk, "of": event.pk}
    assert security_log.without_addresses() == [
        {"event": "preview_link_made", **by},
        {"event": "preview_link_revoked", **by},
    ]


def test_a_deleted_event_takes_its_links_and_brings_none_back(staff, client, event):
    link = factories.preview_link(event)
    address = link.get_address(event, "en")
    staff.post(
        f"/admin/programme/event/{event.pk}/delete/", {"post": "yes", "name": "Open budgets"}
    )
    is_gone = not type(event).objects.filter(pk=event.pk).exists()

    act = Act.objects.latest("pk")
    staff.post(f"/admin/bin/{act.pk}/restore/")

    assert is_gone
    assert type(event).objects.filter(pk=event.pk).exists()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("Administrator", 200),
        ("Editor", 200),
        ("Scheduler", 200),
        ("Translator (French)", 403),
        ("Helpdesk", 403),
    ],
)
def test_editors_and_schedulers_share_previews(role, status, event):
    client = member(role)
    link = factories.preview_link(event)

    page = client.get(page_of(event))
    client.post(page_of(event), {"act": "revoke", "link": link.pk})

    link.refresh_from_db()
    assert (page.status_code, link.revoked_at is not None) == (status, status == 200)


def test_who_may_not_share_previews_is_offered_none(event):
    client = member("Translator (French)")

    form = read(client.get(f"/admin/programme/event/{event.pk}/change/"))

    assert acts(form) == []


@pytest.mark.parametrize(
    ("query", "form", "status"),
    [
        ("", {}, 400),
        ("", {"act": "publish"}, 400),
        ("?session=x", {"act": "open"}, 400),
        ("?session=99999", {"act": "open"}, 404),
        ("", {"act": "revoke", "link": "x"}, 302),
        ("", {"act": "revoke", "link": "9" * 30}, 302),
        ("", {"act": "revoke"}, 302),
    ],
)
def test_a_malformed_request_makes_and_ends_no_link(staff, event, query, form, status):
    link = factories.preview_link(event)

    response = staff.post(page_of(event) + query, form)

    assert response.status_code == status
    assert list(PreviewLink.objects.values_list("pk", "revoked_at")) == [(link.pk, None)]


def test_a_session_of_another_event_is_not_found(staff, event):
    other = factories.session(factories.event())

    assert staff.get(f"{page_of(event)}?session={other.pk}").status_code == 404


@pytest.mark.parametrize("links", [1, 3])
def test_the_page_asks_the_database_as_often_for_many_links(
    staff, event, links, django_assert_max_num_queries
):
    for _number in range(links):
        factories.preview_link(event)

    with django_assert_max_num_queries(12):
        page = read(staff.get(page_of(event)))

    assert len(page.select("button[value=revoke]")) == links
