"""The site in three languages: complete interface, fallback texts, dates, plurals and direction."""

import datetime as dt
import re
from functools import cache
from urllib.parse import urljoin

import pytest
from bs4 import NavigableString
from django.utils import translation
from django.utils.formats import date_format

from content.translations import join_list
from forum.context_processors import menu_of
from forum.demo import first_forum, showcase
from programme.models import Contribution, Event, Partnership, Room, Session
from programme.models.contributions import shown_role
from programme.templatetags.rows import day_tab
from speakers.models import Organization, Speaker
from tests import factories
from tests.forum.test_catalogues import entries
from tests.html import headings, read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FORUM = "events/open-smart-regions-2020"
UNATTESTED = {
    "Rudi Borrmann",
    "Slobodan Milic",
    "Charlotte Denise-Adam",
    "David Goessmann",
    "John Maritim",
    "Nana Tavdumadze",
    "Yusuf Auta",
    "Hanan Khachani",
    "Yousra El Hatib",
    "Abdelkrim Marzouk",
    "Samia El Baouchi",
    "Zineb Mahrez",
    "Fatima-Ezzahra Denial",
    "Digital Arabia Network",
    "Femmes Bladi",
}
"""People and organizations of the first forum whose names no source has in Arabic script."""


def walk(client, language: str) -> dict[str, object]:
    """Every page of a language that can be reached from its first page."""
    found, ahead = {}, [f"/{language}/"]
    while ahead:
        address = ahead.pop()
        response = client.get(address)
        if not response["Content-Type"].startswith("text/html"):
            continue
        found[address] = read(response)
        links = {link["href"].partition("#")[0] for link in found[address].select("a[href]")}
        ahead += [x for x in links if x.startswith(f"/{language}/") and x not in {*found, *ahead}]
    return found


def english_words(page, language: str) -> set[str]:
    """English interface texts on a page, outside elements marked as English."""
    known = _translated(language)
    return {
        words
        for text in page.find_all(string=True)
        if type(text) is NavigableString
        and (words := " ".join(text.split()))
        and words in known
        and not _in_english(text)
    }


@cache
def _translated(language: str) -> set[str]:
    return {key.rpartition("\x04")[2] for key, (text, *_) in entries(language) if text != key}


def _in_english(text: NavigableString) -> bool:
    marked = text.find_parent(attrs={"lang": True})
    return marked is not None and marked["lang"] == "en"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_no_page_of_the_showcase_has_an_untranslated_interface_text(client, language):
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
            "Mme Fatima El Hassani Présidente Conseil de la région de Tanger-Tétouan-Al Hoceima",
        ),
        (
            "ar",
            "rtl",
            "البرنامج",
            "الجمعة 20 نونبر 2020",
            "السيدة فاطمة الحساني الرئيسة مجلس جهة طنجة تطوان الحسيمة",
        ),
    ],
)
def test_the_first_forum_is_complete_in_each_language(
    client, language, direction, programme, day, person
):
    first_forum.load()

    page = read(client.get(f"/{language}/{FORUM}/agenda/"))

    assert (page.html["lang"], page.html["dir"]) == (language, direction)
    assert headings(page)[0] == f"h1 {programme}"
    assert texts(page, "main time") == [day]
    assert texts(page, ".person")[2] == person
    assert len(texts(page, "h3")) == 15


@pytest.mark.parametrize(("language", "names"), [("en", set()), ("fr", set()), ("ar", UNATTESTED)])
def test_only_names_without_an_arabic_form_are_in_another_language_than_the_readers(
    client, language, names
):
    first_forum.load()

    marked = [
        (element["lang"], element["dir"], " ".join(element.get_text().split()))
        for page in walk(client, language).values()
        for element in page.main.select("[lang]")
    ]

    assert set(marked) == {("en", "ltr", name) for name in names}


def test_no_page_shows_direction_overrides_that_are_stored(client):
    harm, forum = "\u202eturned\u2067", factories.event("Forum", slug="forum")
    room = factories.room(forum)
    session = factories.session(
        forum, "Talk", slug="talk", hours="09:00-10:00", room=room, status="cancelled"
    )
    part = factories.contribution(factories.speaker("Amina", slug="amina"), session=session)
    backing = factories.partnership(forum, factories.organization())
    factories.past_saving(Event).update(
        name_en=harm, tagline_en=harm, introduction_en=harm, venue_name_en=harm
    )
    factories.past_saving(Room).update(name_en=harm, directions_en=harm)
    factories.past_saving(Session).update(
        title_en=harm, abstract_en=harm, cancellation_reason_en=harm
    )
    factories.past_saving(Speaker).update(name_en=harm, honorific_en=harm, biography_en=harm)
    factories.past_saving(Organization).update(name_en=harm, acronym_en=harm)
    factories.past_saving(Contribution).filter(pk=part.pk).update(function_en=harm)
    factories.past_saving(Partnership).filter(pk=backing.pk).update(label_en=harm)

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
def test_no_page_repeats_direction_overrides_of_its_address(client, address):
    forum = factories.event(slug="forum")
    factories.session(forum, slug="talk", hours="09:00-10:00", room=factories.room(forum))

    page = read(client.get(urljoin("/ar/events/forum/", address.replace("/search", "/ar/search"))))

    assert "evil" in str(page)
    assert re.search("[\u202e\u2066\u2067]", str(page)) is None


def test_a_partner_label_in_another_language_is_marked(client):
    forum = factories.event(slug="forum", name_ar="المنتدى")
    factories.partnership(forum, factories.organization(), label_fr="Avec l’appui de : tous")

    page = read(client.get("/ar/events/forum/organizations/"))

    word = page.select_one("main h2 bdi")
    assert (word["lang"], word["dir"]) == ("fr", "ltr")
    assert word.get_text() == "Avec l’appui de\u00a0: tous"


def test_the_language_switch_links_to_the_same_page_in_each_language(client):
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
def test_a_page_not_found_links_to_the_three_languages(client, address):
    page = read(client.get(address), status=404)

    offered = {link["href"] for link in page.select(".language-switch a")}
    assert offered | {f"/{page.html['lang']}/"} == {"/en/", "/fr/", "/ar/"}


def test_alternate_links_name_only_languages_that_have_the_text(client):
    forum = factories.event("Forum", name_fr="Le forum", slug="forum")
    factories.session(forum, title_en="", title_ar="جلسة", slug="talk")

    def alternates(address: str) -> dict[str, str]:
        links = read(client.get(address)).select("link[rel=alternate][hreflang]")
        base = "http://127.0.0.1:8000"
        return {link["hreflang"]: link["href"].removeprefix(base) for link in links}

    assert alternates("/fr/events/forum/") == {
        "en": "/en/events/forum/",
        "fr": "/fr/events/forum/",
        "x-default": "/en/events/forum/",
    }
    assert alternates("/ar/events/forum/") == {}
    assert alternates("/en/events/forum/sessions/talk/") == {}
    assert alternates("/ar/events/forum/sessions/talk/") == {
        "ar": "/ar/events/forum/sessions/talk/",
        "x-default": "/ar/events/forum/sessions/talk/",
    }
    assert set(alternates("/ar/events/")) == {"en", "fr", "ar", "x-default"}


def test_a_missing_text_falls_back_to_another_language_with_a_mark_and_a_note(client):
    forum = factories.event("Forum", name_ar="المنتدى")
    session = factories.session(forum, "Open data", abstract_en="Why it **matters**.", slug="talk")

    page = read(client.get(session.get_absolute_url().replace("/en/", "/ar/")))

    title = page.h1.bdi
    assert (title.get_text(), title["lang"], title["dir"]) == ("Open data", "en", "ltr")
    assert (page.select_one(".prose")["lang"], page.select_one(".prose")["dir"]) == ("en", "ltr")
    assert texts(page, ".language-note") == ["بالإنجليزية فقط"] * 2
    assert page.title.get_text() == "\u2068Open data\u2069 – المنتدى"


def test_a_text_in_the_language_of_the_reader_has_no_mark_or_note(client):
    forum = factories.event("Forum", name_fr="Le forum", introduction_fr="Pourquoi.")

    page = read(client.get(forum.get_absolute_url().replace("/en/", "/fr/")))

    assert page.main.select("[lang], .language-note") == []
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
def test_titles_use_the_punctuation_of_their_language(client, language, talk, event, home):
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


def test_a_value_that_begins_a_line_begins_with_a_capital_in_french(client):
    forum = factories.event(slug="forum")
    talk = factories.session(forum, hours="09:00-10:00", languages=["fr", "ar"], slug="talk")

    session = read(client.get(talk.get_absolute_url().replace("/en/", "/fr/")))
    agenda = read(client.get("/fr/events/forum/agenda/"))

    facts = texts(session, ".facts dd")
    assert "Mardi 4 mai 2027 09:00–10:00 Casablanca (UTC+0)" in facts
    assert "En français, arabe" in facts
    assert texts(agenda, ".day__title") == ["Mardi 4 mai 2027"]


@pytest.mark.parametrize(
    ("language", "days"),
    [
        ("en", ["Tue 4 May", "Wed 5 May"]),
        ("fr", ["mar. 4 mai", "mer. 5 mai"]),
        ("ar", ["الثلاثاء 4 ماي", "الأربعاء 5 ماي"]),
    ],
)
def test_days_are_shortened_as_each_language_shortens_them(language, days):
    with translation.override(language):
        shown = [date_format(dt.date(2027, 5, day), "D j F") for day in (4, 5)]

    assert shown == days


@pytest.mark.parametrize(
    ("language", "last", "tab"),
    [
        ("en", dt.date(2027, 5, 31), "Mon 31 May"),
        ("ar", dt.date(2027, 5, 31), "الاثنين 31"),
        ("ar", dt.date(2027, 6, 1), "الاثنين 31 ماي"),
    ],
)
def test_arabic_tabs_of_days_name_the_month_where_there_are_two(language, last, tab):
    day = dt.date(2027, 5, 31)

    with translation.override(language):
        shown = day_tab(day, [dt.date(2027, 5, 30), day, last])

    assert shown == tab


@pytest.mark.parametrize(
    ("language", "function", "shown"),
    [
        ("fr", "Experte en gouvernement ouvert", ""),
        ("ar", "خبيرة في الحكومة المنفتحة", ""),
        ("fr", "Présidente", "Expert·e"),
    ],
)
def test_the_word_expert_is_not_said_twice_in_any_gender(language, function, shown):
    with translation.override(language):
        role = shown_role("expert", function, language)

    assert role == shown


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_clock_time_is_isolated_and_ranges_have_an_en_dash(client, language):
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
def test_months_have_their_moroccan_names(language):
    with translation.override(language):
        names = [date_format(dt.date(2027, month, 1), "F") for month in range(1, 13)]

    assert " ".join(names) == MONTHS[language]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "لا أشخاص"),
        (1, "شخص واحد"),
        (2, "شخصان"),
        (3, "3\u00a0أشخاص"),
        (10, "10\u00a0أشخاص"),
        (11, "11\u00a0شخصًا"),
        (99, "99\u00a0شخصًا"),
        (100, "100\u00a0شخص"),
        (103, "103\u00a0أشخاص"),
    ],
)
def test_arabic_counts_in_six_forms(count, words):
    with translation.override("ar"):
        counted = translation.ngettext("%(count)s person", "%(count)s people", count)

    assert counted % {"count": count} == words


@pytest.mark.parametrize(
    ("language", "joined"), [("en", "a, b, c"), ("fr", "a, b, c"), ("ar", "a، b، c")]
)
def test_a_list_uses_the_separator_of_its_language(language, joined):
    with translation.override(language):
        assert join_list("abc") == joined


def test_the_arabic_list_includes_people_without_an_arabic_name(client):
    forum = factories.event(slug="forum")
    factories.contribution(factories.speaker("Zineb"), event=forum)
    factories.contribution(factories.speaker(name_en="", name_ar="أمينة"), event=forum)

    page = read(client.get("/ar/events/forum/speakers/"))

    assert texts(page, ".person__name") == ["أمينة", "Zineb"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Casablanca time (UTC+0)"),
        ("fr", "Casablanca (UTC+0)"),
        ("ar", "توقيت الدار البيضاء (\u200eUTC+0\u200e)"),
    ],
)
def test_times_name_their_zone(client, language, words):
    forum = factories.event(slug="forum")
    factories.session(forum, hours="09:00-10:00")

    page = read(client.get(f"/{language}/events/forum/agenda/"))

    assert texts(page, ".agenda-head .time-zone") == [words]
    hours = page.select(".slot__time time")
    assert [(time.get_text(), time["dir"]) for time in hours] == [
        ("09:00", "ltr"),
        ("10:00", "ltr"),
    ]


def test_a_page_makes_as_many_queries_in_each_language(client, django_assert_max_num_queries):
    first_forum.load()
    client.get("/en/")  # reads the menu, which is kept for all languages
    counts = {}
    for language in ("en", "fr", "ar"):
        menu_of.cache_clear()  # it is read once for all languages
        with django_assert_max_num_queries(7) as asked:
            client.get(f"/{language}/{FORUM}/agenda/")
        counts[language] = len(asked)

    assert len(set(counts.values())) == 1


@pytest.mark.parametrize(("language", "word"), [("fr", "Événements"), ("ar", "الفعاليات")])
def test_the_admin_uses_the_language_of_the_browser(staff, language, word):
    factories.event()

    page = read(staff.get("/admin/programme/", headers={"Accept-Language": language}))

    assert page.html["lang"] == language
    assert page.html["dir"] == ("rtl" if language == "ar" else "ltr")
    assert word.lower() in page.get_text().lower()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_errors_of_the_contact_form_are_in_the_language_of_the_reader(client, language):
    page = read(client.post(f"/{language}/contact/", {}), status=422)

    with translation.override(language):
        sentences = [
            translation.gettext("Choose a topic from the list."),
            translation.gettext("Enter your name."),
        ]
    assert texts(page, ".field__error")[:2] == sentences
    assert english_words(page, language) == set()
