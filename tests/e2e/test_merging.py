"""Two records of one person become one, at a desk and on a phone."""

import pytest

from programme.models import Contribution
from speakers.models import Speaker
from tests import factories
from tests.e2e.test_accessibility import violations
from tests.e2e.test_history import Clicks

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair() -> tuple[Speaker, Speaker]:
    event = factories.event("Forum")
    amina = factories.speaker("Amina Alami", function_en="Mayor", photo=factories.picture())
    double = factories.speaker("A. Alami", function_en="Rector", biography_ar="سيرة")
    session = factories.session(event, "Opening")
    for person in (amina, double):
        factories.contribution(person, session=session)
    factories.contribution(double, session=factories.session(event, "Panel"))
    return amina, double


@pytest.mark.parametrize("width", [1280, 390])
def test_a_duplicate_is_merged_in_four_clicks_and_separated_in_one(visitor, pair, width):
    amina, double = pair
    signed_in = visitor.session()
    page = visitor.opens(
        f"/admin/speakers/speaker/{amina.pk}/change/", width=width, storage_state=signed_in
    )
    clicks = Clicks(page)

    clicks.on("link", "Merge with another…")
    problems = violations(page)
    clicks.on("link", "A. Alami")
    clicks.on("radio", "Rector")
    fits = page.evaluate("document.documentElement.scrollWidth") <= width
    problems += violations(page)
    clicks.on("button", "Merge the two records")
    page.wait_for_url("**/programme/done/*/")
    taken = clicks.count
    merged = [*Speaker.objects.values_list("pk", "function_en")]
    parts = Contribution.objects.filter(speaker=amina).count()
    clicks.on("button", "Undo")
    page.get_by_text("Undone:").wait_for()

    assert (merged, parts, taken <= 4) == ([(amina.pk, "Rector")], 2, True)
    assert (fits, problems) == (True, [])
    assert [*Speaker.objects.order_by("pk").values_list("pk", "function_en")] == [
        (amina.pk, "Mayor"),
        (double.pk, "Rector"),
    ]


def test_the_comparison_is_for_everybody_in_arabic_on_a_phone_in_the_dark(visitor, pair):
    amina, double = pair
    page = visitor.signs_in()
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 5000})
    page.context.set_extra_http_headers({"Accept-Language": "ar"})

    page.goto(f"/admin/speakers/speaker/{amina.pk}/merge/?with={double.pk}")

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page) == []


def test_without_script_the_other_record_is_searched_and_kept(visitor, pair):
    amina, double = pair
    signed_in = visitor.session()
    options = {"java_script_enabled": False, "storage_state": signed_in}
    page = visitor.opens(f"/admin/speakers/speaker/{amina.pk}/merge/", **options)

    page.locator("main").get_by_role("searchbox").fill("alami")
    page.get_by_role("button", name="Search").click()
    page.locator("section[aria-labelledby=found]").get_by_role("link").click()
    page.get_by_role("link", name="Keep the other record instead").click()
    page.get_by_role("button", name="Merge the two records").click()

    page.wait_for_url("**/programme/done/*/")
    assert [*Speaker.objects.values_list("pk", flat=True)] == [double.pk]


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("en", 1280, "light"), ("ar", 360, "dark")]
)
def test_possible_duplicates_are_for_everybody(visitor, pair, language, width, scheme):
    page = visitor.signs_in()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 5000})
    page.context.set_extra_http_headers({"Accept-Language": language})

    page.goto("/admin/speakers/speaker/duplicates/")
    wrong = violations(page)
    fits = page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("button[name=distinct]").click()
    page.locator(".merge-settled summary").click()
    wrong += violations(page)

    assert (fits, wrong) == (True, [])
    assert page.locator("button[name=alike]").count() == 1


def test_a_duplicate_is_found_from_the_first_page_and_merged_in_three_clicks(visitor, pair):
    clicks = Clicks(visitor.signs_in())

    clicks.on("link", "People", within=".merge-line")
    clicks.on("link", "Compare and merge…")
    clicks.on("button", "Merge the two records")
    clicks.page.wait_for_url("**/programme/done/*/")

    assert (Speaker.objects.count(), clicks.count) == (1, 3)
