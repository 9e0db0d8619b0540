"""Putting rows into the database by what identifies them, as often as one likes."""

import pytest
from django.core.exceptions import ValidationError

from forum.demo.rows import columns_of, put
from forum.models import Page
from speakers.models import Organization, Speaker
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_row_that_is_not_there_is_made():
    row = put(Page, {"slug": "careers"}, title="Careers", status="published")

    assert Page.objects.values("pk", "slug", "title_en", "status").get() == {
        "pk": row.pk,
        "slug": "careers",
        "title_en": "Careers",
        "status": "published",
    }


def test_a_row_that_is_there_is_brought_to_what_is_given_and_keeps_the_rest():
    page = factories.page(slug="careers", body_en="We are hiring.", status="draft")

    put(Page, {"slug": "careers"}, title="Careers", status="published")

    page.refresh_from_db()
    assert (page.title_en, page.body_en, page.status) == ("Careers", "We are hiring.", "published")


def test_a_wrong_row_is_refused_and_not_made():
    with pytest.raises(ValidationError):
        put(Page, {"slug": "careers"}, title="x" * 201)

    assert Page.objects.count() == 0


def test_a_text_is_in_english_or_in_the_languages_that_are_named():
    given = {"name": {"fr": "Région", "ar": " جهة "}, "kind": "government"}

    assert columns_of(Organization, given) == {
        "name_fr": "Région",
        "name_ar": "جهة",
        "kind": "government",
    }
    assert columns_of(Organization, {"name": "Region\n"}) == {"name_en": "Region"}


def test_a_relation_is_part_of_what_is_given():
    body = factories.organization()

    put(Speaker, {"slug": "amina"}, name="Amina", organization=body)

    assert Speaker.objects.get().organization == body
