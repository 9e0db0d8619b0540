"""Forms of the admin explain each mistake with one message."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from content.bidi import isolate
from forum.contact.models import Message
from forum.models import Page
from programme.models import Contribution, Document, Event, Partnership, Room, Section, Track
from speakers.models import Organization, Speaker
from tests import factories
from tests.adminforms import filled, send
from tests.html import read, texts

pytestmark = pytest.mark.django_db

ONE_LANGUAGE = "Enter this in at least one language."
NO_ADDRESS = "Enter a web address such as https://example.org/page."
NO_SLUG = "Use only the letters a to z, digits, hyphens and underscores."
TOO_LONG = "Ensure this value has at most 200 characters (it has 5000)."
INVISIBLE = "Remove the invisible character U+0007: it can break or reorder the text around it."
REQUIRED = "This field is required."

NAMED = [
    (Organization, "/admin/speakers/organization/add/", "name_en"),
    (Speaker, "/admin/speakers/speaker/add/", "name_en"),
    (Page, "/admin/forum/page/add/", "title_en"),
    (Room, "/admin/programme/room/add/", "name_en"),
    (Track, "/admin/programme/track/add/", "name_en"),
    (Section, "/admin/programme/section/add/", "title_en"),
]


def of_event(model: type[models.Model]) -> dict[str, str]:
    """The event, for models that need one."""
    has_event = any(field.name == "event" for field in model._meta.fields)
    return {"event": str(factories.event().pk)} if has_event else {}


@pytest.mark.parametrize(("model", "address", "field"), NAMED, ids=lambda value: str(value)[-20:])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", ONE_LANGUAGE),
        (" \t ", ONE_LANGUAGE),
        ("x" * 5000, TOO_LONG),
        ("bell\x07", INVISIBLE),
    ],
    ids=["empty", "blank", "long", "control"],
)
def test_a_mistake_in_a_name_is_explained_once(staff, model, address, field, text, message):
    answer = send(staff, address, **of_event(model), **{field: text})

    assert answer == (200, [message])
    assert list(model.objects.all()) == []


@pytest.mark.parametrize(("model", "address", "field"), NAMED, ids=lambda value: str(value)[-20:])
def test_a_name_in_one_language_is_enough(staff, model, address, field):
    arabic = field.replace("_en", "_ar")

    answer = send(staff, address, **of_event(model), **{arabic: "المنتدى"})

    assert answer == (302, [])
    assert str(model.objects.get()) == "المنتدى"


@pytest.mark.parametrize(
    ("address", "mistake", "messages"),
    [
        (
            "/admin/programme/room/add/",
            {"capacity": "0"},
            ["Ensure this value is greater than or equal to 1."],
        ),
        ("/admin/programme/room/add/", {"event": ""}, [REQUIRED]),
        ("/admin/programme/room/add/", {"stream_url": "nowhere"}, [NO_ADDRESS]),
        (
            "/admin/programme/track/add/",
            {"colour": "red"},
            ["Enter a colour, for example #2a6f5e."],
        ),
        ("/admin/programme/section/add/", {"event": ""}, [REQUIRED]),
    ],
)
def test_a_mistake_in_a_part_of_an_event_is_explained(staff, address, mistake, messages):
    given = {"event": str(factories.event().pk), "name_en": "Hall", "title_en": "Part"}

    assert send(staff, address, **given | mistake) == (200, messages)


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ({"website": "javascript:alert(1)"}, NO_ADDRESS),
        ({"country": "XX"}, "Select a valid choice. XX is not one of the available choices."),
        ({"kind": "club"}, "Select a valid choice. club is not one of the available choices."),
        (
            {"logo": SimpleUploadedFile("x.svg", b"<svg/>")},
            "SVG drawings are not taken, because they can contain programs. Export the drawing as",
        ),
        ({"slug": "مناطق"}, NO_SLUG),
        ({"slug": "taken"}, "Another organization has this address."),
    ],
)
def test_a_mistake_in_an_organization_is_explained(staff, mistake, message):
    factories.organization(slug="taken")

    status, messages = send(
        staff, "/admin/speakers/organization/add/", **{"name_en": "Impact"} | mistake
    )

    assert status == 200
    assert len(messages) == 1
    assert messages[0].startswith(message)


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ({"photo_focus_x": "101"}, "Ensure this value is less than or equal to 100."),
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"links": "example"}, "“example” is not a web address such as https://example.org/page."),
        ({"function_en": "x" * 301}, "Ensure this value has at most 300 characters (it has 301)."),
    ],
)
def test_a_mistake_in_a_speaker_is_explained(staff, mistake, message):
    answer = send(staff, "/admin/speakers/speaker/add/", **{"name_en": "Amina"} | mistake)

    assert answer == (200, [message])


def test_a_photo_is_saved_and_rendered(staff):
    photo = factories.picture("JPEG")

    answer = send(staff, "/admin/speakers/speaker/add/", name_en="Amina", photo=photo)

    assert answer == (302, [])
    assert [size.width for size in Speaker.objects.get().photo.renditions] == [8]


@pytest.mark.parametrize(
    ("chosen", "messages"),
    [
        ([], ["Choose exactly one: an event, a section or a session."]),
        (["session", "event"], ["Choose exactly one: an event, a section or a session."]),
        (["session"], []),
        (["section"], []),
        (["event"], []),
    ],
    ids=["none", "two", "session", "section", "event"],
)
@pytest.mark.parametrize("model", [Contribution, Document], ids=lambda model: model.__name__)
def test_a_contribution_or_document_belongs_to_exactly_one_thing(staff, model, chosen, messages):
    event = factories.event()
    targets = {
        "event": event,
        "section": factories.section(event),
        "session": factories.session(event),
    }
    given = {target: str(targets[target].pk) for target in chosen}
    given |= {"speaker": str(factories.speaker().pk)} if model is Contribution else {}
    given |= {"title_en": "Paper", "url": "https://example.org/x"} if model is Document else {}

    answer = send(staff, f"/admin/programme/{model._meta.model_name}/add/", **given)

    assert answer == (200 if messages else 302, messages)
    assert model.objects.count() == (0 if messages else 1)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "Give either a file or an address, not both."),
        (
            {"url": "https://example.org", "file": factories.pdf()},
            "Give either a file or an address, not both.",
        ),
        (
            {"file": SimpleUploadedFile("x.exe", b"MZ")},
            "File extension “exe” is not allowed. Allowed extensions are:",
        ),
        ({"file": SimpleUploadedFile("x.pdf", b"")}, "The submitted file is empty."),
    ],
    ids=["neither", "both", "program", "empty"],
)
def test_a_document_is_either_a_file_or_a_link(staff, given, message):
    event = str(factories.event().pk)

    status, messages = send(
        staff, "/admin/programme/document/add/", event=event, title_en="Paper", **given
    )

    assert status == 200
    assert messages[0].startswith(message)
    assert list(Document.objects.all()) == []


def test_an_organization_has_a_role_at_an_event_only_once(staff):
    partnership = factories.partnership(factories.event(), factories.organization())

    answer = send(
        staff,
        "/admin/programme/partnership/add/",
        event=str(partnership.event_id),
        organization=str(partnership.organization_id),
        role="partner",
    )

    assert answer == (200, ["This organization already has this role at this event."])
    assert Partnership.objects.count() == 1


def test_saving_a_row_deleted_meanwhile_is_explained(staff):
    room = factories.room(factories.event(), "Atlas")
    address = f"/admin/programme/room/{room.pk}/change/"
    form = filled(read(staff.get(address)))
    room.delete()

    answer = staff.post(address, form)

    notice = texts(read(answer, status=410), ".conflict__notice")[0]
    assert f"deleted “{isolate('Atlas')}”" in notice


@pytest.mark.parametrize(
    "query", ["q=" + "x" * 3000, "q=%ff", "event__id__exact=abc", "p=-1", "p=x", "o=99.x"]
)
@pytest.mark.parametrize("noun", ["programme/session", "speakers/speaker", "contact/message"])
def test_a_list_answers_any_query_string(staff, noun, query):
    response = staff.get(f"/admin/{noun}/?{query}", follow=True)

    assert response.status_code == 200


@pytest.mark.parametrize(
    ("pk", "status"),
    [("0", 200), ("abc", 200), ("99999999999999999999", 400), ("%00", 400), ("../1", 200)],
)
def test_the_form_of_a_missing_row_redirects_or_is_refused(staff, pk, status):
    response = staff.get(f"/admin/programme/session/{pk}/change/", follow=True)

    assert response.status_code == status


def test_messages_require_signing_in(client):
    message = factories.message()

    response = client.get(f"/admin/contact/message/{message.pk}/change/")

    assert (response.status_code, response["Location"].partition("?")[0]) == (
        302,
        "/admin/login/",
    )
    assert Message.objects.count() == 1


def test_an_event_is_deleted_with_its_contributions_but_not_its_people(staff):
    event = factories.event()
    person = factories.speaker(organization=factories.organization())
    factories.contribution(person, session=factories.session(event))

    staff.post(f"/admin/programme/event/{event.pk}/delete/", {"post": "yes", "name": event.name})

    left = {
        model.__name__: model.objects.count()
        for model in (Event, Contribution, Speaker, Organization)
    }
    assert left == {"Event": 0, "Contribution": 0, "Speaker": 1, "Organization": 1}
