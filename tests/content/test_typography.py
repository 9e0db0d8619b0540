"""French text gets its no-break spaces when it is shown, whichever spaces were typed."""

import pytest
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
