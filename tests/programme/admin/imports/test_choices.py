"""What the preview of an import lets staff choose, and who may import at all."""

import pytest
from django.contrib.auth.models import Group

from programme.models import Contribution, Event, ImportedFrom, Session
from speakers.models import Speaker
from tests import factories
from tests.html import read, texts
from tests.programme.admin.imports.pages import (
    OPENING,
    PANEL,
    answer,
    bring_in,
    confirm,
    page_of,
    refusals,
    table,
    titles,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]

CLOSING = OPENING.replace("1;", "9;", 1).replace("opening", "closing").replace("9:", "15:")


@pytest.fixture
def event(staff) -> Event:
    """With the opening, which came from a file and is public."""
    event = factories.event("Forum 2027")
    bring_in(staff, event, OPENING)
    session = Session.objects.get()
    session.publish()
    session.save()
    return event


def rename(title: str) -> None:
    session = Session.objects.get()
    session.title_en = title
    session.save()


def test_what_changes_is_shown_with_its_old_and_its_new_value(staff, event):
    changed = OPENING.replace("9:30", "9:45").replace("Hall", "Tent").replace("Amina", "Salma")

    page = read(upload(staff, event, changed))

    assert table(page, "changed") == [
        ["The opening of the forum", "Ends", "4 May 09:30", "4 May 09:45"],
        ["The opening of the forum", "Room", "Hall", "Tent"],
        ["The opening of the forum", "People", "Amina Alami", "Salma Alami"],
    ]
    assert texts(page, ".publish__act > p")[0] == (
        "1 of the changed sessions is public: readers see its changes at once."
    )
    assert texts(page, ".publish__act button")[0] == "Import the changes"


@pytest.mark.parametrize(
    ("choice", "title"), [("ours", "Grand opening"), ("file", "The welcome of the forum")]
)
def test_in_a_conflict_staff_choose_which_value_stays(staff, event, choice, title):
    rename("Grand opening")
    page = read(upload(staff, event, OPENING.replace("opening", "welcome")))
    key = Session.objects.get().pk

    confirm(staff, event, page, **{f"conflict-{key}.title_en": choice})

    assert [row[1:] for row in table(page, "conflicts")] == [
        ["Grand opening", "The welcome of the forum last time The opening of the forum"]
    ]
    assert [radio["value"] for radio in page.select("[type=radio][checked]")] == ["ours"]
    assert titles() == [(title, "published")]


def test_doubtful_people_are_a_new_person_or_who_staff_say(staff, event):
    body = factories.organization("OECD")
    benali = factories.speaker("Ahmed Benali", organization=body)
    page = read(upload(staff, event, OPENING, PANEL.replace("Omar Fassi", "A. Benali")))
    [select] = page.select("[aria-labelledby='doubts'] select")

    confirm(staff, event, page, **{select["name"]: str(benali.pk)})

    assert texts(page, "[aria-labelledby='doubts'] label") == ["A. Benali"]
    assert texts(select, "option") == ["a new person", "Ahmed Benali (OECD)"]
    assert texts(select, "[selected]") == ["a new person"]
    part = Contribution.objects.get(session__title_en="The panel on the law")
    assert (part.speaker, Speaker.objects.count()) == (benali, 2)


def test_session_types_in_unknown_words_are_those_that_staff_say_also_the_next_time(staff, event):
    data = b"ID;Title;Type\n7;Hack the law together;Barcamp\n8;Plant a tree;Barcamp\n"
    page = read(upload(staff, event, data=data))
    [select] = page.select("[aria-labelledby='kinds'] select")
    shown = answer(staff, event, page, **{select["name"]: "workshop"})

    confirm(staff, event, shown)
    again = read(upload(staff, event, data=data))

    assert texts(page, "[aria-labelledby='kinds'] label") == ["Barcamp"]
    assert [texts(one, "#kinds-1 [selected]") for one in (page, shown)] == [["Other"], ["Workshop"]]
    assert list(Session.objects.order_by("pk").values_list("kind", flat=True)[1:]) == [
        "workshop",
        "workshop",
    ]
    assert again.select("#kinds") == []


def test_what_a_column_is_said_to_be_counts_also_the_next_time(staff, event):
    data = b"ID;Was;Wo\n7;Hack the law together;Tent\n"
    page = read(upload(staff, event, data=data))
    chosen = {"column-0": "identifier", "column-1": "title en", "column-2": "room"}
    confirm(staff, event, answer(staff, event, page, **chosen))

    again = read(upload(staff, event, data=data.replace(b"Tent", b"Garden"), name="forum 2.csv"))
    corrected = answer(staff, event, again, **{"column-2": ""})
    confirm(staff, event, corrected)
    third = read(upload(staff, event, data=data, name="forum 3.csv"))

    assert refusals(page) != []
    assert [row[1:4] for row in table(again, "changed")] == [["Room", "Tent", "Garden"]]
    assert texts(again, ".import-columns [selected]") == ["Identifier", "Title (en)", "Room"]
    assert texts(third, ".import-columns [selected]") == [
        "Identifier",
        "Title (en)",
        "Not imported",
    ]


@pytest.mark.parametrize(
    ("choice", "status", "is_attached"),
    [
        ("keep", "published", True),
        ("detach", "published", False),
        ("cancel", "cancelled", True),
        ("unpublish", "draft", True),
    ],
)
def test_staff_choose_what_becomes_of_sessions_that_are_gone(
    staff, event, choice, status, is_attached
):
    page = read(upload(staff, event, CLOSING))
    reason = {"cancellation_reason_en": "The hall is closed."}

    confirm(staff, event, page, gone=choice, **reason)

    opening, closing = Session.objects.order_by("starts_at")
    assert texts(page, "[aria-labelledby='gone'] li") == [
        "The opening of the forum 4 May 09:00–09:30 · Published"
    ]
    assert (opening.status, closing.title_en) == (status, "The closing of the forum")
    assert opening.cancellation_reason_en == (reason if choice == "cancel" else {}).get(
        "cancellation_reason_en", ""
    )
    assert ImportedFrom.objects.filter(session=opening).exists() is is_attached


def test_a_cancellation_needs_a_reason(staff, event):
    page = read(upload(staff, event, CLOSING))

    again = read(confirm(staff, event, page, gone="cancel"))

    assert refusals(again) == ["Nothing is imported yet: give a reason for the cancellation."]
    assert texts(again, ".import-gone .errorlist li") == [
        "Give a reason, in one language at least."
    ]
    assert titles() == [("The opening of the forum", "published")]


def test_choices_that_do_not_exist_count_as_none(staff, event):
    rename("Grand opening")
    page = read(upload(staff, event, OPENING.replace("opening", "welcome")))
    wrong = {"conflict-9.x": "file", "person-nobody": "x", "gone": "burn", "kind-x": "y"}

    response = confirm(staff, event, page, **wrong, **{"column-999": "title"})

    assert (response.status_code, titles()) == (302, [("Grand opening", "published")])


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("Administrator", 200),
        ("Editor", 200),
        ("Translator (French)", 403),
        ("Scheduler", 403),
        ("Helpdesk", 403),
    ],
)
def test_whoever_may_add_all_of_a_programme_may_import_one(client, event, role, status):
    user = factories.staff_user("salma")
    user.groups.set(Group.objects.filter(name=role))
    client.force_login(user)

    found = [
        client.get(page_of(event)).status_code,
        upload(client, event, PANEL).status_code,
        client.get("/admin/programme/event/programme.xlsx").status_code,
    ]
    links = [
        page_of(event) in client.get(path, follow=True).content.decode()
        for path in ("/admin/", f"/admin/programme/event/{event.pk}/change/")
    ]

    assert (found, links) == ([status] * 3, [status == 200] * 2)


def test_an_empty_list_of_sessions_leads_to_the_import(staff):
    event = factories.event()
    path = f"/admin/programme/session/?event__id__exact={event.pk}"

    links = read(staff.get(path)).select(f"#changelist-form a[href='{page_of(event)}']")

    assert len(links) == 1
