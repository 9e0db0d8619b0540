"""Two editors of one record, in a browser."""

import pytest

from forum.models import Page as SitePage
from tests import factories
from tests.e2e.test_kept_forms import KEPT, leave_for, save, type_title

pytestmark = pytest.mark.django_db(transaction=True)

MINE = "[name=title_en-choice][value=mine]"
THEIRS = "[name=title_en-choice][value=theirs]"


def change(title: str) -> None:
    SitePage.objects.all().change(title_en=title)


def test_typing_into_a_field_chooses_the_own_version(visitor):
    site_page = factories.page(title_en="Careers")
    page = visitor.signs_in()
    page.goto(f"/admin/forum/page/{site_page.pk}/change/")
    change("Jobs")
    page.fill("#id_title_en", "Vacancies")
    save(page)
    page.check(THEIRS)

    page.fill("#id_title_en", "Open vacancies")

    assert page.is_checked(MINE)
    save(page)
    page.wait_for_url("**/admin/forum/page/**")
    assert SitePage.objects.get().title_en == "Open vacancies"


def test_a_draft_put_back_is_compared_with_what_was_saved_since(visitor):
    site_page = factories.page(title_en="Careers")
    page = visitor.signs_in()
    address = f"/admin/forum/page/{site_page.pk}/change/"
    page.goto(address)
    type_title(page, " here")
    page.locator(KEPT).wait_for()
    leave_for(page, "/admin/")
    change("Jobs")
    page.goto(address)
    page.locator("[data-kept-restore]").click()

    save(page)

    page.locator("#conflict").wait_for()
    assert SitePage.objects.get().title_en == "Jobs"
