"""Reply templates: written once in three languages, and put into a reply."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client

from forum.contact.models import Message, ReplyTemplate
from tests import factories
from tests.adminforms import filled, send
from tests.contact.message_forms import change_page
from tests.html import read, texts

pytestmark = pytest.mark.django_db

TEMPLATES = "/admin/contact/replytemplate/"
VISA = {
    "name": "Visa",
    "text_en": "Dear {name}, your letter follows ({reference}).",
    "text_fr": "Bonjour {name}, votre lettre suit ({reference}).",
    "text_ar": "السلام عليكم {name}، رسالتكم في الطريق ({reference}).",
}


def insert(staff: Client, message: Message, template: ReplyTemplate | None, **typed: str):
    """The page that shows the reply to be sent."""
    form = filled(read(staff.get(change_page(message)))) | typed
    chosen = {"template": str(template.pk) if template else "", "_insert_template": "1"}
    return read(staff.post(change_page(message), form | chosen))


@pytest.mark.parametrize(
    ("language", "reply"),
    [
        ("en", "Dear Nadia, your letter follows (K4T7-9WXM)."),
        ("fr", "Bonjour Nadia, votre lettre suit (K4T7-9WXM)."),
        ("ar", "السلام عليكم Nadia، رسالتكم في الطريق (K4T7-9WXM)."),
    ],
)
def test_a_template_is_put_into_the_reply_in_the_senders_language(staff, language, reply):
    message = factories.message(name="Nadia", reference="K4T7-9WXM", language=language)
    template = ReplyTemplate.objects.create(**VISA)

    page = insert(staff, message, template)

    assert filled(page)["reply"] == reply
    assert (texts(page, ".errorlist li"), message.letters.count()) == ([], 0)


def test_what_was_typed_stays_and_is_sent_with_the_template(staff):
    message = factories.message(name="Nadia", reference="K4T7-9WXM", language="en")
    template = ReplyTemplate.objects.create(**VISA)
    page = insert(staff, message, template, reply="Thank you.\n", state="in_progress")

    staff.post(change_page(message), filled(page) | {"_send_and_close": "1"})

    message.refresh_from_db()
    expected = "Thank you.\n\nDear Nadia, your letter follows (K4T7-9WXM)."
    assert filled(page)["state"] == "in_progress"
    assert [letter.text.replace("\r\n", "\n") for letter in message.letters.all()] == [expected]
    assert message.state == "closed"


def test_templates_of_the_topic_come_first_and_other_languages_are_named(staff):
    for name, topic in (("Accreditation", "press"), ("Jobs", "careers"), ("Thanks", "")):
        ReplyTemplate.objects.create(name=name, topic=topic, text_en="Yes.", text_fr="Oui.")
    ReplyTemplate.objects.create(name="Stand", topic="press", text_ar="نعم")

    page = read(staff.get(change_page(factories.message(topic="press", language="fr"))))

    assert texts(page, "[name=template] option")[1:] == [
        "Accreditation",
        "Stand (in Arabic)",
        "Thanks",
        "Jobs",
    ]


def test_a_template_has_to_be_chosen(staff):
    template = ReplyTemplate.objects.create(**VISA)
    message = factories.message()
    unknown = ReplyTemplate(pk=template.pk + 1)

    pages = [insert(staff, message, chosen, reply="You m") for chosen in (None, unknown)]

    assert texts(pages[0], ".errorlist li") == ["Choose a template first."]
    assert len(texts(pages[1], ".message-template .errorlist li")) == 1
    assert [filled(page)["reply"] for page in pages] == ["You m", "You m"]


def test_without_templates_there_is_no_choice(staff):
    page = read(staff.get(change_page(factories.message())))

    assert page.select("[name=template], [name=_insert_template]") == []


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"text_en": "Dear {nom}"}, "{nom} is not a placeholder. Use {name} or {reference}."),
        ({"text_en": ""}, "Enter this in at least one language."),
    ],
)
def test_a_template_that_would_embarrass_is_refused(staff, typed, error):
    fields = {"name": "Visa", "topic": ""} | typed

    refused = send(staff, f"{TEMPLATES}add/", **fields)

    assert refused == (200, [error])
    assert ReplyTemplate.objects.count() == 0


def test_the_helpdesk_writes_templates(client):
    user = factories.staff_user("karim")
    user.groups.add(Group.objects.get(name="Helpdesk"))
    client.force_login(user)

    saved = send(client, f"{TEMPLATES}add/", topic="taking_part", **VISA)

    assert saved == (302, [])
    row = read(client.get(TEMPLATES)).select_one("#result_list tbody tr")
    assert texts(row, ".field-topic, .field-languages") == [
        "Taking part",
        "English, French, Arabic",
    ]


def test_two_templates_have_two_names(staff):
    ReplyTemplate.objects.create(**VISA)

    assert send(staff, f"{TEMPLATES}add/", **VISA)[0] == 200
    with pytest.raises(ValidationError):
        ReplyTemplate(**VISA).full_clean()
