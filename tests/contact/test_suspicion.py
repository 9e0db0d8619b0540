"""Messages that look like spam are kept in a folder of their own, and never discarded."""

import pytest

from forum.contact.models import Letter, Message
from forum.contact.suspicion import detect_spam
from tests.contact.forms import ADDRESS, FIELDS, acknowledged, filled_in

LINKS = " ".join(["https://buy.example"] * 3)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({}, ""),
        ({"text": "Our report: https://example.org/report and www.example.org"}, ""),
        ({"text": "https://www.example.org https://www.example.com"}, ""),
        ({"text": "نريد المشاركة في المنتدى القادم"}, ""),
        ({"text": "ⵜⵉⵎⵖⵔⵉⵡⵉⵏ ⴷ ⵜⵖⵔⵎⴰ"}, ""),
        ({"name": "王"}, ""),
        ({"text": "1 2 3"}, ""),
        ({"hidden_field": "x"}, "hidden"),
        ({"text": LINKS}, "links"),
        ({"text": "https://buy.example"}, "links"),
        ({"name": "Win https://buy.example"}, "links"),
        ({"text": '<a href="x">buy</a>'}, "markup"),
        ({"text": "[url=x]buy[/url]"}, "markup"),
        ({"organization": "<A HREF=x>"}, "markup"),
        ({"text": "Предлагаем продвижение сайтов недорого и быстро"}, "script"),
        ({"text": "我们提供最好的产品和服务请联系"}, "script"),
    ],
)
def test_spam_is_detected_by_its_signs(words, reason):
    given = {
        "name": "Nadia",
        "organization": "",
        "text": "May we come?",
        "hidden_field": "",
    } | words

    assert detect_spam(**given) == reason


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "reason"), [({"website": "x"}, "hidden"), ({"text": LINKS}, "links")]
)
def test_suspected_spam_is_stored_and_acknowledged_without_mail(client, settings, words, reason):
    settings.CONTACT_MIN_SECONDS, settings.CONTACT_RECIPIENTS = 0, ["team@forum.example"]

    response = client.post(ADDRESS, filled_in(client, **words))

    message = Message.objects.get()
    assert acknowledged(response) == message.reference
    assert (message.state, message.suspicion, message.name) == ("spam", reason, FIELDS["name"])
    assert Letter.objects.count() == 0
