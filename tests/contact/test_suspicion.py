"""What looks as if a machine had sent it is set apart, and never thrown away."""

import pytest

from forum.contact.models import Letter, Message
from forum.contact.suspicion import suspicion
from tests.contact.forms import ADDRESS, WORDS, filled_in

LINKS = " ".join(["https://buy.example"] * 4)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({}, ""),
        ({"text": "Our report: https://example.org/report and www.example.org"}, ""),
        ({"text": "نريد المشاركة في المنتدى القادم"}, ""),
        ({"text": "ⵜⵉⵎⵖⵔⵉⵡⵉⵏ ⴷ ⵜⵖⵔⵎⴰ"}, ""),
        ({"name": "王"}, ""),
        ({"text": "1 2 3"}, ""),
        ({"trap": "x"}, "trap"),
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
def test_a_message_is_suspect_for_a_reason_or_not_at_all(words, reason):
    given = {"name": "Nadia", "organization": "", "text": "May we come?", "trap": ""} | words

    assert suspicion(**given) == reason


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "reason"), [({"website": "x"}, "trap"), ({"text": LINKS}, "links")]
)
def test_a_suspect_is_kept_whole_acknowledged_alike_and_sends_no_mail(
    client, settings, words, reason
):
    settings.CONTACT_MIN_SECONDS, settings.CONTACT_RECIPIENTS = 0, ["desk@forum.example"]

    response = client.post(ADDRESS, filled_in(client, **words))

    message = Message.objects.get()
    assert response["Location"] == f"/en/contact/sent/{message.reference}/"
    assert (message.state, message.suspicion, message.name) == ("spam", reason, WORDS["name"])
    assert Letter.objects.count() == 0
