"""Alerts as staff post and end them."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from content.history.models import Act
from forum.models import Alert
from tests import factories
from tests.adminforms import filled
from tests.factories import at
from tests.forum.test_role_pages import member, signed_in
from tests.html import read, texts

pytestmark = pytest.mark.django_db

ADD = "/admin/forum/alert/add/"
LIST = "/admin/forum/alert/"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    def set_to(hour: str, **where) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at(hour, **where))

    set_to("10:32")
    return set_to


def post(client: Client, path: str = ADD, **fields: object) -> tuple[int, list[str]]:
    """The status of the answer and the mistakes it names."""
    answer = client.post(path, filled(read(client.get(path))) | fields)
    return answer.status_code, [] if answer.status_code == 302 else texts(
        read(answer), ".errorlist li"
    )


def test_a_text_is_enough_for_an_hour(staff):
    factories.event()

    answer = post(staff, text_en="Fire drill: go to the car park.")

    alert = Alert.objects.get()
    assert answer == (302, [])
    assert (alert.starts_at, alert.ends_at) == (at("10:32"), at("11:35"))
    assert Act.objects.count() == 2  # the event of the test, and the alert


@pytest.mark.parametrize(
    ("zone", "note"),
    [("Asia/Tokyo", "Tokyo time (UTC+9)"), ("Africa/Casablanca", "Casablanca time (UTC+0)")],
)
def test_times_are_those_of_the_event(staff, clock, zone, note):
    event = factories.event(time_zone=zone)
    clock("10:32", zone=event.zone)

    page = read(staff.get(ADD))
    post(staff, text_en="Fire drill", ends_at_1="11:45")

    assert note in page.select_one(".description").get_text()
    assert page.select_one("[name=ends_at_1]")["value"] == "11:35"
    assert page.select_one("[name=starts_at_1]").get("value", "") == ""
    assert Alert.objects.get().ends_at == at("11:45", zone=event.zone)


def test_one_that_is_planned_starts_later(staff, client):
    factories.event()

    post(staff, text_en="Fire drill", starts_at_0="4 May 2027", starts_at_1="11:00")

    assert Alert.objects.get().starts_at == at("11:00")
    assert read(client.get("/en/events/")).select(".site-alert") == []


LETTERS = "Ensure this value has at most 300 characters (it has 10000)."
MISTAKES = {
    "nothing": ({}, "Enter this in at least one language."),
    "10,000 letters": ({"text_en": "x" * 10_000}, LETTERS),
    "no end": ({"ends_at_0": "", "ends_at_1": ""}, "This field is required."),
    "an end in the past": ({"ends_at_1": "10:31"}, "This time has passed. Enter a later one."),
    "an end before the start": (
        {"starts_at_0": "4 May 2027", "starts_at_1": "12:00"},
        "The end must be after the start.",
    ),
    "a month": (
        {"ends_at_0": "4 June 2027"},
        "An alert lasts seven days at most. Use an announcement instead.",
    ),
    "no hour": ({"ends_at_1": "soon"}, None),
    "a script as a link": (
        {"url": "javascript:alert(1)"},
        "Enter a web address such as https://example.org/page.",
    ),
}


@pytest.mark.parametrize(("fields", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_a_sentence_and_posts_nothing(staff, fields, words):
    factories.event()
    text = {} if fields == {} else {"text_en": "Fire drill"}

    status, mistakes = post(staff, **text | fields)

    assert status == 200
    assert len(mistakes) == 1
    assert words in {None, *mistakes}
    assert Alert.objects.count() == 0


def test_an_hour_that_the_clocks_skip_is_refused(staff, clock):
    event = factories.event(time_zone="Europe/Paris")
    clock("01:30", day=dt.date(2027, 3, 28), zone=event.zone)

    answer = post(staff, text_en="Fire drill", ends_at_1="02:30")

    words = "This time does not exist on that day, because the clocks go forward."
    assert answer == (200, [words])


def test_an_hour_that_comes_twice_is_the_one_after_the_start(staff, monkeypatch):
    factories.event(time_zone="Europe/Paris")
    second = dt.datetime(2027, 10, 31, 1, 10, tzinfo=dt.UTC)  # 02:10 again
    monkeypatch.setattr(timezone, "now", lambda: second)
    staff.force_login(get_user_model().objects.get())

    answer = post(staff, text_en="Fire drill", ends_at_1="02:40")

    assert answer == (302, [])
    assert Alert.objects.get().ends_at == second.replace(minute=40)


def test_the_text_of_one_that_is_over_can_still_be_corrected(staff):
    alert = factories.alert("Fire dril", hours="09:00-10:00")

    answer = post(staff, f"{LIST}{alert.pk}/change/", text_en="Fire drill")

    assert answer == (302, [])
    alert.refresh_from_db()
    assert (alert.text_en, alert.ends_at) == ("Fire drill", at("10:00"))


@pytest.mark.parametrize("role", ["Editor", "Scheduler"])
def test_the_first_page_ends_it_with_one_click_and_undoes_that(client, role):
    factories.event()
    alert = factories.alert("Fire drill")
    staff = signed_in(member(role))
    form = read(staff.get("/admin/")).select_one("#running-alerts ~ ul form")

    ended = read(staff.post(form["action"], follow=True))
    off = read(client.get("/en/events/")).select(".site-alert")
    act_of_end = Act.objects.latest("pk")
    undone = staff.post(f"/admin/history/{act_of_end.pk}/undo/", follow=True)

    alert.refresh_from_db()
    assert texts(ended, ".messagelist li") == ["The alert is off the site."]
    assert ended.select("#running-alerts") == off == []
    assert alert.ends_at == at("11:00"), texts(read(undone), ".messagelist li")
    assert texts(read(client.get("/en/events/")), ".site-alert bdi") == ["Fire drill"]


def test_what_is_not_on_the_site_cannot_be_ended(staff):
    over, planned = factories.alert(hours="09:00-10:00"), factories.alert(hours="11:00-12:00")

    answers = [read(staff.post(f"{LIST}{alert.pk}/end/", follow=True)) for alert in (over, planned)]

    words = ["This alert is not on the site."]
    assert [texts(page, ".messagelist li") for page in answers] == [words, words]
    assert set(Alert.objects.values_list("ends_at", flat=True)) == {at("10:00"), at("12:00")}
    assert staff.post(f"{LIST}999/end/").status_code == 404
    assert staff.get(f"{LIST}{over.pk}/end/").status_code == 405


def test_the_list_has_running_planned_and_past_ones(staff):
    factories.event()
    factories.alert("Past", hours="09:00-10:00")
    factories.alert("Now", hours="10:00-11:00")
    factories.alert("Later", hours="12:00-13:00")

    page = read(staff.get(LIST))

    rows = [texts(row, ".field-text, .field-when, .field-state") for row in page.select("tbody tr")]
    day = "Tue 4 May"
    assert rows == [
        ["Later", f"{day}, 12:00–13:00", "Planned"],
        ["Now", f"{day}, 10:00–11:00", "On the site"],
        ["Past", f"{day}, 09:00–10:00", "Over"],
    ]
    assert texts(page, "#running-alerts ~ ul bdi") == ["Now"]


@pytest.mark.parametrize(
    ("role", "may_add", "may_end"),
    [
        ("Administrator", True, True),
        ("Editor", True, True),
        ("Scheduler", True, True),
        ("Translator (French)", False, False),
        ("Helpdesk", False, None),
    ],
)
def test_the_first_page_offers_what_a_role_may_do(role, may_add, may_end):
    factories.event()
    alert = factories.alert("Fire drill")
    client = signed_in(member(role))

    page = read(client.get("/admin/"))
    answer = client.post(f"{LIST}{alert.pk}/end/")

    panel = page.select_one("[aria-labelledby=running-alerts]")
    assert bool(page.select(f"a[href='{ADD}'].page-head__acts, .page-head__acts a")) is may_add
    assert (panel and bool(panel.select("button"))) is may_end
    assert answer.status_code == (302 if may_end else 403)


def test_the_history_names_it_by_the_beginning_of_its_text(staff):
    factories.alert("Fire drill " * 20)

    line = read(staff.get("/admin/history/")).select_one("#content").get_text(" ")

    name = "Fire drill " * 4 + "Fire drill Fire…"
    assert f"added the alert “\u2068{name}\u2069”" in " ".join(line.split())
