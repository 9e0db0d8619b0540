"""The preview of a text: as the public site will show it, in its language, and nothing saved."""

import pytest

from content.history.models import Act
from tests import factories
from tests.html import read

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/text-preview/"


def preview(client, text: str, *, field: str = "biography_en", **posted):
    return client.post(ADDRESS, {"preview": field, field: text} | posted)


@pytest.mark.parametrize(
    ("field", "language", "direction"),
    [
        ("biography_en", "en", "ltr"),
        ("biography_ar", "ar", "rtl"),
        ("rows-0-text_fr", "fr", "ltr"),
        ("body", "en", "ltr"),
    ],
)
def test_a_text_is_rendered_in_the_language_of_its_field(staff, field, language, direction):
    page = read(preview(staff, "•\tone\n•\t**two**", field=field, alone="1"))

    prose = page.select_one(".prose")
    assert (prose["lang"], prose["dir"]) == (language, direction)
    assert [str(item) for item in page.select("li")] == [
        "<li>one</li>",
        "<li><strong>two</strong></li>",
    ]
    assert page.select("h1") == []


def test_without_script_it_is_a_page_that_saves_nothing(staff):
    factories.speaker("Hanan", biography_en="Old")
    acts = Act.objects.count()

    page = read(preview(staff, "New", name_en="Hanan", csrfmiddlewaretoken="x"))

    assert (page.h1.get_text(), page.select_one(".prose").get_text().strip()) == ("Preview", "New")
    assert "Nothing has been saved." in page.main.get_text()
    assert Act.objects.count() == acts


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "[a](javascript:alert(1))", "\x00\u202ea\ufffe", "a" * 9000],
)
def test_a_hostile_text_is_shown_as_text(staff, text):
    page = read(preview(staff, text, alone="1"))

    assert page.select("script, a") == []


@pytest.mark.parametrize("posted", [{}, {"preview": "biography_en"}, {"preview": ""}])
def test_nothing_to_show_is_said(staff, posted):
    page = read(staff.post(ADDRESS, posted | {"alone": "1"}))

    assert page.get_text().strip() == "There is no text yet."


def test_only_staff_see_it_and_only_by_a_form(client, staff):
    assert staff.get(ADDRESS).status_code == 405
    client.logout()
    assert preview(client, "x").status_code in {302, 403}
