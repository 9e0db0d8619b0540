"""What no form would take, but a disk or an older version may leave: pages answer all the same."""

import pytest
from django.core.files.base import ContentFile

from programme.models import Document, Event
from tests import factories
from tests.adminforms import send
from tests.html import read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum() -> Event:
    forum = factories.event("Forum", slug="forum", picture=factories.picture())
    room = factories.room(forum, slug="hall")
    factories.session(forum, slug="talk", room=room, hours="09:00-10:00")
    return forum


PAGES = ["", "events/forum/", "events/forum/agenda/", "events/forum/rooms/hall/"]
PAGES += ["events/", "events/forum/sessions/talk/", "agenda/"]


def test_an_event_whose_zone_no_longer_exists_is_shown_in_utc_and_logged(client, forum, caplog):
    factories.past_saving(Event).update(time_zone="Africa/Atlantis")

    answers = {page: client.get(f"/en/{page}", follow=True) for page in PAGES}

    assert {page: answer.status_code for page, answer in answers.items()} == dict.fromkeys(
        PAGES, 200
    )
    agenda = read(answers["events/forum/agenda/"])
    assert texts(agenda, ".slot__time time") == ["09:00", "10:00"]
    assert texts(agenda, ".time-zone") == ["UTC time (UTC+0)"]
    assert "“Africa/Atlantis” is not a time zone: times are shown in UTC." in caplog.messages


@pytest.mark.parametrize("zone", ["Africa", "X" * 64, "UTC/x", "a-b"])
def test_whatever_a_zone_is_called_there_is_one(zone):
    assert str(Event(time_zone=zone).zone) == "UTC"


@pytest.mark.parametrize("left", [None, b"", b"\x89PNG"], ids=["nothing", "empty", "head"])
def test_a_picture_that_the_disk_has_lost_takes_no_page_down(client, forum, left):
    name, storage = forum.picture.name, forum.picture.storage
    storage.delete(name)
    if left is not None:
        storage.save(name, ContentFile(left))

    answers = [client.get(f"/en/{page}", follow=True) for page in PAGES]

    assert {answer.status_code for answer in answers} == {200}


def test_an_event_whose_picture_is_lost_can_be_edited(staff, forum):
    forum.picture.storage.delete(forum.picture.name)

    answer = send(staff, f"/admin/programme/event/{forum.pk}/change/", tagline_en="Openness")

    assert answer == (302, [])
    assert Event.objects.get().tagline_en == "Openness"


def test_a_paper_whose_file_is_lost_keeps_its_size_and_can_be_edited(client, staff, forum):
    file = factories.pdf("note.pdf", b"x" * 2984)
    paper = factories.document("Note", event=forum, file=file)
    paper.file.storage.delete(paper.file.name)

    answer = send(staff, f"/admin/programme/document/{paper.pk}/change/", title_en="Concept note")

    assert answer == (302, [])
    assert Document.objects.values_list("title_en", "size").get() == ("Concept note", 3000)
    assert client.get("/en/events/forum/").status_code == 200


def test_a_section_may_be_called_like_a_part_of_the_page(client):
    untimed = factories.event(slug="untimed")
    factories.session(untimed, section=factories.section(untimed, "Main"))

    agenda = read(client.get("/en/events/untimed/agenda/"))

    assert len(agenda.select("#main")) == len(agenda.select("#section-main")) == 1
