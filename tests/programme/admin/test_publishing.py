"""The page “Publish the programme”: what becomes public, what is wrong with it, one act."""

import time

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.history.models import Act
from content.saving import save_all
from programme.models import Event, Section, Session
from speakers.models import Organization, Speaker
from tests import factories
from tests.html import read, texts
from tests.programme.admin.plans.forms import press

pytestmark = pytest.mark.django_db


def opened(client: Client, event: Event):
    return read(client.get(f"/admin/programme/event/{event.pk}/publish/"))


def days(page) -> list[list[str]]:
    return [texts(row, "th, td") for row in page.select(".publish__days tbody tr")]


def statuses() -> dict[str, str]:
    return {str(row): row.status for row in Session.objects.order_by("pk")}


@pytest.fixture
def event() -> Event:
    """A draft with two days: a session of each kind, and a draft that has no time yet."""
    event = factories.event("Forum", status="draft", last_day="2027-05-05")
    event.refresh_from_db()  # the days as dates
    factories.session(event, "Public", hours="09:00-10:00")
    factories.session(event, "Off", hours="10:00-11:00", status="cancelled")
    factories.session(event, "Draft", hours="11:00-12:00", status="draft")
    later = {"starts_at": factories.at("09:00", day=event.last_day), "status": "draft"}
    later["ends_at"] = factories.at("10:00", day=event.last_day)
    factories.session(event, "Next day", **later)
    factories.session(event, "Not placed", status="draft")
    return event


def test_it_says_what_becomes_public_day_by_day(staff, event):
    page = opened(staff, event)

    assert days(page) == [
        ["Tuesday 4 May", "3", "0", "0"],
        ["Wednesday 5 May", "1", "0", "0"],
        ["Without a time", "0", "0", "1"],
    ]
    assert texts(page, ".publish__act :is(h2, li, .button--main)") == [
        "2 sessions",
        "the event itself, which readers cannot see yet",
        "Publish 2 sessions",
    ]


def test_event_and_sessions_are_published_as_one_act_that_is_undone_as_one(staff, event):
    before = statuses()

    done = press(staff, opened(staff, event), "Publish 2 sessions")
    act = Act.objects.latest_first()[0]
    after = statuses()
    staff.post(done.select_one(".plan-done form")["action"])

    changed = {"Draft": "published", "Next day": "published"}
    assert (act.verb, act.changes.count(), after) == ("published", 3, before | changed)
    assert statuses() == before
    assert Event.objects.get().status == "draft"


def test_people_and_organizations_that_nobody_saw_are_counted(staff, event):
    draft, seen = Session.objects.get(title_en="Draft"), factories.speaker("Seen")
    bodies = [factories.organization() for _number in range(3)]
    factories.contribution(seen, session=factories.session(factories.event()))
    factories.contribution(seen, session=draft)
    factories.contribution(factories.speaker("New", organization=bodies[0]), session=draft)
    factories.contribution(factories.speaker("Chair"), section=_with_section(draft))
    factories.contribution(factories.speaker("Expert", organization=bodies[1]), event=event)
    factories.contribution(factories.speaker(), session=Session.objects.get(title_en="Not placed"))
    factories.partnership(event, bodies[2])

    page = opened(staff, event)
    press(staff, page, "Publish 2 sessions")

    assert texts(page, ".publish__act li")[1:] == ["3 people", "3 organizations"]
    assert (Speaker.objects.public().count(), Organization.objects.public().count()) == (4, 3)


def _with_section(session: Session) -> Section:
    session.section = factories.section(session.event)
    session.save()
    return session.section


def test_sessions_without_a_time_stay_drafts_unless_they_are_ticked(staff, event):
    page = press(staff, opened(staff, event), "look", unplaced="1")

    press(staff, page, "Publish 3 sessions")

    assert days(page)[2] == ["Without a time", "1", "0", "0"]
    assert statuses()["Not placed"] == "published"


def test_without_any_times_all_sessions_are_published(staff):
    event = factories.event("Forum")
    factories.session(event, "One", status="draft")

    page = opened(staff, event)

    assert texts(page, ".publish__act :is(h2, .button--main)") == [
        "1 session",
        "Publish 1 session",
    ]


def test_a_public_event_without_drafts_has_nothing_to_publish(staff):
    event = factories.event("Forum")
    factories.session(event, "One")

    page = opened(staff, event)

    assert days(page) == [["Without a time", "0", "1", "0"]]
    assert page.select(".button--main") == []


@pytest.fixture
def clash(event) -> Event:
    """Two sessions in one room at once, one of them a draft."""
    atlas = factories.room(event, "Atlas")
    Session.objects.filter(title_en="Draft").change(room=atlas)
    factories.session(event, "Beside", hours="11:30-12:30", room=atlas)
    return event


def test_clashes_have_to_be_seen_and_the_act_says_so(staff, clash):
    page = opened(staff, clash)

    refused = press(staff, page, "Publish 2 sessions")
    still = statuses()["Draft"]
    done = press(staff, refused, "Publish 2 sessions", seen="1")

    [conflict] = texts(page, ".publish__conflict")
    assert conflict.startswith("Atlas is taken twice, Tue 4 May, 11:30–12:00: Draft and Beside")
    assert (still, statuses()["Draft"]) == ("draft", "published")
    assert texts(refused, "[role=alert]") == [
        "Nothing has been published. Tick that you have seen the conflict."
    ]
    assert "with 1 conflict" in texts(done, ".plan-done p")[0]


def test_a_clash_that_came_up_meanwhile_is_shown_first(staff, event, clash):
    page = opened(staff, event)
    factories.session(
        event, "Third", hours="11:00-11:30", room=Session.objects.get(title_en="Draft").room
    )

    refused = press(staff, page, "Publish 2 sessions", seen="1")

    assert len(texts(refused, ".publish__conflict")) == 2
    assert statuses()["Draft"] == "draft"


def test_clashing_drafts_can_be_left_out(staff, clash):
    page = opened(staff, clash)
    out = page.select_one("[name=out]")["value"]

    looked = press(staff, page, "look", out=out)
    press(staff, page, "Publish 2 sessions", out=out)

    assert texts(looked, "#left-out ~ ul li") == ["Draft"]
    assert texts(looked, ".publish__conflict, .publish__act h2") == ["1 session"]
    assert (statuses()["Draft"], statuses()["Next day"]) == ("draft", "published")


def test_rows_that_moved_on_meanwhile_are_left_out_and_named(staff, event):
    page = opened(staff, event)
    factories.session(event, "Added", hours="15:00-16:00", status="draft")
    hours = {"starts_at": factories.at("13:00"), "ends_at": factories.at("14:00")}
    Session.objects.filter(title_en="Draft").change(**hours)

    done = press(staff, page, "Publish 2 sessions")

    assert texts(done, ".messagelist li") == [
        "Left out, because somebody has changed them meanwhile: \u2068Draft\u2069.",
        "1 draft has been added meanwhile. It is not published.",
    ]
    found = statuses()
    assert [found[name] for name in ("Draft", "Added", "Next day")] == [
        "draft",
        "draft",
        "published",
    ]


def test_gaps_are_counted_and_lead_to_the_sessions_that_have_them(staff, event):
    texts_of = {"abstract_en": "About roads", "title_fr": "Les routes"}
    Session.objects.filter(title_en="Draft").change(**texts_of)

    page = opened(staff, event)

    gaps = {
        " ".join(texts(gap, "a")): (int(gap.b.get_text()), gap.a["href"])
        for gap in page.select(".publish__gap")
    }
    assert {what: count for what, (count, _url) in gaps.items()} == {
        "without people": 3,
        "without a room": 3,
        "without a spoken language": 3,
        "without a French title": 3,
        "without an Arabic title": 4,
        "without a French abstract": 1,
        "without an Arabic abstract": 1,
    }
    lists = {what: read(staff.get(url)) for what, (_count, url) in gaps.items()}
    assert {what: len(found.select("#result_list tbody tr")) for what, found in lists.items()} == {
        what: count for what, (count, _url) in gaps.items()
    }


def test_a_scheduler_publishes_sessions_but_not_the_event(client, event):
    user = factories.staff_user("karim")
    user.groups.add(Group.objects.get(name="Scheduler"))
    client.force_login(user)

    page = opened(client, event)
    press(client, page, "Publish 2 sessions")

    assert "your role may not publish it" in texts(page, ".publish__act")[0]
    assert (Event.objects.get().status, statuses()["Draft"]) == ("draft", "published")


def test_those_who_may_only_read_have_no_such_page(client, event):
    user = factories.staff_user("reader")
    user.groups.add(Group.objects.get(name="Translator (French)"))
    client.force_login(user)

    answers = [client.get(f"/admin/programme/event/{key}/publish/") for key in (event.pk, 999)]

    assert [answer.status_code for answer in answers] == [403, 403]


@pytest.mark.parametrize("field", ["row", "out", "known", "seen", "unplaced"])
def test_rubbish_in_the_form_publishes_nothing_else(staff, event, field):
    page = opened(staff, event)

    press(staff, page, "Publish 2 sessions", **{field: ["x:y", "-1", "9" * 30, ""]})

    expected = "draft" if field == "row" else "published"
    assert statuses()["Draft"] == expected


def test_three_hundred_sessions_are_published_in_under_three_seconds(staff):
    event = factories.event("Forum", status="draft")
    save_all([Session(event=event, title_en=f"Talk {n}") for n in range(300)])
    page = opened(staff, event)

    started = time.process_time()
    with CaptureQueriesContext(connection) as captured:
        press(staff, page, "Publish 300 sessions", follow=False)

    assert time.process_time() - started < 3
    assert len(captured) <= 2 * 300 + 60
    assert {*statuses().values()} == {"published"}


def test_opening_the_page_costs_the_same_for_one_session_and_for_three(staff):
    event, costs = factories.event("Forum", status="draft"), []
    for _number in range(3):
        draft = factories.session(event, status="draft")
        factories.contribution(factories.speaker(), session=draft)
        with CaptureQueriesContext(connection) as captured:
            opened(staff, event)
        costs.append(len(captured))

    assert costs[1] == costs[2] <= 20


def test_an_event_that_is_deleted_while_it_is_published_is_gone(staff, monkeypatch):
    event = factories.event("Forum", status="draft")

    def find_and_lose(model, pk: int) -> Event:
        found = model.objects.get(pk=pk)
        model.objects.filter(pk=pk).delete()
        return found

    monkeypatch.setattr("programme.admin.publishing.get_object_or_404", find_and_lose)

    answer = staff.post(f"/admin/programme/event/{event.pk}/publish/")

    assert answer.status_code == 404
