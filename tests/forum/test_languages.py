"""The site in three languages: the address decides, the interface is whole, nothing vanishes."""

import datetime as dt
import re
from urllib.parse import urljoin

import pytest
from bs4 import NavigableString
from django.utils import translation
from django.utils.formats import date_format

from content.translations import join_list
from forum.demo import first_forum, showcase
from programme.models import Contribution, Event, Partnership, Room, Session
from speakers.models import Organization, Speaker
from tests import factories
from tests.forum.test_catalogues import entries
from tests.html import headings, read, texts

pytestmark = pytest.mark.django_db

FORUM = "events/open-smart-regions-2020"


def walk(client, language: str) -> dict[str, object]:
    """Every page of a language that can be reached from its first page."""
    found, ahead = {}, [f"/{language}/"]
    while ahead:
        address = ahead.pop()
        found[address] = read(client.get(address))
        links = {link["href"].partition("#")[0] for link in found[address].select("a[href]")}
        ahead += [x for x in links if x.startswith(f"/{language}/") and x not in {*found, *ahead}]
    return found


def english_words(page, language: str) -> set[str]:
    """Texts of the English interface that a page shows outside what is marked as English."""
    known = {key.rpartition("\x04")[2] for key, (text, *_) in entries(language) if text != key}
    shown = {
        " ".join(text.split())
        for text in page.find_all(string=True)
        if type(text) is NavigableString and not _in_english(text)
    }
    return {text for text in shown if text and text in known}


def _in_english(text: NavigableString) -> bool:
    marked = text.find_parent(attrs={"lang": True})
    return marked is not None and marked["lang"] == "en"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_no_page_of_a_full_programme_shows_an_english_word_of_the_interface(client, language):
    showcase.load(sessions=60, speakers=40)
    factories.page(title_fr="Carrières", title_ar="فرص العمل", menu_position=1)

    pages = walk(client, language)

    wrong = {address: english_words(page, language) for address, page in pages.items()}
    assert len(pages) > 130
    assert {address: words for address, words in wrong.items() if words} == {}


@pytest.mark.parametrize(
    ("language", "direction", "programme", "day", "person"),
    [
        (
            "fr",
            "ltr",
            "Programme",
            "Vendredi 20 novembre 2020",
            "Mme Fatima El Hassani Présidente Conseil de la Région Tanger-Tétouan-Al Hoceïma",
        ),
        (
            "ar",
            "rtl",
            "البرنامج",
            "الجمعة 20 نونبر 2020",
            "السيدة فاطمة الحساني رئيسة مجلس جهة طنجة تطوان الحسيمة",
        ),
    ],
)
def test_the_first_forum_is_whole_in_each_language(
    client, language, direction, programme, day, person
):
    first_forum.load()

    page = read(client.get(f"/{language}/{FORUM}/agenda/"))

    assert (page.html["lang"], page.html["dir"]) == (language, direction)
    assert headings(page)[0] == f"h1 {programme}"
    assert texts(page, "main time") == [day]
    assert texts(page, ".person")[2] == person
    assert len(texts(page, "h3")) == 15
    assert page.main.select("[lang]") == []


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_nothing_of_the_first_forum_is_in_another_language_than_the_readers(client, language):
    first_forum.load()

    marked = {
        address: [str(element)[:80] for element in page.main.select("[lang]")]
        for address, page in walk(client, language).items()
    }

    assert {address: elements for address, elements in marked.items() if elements} == {}


def test_no_page_shows_what_turns_the_text_around_it_even_if_it_was_stored(client):
    harm, forum = "\u202eturned\u2067", factories.event("Forum", slug="forum")
    room = factories.room(forum)
    session = factories.session(
        forum, "Talk", slug="talk", hours="09:00-10:00", room=room, status="cancelled"
    )
    part = factories.contribution(factories.speaker("Amina", slug="amina"), session=session)
    backing = factories.partnership(forum, factories.organization())
    Event.objects.update(name_en=harm, tagline_en=harm, introduction_en=harm, venue_name_en=harm)
    Room.objects.update(name_en=harm, directions_en=harm)
    Session.objects.update(title_en=harm, abstract_en=harm, cancellation_reason_en=harm)
    Speaker.objects.update(name_en=harm, honorific_en=harm, biography_en=harm)
    Organization.objects.update(name_en=harm, acronym_en=harm)
    Contribution.objects.filter(pk=part.pk).update(function_en=harm)
    Partnership.objects.filter(pk=backing.pk).update(label_en=harm)

    for language in ("en", "ar"):
        pages = {a: page.encode() for a, page in walk(client, language).items()}
        feed = client.get(f"/{language}/events/forum/agenda.ics").content
        found = client.get(f"/{language}/search/?q=turned").content
        wrong = [
            address
            for address, text in {**pages, "feed": feed, "search": found}.items()
            if re.search("\u202e|turned\u2067", text.decode())
        ]

        assert len(pages) > 8
        assert wrong == []


@pytest.mark.parametrize(
    "address",
    [
        "agenda/?q=\u202eevil\u2067&room=\u202ex",
        "agenda/?tz=\u202eevil&\u2067=evil&view=\u202e",
        "speakers/?q=\u202eevil\u2067",
        "sessions/talk/?tz=\u202eevil\u2067&x=\u2066",
        "/search/?q=\u202eevil\u2067",
    ],
)
def test_no_page_says_again_what_turns_the_text_around_it(client, address):
    forum = factories.event(slug="forum")
    factories.session(forum, slug="talk", hours="09:00-10:00", room=factories.room(forum))

    page = read(client.get(urljoin("/ar/events/forum/", address.replace("/search", "/ar/search"))))

    assert "evil" in str(page)
    assert re.search("[\u202e\u2066\u2067]", str(page)) is None


def test_the_word_for_partners_is_marked_where_it_is_in_another_language(client):
    forum = factories.event(slug="forum", name_ar="المنتدى")
    factories.partnership(forum, factories.organization(), label_fr="Avec l’appui de : tous")

    page = read(client.get("/ar/events/forum/organizations/"))

    word = page.select_one("main h2 bdi")
    assert (word["lang"], word["dir"]) == ("fr", "ltr")
    assert word.get_text() == "Avec l’appui de\u00a0: tous"


def test_the_switch_leads_to_the_same_page_and_names_each_language_itself(client):
    first_forum.load()

    page = read(client.get(f"/fr/{FORUM}/agenda/"))

    switch = page.select_one(".language-switch")
    links = [
        (link["href"], link["lang"], link["hreflang"], link["dir"], link.get_text())
        for link in switch.select("a")
    ]
    assert links == [
        (f"/en/{FORUM}/agenda/", "en", "en", "ltr", "English"),
        (f"/ar/{FORUM}/agenda/", "ar", "ar", "rtl", "العربية"),
    ]
    assert texts(switch, "[aria-current=true]") == ["Français"]


@pytest.mark.parametrize("address", ["/xx/", "/en/nothing/", "/fr/events/none/nothing/"])
def test_an_address_of_nothing_offers_the_three_languages(client, address):
    page = read(client.get(address), status=404)

    offered = {link["href"] for link in page.select(".language-switch a")}
    assert offered | {f"/{page.html['lang']}/"} == {"/en/", "/fr/", "/ar/"}


def test_pages_name_their_other_languages_and_only_those_that_have_the_text(client):
    forum = factories.event("Forum", name_fr="Le forum", slug="forum")
    factories.session(forum, title_en="", title_ar="جلسة", slug="talk")

    def named(address: str) -> dict[str, str]:
        links = read(client.get(address)).select("link[rel=alternate]")
        base = "http://127.0.0.1:8000"
        return {link["hreflang"]: link["href"].removeprefix(base) for link in links}

    assert named("/fr/events/forum/") == {
        "en": "/en/events/forum/",
        "fr": "/fr/events/forum/",
        "x-default": "/en/events/forum/",
    }
    assert named("/ar/events/forum/") == {}
    assert named("/en/events/forum/sessions/talk/") == {}
    assert named("/ar/events/forum/sessions/talk/") == {
        "ar": "/ar/events/forum/sessions/talk/",
        "x-default": "/ar/events/forum/sessions/talk/",
    }
    assert set(named("/ar/events/")) == {"en", "fr", "ar", "x-default"}


def test_a_missing_text_shows_the_best_other_one_marked_and_with_a_quiet_note(client):
    forum = factories.event("Forum", name_ar="المنتدى")
    session = factories.session(forum, "Open data", abstract_en="Why it **matters**.", slug="talk")

    page = read(client.get(session.get_absolute_url().replace("/en/", "/ar/")))

    title = page.h1.bdi
    assert (title.get_text(), title["lang"], title["dir"]) == ("Open data", "en", "ltr")
    assert (page.select_one(".prose")["lang"], page.select_one(".prose")["dir"]) == ("en", "ltr")
    assert texts(page, ".only-in") == ["بالإنجليزية فقط"] * 2
    assert page.title.get_text() == "\u2068Open data\u2069 – المنتدى"


def test_a_text_in_the_readers_language_has_neither_mark_nor_note(client):
    forum = factories.event("Forum", name_fr="Le forum", introduction_fr="Pourquoi.")

    page = read(client.get(forum.get_absolute_url().replace("/en/", "/fr/")))

    assert page.main.select("[lang], .only-in") == []
    assert page.title.get_text().startswith("Le forum")


@pytest.mark.parametrize(
    ("language", "talk", "event", "home"),
    [
        (
            "en",
            "Cancelled: Talk, 4 May 09:00 – Forum",
            "Forum, 4 May 2027",
            "Forum: Theme",
        ),
        (
            "fr",
            "Annulée\u00a0: Exposé, 4 mai 09:00 – Le forum",
            "Le forum, 4 mai 2027",
            "Le forum\u00a0: Thème",
        ),
        (
            "ar",
            "ملغاة: عرض، 4 ماي 09:00 – المنتدى",
            "المنتدى، 4 ماي 2027",
            "المنتدى: موضوع",
        ),
    ],
)
def test_titles_are_joined_as_each_language_joins_them(client, language, talk, event, home):
    forum = factories.event("Forum", name_fr="Le forum", name_ar="المنتدى", slug="forum")
    factories.session(
        forum,
        "Talk",
        title_fr="Exposé",
        title_ar="عرض",
        slug="talk",
        status="cancelled",
        hours="09:00-10:00",
    )
    forum.tagline_en, forum.tagline_fr, forum.tagline_ar = "Theme", "Thème", "موضوع"
    forum.save()

    addresses = ("events/forum/sessions/talk/", "events/forum/", "")
    titles = [read(client.get(f"/{language}/{address}")).title.get_text() for address in addresses]

    assert titles == [talk, event, home]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_clock_time_stands_alone_and_ranges_have_an_en_dash(client, language):
    forum = factories.event(slug="forum")
    talk = factories.session(forum, hours="09:00-10:15")

    for address in (f"/{language}/events/forum/agenda/", talk.get_absolute_url()):
        page = read(client.get(address.replace("/en/", f"/{language}/")))
        clocks = [time for time in page.main.select("time") if ":" in time.get_text()]
        bare = [
            text
            for text in page.main.find_all(string=re.compile(r"\d\d:\d\d"))
            if text.parent.name not in {"time", "option"}
        ]

        assert {(time["dir"], len(time.get_text())) for time in clocks} == {("ltr", 5)}
        assert "09:00–10:15" in "".join(page.main.get_text().split())
        assert bare == []


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ar": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
}


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_months_are_named_as_in_morocco(language):
    with translation.override(language):
        names = [date_format(dt.date(2027, month, 1), "F") for month in range(1, 13)]

    assert " ".join(names) == MONTHS[language]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "شخص واحد"),
        (2, "شخصان"),
        (3, "أشخاص"),
        (10, "أشخاص"),
        (11, "شخصا"),
        (99, "شخصا"),
        (100, "شخص"),
        (103, "أشخاص"),
    ],
)
def test_arabic_counts_in_six_forms(count, words):
    with translation.override("ar"):
        counted = translation.ngettext("%(count)s person", "%(count)s people", count)

    assert counted % {"count": count} == f"{count} {words}"


@pytest.mark.parametrize(
    ("language", "joined"), [("en", "a, b, c"), ("fr", "a, b, c"), ("ar", "a، b، c")]
)
def test_a_list_is_joined_as_the_language_joins_it(language, joined):
    with translation.override(language):
        assert join_list("abc") == joined


def test_people_without_a_name_in_arabic_are_found_in_the_arabic_list(client):
    forum = factories.event(slug="forum")
    factories.contribution(factories.speaker("Zineb"), event=forum)
    factories.contribution(factories.speaker(name_en="", name_ar="أمينة"), event=forum)

    page = read(client.get("/ar/events/forum/speakers/"))

    assert texts(page, ".person__name") == ["أمينة", "Zineb"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Casablanca time (UTC+0)"),
        ("fr", "Heure de Casablanca (UTC+0)"),
        ("ar", "توقيت الدار البيضاء (\u200eUTC+0\u200e)"),
    ],
)
def test_times_name_their_zone_in_words(client, language, words):
    forum = factories.event(slug="forum")
    factories.session(forum, hours="09:00-10:00")

    page = read(client.get(f"/{language}/events/forum/agenda/"))

    assert texts(page, ".agenda-head .zone-line") == [words]
    hours = page.select(".session-card__hours time")
    assert [(time.get_text(), time["dir"]) for time in hours] == [
        ("09:00", "ltr"),
        ("10:00", "ltr"),
    ]


def test_a_page_asks_as_often_in_each_language(client, django_assert_max_num_queries):
    first_forum.load()
    counts = {}
    for language in ("en", "fr", "ar"):
        with django_assert_max_num_queries(6) as asked:
            client.get(f"/{language}/{FORUM}/agenda/")
        counts[language] = len(asked)

    assert len(set(counts.values())) == 1


@pytest.mark.parametrize(("language", "word"), [("fr", "Événements"), ("ar", "الأحداث")])
def test_the_admin_speaks_the_language_of_the_browser(staff, language, word):
    factories.event()

    page = read(staff.get("/admin/programme/", headers={"Accept-Language": language}))

    assert page.html["lang"] == language
    assert page.html["dir"] == ("rtl" if language == "ar" else "ltr")
    assert word.lower() in page.get_text().lower()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_contact_form_answers_in_the_readers_language(client, language):
    page = read(client.post(f"/{language}/contact/", {}), status=422)

    with translation.override(language):
        sentence = translation.gettext("Enter your name.")
    assert texts(page, ".field__error")[0] == sentence
    assert english_words(page, language) == set()
