"""Two editors of one record whose people, documents and rooms are edited in its form."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from programme.models import Contribution, Document, Room
from tests import factories
from tests.adminforms import filled
from tests.forum.test_admin_conflicts import address, open_form, other, save, shown_rows
from tests.html import read, texts

__all__ = ["other"]

pytestmark = pytest.mark.once


@pytest.fixture
def session(db):
    return factories.session(factories.event("Forum"), "Panel")


def open_again(answer) -> dict[str, str]:
    return filled(read(answer))


def person(name: str, session, **fields) -> Contribution:
    return factories.contribution(factories.speaker(name), session=session, **fields)


def test_a_field_of_a_part_that_both_have_changed_is_a_choice(staff, other, session):
    person("Astrid", session)
    form = open_form(staff, session)
    save(other, session, open_form(other, session), **{"contributions-0-role": "chair"})

    answer = save(staff, session, form, **{"contributions-0-role": "moderator"})

    assert shown_rows(answer) == [["Astrid: Role", "Chair was Speaker", "Moderator"]]
    chosen = open_again(answer) | {"contributions-0-role-choice": "theirs"}
    assert save(staff, session, chosen).status_code == 302
    assert Contribution.objects.get().role == "chair"


def test_a_part_that_the_other_has_taken_away_is_shown_with_what_was_typed_in_it(
    staff, other, session
):
    person("Astrid", session)
    person("Brahim", session)
    form = open_form(staff, session)
    save(other, session, open_form(other, session), **{"contributions-0-DELETE": "on"})

    typed = {"contributions-0-role": "chair", "contributions-1-role": "moderator"}
    answer = save(staff, session, form, **typed)

    assert shown_rows(answer) == [["Astrid", "removed", "Role: Chair"]]
    assert not texts(read(answer), ".errornote")
    assert save(staff, session, open_again(answer)).status_code == 302
    assert [(part.speaker.name_en, part.role) for part in Contribution.objects.all()] == [
        ("Brahim", "moderator")
    ]


def test_choices_follow_their_rows_when_others_are_gone(staff, other, session):
    person("Astrid", session)
    person("Brahim", session)
    form = open_form(staff, session)
    theirs = {"contributions-0-DELETE": "on", "contributions-1-role": "chair"}
    save(other, session, open_form(other, session), **theirs)

    answer = save(staff, session, form, **{"contributions-1-role": "moderator"})

    again = open_again(answer)
    assert again["contributions-0-role-choice"] == "mine"
    save(staff, session, again | {"contributions-0-role-choice": "theirs"})
    assert Contribution.objects.get().role == "chair"


def test_parts_that_the_other_has_added_join_the_form_beside_mine(staff, other, session):
    astrid, brahim, chadia = (factories.speaker(name) for name in ("Astrid", "Brahim", "Chadia"))
    factories.contribution(astrid, session=session)
    form = open_form(staff, session)
    save(other, session, open_form(other, session), **added(1, brahim))

    answer = save(staff, session, form, **added(1, chadia))

    assert shown_rows(answer) == [["Brahim", "added", "now in your form"]]
    assert save(staff, session, open_again(answer)).status_code == 302
    names = Contribution.objects.order_by("pk").values_list("speaker__name_en", flat=True)
    assert [*names] == ["Astrid", "Brahim", "Chadia"]


def added(number: int, speaker) -> dict[str, str]:
    row = {"position": "2", "speaker": str(speaker.pk), "role": "speaker", "presence": ""}
    names = {f"contributions-{number}-{name}": value for name, value in row.items()}
    return {"contributions-TOTAL_FORMS": str(number + 1)} | names


def test_the_same_person_added_by_both_is_refused_beside_the_field(staff, other, session):
    astrid = factories.speaker("Astrid")
    form = open_form(staff, session)
    save(other, session, open_form(other, session), **added(0, astrid))

    answer = save(staff, session, form, **added(0, astrid))

    assert answer.status_code == 200
    assert texts(read(answer), ".errorlist li")
    assert Contribution.objects.count() == 1


def test_a_part_that_i_take_away_and_the_other_has_changed_is_shown_first(staff, other, session):
    person("Astrid", session)
    form = open_form(staff, session)
    save(other, session, open_form(other, session), **{"contributions-0-role": "chair"})

    answer = save(staff, session, form, **{"contributions-0-DELETE": "on"})

    assert shown_rows(answer) == [
        ["Astrid: Role", "Chair was Speaker", "you are removing this row"]
    ]
    assert Contribution.objects.count() == 1
    assert save(staff, session, open_again(answer)).status_code == 302
    assert not Contribution.objects.exists()


def test_a_part_that_both_take_away_is_no_conflict(staff, other, session):
    person("Astrid", session)
    form = open_form(staff, session)
    save(other, session, open_form(other, session), **{"contributions-0-DELETE": "on"})

    answer = save(staff, session, form, title_en="Mine", **{"contributions-0-DELETE": "on"})

    assert answer.status_code == 302


def test_a_document_moved_to_another_record_is_taken_away_from_this_form(staff, session):
    document = factories.document(session=session, title_en="Slides")
    form = open_form(staff, session)
    elsewhere = factories.session(session.event)
    document.session = elsewhere
    document.save()

    answer = save(staff, session, form, title_en="Mine", **{"documents-0-title_en": "My slides"})

    assert shown_rows(answer) == [["Slides", "removed", "Title in English: My slides"]]
    assert save(staff, session, open_again(answer)).status_code == 302
    assert Document.objects.get().title_en == "Slides"


def test_rows_keep_their_names_when_the_other_has_reordered_them(staff, other, session):
    event = session.event
    for name in ("Atlas", "Library"):
        factories.room(event, name)
    form = open_form(staff, event)
    theirs = {"rooms-0-position": "2", "rooms-1-position": "1"}
    save(other, event, open_form(other, event), **theirs)

    answer = save(staff, event, form, name_en="Mine")

    again = open_again(answer)
    shown = [again[f"rooms-{number}-name_en"] for number in (0, 1)]
    originals = texts(read(answer), "#rooms-group td.original p")
    assert [words.split()[0] for words in originals] == shown


def test_a_room_is_guarded_on_its_own_page_and_in_the_form_of_its_event(staff, other, session):
    room = factories.room(session.event, "Atlas")
    own, events = open_form(staff, room), open_form(staff, session.event)
    save(other, session.event, open_form(other, session.event), **{"rooms-0-capacity": "40"})

    answers = [
        save(staff, room, own, capacity="50"),
        save(staff, session.event, events, **{"rooms-0-capacity": "60"}),
    ]

    assert [shown_rows(answer) for answer in answers] == [
        [["Capacity", "40", "50"]],
        [["Atlas: Capacity", "40", "60"]],
    ]
    assert Room.objects.get().capacity == 40


def test_an_upload_survives_the_comparison(staff, other, session):
    form = open_form(staff, session)
    save(other, session, open_form(other, session), title_en="Theirs")
    file = SimpleUploadedFile("slides.pdf", b"%PDF-1.4\n%%EOF\n")
    row = {
        "documents-TOTAL_FORMS": "1",
        "documents-0-title_en": "Slides",
        "documents-0-kind": "slides",
        "documents-0-position": "1",
        "documents-0-file": file,
    }

    answer = staff.post(address(session), form | row | {"title_en": "Mine"})

    assert answer.status_code == 200
    assert save(staff, session, open_again(answer)).status_code == 302
    assert Document.objects.get().file.read() == b"%PDF-1.4\n%%EOF\n"


def test_a_person_who_was_taken_away_and_deleted_is_still_named(staff, other, session):
    part = person("Astrid", session)
    form = open_form(staff, session)
    save(other, session, open_form(other, session), **{"contributions-0-DELETE": "on"})
    part.speaker.delete()

    answer = save(staff, session, form, **{"contributions-0-role": "chair"})

    assert shown_rows(answer) == [["Astrid", "removed", "Role: Chair"]]
    assert save(staff, session, open_again(answer)).status_code == 302
    assert not Contribution.objects.exists()


def test_a_partner_that_was_removed_and_deleted_is_still_named(staff, other, session):
    event = session.event
    partner = factories.organization("Bread")
    factories.partnership(event, partner)
    form = open_form(staff, event)
    save(other, event, open_form(other, event), **{"partnerships-0-DELETE": "on"})
    partner.delete()

    answer = save(staff, event, form, name_en="Mine")

    assert [row[:2] for row in shown_rows(answer)] == [["Bread", "removed"]]
    assert save(staff, event, open_again(answer)).status_code == 302


def test_a_row_that_never_existed_is_called_by_its_kind(staff, other, session):
    person("Astrid", session)
    form = open_form(staff, session) | {"contributions-0-id": "999999"}

    answer = save(staff, session, form)

    assert [row[:2] for row in shown_rows(answer)] == [["person taking part", "removed"]]
