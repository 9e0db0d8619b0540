"""Whose a page is: those of an event stand under that event, all others under the site."""

import pytest
from bs4 import BeautifulSoup

from tests import factories
from tests.html import read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

OF_THE_PAST = {
    "/en/events/past/": 200,
    "/en/events/past/agenda/": 200,
    "/en/events/past/agenda/2020-11-20/": 200,
    "/en/events/past/agenda/?view=grid": 200,
    "/en/events/past/changes/": 200,
    "/en/events/past/sessions/talk/": 200,
    "/en/events/past/sections/part/": 200,
    "/en/events/past/rooms/hall/": 200,
    "/en/events/past/speakers/": 200,
    "/en/events/past/organizations/": 200,
    "/en/events/past/nothing/": 404,
    "/en/events/past/sessions/nothing/": 404,
    "/en/events/past/sessions/gone/": 410,
}
OF_THE_SITE = {
    "/en/events/": 200,
    "/en/speakers/": 200,
    "/en/speakers/amina/": 200,
    "/en/organizations/": 200,
    "/en/organizations/impact/": 200,
    "/en/pages/about/": 200,
    "/en/search/": 200,
    "/en/search/?q=talk": 200,
    "/en/contact/": 200,
    "/en/nothing/": 404,
    "/en/events/nothing/": 404,
    "/en/events/deleted/": 410,
    "/en/speakers/nobody/": 404,
}
LISTS = ["agenda/", "speakers/", "organizations/"]


@pytest.fixture(autouse=True)
def forums():
    """One that is over, and one that is to come, which is the current one."""
    factories.identity("Our Forums", organizer_en="The City of Fez")
    factories.event("The Next", slug="next")
    day = {"first_day": "2020-11-20", "last_day": "2020-11-20"}
    past = factories.event("Open Past", slug="past", short_name_en="Past 2020", **day)
    past.refresh_from_db()
    hall = factories.room(past, slug="hall")
    part = factories.section(past, slug="part")
    where = {"section": part, "room": hall, "hours": "09:00-10:00"}
    talk = factories.session(past, slug="talk", **where)
    impact = factories.organization(slug="impact")
    amina = factories.speaker(slug="amina", organization=impact)
    factories.contribution(amina, session=talk, organization=impact)
    factories.session(past, slug="gone").delete()
    factories.event(slug="deleted").delete()
    factories.page("About us", slug="about", body_en="Text", menu_position=1)


def addresses(page: BeautifulSoup, selector: str) -> list[str]:
    return [link["href"] for link in page.select(f"{selector} a")]


@pytest.mark.parametrize(("path", "status"), OF_THE_PAST.items())
def test_a_page_of_a_past_event_stands_under_its_own_name(client, path, status):
    page = read(client.get(path), status=status)

    below = [f"/en/events/past/{name}" for name in LISTS]
    assert "Open Past" in page.title.string
    assert texts(page, ".site-header__name") == ["Past 2020"]
    assert addresses(page, ".site-header__name") == ["/en/events/past/"]
    assert [a for a in addresses(page, ".site-nav") if a in below][:3] == below
    assert texts(page, ".site-footer__name") == ["Open Past"]
    assert set(below) < set(addresses(page, "footer"))
    assert "The Next" not in page.select_one("header").get_text()
    assert "/en/events/next/" not in str(page.select("header, footer"))


@pytest.mark.parametrize(("path", "status"), OF_THE_SITE.items())
def test_a_page_of_no_event_stands_under_the_site(client, path, status):
    page = read(client.get(path), status=status)

    assert page.title.string.endswith("Our Forums")
    assert texts(page, ".site-header__name") == ["Our Forums"]
    assert addresses(page, ".site-header__name") == ["/en/events/"]
    assert texts(page, ".site-nav > ul > li > a") == ["Forums", "People", "Organizations", "Search"]
    assert texts(page, ".menu__list a")[-2:] == ["Contact", "About us"]
    assert texts(page, ".site-footer__name") == ["Our Forums"]
    assert {"/en/events/next/", "/en/events/past/"} < set(addresses(page, "footer"))


def test_a_link_that_is_shared_names_whose_page_it_is(client):
    def site_name(path: str) -> str:
        return read(client.get(path)).select_one("meta[property='og:site_name']")["content"]

    assert site_name("/en/events/past/sessions/talk/") == "Open Past"
    assert site_name("/en/speakers/amina/") == "Our Forums"


def test_the_foot_of_every_page_names_the_organizer_and_the_software(client):
    event, site = (read(client.get(path)) for path in ("/en/events/past/", "/en/events/"))

    assert texts(event, ".site-footer__who p") == ["Open Past", "The City of Fez"]
    assert texts(site, ".site-footer__who p") == ["Our Forums", "The City of Fez"]
    assert [page.footer.get_text().count("Open Forum") for page in (event, site)] == [1, 1]


def test_a_page_without_text_is_in_no_menu_until_it_has_one(client):
    page = factories.page("Projects", menu_position=2)
    factories.page("Privacy")

    before = read(client.get("/en/events/past/"))
    page.body_en = "Ours"
    page.save()
    after = read(client.get("/en/events/past/"))

    assert [
        link for link in texts(before, "header a, footer a") if link in {"Projects", "Privacy"}
    ] == []
    assert texts(after, "header a, footer a").count("Projects") == 2


def test_the_name_of_a_forum_in_the_header_is_short_in_the_languages_that_have_it_so(client):
    factories.event("Long", slug="long", name_fr="Le nom entier", short_name_en="Short")

    names = [
        texts(read(client.get(f"/{code}/events/long/")), ".site-header__name")
        for code in ("en", "fr")
    ]

    assert names == [["Short"], ["Le nom entier"]]
