"""Who changed a row last: in lists, and beside its form."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from content.history.acts import act
from forum.models import Page
from programme.models import Event, Section, Session
from speakers.models import Organization, Speaker
from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db

MAKERS = {
    Event: factories.event,
    Section: lambda: factories.section(factories.event()),
    Session: lambda: factories.session(factories.event()),
    Speaker: factories.speaker,
    Organization: factories.organization,
    Page: factories.page,
}


def changelist(model):
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/"


def retitle(row, title, *, by):
    with act(by):
        row.title_fr = title
        row.save()


def recent(row, user):
    request = RequestFactory().get("/admin/")
    request.user = user
    template = Template("{% load history %}{% recent_acts row %}")
    return template.render(Context({"request": request, "row": row}))


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
def test_a_list_says_who_changed_each_row_last_and_when(staff, model):
    with act(factories.staff_user("karim")):
        MAKERS[model]()

    cells = texts(read(staff.get(changelist(model))), "td.field-last_change")

    assert [cell.partition(", today ")[0] for cell in cells] == ["\u2068karim\u2069"] * len(cells)
    assert cells


def test_a_change_of_a_person_in_a_session_is_one_of_the_session(staff):
    session = factories.session(factories.event())
    with act(factories.staff_user("karim")):
        factories.contribution(factories.speaker(), session=session)

    cells = texts(read(staff.get(changelist(Session))), "td.field-last_change")

    assert [cell.partition(", today ")[0] for cell in cells] == ["\u2068karim\u2069"]


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
def test_the_last_changes_of_a_list_take_one_query(staff, model, django_assert_max_num_queries):
    MAKERS[model]()
    staff.get(changelist(model))
    with django_assert_max_num_queries(12) as one:
        staff.get(changelist(model))
    for _number in range(2):
        MAKERS[model]()
    staff.get(changelist(model))  # finds the conflicts, which are then remembered

    with django_assert_max_num_queries(12) as three:
        staff.get(changelist(model))

    asked = [query["sql"] for query in three.captured_queries if "content_change" in query["sql"]]
    assert (len(three), len(asked)) == (len(one), 1)


def test_the_last_acts_of_a_row_take_two_queries(admin_user, django_assert_num_queries):
    session = factories.session(factories.event())
    for number in range(9):
        retitle(session, f"Titre {number}", by=admin_user)

    with django_assert_num_queries(2):
        html = recent(session, admin_user)

    assert html.count("changed the title in French") == 3
    assert "all 10 changes" in " ".join(html.split())


def test_a_new_row_has_no_last_acts(admin_user):
    assert recent(None, admin_user).strip() == ""


def test_the_last_acts_of_the_site_take_three_queries(admin_user, django_assert_num_queries):
    event = factories.event()
    places = ({"session": factories.session(event)}, {"section": factories.section(event)})
    parts = [factories.contribution(factories.speaker(), **place) for place in places]
    for role in ["chair", "expert"] * 3:
        for part in parts:
            part.role = role
            part.save()
    request = RequestFactory().get("/admin/")
    request.user = admin_user
    template = Template("{% load history %}{% just_done %}")

    with django_assert_num_queries(3):
        html = template.render(Context({"request": request}))

    assert html.count("changed 1 person") == 12
    assert ("Section" in html, "Session" in html) == (True, True)
