"""What the server tells the script that keeps the text of forms on the device."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.test import Client

from forum.contact.models import Message, ReplyTemplate, Team
from forum.models import Page
from speakers.models import Speaker
from tests import factories
from tests.adminforms import filled
from tests.forum.test_admin import address
from tests.html import read

pytestmark = pytest.mark.django_db

ADD_PAGE = "/admin/forum/page/add/"


def save_page(staff: Client, *, draft: str = "d1", path: str = ADD_PAGE, **typed: str):
    form = filled(read(staff.get(path)))
    return staff.post(path, form | {"title_en": "Careers", "_draft": draft} | typed)


def named(answer) -> str | None:
    """The drafts that an answer tells the browser to remove."""
    cookie = answer.cookies.get("saved-drafts")
    return cookie and cookie.value


def kept_form(staff: Client, path: str) -> dict[str, object]:
    section = read(staff.get(path)).select_one("[data-kept-form]")
    names = ("data-user", "data-key", "data-private", "data-unsaved")
    return {name: section[name] for name in names if section.has_attr(name)}


def test_a_saved_form_names_its_draft_to_pages_of_the_admin_only(staff):
    answer = save_page(staff)

    cookie = answer.cookies["saved-drafts"]
    assert (cookie.value, cookie["path"], cookie["samesite"]) == ("d1", "/admin/", "Lax")


def test_drafts_saved_before_the_next_page_are_all_named(staff):
    save_page(staff, draft="d1")

    assert named(save_page(staff, draft="d2")) == "d1.d2"


def test_a_refused_form_keeps_its_draft(staff):
    answer = save_page(staff, title_en="")

    page = read(answer)
    assert named(answer) is None
    assert page.select_one("[name=_draft]")["value"] == "d1"
    assert page.select_one("[data-kept-form]").has_attr("data-unsaved")


def test_a_form_whose_record_is_gone_keeps_its_draft(staff):
    page = factories.page()
    path = address(Page, "change", page.pk)
    form = filled(read(staff.get(path)))
    page.delete()

    answer = staff.post(path, form | {"_draft": "d1"})

    assert (answer.status_code, named(answer)) == (410, None)


def test_a_form_sent_after_signing_out_keeps_its_draft(staff):
    form = filled(read(staff.get(ADD_PAGE)))
    staff.logout()

    answers = [
        staff.post(ADD_PAGE, form | {"_draft": "d1", "_author": author})
        for author in (form["_author"], "")
    ]

    assert [named(answer) for answer in answers] == [None, None]


def test_a_form_saved_in_a_window_of_another_form_names_its_draft(staff):
    answer = save_page(staff, path=f"{ADD_PAGE}?_popup=1", _popup="1")

    assert (answer.status_code, named(answer)) == (200, "d1")


@pytest.mark.parametrize("draft", ["", "a.b", "a; path=/", "x" * 41])
def test_a_forged_name_is_not_repeated(staff, draft):
    assert named(save_page(staff, draft=draft)) is None


def test_a_list_names_no_drafts(staff):
    answer = staff.post(address(Page, "changelist"), {"_draft": "d1", "action": "x"})

    assert named(answer) is None


def test_a_form_is_known_by_its_record(staff, django_user_model):
    page = factories.page()
    user = str(django_user_model.objects.get().pk)

    forms = [kept_form(staff, path) for path in (ADD_PAGE, address(Page, "change", page.pk))]

    assert forms == [
        {"data-user": user, "data-key": "forum.page:new"},
        {"data-user": user, "data-key": f"forum.page:{page.pk}"},
    ]


def test_every_form_of_the_inbox_is_private(staff):
    message = factories.message()
    team = Team.objects.create(topic="press", recipients="press@example.org")
    template = ReplyTemplate.objects.create(name="Visa", text_en="Dear {name}")

    forms = [
        kept_form(staff, address(model, "change", row.pk))
        for model, row in ((Message, message), (Team, team), (ReplyTemplate, template))
    ]

    assert ["data-private" in form for form in forms] == [True, True, True]


def test_no_form_of_the_inbox_was_forgotten():
    with_forms = {
        model
        for model, model_admin in admin.site._registry.items()
        if model._meta.app_label == "contact" and not hasattr(model_admin, "has_private_form")
    }

    assert {model.__name__ for model in with_forms} == {"Erasure", "OutgoingMail"}  # read only


def test_forms_of_accounts_are_private(staff, django_user_model):
    user = django_user_model.objects.get()

    forms = [
        kept_form(staff, path)
        for path in (address(type(user), "add"), address(type(user), "change", user.pk))
    ]

    assert ["data-private" in form for form in forms] == [True, True]


def test_the_private_fields_of_a_speaker_are_marked(staff):
    page = read(staff.get(address(Speaker, "add")))

    assert [field["name"] for field in page.select("[name][data-private]")] == ["email", "notes"]


def test_a_form_that_may_only_be_read_keeps_nothing(client):
    reader = factories.staff_user("reader")
    reader.user_permissions.add(Permission.objects.get(codename="view_page"))
    client.force_login(reader)
    page = factories.page()

    shown = read(client.get(address(Page, "change", page.pk)))

    assert shown.select("[data-kept-form], [name=_author], [name=_draft]") == []
