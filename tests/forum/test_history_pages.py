"""The pages of the history: what they say, and to whom."""

import datetime as dt

import pytest
from django.utils import timezone

from content.history.acts import act
from programme.models import Session
from tests import factories
from tests.forum.history_acts import (
    ALL,
    SESSION,
    acts,
    history,
    latest,
    member,
    move,
    retitle,
    session,
    undo_address,
)
from tests.html import read, texts

pytestmark = pytest.mark.django_db


def test_a_record_has_a_page_with_its_acts_the_latest_first(staff):
    amina = factories.staff_user("tazi", first_name="Amina", last_name="Tazi")
    opening = session("Opening")
    retitle(opening, "Welcome", by=amina)

    page = read(staff.get(history(opening)))

    when = timezone.localtime(latest().at).strftime("today %H:%M")
    assert [what.split(" · ") for what in texts(page, ".act-what")] == [
        ["Amina Tazi changed the title in English", when],
        ["The system added the session “\u2068Opening\u2069”", when],
    ]
    assert texts(page, ".act-summary")[0].startswith("Welcome · 2 changes since")


def test_a_difference_shows_what_went_and_what_came_as_text(staff):
    opening = session("Now <b>here</b>")
    retitle(opening, "Now <b>there</b>")

    page = read(staff.get(history(opening)))

    assert texts(page, ".differences dt") == ["Title in English"]
    assert texts(page, ".differences dd") == ["Now <b>here</b> <b>there</b>"]
    assert [str(tag) for tag in page.select(".differences :is(ins, del)")] == [
        "<del><bdi>&lt;b&gt;here&lt;/b&gt;</bdi></del>",
        "<ins><bdi>&lt;b&gt;there&lt;/b&gt;</bdi></ins>",
    ]


def test_a_text_in_another_language_keeps_its_language_and_direction(staff):
    opening = session()
    with act():
        opening.title_ar = "افتتاح"
        opening.save()

    difference = read(staff.get(history(opening))).select_one(".differences dd > div")

    assert (difference["lang"], difference["dir"]) == ("ar", "rtl")


def test_times_are_told_in_the_zone_of_the_event(staff):
    event = factories.event(time_zone="Asia/Tokyo")
    talk = factories.session(event, hours="09:00-09:30")
    with act():
        talk.starts_at -= dt.timedelta(minutes=15)
        talk.save()

    for address in (history(talk), ALL, f"{ALL}{latest().pk}/"):
        assert texts(read(staff.get(address)), ".differences dd")[0] == (
            "Tue 4 May 09:00 Tue 4 May 08:45"
        )


def test_rooms_and_people_are_told_by_name_also_once_they_are_deleted(staff):
    talk = session()
    room = factories.room(talk.event, "Atlas")
    with act():
        talk.room = room
        talk.save()
        part = factories.contribution(factories.speaker("Nadia Alami"), session=talk)
    with act():
        part.role = "moderator"
        part.save()
    with act():
        part.delete()
        room.delete()

    page = read(staff.get(history(talk)))

    assert texts(page, ".differences > div") == [
        "Room Atlas",
        "People − Nadia Alami, Moderator",
        "Nadia Alami, Moderator: Role Speaker Moderator",
        "Room Atlas",
        "People + Nadia Alami, Speaker",
    ]


def test_private_values_are_on_no_page(staff):
    person = factories.speaker("Nadia Alami", email="before@example.org")
    with act():
        person.email = "after@example.org"
        person.save()
    changed = latest()

    for address in (history(person), ALL, f"{ALL}{changed.pk}/"):
        response = staff.get(address)
        assert texts(read(response), ".differences dd")[0] == "changed (private)"
        assert "@example.org" not in response.content.decode()


def test_an_act_over_many_rows_shows_the_first_and_links_to_all(staff):
    move(factories.event(), rows=14)

    [act_in_list] = read(staff.get(ALL)).select(".act")[:1]
    own_page = read(staff.get(f"{ALL}{latest().pk}/"))

    assert texts(act_in_list, ".act-row") == ["Talk 0", "Talk 1", "Talk 2"]
    assert texts(act_in_list, ".act-more") == ["and 11 more"]
    assert act_in_list.select_one(".act-more a")["href"] == f"{ALL}{latest().pk}/"
    assert texts(act_in_list, "button") == ["Undo all 14"]
    assert len(own_page.select(".act-row")) == 14


def test_an_act_over_hundreds_of_rows_is_read_in_few_queries(staff, django_assert_max_num_queries):
    move(factories.event(), rows=230)
    address = f"{ALL}{latest().pk}/"

    with django_assert_max_num_queries(12):
        first = read(staff.get(address))
    second = read(staff.get(f"{address}?p=2"))

    assert acts(staff, ALL)[0].startswith("The system moved 230 sessions by 15 minutes")
    assert (len(first.select(".act-row")), len(second.select(".act-row"))) == (200, 30)


def test_the_history_of_a_record_takes_a_constant_number_of_queries(
    staff, django_assert_max_num_queries
):
    talk = session()

    def change_everything(number):
        with act():
            talk.title_fr, talk.room = f"Titre {number}", factories.room(talk.event)
            talk.section = factories.section(talk.event)
            talk.save()
            factories.contribution(factories.speaker(), session=talk)

    change_everything(0)
    with django_assert_max_num_queries(10) as one:
        staff.get(history(talk))
    for number in range(1, 50):
        change_everything(number)

    with django_assert_max_num_queries(10) as many:
        page = read(staff.get(history(talk)))

    assert len(many) == len(one)
    assert len(page.select(".act")) == 50


def test_a_long_history_has_pages(staff):
    talk = session()
    for number in range(55):
        retitle(talk, f"Title {number}")

    first, second = (read(staff.get(f"{history(talk)}?p={number}")) for number in (1, 2))

    assert [len(page.select(".act")) for page in (first, second)] == [50, 6]
    assert texts(first, ".act-pages a") == ["Older changes"]
    assert texts(second, ".act-pages a") == ["Newer changes"]


@pytest.mark.parametrize("page", ["x", "0", "-1", "99", "٣"])
def test_a_wrong_page_number_is_no_error(staff, page):
    assert staff.get(f"{history(session())}?p={page}").status_code == 200


def test_the_history_of_an_event_has_what_belongs_to_it_and_nothing_else(staff):
    forum, other = factories.event("Forum"), factories.event("Other")
    room = factories.room(forum, "Atlas")
    factories.session(other, "Elsewhere")

    told = acts(staff, f"{ALL}?event={forum.pk}")

    assert [what.partition(" · ")[0] for what in told] == [
        f"The system added the room “\u2068{room}\u2069”",
        "The system added the event “\u2068Forum\u2069”",
    ]


def test_the_history_of_an_event_leads_to_that_of_all_its_sessions(staff):
    forum = factories.event("Forum")

    [link] = read(staff.get(history(forum))).select(".act-summary a")

    assert link["href"] == f"{ALL}?event={forum.pk}"


def test_a_deleted_record_keeps_its_history(staff):
    talk = session("Opening")
    address = history(talk)
    talk.delete()

    page = read(staff.get(address))

    assert texts(page, ".act-summary")[0].startswith("Opening · 2 changes")
    assert texts(page, "button.act-undo")[0] == "Restore"


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("title", ["Title in French Titre"]),
        ("kind", ["Session type Talk Panel"]),
        ("programme.contribution", ["People + Nadia, Speaker"]),
        ("nonsense", []),
    ],
)
def test_a_history_can_be_read_field_by_field(staff, field, told):
    talk = session()
    with act():
        talk.title_fr, talk.kind = "Titre", "panel"
        talk.save()
        factories.contribution(factories.speaker("Nadia"), session=talk)

    page = read(staff.get(f"{history(talk)}?field={field}"))

    assert texts(page, ".differences > div") == told


@pytest.mark.parametrize(
    "address",
    [
        f"{ALL}999999/",
        f"{ALL}?event=999999",
        f"{ALL}?event=x",
        "/admin/programme/session/999999/history/",
        "/admin/programme/session/x/history/",
        f"{ALL}1/restore/programme.session/999999/",
        f"{ALL}999999/restore/programme.session/1/",
        f"{ALL}1/restore/auth.user/1/",
        f"{ALL}1/restore/nonsense/1/",
    ],
)
def test_what_does_not_exist_is_not_found(staff, address):
    assert staff.get(address).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_helpers_of_the_inbox_see_no_history():
    changed = retitle(session("Opening"), "Welcome")
    client, _user = member("view_message")

    statuses = [
        client.get(ALL).status_code,
        client.get(f"{ALL}{changed.pk}/").status_code,
        client.get(history(Session.objects.get())).status_code,
        client.post(undo_address(changed)).status_code,
    ]

    assert statuses == [403, 404, 403, 404]


def test_members_of_staff_see_the_acts_of_what_they_may_see():
    event = factories.event("Forum")
    with act():
        talk = factories.session(event, "Opening")
        factories.contribution(factories.speaker("Nadia"), session=talk)
    client, _user = member(*SESSION)

    assert [what.partition(" · ")[0] for what in acts(client, ALL)] == [
        "The system added the session “\u2068Opening\u2069”"
    ]
    assert "Nadia" not in client.get(f"{ALL}{latest().pk}/").content.decode()
