"""Two editors of one record, in a browser."""

import pytest

from forum.models import Page as SitePage
from speakers.models import Speaker
from tests import factories
from tests.e2e.test_kept_forms import KEPT, leave_for, save, type_title

pytestmark = pytest.mark.django_db(transaction=True)

MINE = "[name=title_en-choice][value=mine]"
THEIRS = "[name=title_en-choice][value=theirs]"


def change(title: str) -> None:
    SitePage.objects.all().change(title_en=title)


def test_typing_into_a_field_chooses_the_own_version(visitor):
    site_page = factories.page(title_en="Careers")
    page = visitor.signs_in(f"/admin/forum/page/{site_page.pk}/change/")
    change("Jobs")
    page.fill("#id_title_en", "Vacancies")
    save(page)
    page.check(THEIRS)

    page.fill("#id_title_en", "Open vacancies")

    assert page.is_checked(MINE)
    save(page)
    page.locator(".messagelist .success").wait_for()
    assert SitePage.objects.get().title_en == "Open vacancies"


def test_a_draft_put_back_is_compared_with_what_was_saved_since(visitor):
    site_page = factories.page(title_en="Careers")
    address = f"/admin/forum/page/{site_page.pk}/change/"
    page = visitor.signs_in(address)
    type_title(page, " here")
    page.locator(KEPT).wait_for()
    leave_for(page, "/admin/")
    change("Jobs")
    page.goto(address)
    page.locator("[data-kept-restore]").click()

    save(page)

    page.locator("#conflict").wait_for()
    assert SitePage.objects.get().title_en == "Jobs"


def test_a_private_draft_put_back_replaces_no_private_text_of_another(visitor):
    person = factories.speaker(notes="Vegetarian", email="first@forum.example")
    address = f"/admin/speakers/speaker/{person.pk}/change/"
    page = visitor.signs_in(address)
    page.locator("#id_notes").evaluate("field => field.closest('details').open = true")
    page.locator("#id_notes").fill("Arrives by train")
    page.locator(KEPT).wait_for()
    leave_for(page, "/admin/")
    Speaker.objects.all().change(notes="Vegan", email="second@forum.example")
    page.goto(address)
    page.locator("[data-kept-restore]").click()
    Speaker.objects.all().change(email="third@forum.example")

    save(page)

    page.locator("#conflict").wait_for()
    rows = page.locator("#conflict tbody tr").evaluate_all(
        "rows => rows.map(row => [row.dataset.outcome, row.querySelector('th').textContent])"
    )
    assert rows == [["taken over", "Private e-mail"], ["choice", "Private notes"]]
    assert page.input_value("#id_email") == "third@forum.example"
    assert Speaker.objects.get().notes == "Vegan"
