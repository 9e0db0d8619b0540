"""The rows of a form that says a wrong number of them are shown again, and quickly."""

import time

import pytest

from content.admin import row_counts
from forum.contact.models import Message
from programme.admin.participants.inline import PeopleInline
from programme.models import Session
from tests import factories
from tests.adminforms import filled
from tests.forum.test_admin import address
from tests.html import read, texts

pytestmark = pytest.mark.django_db

TOO_MANY = "This list takes at most 300 rows. Check the rows below, then save again."
DAMAGED = "Part of this list did not arrive. Check the rows below, then save again."


@pytest.fixture
def session():
    session = factories.session(factories.event())
    factories.document("Stored", session=session)
    return session


def form_with_a_new_document(staff, session) -> dict[str, str]:
    form = filled(read(staff.get(address(Session, "change", session.pk))))
    new = {"position": "2", "kind": "paper", "language": "en", "title_en": "New"}
    new |= {"url": "https://forum.example/new"}
    return form | {f"documents-1-{name}": value for name, value in new.items()}


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({"TOTAL": "301"}, TOO_MANY),
        ({"TOTAL": "1000"}, TOO_MANY),
        ({"TOTAL": str(2**77)}, TOO_MANY),
        ({"TOTAL": "1000", "INITIAL": "1000"}, TOO_MANY),
        ({"TOTAL": "abc"}, DAMAGED),
        ({"TOTAL": "-1"}, DAMAGED),
        ({"TOTAL": "2", "INITIAL": "9"}, DAMAGED),
        ({"TOTAL": "2", "INITIAL": "-1"}, DAMAGED),
        ({"TOTAL": "", "INITIAL": ""}, DAMAGED),
    ],
    ids=str,
)
def test_a_wrong_number_of_rows_is_refused_and_the_rows_are_kept(staff, session, counts, sentence):
    page = address(Session, "change", session.pk)
    wrong = {f"documents-{name}_FORMS": count for name, count in counts.items()}
    form = form_with_a_new_document(staff, session) | wrong

    started = time.process_time()
    again = read(staff.post(page, form))
    took = time.process_time() - started

    shown = filled(again)
    assert took < 1
    assert texts(again, "#documents-group .errorlist.nonform li") == [sentence]
    assert [shown[f"documents-{row}-title_en"] for row in (0, 1)] == ["Stored", "New"]
    assert staff.post(page, shown).status_code == 302
    assert list(session.documents.order_by("pk").values_list("title_en", flat=True)) == [
        "Stored",
        "New",
    ]


def test_more_rows_than_a_browser_lets_anybody_add_are_refused_quickly(staff, session):
    form = form_with_a_new_document(staff, session) | {"documents-TOTAL_FORMS": "1000"}
    form |= {f"documents-{row}-title_en": "x" for row in range(1, 1000)}

    started = time.process_time()
    answer = staff.post(address(Session, "change", session.pk), form)

    assert time.process_time() - started < 1
    assert answer.status_code == 400
    assert session.documents.count() == 1


def test_a_list_with_more_rows_than_the_limit_can_still_be_saved(staff, session, monkeypatch):
    monkeypatch.setattr(row_counts, "MAX_ROWS", 1)
    monkeypatch.setattr(PeopleInline, "extra", 0)
    factories.document("Another", session=session)
    page = address(Session, "change", session.pk)

    assert staff.post(page, filled(read(staff.get(page)))).status_code == 302
    form = form_with_a_new_document(staff, session) | {"documents-TOTAL_FORMS": "3"}
    assert texts(read(staff.post(page, form)), "#documents-group .nonform li") == [
        "This list takes at most 2 rows. Check the rows below, then save again."
    ]


@pytest.mark.parametrize("inline", ["notes", "letters", "steps"])
def test_the_lists_of_a_message_are_limited_too(staff, inline):
    page = address(Message, "change", factories.message().pk)
    form = filled(read(staff.get(page)))
    assert f"{inline}-TOTAL_FORMS" in form

    started = time.process_time()
    answer = staff.post(page, form | {f"{inline}-TOTAL_FORMS": "2000"})

    assert time.process_time() - started < 1
    assert TOO_MANY in read(answer).get_text()
