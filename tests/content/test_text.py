"""Texts as addresses, as sort keys, and in the reader's language."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from content.slugs import SLUG_LENGTH, slug_from
from content.text import fold, plain_text, safe_text, single_line
from content.translations import best_text, best_translation, first_text
from speakers.models import Organization
from tests import factories


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Open Smart Regions", "open-smart-regions"),
        ("Régions ouvertes & intelligentes", "regions-ouvertes-intelligentes"),
        ("Œuvre", "oeuvre"),
        ("UN", "un"),
        ("مناطق", "session-4"),
        ("ورشة Open Data للجميع", "open-data"),
        ("منتدى 2027", "2027"),
        ("الجلسة A2", "session-4"),
        ("  --  ", "session-4"),
        ("🎉", "tada"),
    ],
)
def test_an_address_is_made_from_the_words_that_can_be_read(text, slug):
    assert slug_from(text, fallback="session-4") == slug


def test_an_address_that_is_taken_gets_the_next_number():
    assert slug_from("Panel", fallback="x", taken={"panel", "panel-2"}) == "panel-3"


def test_a_long_address_is_cut_and_leaves_room_for_its_number():
    slug = slug_from("a" * 200, fallback="x", taken={"a" * SLUG_LENGTH})

    assert slug == "a" * (SLUG_LENGTH - 2) + "-2"


@given(st.text(max_size=300))
def test_any_text_gives_an_address_of_ascii_letters_digits_and_dashes(text):
    slug = slug_from(text, fallback="page-1")

    assert 0 < len(slug) <= SLUG_LENGTH
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Éva  EL-Hassani", "eva el hassani"),
        ("ﬁne Ｆｕｌｌ", "fine full"),
        ("O'Brien", "o brien"),
        ("", ""),
    ],
)
def test_a_text_is_sorted_by_its_plain_words(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=200))
def test_folding_a_text_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "text",
    [
        "a\u200fb",
        "Zo\u00eb",
        "\U0001f44b",
        "line\nline\ttab\r\n",
        "\u2068one \u2067within\u2069 another\u2069, \u2066and one\u2069",
    ],
)
def test_what_writing_needs_is_allowed(text):
    assert plain_text(text) is None


def test_an_isolate_ends_on_the_line_on_which_it_begins():
    with pytest.raises(ValidationError, match=r"U\+2068"):
        plain_text("\u2068begun here,\nended there\u2069")


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("\u202eevil\u202c name", "evil name"),
        ("a\u2067b", "ab"),
        ("a\u2069b", "ab"),
        ("lone \ud800", "lone "),
        ("\u2068kept\u2069 and \u200fso", "\u2068kept\u2069 and \u200fso"),
        ("\u202e", ""),
        (None, ""),
    ],
)
def test_a_text_that_no_validator_saw_is_shown_without_harm(stored, shown):
    assert safe_text(stored) == shown
    assert best_text(Organization(name_en=stored), "name") == (shown, "en")
    assert best_translation((stored, None, None)) == (shown, "en")


@given(st.text())
def test_what_is_shown_is_what_staff_may_write(text):
    assert plain_text(safe_text(text)) is None


@pytest.mark.parametrize("text", ["a\nb", "a\rb", "a\tb"])
def test_a_name_is_one_line(text):
    with pytest.raises(ValidationError, match="one line"):
        single_line(text)


@pytest.mark.parametrize(
    ("reader", "shown"),
    [("en", ("Region", "en")), ("fr", ("Région", "fr")), ("ar", ("Region", "en"))],
)
def test_a_reader_gets_their_language_else_the_first_that_is_there(reader, shown):
    body = Organization(name_en="Region", name_fr="Région", name_ar="")

    with override(reader):
        assert best_text(body, "name") == shown


def test_a_text_in_arabic_alone_is_shown_to_everybody():
    body = Organization(name_en=None, name_fr="", name_ar="جهة")

    assert (best_text(body, "name"), first_text(body, "name")) == (("جهة", "ar"), "جهة")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reader", "order"),
    [
        ("en", ["Atlas", "Ecology", "National bank", "البرلمان"]),
        ("fr", ["Atlas", "Banque nationale", "Écologie", "البرلمان"]),
        ("ar", ["أطلس", "البرلمان", "البنك الوطني", "Ecology"]),
    ],
)
def test_organizations_stand_in_the_order_of_the_names_that_the_reader_sees(reader, order):
    factories.organization("National bank", name_fr="Banque nationale", name_ar="البنك الوطني")
    factories.organization("Atlas", name_fr="Atlas", name_ar="أطلس")
    factories.organization(name_en="", name_ar="البرلمان")
    factories.organization("Ecology", name_fr="Écologie")

    with override(reader):
        shown = [best_text(body, "name")[0] for body in Organization.objects.in_name_order()]

    assert shown == order


def test_no_text_is_no_text():
    assert best_text(Organization(), "description") == ("", "en")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "sort_key", "sorted_as"),
    [
        ("Fatima El Hassani", "", "el hassani fatima"),
        ("Fatima El Hassani", "Hassani Fatima", "hassani fatima"),
        ("Pelé", "", "pele"),
        ("نادية بن صالح", "", "bn slh ndyh"),
    ],
)
def test_a_speaker_stands_under_the_family_name(name, sort_key, sorted_as):
    assert factories.speaker(name, sort_key=sort_key).sort_key == sorted_as


@pytest.mark.django_db
def test_links_are_complete_web_addresses_one_on_each_line():
    amina = factories.speaker(links="https://example.org/a\n\nhttp://example.org/b\n")

    with pytest.raises(ValidationError) as raised:
        factories.speaker(links="https://example.org\njavascript:alert(1)")

    assert amina.link_list == ["https://example.org/a", "http://example.org/b"]
    assert raised.value.message_dict == {
        "links": ["“javascript:alert(1)” is not a web address such as https://example.org/page."]
    }
