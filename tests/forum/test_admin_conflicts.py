"""Two editors of one record: the second is shown what the first has saved, and loses nothing."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from content.bidi import isolate
from content.history.models import Act
from programme.models import Contribution, Event, Room, Section, Session
from speakers.models import Speaker
from tests import factories
from tests.adminforms import filled
from tests.forum.test_sign_in_again import sign_in_again
from tests.html import read, texts

pytestmark = pytest.mark.once


@pytest.fixture
def other(db) -> Client:
    """Another member of staff."""
    user = get_user_model().objects.create_superuser("karim", password="a long password")
    client = Client()
    client.force_login(user)
    return client


def address(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def open_form(client: Client, row) -> dict[str, str]:
    return filled(read(client.get(address(row))))


def save(client: Client, row, form: dict[str, str], **changes: str):
    return client.post(address(row), form | changes)


def shown_rows(response) -> list[list[str]]:
    """The cells of the comparison, row by row."""
    page = read(response)
    return [texts(row, "th, td") for row in page.select("#conflict tbody tr")]


@pytest.fixture
def session(db) -> Session:
    event = factories.event("Forum")
    session = factories.session(event, "Open contracting", room=factories.room(event, "Atlas"))
    factories.contribution(factories.speaker("Astrid"), session=session)
    return session


def stored(session: Session, *columns: str) -> list:
    return list(Session.objects.values_list(*columns).get(pk=session.pk))


def test_what_both_have_changed_is_shown_side_by_side_and_not_saved(staff, other, session):
    form = open_form(staff, session)
    save(other, session, open_form(other, session), title_en="Open contracting today")

    answer = save(staff, session, form, title_en="Open public contracting", title_fr="Marchés")

    assert answer.status_code == 200
    assert shown_rows(answer) == [
        ["Title in English", "Open contracting today", "Open public contracting"]
    ]
    assert str(read(answer).select_one("#conflict ins")) == "<ins><bdi>today</bdi></ins>"
    again = filled(read(answer))
    assert [again["title_en"], again["title_fr"], again["title_en-choice"]] == [
        "Open public contracting",
        "Marchés",
        "mine",
    ]
    assert stored(session, "title_en", "title_fr") == ["Open contracting today", None]


@pytest.mark.parametrize(("choice", "title"), [("mine", "Mine"), ("theirs", "Theirs")])
def test_saving_again_saves_the_version_that_was_chosen(staff, other, session, choice, title):
    form = open_form(staff, session)
    save(other, session, open_form(other, session), title_en="Theirs")
    shown = filled(read(save(staff, session, form, title_en="Mine", title_fr="Marchés")))

    answer = save(staff, session, shown, **{"title_en-choice": choice})

    assert answer.status_code == 302
    assert stored(session, "title_en", "title_fr") == [title, "Marchés"]


def test_what_only_the_other_has_changed_is_taken_over_and_said(staff, other, session):
    library = factories.room(session.event, "Library")
    form = open_form(staff, session)
    theirs = {
        "room": str(library.pk),
        "is_full": "on",
        "starts_at_1": "10:00",
        "ends_at_1": "11:00",
    }
    save(other, session, open_form(other, session), **theirs)

    answer = save(staff, session, form, title_en="Mine")

    assert answer.status_code == 200
    rows = {label: (theirs, mine) for label, theirs, mine in shown_rows(answer)}
    assert rows["Room"] == ("Library was Atlas", "not changed by you: updated in your form")
    assert set(rows) == {"Room", "Starts", "Ends", "Full"}
    assert save(staff, session, filled(read(answer))).status_code == 302
    assert stored(session, "title_en", "room__name_en", "is_full") == ["Mine", "Library", True]


def test_the_notice_names_the_other_and_what_was_taken_over(staff, other, session):
    form = open_form(staff, session)
    save(other, session, open_form(other, session), title_en="Theirs", title_fr="À eux")

    answer = save(staff, session, form, title_en="Mine")

    title, text = texts(read(answer), ".conflict__notice > *")
    assert title == f"{isolate('karim')} changed “{isolate('Theirs')}” while you were editing it."
    assert text == (
        "Nothing is saved yet, and nothing you typed is lost. 1 field was changed by both of you: "
        "choose a version. Updated in your form: Title in French. Then save again."
    )


def test_the_same_change_by_both_is_saved_at_once(staff, other, session):
    form = open_form(staff, session)
    save(other, session, open_form(other, session), title_en="The same")

    answer = save(staff, session, form, title_en="The same")

    assert answer.status_code == 302


def test_a_change_of_what_the_form_does_not_show_is_no_conflict(staff, session):
    room = session.room
    form = open_form(staff, session.event)
    Room.objects.filter(pk=room.pk).change(directions_en="Second floor")

    answer = save(staff, session.event, form, name_en="New name")

    assert answer.status_code == 302
    room.refresh_from_db()
    assert (room.directions_en, Event.objects.get().name_en) == ("Second floor", "New name")


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 18, "9" * 400, "1.5", "\x00", "٣"])
def test_a_form_with_no_sound_version_is_refused_and_loses_nothing(staff, session, version):
    form = open_form(staff, session) | {"version": version}

    answer = save(staff, session, form, title_en="Mine")

    assert answer.status_code == 200
    assert texts(read(answer), "#conflict h2") == [
        "This page could not tell which version you started from."
    ]
    assert shown_rows(answer) == [["Title in English", "Open contracting", "Mine"]]
    assert stored(session, "title_en") == ["Open contracting"]
    assert save(staff, session, filled(read(answer))).status_code == 302
    assert stored(session, "title_en") == ["Mine"]


def test_a_third_change_is_shown_again(staff, other, session):
    form = open_form(staff, session)
    save(other, session, open_form(other, session), title_en="Second")
    shown = filled(read(save(staff, session, form, title_en="Mine")))
    save(other, session, open_form(other, session), title_en="Third")

    answer = save(staff, session, shown)

    assert shown_rows(answer) == [["Title in English", "Third was Second", "Mine"]]
    assert stored(session, "title_en") == ["Third"]


def test_mistakes_are_shown_with_the_comparison(staff, other, session):
    form = open_form(staff, session)
    save(other, session, open_form(other, session), title_en="Theirs")

    answer = save(staff, session, form, starts_at_0="nonsense", title_en="Mine")

    assert len(shown_rows(answer)) == 1
    assert "nonsense" in " ".join(texts(read(answer), ".errorlist li"))


def test_a_private_column_is_compared_without_telling_the_history(staff, other):
    person = factories.speaker("Astrid", email="old@forum.example")
    form = open_form(staff, person)
    save(other, person, open_form(other, person), email="theirs@forum.example")

    answer = save(staff, person, form, email="mine@forum.example")

    assert shown_rows(answer) == [["Private e-mail", "theirs@forum.example", "mine@forum.example"]]
    assert Speaker.objects.get().email == "theirs@forum.example"


def test_an_unchanged_form_is_saved_without_an_act(staff, session):
    form = open_form(staff, session)
    acts = Act.objects.count()

    answer = save(staff, session, form)

    assert (answer.status_code, Act.objects.count()) == (302, acts)


def test_the_form_of_a_deleted_record_shows_what_was_typed(staff, session):
    page, form = address(session), open_form(staff, session)
    session.delete()

    answer = staff.post(page, form | {"title_en": "Typed for an hour"})

    typed = texts(read(answer, status=410), ".conflict__typed dd")
    assert {"Typed for an hour", "Atlas", "Astrid"} <= set(typed)
    assert read(answer, status=410).select_one(f'a[href="{reverse("admin:bin")}"]')


def test_a_section_and_a_contribution_on_its_own_page_are_guarded_alike(staff, other):
    section = factories.section(factories.event(), "Opening")
    part = factories.contribution(factories.speaker(), section=section)
    form = open_form(staff, section)
    save(other, part, open_form(other, part), role="chair")

    answer = save(staff, section, form, **{"contributions-0-role": "moderator"})

    assert shown_rows(answer)[0][1:] == ["Chair was Speaker", "Moderator"]
    assert (Contribution.objects.get().role, Section.objects.count()) == ("chair", 1)


def test_a_translation_that_both_have_confirmed_is_no_unseen_error(staff, other, session):
    Session.objects.filter(pk=session.pk).change(title_fr="Marchés")
    Session.objects.filter(pk=session.pk).change(title_en="Open public contracting")
    form = open_form(staff, session) | {"confirmed": "title_fr"}
    save(other, session, open_form(other, session), confirmed="title_fr", title_ar="عقود")

    answer = save(staff, session, form, title_en="Mine")

    assert answer.status_code == 200
    assert not texts(read(answer), ".errornote")
    assert save(staff, session, filled(read(answer))).status_code == 302
    assert stored(session, "title_en", "title_ar") == ["Mine", "عقود"]


def test_a_form_that_comes_back_after_signing_in_is_compared_as_well(staff, other, session):
    form = open_form(staff, session)
    save(other, session, open_form(other, session), title_en="Theirs")

    answer = sign_in_again(staff, address(session), form | {"title_en": "Mine"})

    assert [row[0] for row in shown_rows(answer)] == ["Title in English"]
    assert filled(read(answer))["title_en"] == "Mine"
    assert stored(session, "title_en") == ["Theirs"]
