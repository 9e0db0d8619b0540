"""The interpretation channels of a session: one for each language that is heard in it."""

import pytest
from django.core.exceptions import ValidationError

from programme.models import InterpretationChannel, Quote
from tests import factories

pytestmark = pytest.mark.django_db


def refusal(channel: InterpretationChannel) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        channel.full_clean()
    return refused.value.message_dict


def test_channels_stand_in_the_order_of_staff():
    languages = {"languages": ["ar"], "interpretation_languages": ["fr", "en"]}
    session = factories.session(factories.event(), **languages)
    factories.channel(session, "fr", number="2")
    factories.channel(session, "en", url="https://example.org/listen")
    factories.channel(session, "ar", number="1", position=1)

    found = [str(channel) for channel in session.channels.in_staff_order()]

    assert found == ["French: 2", "Arabic: 1", "English: https://example.org/listen"]


@pytest.mark.parametrize(
    "values", [{"number": "2", "url": "https://example.org/listen"}, {"number": "", "url": ""}]
)
def test_a_channel_has_a_number_or_a_link(values):
    session = factories.session(factories.event(), languages=["ar"])
    channel = InterpretationChannel(session=session, language="ar", **values)

    assert refusal(channel) == {"number": ["Give either a number or a link, not both."]}


def test_a_channel_in_a_language_that_nobody_hears_is_refused():
    session = factories.session(factories.event(), languages=["ar"])
    channel = InterpretationChannel(session=session, language="fr", number="2")

    assert refusal(channel) == {
        "language": ["Choose this language first, under “Spoken languages” or “Interpretation”."]
    }


def test_a_language_has_one_channel():
    session = factories.session(factories.event(), languages=["ar"])
    factories.channel(session, "ar")
    channel = InterpretationChannel(session=session, language="ar", number="3")

    assert refusal(channel) == {
        "language": ["This session already has a channel in this language."]
    }


def test_the_channels_and_quotes_of_an_event_that_is_deleted_go_with_it():
    event = factories.event()
    session = factories.session(event, languages=["ar"])
    factories.channel(session)
    factories.quote(factories.contribution(factories.speaker(), session=session))

    event.delete()

    assert [*InterpretationChannel.objects.all()] == [*Quote.objects.all()] == []


def test_a_channel_of_a_draft_is_not_public():
    event = factories.event()
    shown = factories.channel(factories.session(event, languages=["ar"]))
    factories.channel(factories.session(event, languages=["ar"], status="draft"))

    assert [*InterpretationChannel.objects.public()] == [shown]
