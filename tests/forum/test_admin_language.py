"""The admin is in the browser's language until staff choose another."""

import re

import pytest
from bs4 import NavigableString
from django.contrib import admin
from django.urls import reverse

from forum.staff.locks import SignInLock
from tests import factories
from tests.html import read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LATIN = re.compile(r"[A-Za-z]{3,}")
NAMES = {
    "Open Forum",
    "English",
    "Français",
    "Markdown",
    "JPEG",
    "PNG",
    "WebP",
    "OECD",
    "amina",
}
"""Names that stay in Latin letters in Arabic; so do examples of what to type."""


def choose(staff, language: str, following: str = "/admin/programme/"):
    return staff.post("/admin/language/", {"language": language, "next": following})


def test_choosing_a_language_returns_to_the_same_page(staff):
    answer = choose(staff, "ar", "/admin/programme/session/?q=x")

    page = read(staff.get(answer["Location"], headers={"Accept-Language": "fr"}))

    assert (answer.status_code, answer["Location"]) == (302, "/admin/programme/session/?q=x")
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    assert texts(page, ".language-choice [aria-current]") == ["العربية"]
    assert [
        (button["value"], button["lang"], button["dir"], button.get_text())
        for button in page.select(".language-choice button")
    ] == [("en", "en", "ltr", "English"), ("fr", "fr", "ltr", "Français")]


def test_the_language_cookie_is_limited_to_the_admin(staff):
    cookie = choose(staff, "fr").cookies["django_language"]

    kept = {name: cookie[name] for name in ("path", "httponly", "samesite", "max-age")}
    assert kept == {
        "path": "/admin/",
        "httponly": True,
        "samesite": "Lax",
        "max-age": 365 * 24 * 60 * 60,
    }


def test_a_language_can_be_chosen_before_signing_in(client):
    page = read(client.get("/admin/login/?next=/admin/", headers={"Accept-Language": "ar"}))

    assert page.html["dir"] == "rtl"
    assert page.select_one(".language-choice [name=next]")["value"] == "/admin/login/?next=/admin/"
    assert texts(page, ".language-choice button") == ["English", "Français"]


def test_a_question_in_arabic_is_followed_by_no_colon(staff):
    event = factories.event(status="published")
    factories.session(event, hours="09:00-10:00")
    address = "/admin/programme/running-late/"

    labels = texts(read(staff.get(address, headers={"Accept-Language": "ar"})), "label")

    assert [label for label in labels if label.endswith("؟")]
    assert [label for label in labels if label.endswith("؟:")] == []


@pytest.mark.parametrize("address", ["/admin/password/", "/admin/password/asked/"])
def test_the_languages_are_offered_once_whether_signed_in_or_not(client, admin_client, address):
    pages = [read(each.get(address)) for each in (client, admin_client)]

    assert [len(page.select(".language-choice")) for page in pages] == [1, 1]


@pytest.mark.parametrize(
    ("language", "following"),
    [("xx", "/admin/"), ("fr", "https://example.org/"), ("", "//example.org")],
)
def test_other_sites_and_unknown_languages_are_ignored(staff, language, following):
    answer = choose(staff, language, following)

    assert (answer.status_code, answer["Location"].partition("?")[0]) in [
        (302, "/"),
        (302, "/admin/"),
    ]
    assert read(staff.get("/admin/")).html["lang"] == (language if language == "fr" else "en")


def english_in(page) -> set[str]:
    """Texts with Latin words, apart from names and text marked as English or French."""
    found = set()
    for text in page.body.find_all(string=LATIN):
        inside = text.find_parent(["script", "style", "option", "textarea", "bdi", "code"])
        if (
            type(text) is not NavigableString
            or inside
            or text.find_parent(attrs={"lang": ["en", "fr"]})
        ):
            continue
        words = set(LATIN.findall(text)) - {w for name in NAMES for w in LATIN.findall(name)}
        if (
            words
            and not text.strip().startswith("https://")
            and not re.search(r"[\u0621-\u064a]", text)
        ):
            found.add(" ".join(text.split()))
    return found


ONLY_LISTED = {SignInLock}


@pytest.fixture
def rows():
    """A row of every model with an Arabic name, so that only the interface could be in English."""
    event = factories.event(name_en="", name_ar="المنتدى")
    body = factories.organization(name_en="", name_ar="منظمة")
    person = factories.speaker(name_en="", name_ar="أمينة", organization=body)
    hall = factories.room(event, name_en="", name_ar="قاعة")
    theme = factories.track(event, name_en="", name_ar="موضوع")
    part = factories.section(event, title_en="", title_ar="محور")
    talk = factories.session(
        event, title_en="", title_ar="جلسة", room=hall, section=part, track=theme
    )
    factories.contribution(person, session=talk)
    factories.partnership(event, body)
    factories.document(title_en="", title_ar="وثيقة", session=talk)
    factories.announcement(event, title_en="", title_ar="إعلان")
    factories.page(title_en="", title_ar="صفحة")


def test_no_page_of_the_arabic_admin_has_english_words(staff, rows):
    choose(staff, "ar")
    addresses = ["/admin/", "/admin/password_change/", "/admin/programme/event/translations/"]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        addresses.append(reverse(f"{name}_changelist"))
        has_forms = model not in ONLY_LISTED
        if has_forms and model._meta.app_label in {"programme", "speakers", "forum"}:
            row = model._default_manager.first()
            addresses += [reverse(f"{name}_add")]
            addresses += [reverse(f"{name}_change", args=[row.pk])] if row else []

    found = {address: english_in(read(staff.get(address, follow=True))) for address in addresses}

    assert {address: words for address, words in found.items() if words} == {}
