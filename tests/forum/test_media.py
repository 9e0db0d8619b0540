"""Uploaded files are as public as the rows that name them."""

import datetime as dt
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import Permission
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content.history.acts import act
from content.history.files import file_fields, file_names
from content.history.models import Act, NamedFile, RetiredFile
from content.history.purge import purge
from content.history.recorded import recorded_models
from content.history.snapshots import snapshot
from content.history.undo import undo
from forum.media.names import file_name
from forum.media.sandbox import SANDBOX
from forum.models import Identity
from programme.models import Document, Event, Room
from speakers.models import Organization, Speaker
from tests import factories
from tests.html import read
from tests.pictures import halves, uploaded

pytestmark = pytest.mark.django_db


def picture():
    return uploaded(halves(40, 30))


def event():
    return factories.event(picture=picture())


def person():
    found = factories.speaker(photo=picture())
    factories.contribution(found, session=factories.session(factories.event()))
    return found


def organization():
    found = factories.organization(logo=picture())
    factories.partnership(factories.event(), found)
    return found


def document():
    session = factories.session(factories.event())
    return factories.document("Concept note", session=session, file=factories.pdf())


def plan_of_the_venue():
    return factories.event(plan=picture())


def plan_of_a_room():
    found = factories.room(factories.event(), plan=picture())
    factories.session(found.event, room=found)
    return found


KINDS = {
    (Event, "picture"): event,
    (Event, "plan"): plan_of_the_venue,
    (Room, "plan"): plan_of_a_room,
    (Speaker, "photo"): person,
    (Organization, "logo"): organization,
    (Document, "file"): document,
}
"""A public row for each file field."""

HIDDEN_BY = {
    Event: lambda row: row.unpublish() or row.save(),
    Room: lambda row: row.sessions.get().delete(),
    Speaker: lambda row: row.contributions.get().delete(),
    Organization: lambda row: row.partnerships.get().delete(),
    Document: lambda row: row.session.unpublish() or row.session.save(),
}


@pytest.fixture(params=KINDS.items(), ids=lambda kind: kind[0][1])
def row(request):
    """The row, with the name of its file field as `field_name`."""
    (_model, field), make = request.param
    made = make()
    made.field_name = field
    return made


def names(row) -> set[str]:
    return file_names(type(row), snapshot(row))


def answers(client, files: set[str]) -> set[int]:
    return {client.get(f"/media/{name}").status_code for name in files}


def last_act() -> Act:
    return Act.objects.order_by("-pk").first()


def delete(row) -> None:
    """Delete it with what makes it public, which may protect it."""
    with act():
        HIDDEN_BY[type(row)](row)
        row.delete()


def replace_file(row) -> None:
    new = factories.pdf() if isinstance(row, Document) else picture()
    setattr(row, row.field_name, new)
    row.save()


def test_every_file_field_is_tried_here():
    fields = {(model, field.name) for model in recorded_models() for field in file_fields(model)}

    assert fields == {*KINDS, (Identity, "logo")}


def test_the_logo_of_the_site_is_always_public(client):
    files = names(factories.identity(logo=picture()))

    answered = answers(client, files)

    assert (len(files) > 0, answered) == (True, {200})


def test_files_are_public_with_their_row_alone(client, row):
    files = names(row)
    while_public = answers(client, files)

    HIDDEN_BY[type(row)](row)

    assert (while_public, answers(client, files)) == ({200}, {404})


def test_files_of_a_deleted_row_are_gone_until_it_comes_back(client, row):
    files = names(row)
    delete(row)
    deleted = answers(client, files)

    undo(last_act())

    assert (deleted, answers(client, files)) == ({404}, {200})
    assert not RetiredFile.objects.exists()


def test_a_replaced_file_is_gone_until_the_change_is_undone(client, row):
    old = names(row)
    replace_file(row)
    replaced = answers(client, old), answers(client, names(row) - old)
    new = names(row)

    undo(last_act())

    assert replaced == ({404}, {200})
    assert (answers(client, old), answers(client, new - old)) == ({200}, {404})


def test_a_deleted_file_leaves_the_storage_once_the_history_has_forgotten_it(
    row, django_capture_on_commit_callbacks
):
    files = names(row)
    delete(row)
    Act.objects.update(at=timezone.now() - dt.timedelta(days=31))
    kept = {default_storage.exists(name) for name in files}

    with django_capture_on_commit_callbacks(execute=True):
        purge(timezone.now())

    assert (kept, {default_storage.exists(name) for name in files}) == ({True}, {False})
    assert not NamedFile.objects.filter(name__in=files).exists()


def test_a_replaced_file_leaves_the_storage_with_its_act(row, django_capture_on_commit_callbacks):
    old = names(row)
    replace_file(row)
    Act.objects.update(at=timezone.now() - dt.timedelta(days=366))

    with django_capture_on_commit_callbacks(execute=True):
        purge(timezone.now())

    assert not any(default_storage.exists(name) for name in old - names(row))
    assert all(default_storage.exists(name) for name in names(row))


def test_a_file_of_two_rows_is_public_while_one_of_them_is(client):
    first = document()
    second = factories.document(event=factories.event(), file=first.file.name)
    with act():
        first.delete()
    with_one = answers(client, {second.file.name})

    second.delete()

    assert (with_one, answers(client, {second.file.name})) == ({200}, {404})
    assert RetiredFile.objects.get().name == second.file.name


def test_a_reader_gets_a_file_with_two_queries_and_without_a_cookie(client, row):
    for name in names(row):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get(f"/media/{name}")

        assert (answer.status_code, len(queries) <= 2, {*answer.cookies}) == (200, True, set())
        assert "Cookie" not in answer.get("Vary", "")


def test_a_file_is_asked_for_again_when_it_may_have_been_hidden(client, row):
    address = f"/media/{getattr(row, row.field_name).name}"
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    HIDDEN_BY[type(row)](row)
    hidden = client.get(address, headers={"If-None-Match": first["ETag"]})

    cached = first["Cache-Control"]
    rules = ["max-age=3600", "public", "s-maxage=30", "stale-if-error=600"]
    assert sorted(cached.split(", ")) == rules
    assert (again.status_code, again["Cache-Control"], again["ETag"]) == (
        304,
        cached,
        first["ETag"],
    )
    assert hidden.status_code == 404
    assert "max-age" not in hidden.get("Cache-Control", "")


def test_an_upload_is_the_same_for_every_reader(client, row):
    address = f"/media/{getattr(row, row.field_name).name}"
    accepted = {"Accept-Encoding": "gzip", "Accept-Language": "ar"}

    answer = client.get(address, headers=accepted)
    again = client.get(address, headers=accepted | {"If-None-Match": answer["ETag"]})

    sent = {"Vary", "Content-Language", "Content-Encoding"}
    assert not sent & {*answer.headers, *again.headers}
    assert (again.status_code, again["Content-Security-Policy"]) == (304, SANDBOX)


def test_a_picture_is_shown_and_a_document_is_downloaded_in_a_sandbox(client, row):
    answer = client.get(f"/media/{getattr(row, row.field_name).name}")

    is_document = isinstance(row, Document)
    served = answer.getvalue()
    with default_storage.open(getattr(row, row.field_name).name) as stored:
        assert (served, int(answer["Content-Length"])) == (stored.read(), len(served))
    assert answer["Content-Type"] == ("application/pdf" if is_document else "image/webp")
    assert answer["Content-Disposition"] == (
        'attachment; filename="Concept note.pdf"' if is_document else "inline"
    )
    assert answer["Content-Security-Policy"] == SANDBOX
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "spelling", ["{0}//{1}", "{0}/./{1}", "{0}/x/../{1}", "{0}/", "{0}", "{0}/%00", "{0}/none.pdf"]
)
def test_a_file_has_one_address(client, spelling):
    folder, name = document().file.name.split("/")

    assert client.get(f"/media/{spelling.format(folder, name)}").status_code == 404


def test_a_file_lost_from_the_storage_is_not_found(client):
    row = document()
    default_storage.delete(row.file.name)

    assert client.get(row.file.url).status_code == 404


def test_every_picture_and_document_on_public_pages_can_be_read(client):
    for make in KINDS.values():
        make()
    session = factories.session(factories.event(picture=picture()), slug="talk")
    body = factories.organization(logo=picture())
    other = factories.organization(logo=picture())
    person = factories.speaker(organization=other, photo=picture())
    factories.contribution(person, session=session, organization=body)
    factories.document(session=session, file=factories.pdf())
    start = [session.event.get_absolute_url(), body.get_absolute_url(), other.get_absolute_url()]
    pages = [*start, person.get_absolute_url(), session.get_absolute_url(), "/en/events/"]
    pages += [
        f"{session.event.get_absolute_url()}{part}/" for part in ("speakers", "organizations")
    ]

    found = {name for page in pages for name in media_in(read(client.get(page)))}

    assert {*names(person), *names(body)} & found
    assert answers(client, found) == {200}


def media_in(page) -> set[str]:
    urls = [
        url.split()[0]
        for tag in page.select("[src], [srcset], [href], [content]")
        for name in ("src", "srcset", "href", "content")
        for url in tag.get(name, "").split(",")
        if "/media/" in url
    ]
    return {url.partition("/media/")[2] for url in urls}


class TestTheNameOfADownload:
    @pytest.mark.parametrize(
        ("texts", "header"),
        [
            ({"title_en": "Slides: day 1/2"}, 'filename="Slides day 1 2.pdf"'),
            (
                {"title_en": "Note", "title_fr": "Note d’étape", "language": "fr"},
                "filename=\"Note detape.pdf\"; filename*=UTF-8''Note%20d%E2%80%99%C3%A9tape.pdf",
            ),
            (
                {"title_en": "", "title_ar": "ورقة"},
                "filename=\"document.pdf\"; filename*=UTF-8''%D9%88%D8%B1%D9%82%D8%A9.pdf",
            ),
            ({"title_en": '..\\"a\u202eb".exe\u00a0'}, 'filename="ab .exe.pdf"'),
        ],
    )
    def test_is_the_title_in_the_language_of_the_document(self, client, texts, header):
        row = factories.document(event=factories.event(), file=factories.pdf(), **texts)

        answer = client.get(row.file.url, headers={"Accept-Language": "ar"})

        assert answer["Content-Disposition"] == f"attachment; {header}"

    def test_is_cut_between_two_letters(self):
        name = file_name("منتدى" * 60, ".pdf")

        assert name == ("منتدى" * 60)[:90] + ".pdf"
        assert unquote(name) == name

    def test_of_nothing_is_a_word(self):
        assert file_name("…/.. \u200f", "") == "…"
        assert file_name(" . ", ".pdf") == "document.pdf"


class TestForStaff:
    @pytest.fixture
    def hidden(self, row):
        HIDDEN_BY[type(row)](row)
        return row

    def test_a_file_is_shown_whether_it_is_public_or_not(self, staff, client, hidden):
        name = getattr(hidden, hidden.field_name).name
        model = type(hidden)._meta
        form = f"/admin/{model.app_label}/{model.model_name}/{hidden.pk}/change/"

        [link] = read(staff.get(form)).select(".file-upload a")
        answer = staff.get(link["href"])

        is_document = isinstance(hidden, Document)
        shown = "paper.pdf" if is_document else f"{hidden.get_download_name()}.webp"
        assert (link["href"], link.get_text()) == (f"/admin/media/{name}", shown)
        assert (answer.status_code, answer.getvalue()[:4]) in {(200, b"RIFF"), (200, b"%PDF")}
        assert {"private", "no-store"} <= {*answer["Cache-Control"].split(", ")}
        assert client.get(link["href"]).status_code == 302

    def test_who_may_not_see_the_rows_may_not_see_their_files(self, client, hidden):
        client.force_login(factories.staff_user())
        name = getattr(hidden, hidden.field_name).name

        statuses = [client.get(f"/admin/media/{one}").status_code for one in (name, "none.pdf")]

        assert statuses == [403, 404]

    def test_who_may_only_read_the_form_can_open_the_file(self, client, hidden):
        reader = factories.staff_user()
        allow(reader, type(hidden))
        client.force_login(reader)
        model = type(hidden)._meta
        form = f"/admin/{model.app_label}/{model.model_name}/{hidden.pk}/change/"

        page = read(client.get(form))

        [link] = page.select('.readonly a[href^="/admin/media/"]')
        assert client.get(link["href"]).status_code == 200

    def test_a_deleted_file_is_shown_to_nobody(self, staff, row):
        name = getattr(row, row.field_name).name
        delete(row)

        assert staff.get(f"/admin/media/{name}").status_code == 404


def allow(user, model) -> None:
    found = Permission.objects.filter(
        codename=f"view_{model._meta.model_name}", content_type__app_label=model._meta.app_label
    )
    user.user_permissions.set(found)
