"""Staff record withdrawals: by a tick in forms, and for many parts at once in their list."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from content.history.models import Act
from content.history.undo import undo
from programme.models import Contribution, PublicChange
from tests import factories
from tests.adminforms import filled, send
from tests.html import read, texts

pytestmark = pytest.mark.django_db

PARTS = "/admin/programme/contribution/"
TICK = "contributions-0-withdrawn_at"


@pytest.fixture
def forum():
    return factories.event("Forum", slug="forum")


@pytest.fixture
def part(forum):
    return factories.contribution(factories.speaker("Amina"), session=factories.session(forum))


def run(staff, action: str, parts) -> list[str]:
    """Run an action of the list: its messages."""
    form = {"action": action, "_selected_action": [part.pk for part in parts]}
    return texts(read(staff.post(PARTS, form, follow=True)), ".messagelist li")


def test_a_tick_in_the_form_of_the_session_records_and_takes_back_a_withdrawal(staff, part):
    address = f"/admin/programme/session/{part.session_id}/change/"

    ticked = send(staff, address, **{TICK: "on"})
    first = Contribution.objects.get().withdrawn_at
    again = send(staff, address, title_en="Another title")
    kept = Contribution.objects.get().withdrawn_at
    form = filled(read(staff.get(address)))
    del form[TICK]
    staff.post(address, form)

    assert (ticked, again) == ((302, []), (302, []))
    assert first is not None
    assert kept == first
    assert Contribution.objects.get().takes_part


def test_a_withdrawal_that_somebody_recorded_meanwhile_is_kept(staff, part):
    address = f"/admin/programme/session/{part.session_id}/change/"
    form = filled(read(staff.get(address)))
    part.withdraw()
    part.save()

    first = staff.post(address, {**form, "title_en": "Another title"})
    shown = filled(read(first))

    assert first.status_code == 200
    assert shown[TICK] == "on"
    assert shown["title_en"] == "Another title"


def test_one_person_withdraws_from_everything_of_an_event_in_one_act(staff, forum, part):
    talks = [factories.session(forum, f"Talk {number}") for number in range(2)]
    parts = [part, *(factories.contribution(part.speaker, session=talk) for talk in talks)]
    parts.append(factories.contribution(part.speaker, event=forum))
    PublicChange.objects.all().delete()

    messages = run(staff, "withdraw", parts)

    act = Act.objects.latest("pk")
    told = PublicChange.objects.values_list("kind", "act")
    assert messages == ["4 withdrawals recorded."]
    assert act.verb == "withdrew"
    assert list(told) == [("withdrew", act.pk)] * 3
    assert not Contribution.objects.taking_part().exists()

    undo(act)

    assert not Contribution.objects.withdrawn().exists()
    assert not PublicChange.objects.exists()


def test_the_actions_leave_alone_what_they_would_not_change(staff, forum, part):
    other = factories.contribution(factories.speaker(), event=forum)
    run(staff, "withdraw", [part])
    first = Contribution.objects.get(pk=part.pk).withdrawn_at

    messages = [run(staff, "withdraw", [part, other]), run(staff, "withdraw", [part])]
    back = run(staff, "take_part", [part])

    assert first is not None
    assert messages == [
        ["1 withdrawal recorded. 1 left unchanged."],
        ["0 withdrawals recorded. 1 left unchanged."],
    ]
    assert back == ["1 withdrawal taken back."]
    assert list(Contribution.objects.withdrawn()) == [other]


@pytest.mark.parametrize(
    ("role", "messages", "is_withdrawn"),
    [
        ("Editor", ["1 withdrawal recorded."], True),
        ("Scheduler", ["1 withdrawal recorded."], True),
        ("Translator (French)", [], False),
    ],
)
def test_whoever_plans_the_day_may_record_a_withdrawal(client, part, role, messages, is_withdrawn):
    user = get_user_model().objects.create_user("someone", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)

    answer = run(client, "withdraw", [part])

    assert [text for text in answer if "withdrawal" in text] == messages
    assert Contribution.objects.withdrawn().exists() is is_withdrawn


def test_the_list_shows_and_filters_withdrawals(staff, forum, part):
    factories.contribution(factories.speaker("Zaki"), event=forum)
    part.withdraw()
    part.save()

    page = read(staff.get(PARTS))
    taking_part = read(staff.get(f"{PARTS}?withdrawn=0"))
    withdrawn = read(staff.get(f"{PARTS}?withdrawn=1"))

    assert texts(page, ".field-withdrawn") == ["Had to withdraw", ""]
    assert texts(taking_part, ".field-speaker") == ["Zaki"]
    assert texts(withdrawn, ".field-speaker") == ["Amina"]


def test_the_list_of_sessions_says_who_had_to_withdraw(staff, part):
    part.withdraw()
    part.save()

    page = read(staff.get("/admin/programme/session/"))

    assert texts(page, ".field-people") == ["Amina (had to withdraw)"]
