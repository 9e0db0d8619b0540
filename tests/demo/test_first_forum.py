"""The first forum, compared with the page on which its organizer published it."""

import copy

import pytest
from django.urls import reverse

from content.translations import columns
from forum.demo import first_forum
from forum.models import Page
from programme.admin.translation_coverage import event_coverage
from programme.models import (
    Contribution,
    Event,
    InterpretationChannel,
    Partnership,
    Quote,
    Section,
    Session,
)
from speakers.models import Organization, Speaker
from tests.html import headings, read, texts
from tests.shared import shared_rows

pytestmark = pytest.mark.django_db

OUTLINE = [
    "h1 Programme",
    "h2 Morocco’s Commitments Towards The Open Government Principles",
    "h3 Open Government Achievements Of The Moroccan Government",
    "h3 Open Parliament Achievements of The Moroccan Parliament",
    "h3 Open Region Achievements Of The Region Of Tangier-Tetouan-Al Hoceima",
    "h2 International Orientations",
    "h3 Open Government Partnership in support of Local Governments",
    "h3 Scaling up Open regions in Morocco",
    "h3 Towards An Open And Smart MENA Region",
    "h3 Local Governments as an Integral Part Of The Move Towards an Open State",
    "h2 Open Subnational Governments Processes, Successes And Challenges",
    "h3 County Government Of Elgeyo Marakwet, Kenya",
    "h3 Ozurgeti, Georgia",
    "h3 Kaduna State, Nigeria",
    "h3 Region of Tangier-Tetouan-Al Hoceima – Morocco",
    "h2 The Role Of The Academic Sector And Civil Society",
    "h3 Collective Intelligence For Open and Smart Governance",
    "h3 Applications Of Open And Smart City Principles",
    "h3 Experiences Of Local Civil Society In The Field Of Open Smart City",
    "h3 Open And Smart Path Towards Development",
    "h2 With the participation of",
]

PEOPLE = [
    "Mr. Ahmed Laamoumri General Secretary Administration Reform Department under the Ministry of"
    " the Economy, Finance and Administration Reform",
    "Mr. Mohammed Ouzzine Deputy Speaker of the Chamber of Representatives Moroccan Parliament",
    "Ms. Fatima El Hassani President Regional Council of Tangier-Tetouan-Al Hoceima",
    "Mr. Rudi Borrmann Deputy Director OGP Local",
    "Mr. Slobodan Milic Resident Director, Morocco National Democratic Institute",
    "Ms. Bassant Helmi Co-Chair Digital Arabia Network",
    "Ms. Charlotte Denise-Adam Organization for Economic Cooperation and Development",
    "Mr. David Goessmann Organization for Economic Cooperation and Development",
    "Mr. John Maritim OGP Focal Point County Government of Elgeyo",
    "Ms. Nana Tavdumadze Chief of Staff Ozurgeti Municipality Local Council",
    "Mr. Yusuf Auta OGP Focal Point Kaduna State",
    "Ms. Hanan Khachani OGP Focal Point Region of Tangier-Tetouan-Al Hoceima",
    "Ms. Yousra El Hatib Team Leader of Tasharoc programme DAI",
    "Mr. Lex Paulson Director of the School of Collective Intelligence University of Mohammed VI"
    " Polytechnic",
    "Mr. Abdelkrim Marzouk Dean of School of Humanities and Social Sciences Al Akhawayn University",
    "Ms. Samia El Baouchi President Femmes Bladi",
    "Ms. Zineb Mahrez Impact For Development",
    "Ms. Fatima-Ezzahra Denial Impact For Development",
    "Mr. Tarik Nesh-Nash Open Government Expert",
]

ORGANIZATIONS = [
    "Impact For Development",
    "Organization for Economic Cooperation and Development",
    "National Democratic Institute",
    "National Endowment for Democracy",
    "Digital Arabia Network",
    "Administration Reform Department under the Ministry of the Economy, Finance and Administration"
    " Reform",
    "Al Akhawayn University",
    "County Government of Elgeyo",
    "DAI",
    "Femmes Bladi",
    "Kaduna State",
    "Moroccan Parliament",
    "OGP Local",
    "Ozurgeti Municipality Local Council",
    "Region of Tangier-Tetouan-Al Hoceima",
    "Regional Council of Tangier-Tetouan-Al Hoceima",
    "University of Mohammed VI Polytechnic",
]

MODELS = (Event, Partnership, Section, Session, Contribution, Organization, Speaker, Page)


loaded = shared_rows(first_forum.load)


@pytest.fixture
def forum(loaded, db) -> Event:
    return copy.deepcopy(loaded)


def everything() -> dict[str, list[dict]]:
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in MODELS}


def test_the_agenda_matches_the_organizers_page(client, forum):
    page = read(client.get(forum.get_agenda_url()))

    assert headings(page) == OUTLINE
    assert texts(page, ".person") == PEOPLE
    assert texts(page, "main time") == ["Friday 20 November 2020"]


def test_the_home_page_shows_the_name_tagline_partners_and_expert(client, forum):
    page = read(client.get("/en/"))

    assert texts(page, "h1") == ["Open Smart Regions"]
    assert texts(page, ".cover__motto") == ["Convergence for Openness"]
    assert texts(page, ".plates__title") == ["Organizer", "Partners"]
    assert texts(page, ".plate__name") == ORGANIZATIONS[:5]
    assert [f"h2 {title}" for title in texts(page, ".section-list h3")] == [
        heading for heading in OUTLINE[1:-1] if heading.startswith("h2")
    ]
    assert texts(page, ".person") == PEOPLE
    assert [text for text in texts(page, "main p") if text.startswith("On Friday 20 November 2020")]


def test_the_record_is_finished_without_what_the_client_has_not_given(client, forum):
    page = read(client.get("/en/"))

    assert headings(page)[:4] == [
        "h1 Open Smart Regions",
        "h2 The record",
        "h2 About the forum",
        "h2 Programme",
    ]
    assert texts(page, ".cover__state") == [
        "Held on 20 November 2020. Thank you to everyone who took part."
    ]
    assert texts(page, ".figures__one") == [
        "4 sections",
        "15 sessions",
        "19 speakers",
        "17 organizations",
    ]
    empty = [
        each.name
        for each in page.main.select("p, ul, ol, dl, section, figure, h2, h3")
        if not each.get_text(strip=True)
    ]
    assert empty == []
    assert page.main.select("img, .arch, .quote, .document-list, .section-list__summary") == []


def test_the_agenda_of_the_first_forum_has_no_empty_part(client, forum):
    page = read(client.get(forum.get_agenda_url()))

    blocks = page.main.select(".untimed, .untimed__items, .cast, .cast__member, .person, p, ul")
    assert len(blocks) > 60
    assert [each for each in blocks if not each.get_text(strip=True)] == []
    assert page.main.select(".arch, .untimed__notes, .untimed__status") == []


def test_every_organization_is_listed_once_partners_first(client, forum):
    page = read(client.get(reverse("organization-list", args=[forum.slug])))

    assert texts(page, ".plate__name") == ORGANIZATIONS


def test_all_nineteen_people_are_listed_by_family_name(client, forum):
    page = read(client.get(reverse("speaker-list", args=[forum.slug])))

    names = texts(page, ".person__name")
    assert len(names) == 19
    assert (names[0], names[-1]) == ("Mr. Yusuf Auta", "Ms. Nana Tavdumadze")


def test_the_menu_lists_search_programme_people_pages_and_contact(client, forum):
    page = read(client.get("/en/"))

    assert texts(page, "header :is(.site-nav, .site-header__search) a") == [
        "Search",
        "Programme",
        "Speakers",
        "Organizations",
        *("Organizations", "My sessions", "Programme changes", "Contact", "All forums"),
    ]


@pytest.mark.parametrize("slug", ["methodologies", "projects", "careers"])
def test_an_empty_page_says_so_and_links_to_the_contact_form(client, forum, slug):
    page = read(client.get(f"/en/pages/{slug}/"))

    assert page.h1.get_text() == slug.capitalize()
    assert texts(page, "main p")[0] == "This page is being prepared."
    assert page.select_one("main a")["href"] == f"/en/contact/?topic={slug}"


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_footer_links_to_privacy_and_accessibility_in_each_language(client, forum, language):
    foot = read(client.get(f"/{language}/")).select("footer a[href*=pages]")

    pages = {link["href"]: read(client.get(link["href"])) for link in foot}
    assert list(pages) == [f"/{language}/pages/{slug}/" for slug in ("privacy", "accessibility")]
    for page in pages.values():
        assert len(page.select("main h2")) == 3
        assert page.select("main [lang]") == []
        assert page.select(f'main a[href="/{language}/contact/"]')


def test_the_coverage_lists_the_names_that_nobody_has_attested_in_arabic(forum):
    missing = {
        (cell.language, line.label): cell.missing
        for line in event_coverage(forum)
        for cell in line.cells
        if cell.missing
    }

    assert missing == {("ar", "People: name"): 13, ("ar", "Organizations: name"): 2}


def test_loading_it_again_keeps_the_words_of_staff_on_a_page_that_had_words(forum):
    Page.objects.filter(slug="privacy").change(body_en="Our own policy.")

    first_forum.load()

    assert Page.objects.get(slug="privacy").body_en == "Our own policy."


def test_loading_it_twice_changes_nothing(forum):
    before = everything()

    first_forum.load()

    assert everything() == before


def test_loading_it_again_keeps_what_staff_added_and_puts_back_what_the_file_says(forum):
    Page.objects.filter(slug="careers").change(body_en="We are hiring.")
    forum.sessions.filter(slug="kaduna-state-nigeria").change(title_en="Kaduna")
    extra = Speaker.objects.create(name_en="Somebody else")

    first_forum.load()

    assert Page.objects.get(slug="careers").body_en == "We are hiring."
    assert forum.sessions.get(slug="kaduna-state-nigeria").title_en == "Kaduna State, Nigeria"
    assert Speaker.objects.filter(pk=extra.pk).exists()


def test_loading_it_again_finds_rows_whose_slugs_staff_have_changed(forum):
    before = everything()
    for model, number in ((Organization, 1), (Speaker, 2), (Page, 3), (Session, 4), (Section, 5)):
        for row in model.objects.order_by("pk"):
            row.slug = f"moved-{number}-{row.pk}"
            row.save()
    forum.slug = "forum-of-2020"
    forum.save()
    Partnership.objects.filter(role="organizer").change(role="host")
    Contribution.objects.filter(session__isnull=False).change(role="chair")

    first_forum.load()

    after = everything()
    for row in [row for rows in (*before.values(), *after.values()) for row in rows]:
        row.pop("slug", None)
    assert after == before
    assert Event.objects.get().slug == "forum-of-2020"
    assert set(Session.objects.values_list("slug", flat=True)) == {
        f"moved-4-{session['id']}" for session in after["Session"]
    }


def test_loading_it_again_finds_a_row_whose_slug_and_name_staff_have_changed(forum):
    speaker = Speaker.objects.get(slug="ahmed-laamoumri")
    speaker.slug, speaker.name_en = "laamoumri", "A. Laamoumri"
    speaker.save()

    first_forum.load()

    assert Speaker.objects.count() == 19
    speaker.refresh_from_db()
    assert (speaker.slug, speaker.name_en) == ("laamoumri", "Ahmed Laamoumri")


def test_nothing_is_put_into_the_mouths_of_the_people_of_the_first_forum():
    event = first_forum.load()

    sessions = event.sessions.values_list(
        *columns("summary"), *columns("subtitle"), "registration_url", "may_be_recorded"
    )
    rooms = [row.plan for row in event.rooms.all()]
    assert {*sessions} == {(*[None] * 6, "", "unknown")}
    assert [row for row in (event.plan, *rooms) if row] == []
    assert [*Speaker.objects.exclude(photo="")] == [*Organization.objects.exclude(logo="")] == []
    assert [*Quote.objects.all()] == [*InterpretationChannel.objects.all()] == []
