"""What the admin answers to requests that it refuses: words, in its frame, with a way back."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from tests import factories
from tests.html import read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def colleague():
    """A member of staff without any permission."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.staff_user("karim"))
    return client


def said(response, *, status: int) -> tuple:
    page = read(response, status=status)
    back = [link["href"] for link in page.select("main a")]
    return texts(page, "main h1"), len(page.select(".rail")), back


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_page_without_permission_says_so(colleague, language):
    answer = colleague.get("/admin/programme/session/", headers={"Accept-Language": language})

    headings, rails, back = said(answer, status=403)
    page = read(answer, status=403)
    assert page.html["lang"] == language
    assert (len(headings), rails, back) == (1, 1, ["/admin/"])
    assert len(texts(page, "#content > p")[0]) > 30


def test_a_form_that_expired_says_so(colleague):
    answer = colleague.post("/admin/programme/session/add/", {})

    assert said(answer, status=403) == (["This form has expired"], 1, ["/admin/"])


def test_a_form_that_expired_before_signing_in_has_no_rail():
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {})

    assert said(answer, status=403) == (["This form has expired"], 0, ["/admin/"])


def test_an_address_that_does_not_exist_is_answered_in_the_frame(colleague):
    answer = colleague.get("/admin/nothing/")

    assert said(answer, status=404) == (["We cannot find this page"], 1, ["/admin/"])


def test_the_public_sees_its_own_page_of_an_address_that_does_not_exist(client):
    page = read(client.get("/en/nothing/"), status=404)

    assert page.select(".site-header")
    assert texts(page, "main h1") == ["We cannot find this page"]


@pytest.mark.parametrize(
    "fields",
    [["role"], ["role", "speaker", "position"], ["role", "speaker", "position", "function_en"]],
    ids=["few fields", "more than rows", "more than fields"],
)
def test_a_form_of_5000_rows_is_refused_with_a_sentence_and_a_way_back(staff, fields):
    session = factories.session(factories.event(), "Talk")
    address = f"/admin/programme/session/{session.pk}/change/"
    rows = {f"contributions-{n}-{name}": "1" for n in range(5000) for name in fields}
    form = {"title_en": "New", "contributions-TOTAL_FORMS": "5000", **rows}

    page = read(staff.post(address, form), status=400)

    assert texts(page, "main h1") == ["This form is too large"]
    assert "at most 300 rows in a list. Nothing was saved" in texts(page, "#content > p")[0]
    assert [link["href"] for link in page.select("main a.button")] == [address, "/admin/"]
    session.refresh_from_db()
    assert session.title_en == "Talk"


def test_a_form_of_too_many_letters_is_refused_in_the_same_way(staff):
    form = {"title_en": "x" * (3 * 1024 * 1024)}
    encoded = {"content_type": "application/x-www-form-urlencoded"}

    answer = staff.post("/admin/programme/section/add/", urlencode(form), **encoded)

    assert texts(read(answer, status=400), "main h1") == ["This form is too large"]
