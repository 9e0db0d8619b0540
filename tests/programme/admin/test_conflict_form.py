"""Conflicts in forms: they are shown and saved anyway, and publishing a double booking asks."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from content.history.models import Act
from tests import factories
from tests.adminforms import filled
from tests.html import read, texts
from tests.programme.admin.test_conflict_list import complete

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ADD = "/admin/programme/session/add/"


@pytest.fixture
def forum():
    return factories.event("Forum")


@pytest.fixture
def atlas(forum):
    return factories.room(forum, "Atlas")


@pytest.fixture
def roads(forum, atlas):
    return complete(forum, "Roads", "10:00-11:00", room=atlas)


def form_of(row) -> str:
    return f"/admin/programme/{row._meta.model_name}/{row.pk}/change/"


def post(client, address: str, *, follow: bool = False, **changes):
    """Submit the form of a page with changes."""
    form = filled(read(client.get(address)))
    return client.post(address, form | changes, follow=follow)


def shown(page) -> list[str]:
    """The sentences of the form, without the signs before them."""
    return [" ".join(text.split()) for text in texts(page, ".conflict-list li p")]


def warnings_of(response) -> list[str]:
    return [" ".join(text.split()) for text in texts(read(response), ".messagelist .warning")]


def test_of_many_conflicts_three_are_in_sight_and_the_others_in_a_fold(staff, forum, atlas):
    for number in range(5):
        complete(forum, f"Talk {number}", "10:00-11:00", room=atlas)
    schools = complete(forum, "Schools", "10:30-11:30", room=atlas)

    page = read(staff.get(form_of(schools)))

    assert (len(page.select(".conflict-list > ul > li")), len(shown(page))) == (3, 5)
    assert texts(page, ".conflict-list details > summary") == ["2 more"]


def test_a_form_names_the_conflicts_of_its_session_and_a_free_room(staff, forum, roads, atlas):
    complete(forum, "Ports", "12:00-13:00", room=factories.room(forum, "Library"))
    schools = complete(forum, "Schools", "10:30-11:30", room=atlas, status="draft")

    page = read(staff.get(form_of(schools)))

    assert shown(page) == ["Atlas is taken by Roads, Tue 4 May, 10:00–11:00."]
    assert texts(page, ".conflict-list > p") == [
        "Free at this time: Library.",
        "You can save anyway. You will be asked to confirm before it is published.",
    ]
    assert page.select_one(".conflict-list a")["href"] == form_of(roads)


def test_a_form_without_conflicts_says_nothing(staff, roads):
    page = read(staff.get(form_of(roads)))

    assert not page.select(".conflict-list")


def test_a_move_into_a_conflict_is_saved_and_said(staff, forum, roads, atlas):
    schools = complete(forum, "Schools", "12:00-13:00", room=atlas)

    response = post(staff, form_of(schools), follow=True, starts_at_1="10:30", ends_at_1="11:30")

    schools.refresh_from_db()
    assert schools.starts_at == factories.at("10:30")
    assert warnings_of(response) == [
        "Saved, with 1 conflict: Atlas is taken by Roads, Tue 4 May, 10:00–11:00."
    ]


def test_what_a_session_lacks_is_not_repeated_after_each_save(staff, forum):
    bare = factories.session(forum, "Bare")

    response = post(staff, form_of(bare), follow=True, title_en="Bare again")

    assert warnings_of(response) == []


def test_publishing_a_double_booking_asks_and_the_history_says_so(staff, forum, roads, atlas):
    schools = complete(forum, "Schools", "10:30-11:30", room=atlas, status="draft")

    page = read(post(staff, form_of(schools), status="published"))

    schools.refresh_from_db()
    assert schools.status == "draft"
    assert texts(page, ".form-errors li") == [
        "Tick that you have seen the double booking, then save again to publish."
    ]
    tick = page.select_one(".conflict-list [name=seen_clashes]")
    post(staff, form_of(schools), status="published", seen_clashes=tick["value"])
    schools.refresh_from_db()
    assert schools.status == "published"
    assert Act.objects.latest_first().first().conflicts == 1


def test_a_tick_does_not_count_for_what_it_did_not_show(staff, forum, roads, atlas):
    schools = complete(forum, "Schools", "10:30-11:30", room=atlas, status="draft")
    page = read(post(staff, form_of(schools), status="published"))
    seen = page.select_one("[name=seen_clashes]")["value"]
    complete(forum, "Ports", "10:30-11:30", room=atlas)

    page = read(post(staff, form_of(schools), status="published", seen_clashes=seen))

    schools.refresh_from_db()
    assert schools.status == "draft"
    assert len(page.select_one("[name=seen_clashes]")["value"].split()) == 2


def test_a_new_session_and_its_people_are_compared_before_they_are_saved(staff, forum, roads):
    karim = roads.contributions.get().speaker
    person = {
        "contributions-TOTAL_FORMS": "1",
        "contributions-0-speaker": karim.pk,
        "contributions-0-role": "moderator",
        "contributions-0-position": "1",
    }
    times = {f"{name}_0": "2027-05-04" for name in ("starts_at", "ends_at")}
    times |= {"starts_at_1": "10:30", "ends_at_1": "11:30"}

    page = read(
        post(
            staff,
            ADD,
            event=forum.pk,
            title_en="Schools",
            kind="panel",
            status="published",
            **times,
            **person,
        )
    )

    assert forum.sessions.count() == 1
    assert shown(page)[0] == f"{karim.name} is in Roads (Atlas), Tue 4 May, 10:00–11:00."


def test_a_person_who_had_to_withdraw_is_no_double_booking(staff, forum, roads):
    karim = roads.contributions.get().speaker
    schools = factories.session(
        forum, "Schools", hours="10:30-11:30", room=factories.room(forum), status="draft"
    )
    factories.contribution(karim, session=schools)

    answer = post(
        staff, form_of(schools), status="published", **{"contributions-0-withdrawn_at": "on"}
    )

    assert answer.status_code == 302
    assert Act.objects.latest_first().first().conflicts == 0


def test_moving_a_published_session_and_publishing_a_sound_one_ask_nothing(staff, forum, roads):
    sound = complete(forum, "Ports", "10:00-11:00", status="draft")

    answers = [
        post(staff, form_of(roads), title_en="Roads again"),
        post(staff, form_of(sound), status="published"),
    ]

    assert [answer.status_code for answer in answers] == [302, 302]


def test_a_scheduler_is_asked_with_the_people_that_are_stored(forum, roads):
    karim = roads.contributions.get().speaker
    schools = factories.session(forum, "Schools", hours="10:30-11:30", status="draft")
    factories.contribution(karim, session=schools)
    user = factories.staff_user("scheduler")
    codenames = ["view_session", "schedule_session", "view_event", "view_contribution"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)

    page = read(post(client, form_of(schools), status="published"))

    schools.refresh_from_db()
    assert schools.status == "draft"
    assert shown(page)[0] == f"{karim.name} is in Roads (Atlas), Tue 4 May, 10:00–11:00."


def test_publishing_an_event_with_a_double_booking_asks(staff, forum, roads, atlas):
    complete(forum, "Schools", "10:30-11:30", room=atlas)
    complete(forum, "Draft", "10:30-11:30", room=atlas, status="draft")
    forum.unpublish()
    forum.save()

    page = read(post(staff, form_of(forum), status="published"))

    forum.refresh_from_db()
    assert forum.status == "draft"
    assert shown(page) == ["Atlas is taken twice, Tue 4 May, 10:30–11:00: Roads and Schools."]
    tick = page.select_one("[name=seen_clashes]")
    post(staff, form_of(forum), status="published", seen_clashes=tick["value"])
    forum.refresh_from_db()
    assert forum.status == "published"
    assert Act.objects.latest_first().first().conflicts == 1
