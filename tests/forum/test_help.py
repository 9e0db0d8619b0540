"""The guide in the admin: every page leads to the section that helps with it."""

import pytest
from django.urls import get_resolver

from forum.staff.help import GUIDE, SECTION_OF, guide_sections, section_of
from tests.html import read, texts

pytestmark = pytest.mark.django_db


def admin_names() -> set[str]:
    _prefix, resolver = get_resolver().namespace_dict["admin"]
    return {name for name in resolver.reverse_dict if isinstance(name, str)}


def test_the_guide_is_shown_with_all_its_headings(staff):
    written = [line[3:] for line in GUIDE.read_text().splitlines() if line.startswith("## ")]

    page = read(staff.get("/admin/help/"))

    assert texts(page, ".guide__section > h2") == written
    contents = [link["href"] for link in page.select(".guide__contents a")]
    assert contents == [f"#{heading['id']}" for heading in page.select(".guide h2")]


def test_each_section_of_the_guide_is_short():
    sections = GUIDE.read_text().split("\n## ")[1:]

    longest = max(len(section.strip().splitlines()) for section in sections)

    assert longest <= 25


def test_every_link_to_the_guide_lands_on_a_heading():
    slugs = [section.slug for section in guide_sections()]

    found = {name: section_of(name) for name in admin_names() | SECTION_OF.keys()}

    assert {name: slug for name, slug in found.items() if slug not in slugs} == {}
    assert len(slugs) == len(set(slugs))


def test_every_row_of_the_table_is_about_a_page():
    names = admin_names()

    assert [begin for begin in SECTION_OF if not any(n.startswith(begin) for n in names)] == []


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/admin/", "the-first-page"),
        ("/admin/programme/session/", "finding-your-way"),
        ("/admin/programme/session/add/", "the-form-of-a-session"),
        ("/admin/speakers/speaker/duplicates/", "merging-duplicates"),
        ("/admin/contact/message/", "messages"),
        ("/admin/help/", "finding-your-way"),
    ],
)
def test_each_page_has_a_link_to_its_section(staff, path, section):
    page = read(staff.get(path))

    [link] = page.select(".rail__foot a[href*='/help/']")
    assert (link.get_text(), link["href"]) == ("Help", f"/admin/help/#{section}")


def test_visitors_are_asked_to_log_in(client):
    assert client.get("/admin/help/").status_code == 302
