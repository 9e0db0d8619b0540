"""Every cookie of the admin has a prefix that browsers enforce, where the site has https."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from forum.staff.messages import MessageCookie
from tests.adminforms import filled
from tests.html import read

pytestmark = pytest.mark.django_db

PREFIXES = {
    "__Host-sessionid": "/",
    "__Host-csrftoken": "/",
    "__Host-messages": "/",
    "__Secure-saved-drafts": "/admin/",
    "__Secure-django_language": "/admin/",
}
"""The cookies and their paths: a name with `__Host-` needs the path `/`."""


@pytest.fixture
def https(settings, monkeypatch):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.LANGUAGE_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME = "__Host-sessionid"
    settings.CSRF_COOKIE_NAME = "__Host-csrftoken"
    settings.LANGUAGE_COOKIE_NAME = "__Secure-django_language"
    monkeypatch.setattr(MessageCookie, "cookie_name", "__Host-messages")


def test_all_cookies_of_the_admin_have_a_prefix_and_are_secure(https):
    get_user_model().objects.create_superuser("amina", password="a long password")
    client = Client()
    add = "/admin/forum/page/add/"

    client.post("/admin/login/", {"username": "amina", "password": "a long password"}, secure=True)
    form = filled(read(client.get(add, secure=True)))
    client.post(add, form | {"title_en": "Careers", "_draft": "d1"}, secure=True)
    client.post("/admin/language/", {"language": "en"}, secure=True)

    cookies = client.cookies.values()
    assert {cookie.key: cookie["path"] for cookie in cookies} == PREFIXES
    assert [(cookie["secure"], cookie["domain"]) for cookie in cookies] == [(True, "")] * 5


def test_the_saved_drafts_are_read_under_the_same_name(https, staff):
    client = Client()
    client.force_login(get_user_model().objects.get())
    add = "/admin/forum/page/add/"

    for number in (1, 2):
        form = filled(read(client.get(add, secure=True)))
        saved = client.post(
            add, form | {"title_en": f"Page {number}", "_draft": f"d{number}"}, secure=True
        )

    assert saved.cookies["__Secure-saved-drafts"].value == "d1.d2"


@pytest.mark.parametrize("path", ["/en/", "/en/agenda/", "/en/contact/", "/en/search/?q=a", "/"])
def test_no_public_page_sets_a_cookie(client, path):
    assert client.get(path, follow=True).cookies == {}
