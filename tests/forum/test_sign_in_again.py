"""A form that is sent after its author was signed out comes back, filled and not saved."""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from forum.contact.models import Erasure, Message, OutgoingMail, ReplyTemplate, Team
from forum.models import Identity, Page
from forum.staff.locks import SignInLock
from forum.staff.sign_in import typed_forms
from programme.models import Session
from speakers.models import Speaker
from tests import factories
from tests.adminforms import filled
from tests.forum.test_admin import address, fill
from tests.html import read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

AMINA = {"username": "amina", "password": "a long password"}
SAVE = {"_save": "Save"}
NOT_SAVED = "This is what you typed. It is not saved yet: please press Save."
CHANGED = (
    "You have logged in again. This is what you typed. It is not saved yet: please press Save."
)
READ_ONLY = {Erasure, OutgoingMail, SignInLock}
CHANGED_ONLY = {Message}
FORMS = [
    pytest.param(model, page, id=f"{model._meta.label} {page}")
    for model in sorted(admin.site._registry, key=lambda model: model._meta.label)
    for page in ("add", "change")
    if model not in READ_ONLY and not (page == "add" and model in CHANGED_ONLY)
]


def notices(page) -> list[str]:
    return texts(page, ".messagelist li")


def login_form(page) -> dict[str, str]:
    fields = page.select("#content [name]")
    return {field["name"]: field["value"] for field in fields if field.has_attr("value")}


def sign_in_again(staff: Client, path: str, typed: dict, **credentials: str):
    """The answer to the sign-in page that a signed-out author gets."""
    staff.logout()
    page = read(staff.post(path, typed))
    return staff.post(path, login_form(page) | AMINA | credentials)


def without_tokens(form: dict) -> dict:
    return {name: it for name, it in form.items() if name not in {"csrfmiddlewaretoken", "_author"}}


def add_page(staff: Client, **typed: str) -> tuple[str, dict]:
    path = address(Page, "add")
    return path, filled(read(staff.get(path))) | SAVE | typed


def test_a_signed_out_author_is_told_whose_form_waits(staff):
    path, typed = add_page(staff, title_en="Careers")
    staff.logout()

    page = read(staff.post(path, typed))

    assert texts(page, ".sign-in-again p") == [
        "You were logged out, so nothing was saved.",
        "Log in as amina to get the form back with everything that was typed.",
    ]
    assert page.select_one("#login-form")["action"] == path
    assert "Careers" not in page.get_text()


def test_after_signing_in_the_form_is_filled_and_not_saved(staff):
    path, typed = add_page(staff, title_en="Careers", body_ar="نص", status="published")

    page = read(sign_in_again(staff, path, typed))

    shown = filled(page)
    assert {name: shown[name] for name in ("title_en", "body_ar", "status")} == {
        "title_en": "Careers",
        "body_ar": "نص",
        "status": "published",
    }
    assert (notices(page), texts(page, ".errorlist li")) == ([NOT_SAVED], [])
    assert Page.objects.filter(title_en="Careers").count() == 0


def test_the_form_that_came_back_is_saved_like_any_other(staff):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = staff.cookies
    path, typed = add_page(strict, title_en="Careers")
    del strict.cookies["sessionid"]
    again = strict.post(path, login_form(read(strict.post(path, typed))) | AMINA)

    answer = strict.post(path, filled(read(again)) | SAVE)

    assert (answer.status_code, Page.objects.filter(title_en="Careers").count()) == (302, 1)


def test_rows_and_mistakes_come_back_as_they_were_typed(staff):
    session = factories.session(factories.event(), "Open region", hours="09:00-10:00")
    document = factories.document("Paper", session=session)
    path = address(Session, "change", session.pk)
    rows = {"documents-TOTAL_FORMS": "2", "documents-1-title_en": "Slides"}
    changes = {"ends_at_1": "soon", "documents-0-title_en": "The paper", "documents-0-DELETE": "on"}
    typed = filled(read(staff.get(path))) | SAVE | rows | changes

    page = read(sign_in_again(staff, path, typed))

    again = filled(page)
    assert {name: again.get(name) for name in (rows | changes)} == rows | changes
    assert again["documents-0-id"] == str(document.pk)
    assert texts(page, ".errorlist li") == []


@pytest.mark.parametrize("typed", [{"_to_field": ""}, {"_selected_action": "x"}])
def test_a_form_that_no_page_sends_is_refused_before_and_after_signing_in(staff, typed):
    path, form = add_page(staff, **typed)

    answers = [staff.post(path, form), sign_in_again(staff, path, form)]

    assert [answer.status_code for answer in answers] == [400, 400]


def test_a_wrong_password_loses_nothing(staff):
    path, typed = add_page(staff, title_en="Careers")

    page = read(sign_in_again(staff, path, typed, password="wrong"))
    again = read(staff.post(path, login_form(page) | AMINA))

    assert filled(again)["title_en"] == "Careers"


def test_another_account_does_not_see_what_was_typed(staff):
    get_user_model().objects.create_superuser("karim", password="a long password")
    path, typed = add_page(staff, title_en="Careers")

    answer = sign_in_again(staff, path, typed, username="karim")

    page = read(staff.get(path))
    assert (answer.status_code, answer.url) == (302, path)
    assert notices(page) == [
        "Only amina can see what was typed into this form before. It was not saved."
    ]
    assert filled(page)["title_en"] == ""


def test_the_password_of_a_new_account_is_not_carried(staff):
    path = address(get_user_model(), "add")
    secrets = {"password1": "another long one", "password2": "another long one"}
    typed = filled(read(staff.get(path))) | SAVE | secrets | {"username": "salma"}

    page = read(sign_in_again(staff, path, typed))

    assert filled(page)["username"] == "salma"
    assert "another long one" not in str(page)


def test_what_is_carried_belongs_to_one_address(staff):
    path, typed = add_page(staff, title_en="Careers")
    staff.logout()
    carried = login_form(read(staff.post(path, typed)))

    answer = staff.post(address(Speaker, "add"), carried | AMINA)

    assert (answer.status_code, answer.url) == (302, address(Speaker, "add"))


@pytest.mark.parametrize("author", ["", "1", "forged:signature"])
def test_a_form_of_unknown_origin_leads_to_the_ordinary_sign_in(staff, author):
    path, typed = add_page(staff, title_en="Careers", _author=author)
    staff.logout()

    answer = staff.post(path, typed)

    assert (answer.status_code, answer.url) == (302, f"/admin/login/?next={path}")


def test_a_form_too_long_to_be_carried_is_not_silently_lost(staff, monkeypatch):
    monkeypatch.setattr(typed_forms, "MAX_CARRIED", 100)
    path, typed = add_page(staff, title_en="Careers")
    staff.logout()

    page = read(staff.post(path, typed))

    assert texts(page, ".sign-in-again p")[1] == (
        "This form is too long to keep while you log in. "
        "Go back in your browser and copy your text."
    )


def test_a_page_that_is_no_form_is_not_carried(staff):
    staff.logout()

    answer = staff.post(address(Page, "changelist"), {"action": "delete_selected"})

    assert answer.status_code == 302


class TestAfterSigningInInAnotherTab:
    """Signing in changes the CSRF token, so that the browser refuses forms opened before."""

    @pytest.fixture
    def tab(self, staff) -> Client:
        strict = Client(enforce_csrf_checks=True, headers={"Origin": "http://testserver"})
        strict.cookies = staff.cookies
        return strict

    def stale(self, tab: Client, **typed: str) -> tuple[str, dict]:
        path, form = add_page(tab, title_en="Careers", **typed)
        token = {"csrfmiddlewaretoken": tab.cookies["csrftoken"].value}
        tab.post("/admin/login/", AMINA | token)
        return path, form

    def test_the_form_comes_back_and_can_be_saved(self, tab):
        path, form = self.stale(tab)

        page = read(tab.post(path, form))
        answer = tab.post(path, filled(page) | SAVE)

        assert (notices(page), filled(page)["title_en"]) == ([CHANGED], "Careers")
        assert (answer.status_code, Page.objects.filter(title_en="Careers").count()) == (302, 1)

    def test_the_form_is_not_shown_to_another_account(self, tab):
        get_user_model().objects.create_superuser("karim", password="a long password")
        path, form = add_page(tab, title_en="Careers")
        token = {"csrfmiddlewaretoken": tab.cookies["csrftoken"].value}
        tab.post("/admin/login/", AMINA | {"username": "karim"} | token)

        answer = tab.post(path, form)

        assert (answer.status_code, answer.url) == (302, path)
        assert filled(read(tab.get(path)))["title_en"] == ""

    def test_it_is_refused_if_it_comes_from_another_site(self, tab):
        path, form = self.stale(tab)

        answer = tab.post(path, form, headers={"Origin": "https://evil.example"})

        assert answer.status_code == 403

    def test_it_is_refused_if_it_says_not_where_it_comes_from(self, tab):
        path, form = self.stale(tab)
        del tab.defaults["HTTP_ORIGIN"]

        answer = tab.post(path, form)

        assert answer.status_code == 403

    def test_a_reloaded_sign_in_page_shows_the_form_again(self, tab):
        path, form = add_page(tab, title_en="Careers")
        tab.logout()
        asked = login_form(read(tab.post(path, form))) | AMINA
        tab.post(path, asked)

        page = read(tab.post(path, asked))

        assert filled(page)["title_en"] == "Careers"


@pytest.mark.parametrize(("model", "view"), FORMS)
def test_every_form_of_the_admin_comes_back(staff, model, view):
    fill(1)
    factories.alert("Fire drill")
    if (model, view) != (Identity, "add"):
        factories.identity()
    Group.objects.create(name="Editors")
    Team.objects.create(topic="press", recipients="press@example.org")
    ReplyTemplate.objects.create(name="Visa", text_en="Dear {name}")
    path = address(model, view, *([model.objects.first().pk] if view == "change" else []))
    typed = filled(read(staff.get(path)))

    again = filled(read(sign_in_again(staff, path, typed | SAVE)))

    assert without_tokens(again) == without_tokens(typed)
    assert len(typed) > 3
