"""The languages spoken in a session: a list of known codes, each once, in the order of staff."""

import pytest
from django.core.exceptions import ValidationError

from programme.languages import SpokenLanguage, validate_languages
from programme.models import Session
from tests import factories
from tests.html import read


@pytest.mark.parametrize("codes", [[], ["ar"], ["fr", "ar", "zgh"]])
def test_known_languages_are_taken(codes):
    assert validate_languages(codes) is None


@pytest.mark.parametrize("codes", [["xx"], ["ar", "ar"], "french", [None], [["ar"]]])
def test_others_are_refused_with_a_sentence(codes):
    with pytest.raises(ValidationError, match="Choose each language once, from the list"):
        validate_languages(codes)


@pytest.mark.django_db
def test_the_order_of_staff_is_kept():
    session = factories.session(factories.event(), languages=["fr", "ar"])

    assert Session.objects.get(pk=session.pk).languages == ["fr", "ar"]


@pytest.mark.django_db
def test_a_session_shows_what_is_spoken_and_what_is_interpreted(client):
    session = factories.session(
        factories.event(),
        languages=["ar", "fr"],
        interpretation_languages=["en", "zgh"],
        has_sign_language=True,
        has_captions=True,
    )

    text = " ".join(read(client.get(session.get_absolute_url())).main.get_text().split())

    for words in ("Arabic, French", "English, Amazigh", "Sign language", "Captions"):
        assert words in text


def test_every_language_has_a_name_and_a_short_code():
    assert {len(code) for code in SpokenLanguage.values} <= {2, 3}
    assert all(SpokenLanguage.labels)
