"""Quotes: only of people who take part in the session, and gone with them."""

import pytest
from django.core.exceptions import ValidationError

from programme.models import Quote
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(db):
    """Of a speaker in a session of a public event."""
    return factories.contribution(factories.speaker(), session=factories.session(factories.event()))


def refusal(quote: Quote) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        quote.full_clean()
    return refused.value.message_dict


def test_quotes_stand_in_the_order_of_staff(part):
    first = factories.quote(part, minute="14:20")
    last = factories.quote(part, minute="1:02:03")
    early = factories.quote(part, position=1)

    assert [*part.session.quotes.in_staff_order()] == [first, early, last]


def test_a_quote_of_somebody_who_takes_no_part_is_refused(part):
    quote = Quote(session=part.session, speaker=factories.speaker(), text_en="We shall see.")

    assert refusal(quote) == {
        "speaker": ["This person does not take part in the session. Add and save them first."]
    }


@pytest.mark.parametrize("minute", ["14", "14:60", "14:2", "1:2:3", "٤:٢", "12 min", "-1:00"])
def test_a_minute_that_no_recording_has_is_refused(part, minute):
    quote = Quote(session=part.session, speaker=part.speaker, text_en="So.", minute=minute)

    assert refusal(quote) == {"minute": ["Enter minutes and seconds, for example 14:20."]}


@pytest.mark.parametrize("text", ["", "   ", "\u200b"], ids=ascii)
def test_a_quote_without_words_is_refused(part, text):
    quote = Quote(session=part.session, speaker=part.speaker, text_en=text)

    assert refusal(quote) == {"text_en": ["Enter this in at least one language."]}


def test_the_public_sees_no_quote_of_a_draft_or_of_a_person_who_is_gone(part):
    shown = factories.quote(part)
    event = part.session.event
    draft = factories.session(event, status="draft")
    factories.quote(factories.contribution(part.speaker, session=draft))
    withdrawn = factories.contribution(factories.speaker(), session=part.session)
    factories.quote(withdrawn)
    withdrawn.withdraw()
    withdrawn.save()
    removed = factories.contribution(factories.speaker(), session=part.session)
    factories.quote(removed)
    removed.delete()

    assert [*Quote.objects.public()] == [shown]


def test_the_quotes_of_a_person_who_is_deleted_go_too(part):
    factories.quote(part)
    speaker = part.speaker
    part.delete()

    speaker.delete()

    assert not Quote.objects.exists()
