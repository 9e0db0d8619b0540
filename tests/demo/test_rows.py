"""Rows of the demo data: how they are built, found, checked and saved."""

import pytest
from django.core.exceptions import ValidationError

from forum.demo.rows import build, columns_of, insert, upsert
from forum.models import Page
from speakers.models import Organization, Speaker
from tests import factories

pytestmark = pytest.mark.django_db


def test_upsert_inserts_a_row_that_does_not_exist():
    row = upsert(Page, {"slug": "careers"}, title="Careers", status="published")

    assert Page.objects.values("pk", "slug", "title_en", "status").get() == {
        "pk": row.pk,
        "slug": "careers",
        "title_en": "Careers",
        "status": "published",
    }


def test_upsert_updates_an_existing_row_and_keeps_its_other_fields():
    page = factories.page(slug="careers", body_en="We are hiring.", status="draft")

    upsert(Page, {"slug": "careers"}, title="Careers", status="published")

    page.refresh_from_db()
    assert (page.title_en, page.body_en, page.status) == ("Careers", "We are hiring.", "published")


@pytest.mark.parametrize(
    "save",
    [
        lambda **values: upsert(Page, {"slug": "careers"}, **values),
        lambda **values: insert(Page, slug="careers", **values),
    ],
    ids=["upsert", "insert"],
)
def test_an_invalid_row_is_not_saved(save):
    with pytest.raises(ValidationError):
        save(title="x" * 201)

    assert Page.objects.count() == 0


def test_build_saves_nothing():
    page = build(Page, slug="careers", title={"en": "Careers", "fr": "Carrières"})

    assert (page.pk, page.slug, page.title_en, page.title_fr) == (
        None,
        "careers",
        "Careers",
        "Carrières",
    )
    assert Page.objects.count() == 0


def test_a_text_is_a_string_in_english_or_a_table_of_languages():
    given = {"name": {"fr": "Région", "ar": " جهة "}, "kind": "government"}

    assert columns_of(Organization, given) == {
        "name_fr": "Région",
        "name_ar": "جهة",
        "kind": "government",
    }
    assert columns_of(Organization, {"name": "Region\n"}) == {"name_en": "Region"}


def test_upsert_sets_relations():
    body = factories.organization()

    upsert(Speaker, {"slug": "amina"}, name="Amina", organization=body)

    assert Speaker.objects.get().organization == body
