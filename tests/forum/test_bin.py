"""The bin of the admin."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from content.history.acts import act
from content.history.models import Act
from content.history.undo import undo
from forum.models import PageStatus
from programme.models import Contribution, Event, Room, Session
from speakers.models import Speaker
from tests import factories
from tests.html import read, texts

BIN = "/admin/bin/"


def last_act():
    return Act.objects.order_by("-pk").first()


def delete_page(row):
    opts = row._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_delete", args=[row.pk])


def rows_of(client, address=BIN):
    return texts(read(client.get(address)), ".bin > li > div > ul")


def test_a_deleted_session_stands_in_the_bin_with_what_went_with_it(staff):
    session = factories.session(factories.event(), "Opening")
    for _number in range(12):
        factories.contribution(factories.speaker(), session=session)

    staff.post(delete_page(session), {"post": "yes"})

    shown = read(staff.get(BIN))
    assert texts(shown, ".bin > li > div > ul") == ["Opening session"]
    assert texts(shown, ".bin > li > div > p") == ["With it: 12 people"]
    assert (last_act().verb, last_act().who) == ("deleted", "amina")


def test_restoring_brings_it_back_and_empties_the_bin(staff):
    session = factories.session(factories.event(), "Opening")
    factories.contribution(factories.speaker(), session=session)
    staff.post(delete_page(session), {"post": "yes"})

    answer = staff.post(f"/admin/bin/{last_act().pk}/restore/", follow=True)

    assert texts(read(answer), ".messagelist li")[-1] == "“Opening” has been restored."
    assert (Session.objects.count(), Contribution.objects.count()) == (1, 1)
    assert rows_of(staff) == []


def test_the_public_address_says_gone_until_the_session_is_restored(staff, client):
    session = factories.session(factories.event(), "Opening")
    address = session.get_absolute_url()
    staff.post(delete_page(session), {"post": "yes"})
    meanwhile = client.get(address).status_code

    staff.post(f"/admin/bin/{last_act().pk}/restore/")

    assert (meanwhile, client.get(address).status_code) == (410, 200)


def test_an_event_is_deleted_only_once_its_name_is_typed(staff):
    event = factories.event("Open Smart Regions", name_fr="Régions ouvertes")
    page = delete_page(event)

    refused = staff.post(page, {"post": "yes", "name": "Open"})
    kept = Event.objects.count()
    staff.post(page, {"post": "yes", "name": " régions ouvertes "})

    assert texts(read(refused), ".errornote") == ["Type the name of the event to delete it."]
    assert (kept, Event.objects.count()) == (1, 0)


def test_events_cannot_be_deleted_by_the_dozen(staff):
    event = factories.event("Open Smart Regions")

    staff.post(
        reverse("admin:programme_event_changelist"),
        {"action": "delete_selected", "_selected_action": [event.pk], "post": "yes"},
    )

    assert Event.objects.count() == 1


def test_the_question_counts_what_would_lose_its_room(staff):
    room = factories.room(factories.event(), "Atlas")
    for _number in range(2):
        factories.session(room.event, room=room)

    shown = read(staff.get(delete_page(room)))

    assert "Sessions that lose their room: 2" in texts(shown, "#content")[0]


def test_a_published_session_can_be_cancelled_instead(staff):
    session = factories.session(factories.event(), "Opening")

    shown = read(staff.get(delete_page(session)))

    link = shown.select_one(".cancel-instead a")["href"]
    assert link == f"/admin/programme/session/{session.pk}/change/#id_status"


def test_a_restore_that_is_refused_says_why(staff):
    session = factories.session(factories.event(), "Opening", slug="opening")
    staff.post(delete_page(session), {"post": "yes"})
    deleted = last_act()
    factories.session(session.event, "Another", slug="opening")

    answer = staff.post(f"/admin/bin/{deleted.pk}/restore/", follow=True)

    text = "“Opening” cannot be restored: Another session of this event has this address."
    assert texts(read(answer), ".messagelist li")[-1] == text
    assert Session.objects.get().title_en == "Another"


def test_a_row_that_came_back_otherwise_is_not_in_the_bin(staff):
    room = factories.room(factories.event(), "Atlas")
    room.delete()
    undo(last_act())

    assert rows_of(staff) == []


def test_what_was_deleted_a_month_ago_is_no_longer_in_the_bin(staff):
    factories.speaker("Nadia Alami").delete()
    Act.objects.filter(pk=last_act().pk).update(at=timezone.now() - dt.timedelta(days=30))

    answer = staff.post(f"/admin/bin/{last_act().pk}/restore/", follow=True)

    assert rows_of(staff) == []
    assert texts(read(answer), ".messagelist li") == ["This is no longer in the bin."]


def test_only_superusers_delete_for_good(staff, client):
    factories.speaker("Nadia Alami").delete()
    page = f"/admin/bin/{last_act().pk}/delete/"
    client.force_login(factories.staff_user("karim"))

    refused = client.post(page).status_code
    asked = staff.get(page).status_code
    staff.post(page)

    assert (refused, asked) == (403, 200)
    assert rows_of(staff) == []
    assert not Act.objects.exists()


def test_the_bin_shows_nothing_of_models_that_one_may_not_delete(client, db):
    factories.speaker("Nadia Alami").delete()
    client.force_login(factories.staff_user("karim"))

    assert client.get(BIN).status_code == 403


def test_restoring_a_room_undoes_nothing_else_of_the_form_it_was_deleted_in(client, db):
    event = factories.event("Forum")
    room = factories.room(event, "Atlas")
    with act():
        event.name_en = "Renamed"
        event.save()
        room.delete()
    karim = factories.staff_user("karim")
    karim.user_permissions.set(Permission.objects.filter(codename="delete_room"))
    client.force_login(karim)

    client.post(f"/admin/bin/{last_act().pk}/restore/")

    event.refresh_from_db()
    assert (Room.objects.count(), event.name_en) == (1, "Renamed")


def test_the_bin_can_be_narrowed_to_one_kind(staff):
    factories.speaker("Nadia Alami").delete()
    factories.room(factories.event(), "Atlas").delete()

    assert rows_of(staff, f"{BIN}?kind=speakers.speaker") == ["Nadia Alami person"]
    assert rows_of(staff, f"{BIN}?kind=nonsense") == ["Atlas room", "Nadia Alami person"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_bin_takes_as_many_queries_for_three_rows_as_for_one(
    staff, count, django_assert_max_num_queries
):
    for _number in range(count):
        factories.room(factories.event()).delete()
        factories.speaker().delete()

    with django_assert_max_num_queries(12):
        staff.get(BIN)


def test_restoring_by_a_link_is_refused(staff):
    factories.speaker("Nadia Alami").delete()

    assert staff.get(f"/admin/bin/{last_act().pk}/restore/").status_code == 405
    assert (Speaker.objects.count(), Room.objects.count()) == (0, 0)


def test_deleting_a_public_page_says_that_its_links_go(staff):
    public = factories.page("Privacy", status=PageStatus.PUBLISHED)
    draft = factories.page("Careers", status=PageStatus.DRAFT)
    many = {"action": "delete_selected", "_selected_action": [public.pk]}

    asked = [
        read(staff.get(delete_page(public))),
        read(staff.post("/admin/forum/page/", many)),
        read(staff.get(delete_page(draft))),
    ]

    assert [len(page.select(".callout--wait")) for page in asked] == [1, 1, 0]
