"""Papers, slides and recordings: shown where they belong, with what a reader needs to know."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from content.history.acts import act
from content.history.models import Act
from content.history.undo import undo
from programme.models import Document, documents
from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return factories.session(factories.event(slug="forum"), slug="talk")


def paper(name: str = "Concept Note.PDF", *, size: int = 3000) -> SimpleUploadedFile:
    """A PDF file of this size, whatever its name says."""
    return factories.pdf(name, b"x" * (size - factories.pdf().size))


def test_a_file_is_stored_under_a_name_that_tells_nothing_and_knows_its_size(session):
    document = factories.document(session=session, file=paper())

    folder, _slash, name = document.file.name.partition("/")
    assert (folder, len(name), name[-4:]) == ("documents", 36, ".pdf")
    assert Document.objects.values_list("size", flat=True).get() == 3000


def test_an_address_has_no_size(session):
    document = factories.document(session=session, url="https://example.org/recording")

    assert (document.size, document.get_absolute_url()) == (None, "https://example.org/recording")


def test_a_reader_sees_kind_language_and_size_in_the_order_of_staff(client, session):
    factories.document("Slides", session=session, kind="slides", language="fr", file=paper())
    factories.document("Recording", session=session, kind="recording", position=0)

    page = read(client.get("/en/events/forum/sessions/talk/"))

    assert texts(page, ".document-list li") == [
        "Recording",
        "Slides 2.9 KB French",
    ]
    links = page.select(".document-list a")
    assert [link.get("hreflang") for link in links] == [None, "fr"]
    assert links[1]["href"].startswith("/media/documents/")


def test_a_paper_that_is_not_published_is_not_shown(client, session):
    factories.document("Draft of the slides", session=session, is_published=False)

    page = read(client.get("/en/events/forum/sessions/talk/"))

    assert "Draft of the slides" not in page.get_text()


@pytest.mark.parametrize("status", ["draft", "published"])
def test_papers_are_public_where_their_session_section_or_event_is(status):
    event = factories.event()
    session = factories.session(event, section=factories.section(event), status=status)
    for target in ({"session": session}, {"section": session.section}):
        factories.document(**target)
    of_event = factories.document(event=event)
    factories.document(event=factories.event(status="draft"))

    public = set(Document.objects.public())

    assert of_event in public
    assert len(public) == (3 if status == "published" else 1)


@pytest.mark.parametrize("name", ["x.exe", "x.html", "x.svg", "x.pdf.js", "x"])
def test_files_that_browsers_or_machines_would_run_are_refused(session, name):
    with pytest.raises(ValidationError) as raised:
        factories.document(session=session, file=paper(name))

    assert "is not allowed" in raised.value.message_dict["file"][0]


def test_a_file_that_is_too_large_is_refused(session, monkeypatch):
    monkeypatch.setattr(documents, "MOST_BYTES", 2999)

    with pytest.raises(ValidationError) as raised:
        factories.document(session=session, file=paper())

    assert raised.value.message_dict == {"file": ["This file is larger than 50 MB."]}


def test_a_paper_is_downloaded_as_a_file(client, session):
    document = factories.document(session=session, file=paper())

    response = client.get(document.get_absolute_url())

    assert response.getvalue() == paper().read()
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Budget 2027.PDF", "Budget 2027.PDF"),
        ("ميزانية 2027.pdf", "ميزانية 2027.pdf"),
        ("a\u202eb\u200b.pdf", "ab.pdf"),
        ("n" * 300 + ".pdf", "n" * 251 + ".pdf"),
    ],
    ids=ascii,
)
def test_staff_know_a_file_by_the_name_it_came_with(staff, session, name, kept):
    document = factories.document(session=session, file=factories.pdf(name, b"x" * 3000))

    document.save()
    page = read(staff.get(f"/admin/programme/document/{document.pk}/change/"))

    assert Document.objects.get().file_name == kept
    assert texts(page, ".file-upload") == [f"Currently: {kept} 2.9 KB"]


def test_the_name_goes_with_the_file_and_comes_back_with_it(session):
    document = factories.document(session=session, file=paper("First.pdf"))
    with act():
        document.file = paper("Second.pdf")
        document.save()
    second = Document.objects.get().file_name

    undo(Act.objects.latest("pk"))

    assert (second, Document.objects.get().file_name) == ("Second.pdf", "First.pdf")


def test_an_address_has_no_name_of_a_file(session):
    document = factories.document(session=session, file=paper("First.pdf"))

    document.file, document.url = "", "https://example.org/recording"
    document.save()

    assert Document.objects.get().file_name == ""
