"""The languages of a session in its row: codes to look at, words to hear, numbers of channels."""

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import gettext, override

from programme.agenda.heard import languages
from programme.agenda.sessions import ListedSession
from programme.languages import SpokenLanguage
from tests import factories
from tests.html import read

SPOKEN = {"languages": ("ar",), "interpretation_languages": ("fr", "en")}


def shown(reader: str, **fields) -> tuple[str | None, str | None, str] | None:
    session = ListedSession(pk=1, slug="a", title=("A", "en"), **fields)
    with override(reader):
        element = BeautifulSoup(languages(session, reader), "html.parser").span
    return element and (element.get("data-spoken"), element.get("data-into"), element.get_text())


def test_without_channels_codes_stand_alone():
    assert shown("en", **SPOKEN) == (
        "AR",
        "FR, EN",
        "Arabic, interpretation into French, English",
    )


def test_the_number_of_a_channel_stands_behind_its_language():
    assert shown("en", **SPOKEN, channels=(("fr", "2"),)) == (
        "AR",
        "FR (2), EN",
        "Arabic, interpretation into French (channel 2), English",
    )


def test_arabic_names_languages_in_words():
    with override("ar"):
        french, arabic = (str(SpokenLanguage(code).label) for code in ("fr", "ar"))
        channel = gettext("channel %(number)s") % {"number": "2"}

    fields = {"languages": ("ar",), "interpretation_languages": ("fr",)}
    spoken, into, words = shown("ar", **fields, channels=(("fr", "2"),))

    assert (spoken, into) == (arabic, f"{french} (2)")
    assert f"{french} ({channel})" in words


def test_what_staff_typed_as_a_number_stays_words():
    hostile = '"><b>'

    found = shown("en", **SPOKEN, channels=(("en", hostile),))

    assert found[1] == f"FR, EN ({hostile})"
    assert f"channel {hostile}" in found[2]


def test_no_language_is_nothing():
    assert shown("en") is None


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["agenda/", "agenda/?view=grid", "rooms/hall/"])
def test_pages_show_the_numbers_and_leave_links_to_the_session(client, path):
    forum = factories.event(slug="forum")
    heard = {"languages": ["ar"], "interpretation_languages": ["fr", "en"]}
    hall = factories.room(forum, "Hall", slug="hall")
    session = factories.session(forum, "Talk", hours="09:00-10:00", room=hall, **heard)
    factories.channel(session, "fr", number="2")
    factories.channel(session, "en", url="https://example.org/listen")

    page = read(client.get(f"/en/events/forum/{path}"))

    assert [one["data-into"] for one in page.select(".languages")] == ["FR (2), EN"]
