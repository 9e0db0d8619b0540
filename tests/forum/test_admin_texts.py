"""Texts in the admin: nothing is cut, stray marks are removed, codes run left to right."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse

from content.admin.base import StaffAdmin
from forum.models import FormerAddress
from programme.models import Room
from speakers.models import Speaker
from tests import factories
from tests.adminforms import send
from tests.html import read

pytestmark = [pytest.mark.django_db, pytest.mark.once]

STAFF_MODELS = [m for m, page in admin.site._registry.items() if isinstance(page, StaffAdmin)]
LEFT_TO_RIGHT = {
    "accent",
    "acronym",
    "email",
    "links",
    "map_url",
    "moved_to",
    "path",
    "public_email",
    "public_phone",
    "slug",
    "stream_url",
    "url",
    "username",
    "website",
}


def add_page(model) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


@pytest.mark.parametrize("model", STAFF_MODELS, ids=lambda model: model.__name__)
def test_no_browser_cuts_a_text(staff, model):
    page = read(staff.get(add_page(model)))

    fields = page.select("#content form :is(input[type=text], textarea)[name]")
    assert fields
    assert [field["name"] for field in fields if field.has_attr("maxlength")] == []


def test_codes_run_from_left_to_right_in_arabic(staff):
    in_arabic = {"Accept-Language": "ar"}
    models = [*STAFF_MODELS, FormerAddress, User]
    pages = [read(staff.get(add_page(model), headers=in_arabic)) for model in models]

    directions = {
        (field["name"].rpartition("-")[2], field.get("dir"))
        for page in pages
        for field in page.select("#content form :is(input, textarea)[name]")
        if field["name"].rpartition("-")[2] in LEFT_TO_RIGHT
    }

    assert {page.html["dir"] for page in pages} == {"rtl"}
    assert directions == {(name, "ltr") for name in LEFT_TO_RIGHT}


@pytest.mark.parametrize("name", ["admin:login", "admin_password_reset"])
def test_names_of_accounts_run_from_left_to_right_in_arabic(client, name):
    page = read(client.get(reverse(name), headers={"Accept-Language": "ar"}))

    assert page.html["dir"] == "rtl"
    assert page.select_one("[autocomplete=username]")["dir"] == "ltr"


def test_what_phones_and_word_processors_paste_is_taken(staff):
    answer = send(
        staff,
        add_page(Speaker),
        name_en="\u202aNadia\u202c\r\nAlami",
        function_fr="Maire\x0bde Fès",
        email="nadia@example.org\u200e",
        links="\u2066https://example.org/nadia\u2069",
        slug="\ufeffnadia-alami",
        notes="\u202a+212 600-000000\u202c\x0bMornings only",
    )

    nadia = Speaker.objects.get()
    assert answer == (302, [])
    assert (nadia.name_en, nadia.function_fr, nadia.slug) == (
        "Nadia Alami",
        "Maire de Fès",
        "nadia-alami",
    )
    assert (nadia.email, nadia.links) == ("nadia@example.org", "https://example.org/nadia")
    assert nadia.notes == "+212 600-000000\nMornings only"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Ensure this value has at most 200 characters (it has 201)."),
        ("fr", "Assurez-vous que cette valeur comporte au plus 200 caractères (actuellement 201)."),
        ("ar", "تأكد أن هذه القيمة تحتوي على 200 حرف أو رمز على الأكثر (هي تحتوي حالياً على 201)."),
    ],
)
def test_a_name_over_the_limit_is_refused_with_both_lengths(staff, language, sentence):
    event = str(factories.event().pk)
    staff.post("/admin/language/", {"language": language, "next": "/admin/"})

    answer = send(staff, add_page(Room), event=event, name_en="x" * 201)

    assert answer == (200, [sentence])


def test_marks_do_not_count_as_characters(staff):
    event = str(factories.event().pk)

    answer = send(staff, add_page(Room), event=event, name_en="\u200e" + "x" * 200 + "\u200b\n")

    assert (answer, Room.objects.get().name_en) == ((302, []), "x" * 200)
