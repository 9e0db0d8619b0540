"""The admin answers impossible requests with a proper status, never with a server error."""

from urllib.parse import quote

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client

from content.history.models import Act
from forum.contact.models import Message
from forum.models import Page
from programme.models import Event, Room, Session
from speakers.models import Organization, Speaker
from tests import factories
from tests.adminforms import filled, send
from tests.forum.test_admin import MODELS, address, fill
from tests.html import read, texts
from tests.shared import shared_rows

pytestmark = pytest.mark.django_db

WRONG = ["abc", "a\x00b", "9" * 20]
CLEAN = {200, 302, 400, 403, 404}
REGISTERED = sorted(admin.site._registry, key=lambda model: model._meta.label)


rows = shared_rows(lambda: fill(1))


def named(model) -> str:
    return model._meta.label


def failures(staff: Client, addresses: list[str]) -> dict[str, int]:
    """The URLs with any other status than those in `CLEAN`."""
    staff.raise_request_exception = False
    statuses = {path: staff.get(path).status_code for path in addresses}
    return {path[:120]: status for path, status in statuses.items() if status not in CLEAN}


def filters(model) -> list[str]:
    """Parameters of a list, and some it does not have."""
    given = [
        item[0] if isinstance(item, tuple) else item for item in model_admin(model).list_filter
    ]
    names = [name if isinstance(name, str) else name.parameter_name for name in given]
    lookups = ("", "__exact", "__id__exact", "__in", "__isnull", "__gte")
    asked = [f"{name}{lookup}" for name in names for lookup in lookups]
    return [*asked, "q", "p", "o", "all", "e", "_popup", "_to_field", "pk__in", "nonsense__x"]


def model_admin(model) -> admin.ModelAdmin:
    return admin.site.get_model_admin(model)


@pytest.mark.parametrize("model", REGISTERED, ids=named)
def test_a_list_answers_any_filter_value(staff, model):
    page = address(model, "changelist")

    asked = [f"{page}?{name}={quote(value)}" for name in filters(model) for value in WRONG]

    assert failures(staff, asked) == {}


@pytest.mark.parametrize("model", REGISTERED, ids=named)
def test_a_form_answers_any_initial_value(staff, model):
    page = address(model, "add")
    relations = [field.name for field in model._meta.get_fields() if field.is_relation]
    texts = [field.name for field in model._meta.fields if not field.is_relation]
    all_texts = "&".join(f"{name}=%00" for name in texts)

    asked = [
        f"{page}?{name}={quote(value)}"
        for name in (*relations, "_to_field", "_changelist_filters")
        for value in WRONG
    ]

    assert failures(staff, [*asked, f"{page}?{all_texts}"]) == {}


@pytest.mark.parametrize("model", REGISTERED, ids=named)
def test_the_pages_of_a_row_answer_any_primary_key(staff, model):
    asked = [
        f"{address(model, 'changelist')}{quote(value)}/{page}/"
        for value in WRONG
        for page in ("change", "delete", "history")
    ]

    assert failures(staff, asked) == {}


@pytest.mark.parametrize("model", [Group, Session], ids=named)
@pytest.mark.parametrize("page", ["changelist", "add", "change", "delete", "history"])
def test_an_empty_name_of_a_column_is_refused(staff, model, page):
    rows = [] if page in {"changelist", "add"} else [model.objects.first().pk]
    staff.raise_request_exception = False

    assert staff.get(address(model, page, *rows), {"_to_field": ""}).status_code == 400


@pytest.mark.parametrize("wrong", ["app_label", "model_name", "field_name", "term", "page"])
def test_autocomplete_answers_any_parameter(staff, wrong):
    right = {"app_label": "programme", "model_name": "session", "field_name": "event", "term": "x"}
    asked = []
    for value in (*WRONG, "", "guid", "title", "contributions"):
        query = "&".join(f"{key}={quote(it)}" for key, it in {**right, wrong: value}.items())
        asked.append(f"/admin/autocomplete/?{query}")

    assert failures(staff, asked) == {}


@pytest.mark.parametrize("value", WRONG, ids=ascii)
@pytest.mark.parametrize("model", MODELS, ids=named)
def test_a_selection_of_impossible_rows_deletes_nothing(staff, model, value):
    before = model.objects.count()
    staff.raise_request_exception = False

    answer = staff.post(
        address(model, "changelist"),
        {"action": "delete_selected", "_selected_action": [value], "post": "yes"},
    )

    assert answer.status_code in CLEAN
    assert model.objects.count() == before


@pytest.mark.parametrize("query", ["event=abc", "event=%00", f"event={'9' * 20}"])
def test_an_impossible_initial_value_gets_the_error_page_of_the_site(staff, query):
    page = read(staff.get(f"{address(Session, 'add')}?{query}"), status=400)

    assert page.h1.get_text() == "This address or form cannot be read"


@pytest.mark.parametrize("key", [*WRONG, "²"], ids=ascii)
@pytest.mark.parametrize("name", ["event", "room", "track", "contributions-0-speaker"])
def test_an_impossible_row_in_a_form_is_a_mistake_beside_its_field(staff, name, key):
    session = factories.session(factories.event())
    factories.contribution(factories.speaker(), session=session)
    path = address(Session, "change", session.pk)
    form = filled(read(staff.get(path)))

    page = read(staff.post(path, form | {name: key}))

    assert [link["href"] for link in page.select(".form-errors a")] == [f"#id_{name}"]


@pytest.mark.parametrize("number", ["9" * 18, "100001", "²", "-1", "0", "x"])
def test_the_pages_of_the_history_answer_any_number(staff, number):
    session = factories.session(factories.event())
    last = Act.objects.latest_first().first()

    paths = ["history/", f"history/{last.pk}/", f"programme/session/{session.pk}/history/"]
    statuses = [staff.get(f"/admin/{path}", {"p": number}).status_code for path in paths]

    assert statuses == [200, 200, 200]


def test_a_search_for_a_thousand_words_uses_the_first_eight_and_says_so(staff):
    factories.session(factories.event(), "word")

    asked = {"q": "word " * 1000, "event__id__exact": "all"}
    page = read(staff.get(address(Session, "changelist"), asked))

    assert texts(page, ".field-title") == ["word"]
    assert texts(page, ".messagelist li") == ["Only the first 8 words were used for the search."]
    assert page.select_one("#searchbar")["value"] == " ".join(["word"] * 8)


@pytest.mark.parametrize("model", [Organization, Speaker, Page, Room, Session], ids=named)
def test_a_refused_form_without_an_address_is_shown_again(staff, model):
    path = address(model, "change", model.objects.first().pk)
    name = "title_en" if model in {Page, Session} else "name_en"

    assert send(staff, path, **{"slug": "", name: "\x07"}) == (
        200,
        ["Remove the invisible character U+0007: it can break or reorder the text around it."],
    )


def test_an_impossible_assignee_of_a_message_is_a_mistake_beside_its_field(staff):
    path = address(Message, "change", factories.message().pk)

    status, mistakes = send(staff, path, assigned_to="9" * 24, digest="an old one")

    assert status == 200
    assert "Select a valid choice. That choice is not one of the available choices." in mistakes


def test_a_button_that_no_page_has_is_refused(staff):
    path = address(Event, "add")

    assert staff.post(path, {"_saveasnew": "1"}).status_code == 400


def test_a_bug_in_a_form_is_a_server_error_and_not_a_bad_request(staff, monkeypatch):
    staff.raise_request_exception = False
    monkeypatch.setattr(Session, "clean", lambda session: int("ours"))
    event = factories.event()

    answer = staff.post(
        address(Session, "add"),
        {
            "event": event.pk,
            **{
                f"{inline}-{count}_FORMS": "0"
                for inline in ("contributions", "documents")
                for count in ("TOTAL", "INITIAL")
            },
        },
    )

    assert answer.status_code == 500


def test_a_form_reads_an_initial_time_from_the_query_string(staff):
    page = read(staff.get(f"{address(Session, 'add')}?starts_at=2027-05-04T09:30"))

    typed = [page.select_one(f"[name=starts_at_{part}]")["value"] for part in (0, 1)]
    assert typed == ["Tue 4 May 2027", "09:30"]
