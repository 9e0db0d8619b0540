"""A function “at this event” is one act that writes it on all of a person's parts."""

import pytest
from django.contrib.auth.models import Group

from content.history.models import Act
from content.history.undo import undo
from programme.models import Contribution
from tests import factories
from tests.adminforms import filled
from tests.html import read, texts

pytestmark = pytest.mark.django_db

MINISTER = {"function_en": "Minister", "function_fr": "Ministre", "function_ar": "وزيرة"}


@pytest.fixture
def forum():
    return factories.event("Forum", slug="forum")


@pytest.fixture
def amina(forum):
    """Director in the opening and a panel, and a mayor for the whole of the event."""
    amina = factories.speaker("Amina")
    for title in ("Opening", "Panel"):
        session = factories.session(forum, title)
        factories.contribution(amina, session=session, function_en="Director")
    factories.contribution(amina, event=forum, function_en="Mayor")
    return amina


def page_of(person, event=None) -> str:
    address = f"/admin/speakers/speaker/{person.pk}/at-event/"
    return f"{address}?event={event.pk}" if event else address


def press(staff, address: str, button: str, form: dict, **changes):
    """Press a button of the page: the answer."""
    return staff.post(address, {**form, **changes, button: "1"})


def looked(staff, address: str, **changes) -> dict:
    """The form of the page once it has shown what these fields would change."""
    form = ticked(read(staff.get(address)))
    return ticked(read(press(staff, address, "look", form, **changes)))


def ticked(page) -> dict:
    return filled(page) | {"row": [box["value"] for box in page.select("[name=row][checked]")]}


def functions() -> dict[str, tuple]:
    return {
        str(part.get_target()): (part.function_en, part.function_fr, part.function_ar)
        for part in Contribution.objects.all()
    }


def test_the_page_begins_with_the_usual_function_and_shows_what_differs(staff, amina, forum):
    page = read(staff.get(page_of(amina, forum)))

    rows = [texts(row, "td, th") for row in page.select(".plan tbody tr")]
    assert filled(page)["function_en"] == "Director"
    assert sorted(rows) == [
        ["", "Director", "", "Speaker", "Opening", ""],
        ["", "Director", "", "Speaker", "Panel", ""],
        ["", "Mayor", "Director", "Speaker", "Forum", ""],
    ]


def test_a_function_is_written_on_all_parts_in_one_act_with_one_undo(staff, amina, forum):
    other = factories.session(factories.event("Other"), "Elsewhere")
    factories.contribution(amina, session=other, function_en="Director")
    ministry = factories.organization("Ministry")
    before, acts = functions(), Act.objects.count()
    form = looked(staff, page_of(amina, forum), **MINISTER, organization=ministry.pk)

    answer = press(staff, page_of(amina, forum), "confirm", form)

    act = Act.objects.latest("pk")
    written = dict.fromkeys(["Opening", "Panel", "Forum"], tuple(MINISTER.values()))
    assert answer.url == f"/admin/programme/done/{act.pk}/"
    assert Act.objects.count() == acts + 1
    assert functions() == written | {"Elsewhere": ("Director", None, None)}
    assert set(Contribution.objects.of_event(forum).values_list("organization", flat=True)) == {
        ministry.pk
    }

    undo(act)

    assert functions() == before


def test_nothing_is_written_that_was_not_shown(staff, amina, forum):
    before = functions()
    form = looked(staff, page_of(amina, forum), **MINISTER)

    answer = press(staff, page_of(amina, forum), "confirm", form, function_en="Minister of Finance")

    page = read(answer)
    assert texts(page, ".messagelist li") == [
        "You have changed the fields. Check the table again before you save."
    ]
    assert "Minister of Finance" in texts(page, ".plan__then .at-event__value")
    assert functions() == before


def test_a_part_without_a_tick_keeps_its_function(staff, amina, forum):
    form = looked(staff, page_of(amina, forum), **MINISTER)
    own = amina.contributions.get(event=forum)

    form["row"] = [row for row in form["row"] if not row.startswith(f"{own.pk}:")]
    press(staff, page_of(amina, forum), "confirm", form)

    assert {name: english for name, (english, *_rest) in functions().items()} == {
        "Opening": "Minister",
        "Panel": "Minister",
        "Forum": "Mayor",
    }


def test_parts_that_others_changed_or_deleted_meanwhile_are_left_out_and_named(staff, amina, forum):
    form = looked(staff, page_of(amina, forum), **MINISTER)
    opening = amina.contributions.get(session__title_en="Opening")
    opening.function_en = "Chair"
    opening.save()
    amina.contributions.get(event=forum).delete()

    answer = press(staff, page_of(amina, forum), "confirm", form)

    page = read(staff.get(answer.url))
    assert texts(page, ".messagelist li") == [
        "Left out, because somebody has changed them meanwhile: \u2068Opening\u2069.",
        "1 part is no longer there.",
    ]
    assert {name: english for name, (english, *_rest) in functions().items()} == {
        "Opening": "Chair",
        "Panel": "Minister",
    }


def test_the_parts_of_others_are_not_written_whatever_is_posted(staff, amina, forum):
    form = looked(staff, page_of(amina, forum), **MINISTER)
    zaki = factories.contribution(factories.speaker("Zaki"), event=forum, function_en="Chair")

    press(staff, page_of(amina, forum), "confirm", form, row=[f"{zaki.pk}:x", "x", "9" * 30])

    zaki.refresh_from_db()
    assert zaki.function_en == "Chair"


def test_withdrawn_parts_are_marked(staff, amina, forum):
    part = amina.contributions.get(event=forum)
    part.withdraw()
    part.save()

    page = read(staff.get(page_of(amina, forum)))

    assert texts(page, ".plan__follows p") == ["! Had to withdraw"]


def test_mistakes_are_shown_and_nothing_is_written(staff, amina, forum):
    before = functions()
    form = looked(staff, page_of(amina, forum), **MINISTER)

    answer = press(staff, page_of(amina, forum), "confirm", form, function_en="x" * 301)

    assert len(texts(read(answer), ".errorlist li")) == 1
    assert functions() == before


def test_the_event_is_the_one_asked_for_else_the_latest_of_the_person(staff, amina, forum):
    year = factories.DAY.replace(year=2029)
    later = factories.event("Later", first_day=year, last_day=year)
    factories.contribution(amina, event=later)

    latest, asked, unknown = (
        read(staff.get(address))
        for address in (page_of(amina), page_of(amina, forum), page_of(amina) + "?event=x")
    )

    heads = [texts(page, "h1")[0] for page in (latest, asked, unknown)]
    assert [head.split(" · ")[1].split()[0] for head in heads] == ["Forum", "Forum", "Forum"]
    assert [link["href"] for link in asked.select(".at-event__others a")] == [f"?event={later.pk}"]


def test_a_person_without_parts_has_a_sentence(staff):
    page = read(staff.get(page_of(factories.speaker("Zaki"))))

    assert texts(page, ".callout") == [
        "This person has no part in any event yet. Add them to a session first."
    ]
    assert page.select("form.at-event") == []


@pytest.mark.parametrize("role", ["Editor", "Translator (French)", "Scheduler", "Helpdesk"])
def test_only_those_who_change_whole_parts_find_and_use_it(client, amina, forum, role):
    user = factories.staff_user("someone")
    user.groups.set(Group.objects.filter(name=role))
    client.force_login(user)
    session = amina.sessions.first()
    found = (
        "at-event/" in client.get(f"/admin/programme/session/{session.pk}/change/").content.decode()
    )

    answers = [client.get(page_of(amina)).status_code, client.post(page_of(amina)).status_code]

    assert answers == ([200, 200] if role == "Editor" else [403, 403])
    assert found is (role == "Editor")


def test_it_is_found_from_the_person_the_session_and_the_part(staff, amina, forum):
    part = amina.contributions.get(session__title_en="Opening")
    pages = [
        f"/admin/speakers/speaker/{amina.pk}/change/",
        f"/admin/programme/session/{part.session_id}/change/",
        f"/admin/programme/contribution/{part.pk}/change/",
    ]

    links = [
        {link["href"] for link in read(staff.get(page)).select("a[href*='at-event/']")}
        for page in pages
    ]

    assert links == [{page_of(amina)}, {page_of(amina, forum)}, {page_of(amina, forum)}]


def test_the_page_costs_as_many_queries_for_many_parts(
    staff, amina, forum, django_assert_max_num_queries
):
    for number in range(20):
        factories.contribution(amina, session=factories.session(forum), function_fr=str(number))

    with django_assert_max_num_queries(12):
        staff.get(page_of(amina, forum))
