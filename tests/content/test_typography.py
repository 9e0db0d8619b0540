"""French text gets its no-break spaces when it is shown, whichever spaces were typed."""

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from content.markdown import excerpt, to_html
from content.typography import typeset
from tests import factories
from tests.html import read

DENSE = st.text("ab1 :;!?«»()%€.,/@\n\"'\u00a0\u202f") | st.text()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Pourquoi ? Parce que !", "Pourquoi\u202f? Parce que\u202f!"),
        ("Pourquoi? Parce que!", "Pourquoi\u202f? Parce que\u202f!"),
        ("Vraiment ?!", "Vraiment\u202f?!"),
        ("un ; deux", "un\u202f; deux"),
        ("Thème : l'eau", "Thème\u00a0: l'eau"),
        ("Thème: l'eau", "Thème\u00a0: l'eau"),
        ("le « quartier » et le «port»", "le «\u202fquartier\u202f» et le «\u202fport\u202f»"),
        ("(quoi ?)", "(quoi\u202f?)"),
        ("« un : »", "«\u202fun\u00a0:\u202f»"),
        ("«un:»", "«\u202fun\u00a0:\u202f»"),
        ("50 % et 3 €", "50\u00a0% et 3\u00a0€"),
    ],
)
def test_punctuation_gets_its_space(typed, shown):
    assert typeset(typed, "fr") == shown


@pytest.mark.parametrize(
    "typed",
    [
        "09:30",
        "de 09:30 à 10:15",
        "https://example.org/a;b?c=d!e:",
        "www.example.org/?q=a;b",
        "nom@example.org",
        "un\u00a0! deux\u00a0; trois\u202f: «\u00a0quatre\u00a0»",
        "C:\\fichier",
        "",
    ],
)
def test_urls_times_and_no_break_spaces_are_left_alone(typed):
    assert typeset(typed, "fr") == typed


@pytest.mark.parametrize("language", ["en", "ar", ""])
def test_other_languages_are_left_alone(language):
    assert typeset("Why ? « So » : now", language) == "Why ? « So » : now"


@given(DENSE)
def test_applying_it_twice_changes_nothing_more(text):
    assert typeset(typeset(text, "fr"), "fr") == typeset(text, "fr")


@given(DENSE)
def test_only_spaces_change(text):
    spaces = str.maketrans("", "", " \u00a0\u202f")

    assert typeset(text, "fr").translate(spaces) == text.translate(spaces)


def test_code_and_links_in_markdown_are_left_alone():
    html = to_html("**Quoi** ? `a ; b` [ici](https://example.org/?a ) !", language="fr")

    assert html == (
        "<p><strong>Quoi</strong>\u202f? <code>a ; b</code> "
        '<a href="https://example.org/?a" rel="noopener nofollow">ici</a>\u202f!</p>\n'
    )
    assert to_html("    a ; b", language="fr") == "<pre><code>a ; b\n</code></pre>\n"
    assert excerpt("Quoi ? *Tout* : « oui ».", language="fr") == (
        "Quoi\u202f? Tout\u00a0: «\u202foui\u202f»."
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "title", "abstract"),
    [
        ("fr", "Villes\u00a0: pour qui\u202f?", "Un «\u202fquartier\u202f»."),
        ("ar", "Villes\u00a0: pour qui\u202f?", "Un «\u202fquartier\u202f»."),
        ("en", "Cities : for whom ?", "A « quarter »."),
    ],
)
def test_a_page_applies_it_to_french_text_only(client, language, title, abstract):
    english = {"title_en": "Cities : for whom ?", "abstract_en": "A « quarter »."}
    session = factories.session(
        factories.event(),
        **{"title_fr": "Villes : pour qui ?", "abstract_fr": "Un « quartier »."}
        | (english if language == "en" else {"title_en": ""}),
    )

    page = read(client.get(session.get_absolute_url().replace("/en/", f"/{language}/")))

    assert page.h1.get_text() == title
    assert title in page.title.get_text()
    assert page.select_one(".prose").get_text().strip() == abstract
    assert page.select_one("meta[name=description]")["content"] == abstract


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("الهاتف +212-537-123456 صباحًا", ["+212-537-123456"]),
        ("الهاتف: 05 37 12 34 56.", ["05 37 12 34 56"]),
        ("(+212) 537 12 34 56 أو +33 1 45 24 82 00", ["(+212) 537 12 34 56", "+33 1 45 24 82 00"]),
        ("إلى غاية 2026-11-26، المادة 12-103", ["2026-11-26", "12-103"]),
    ],
)
def test_arabic_numbers_with_signs_run_from_left_to_right(text, numbers):
    shown = BeautifulSoup(to_html(text, language="ar"), "html.parser")

    assert [each.text for each in shown.select("bdi[dir=ltr]")] == numbers
    assert shown.text.strip() == text


@pytest.mark.parametrize(
    "text",
    [
        "من 4 إلى 6 ماي 2027",
        "المدة 30 دقيقة و12 متدخلًا",
        "4–6 ماي",
        "الساعة 09:30",
        "في 2020 2021",
        "https://example.org/a-1-2?b=1-2",
        "name-1-2@example.org",
        "COVID-19 و16-bis",
    ],
)
def test_arabic_text_without_such_numbers_stays_as_it_is(text):
    assert typeset(text, "ar") == text


def test_a_name_keeps_its_number_readable_in_a_line(db):
    event = factories.event(name="", name_ar="قاعة +212-537-123456 <b>")
    name = Template("{% load texts %}{% text event 'name' %}")

    with translation.override("ar"):
        shown = name.render(Context({"event": event}))

    assert shown == '<bdi>قاعة <bdi dir="ltr">+212-537-123456</bdi> &lt;b&gt;</bdi>'
