"""The contact form: its page, its fields and the message it stores."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from forum.contact.models import Message, Topic, new_reference, purge_date
from tests import factories
from tests.contact.forms import ADDRESS, FIELDS, filled_in, open_form, shown_fields, stored_messages
from tests.html import read, texts

pytestmark = pytest.mark.django_db

EARLIER = dt.date(2020, 11, 20)


@pytest.fixture(autouse=True)
def without_minimum_time(settings):
    settings.CONTACT_MIN_SECONDS = 0
    settings.CONTACT_RECIPIENTS = ["team@forum.example", "second@forum.example"]


def test_a_message_is_stored_as_written_and_acknowledged_on_a_page_of_its_own(client):
    response = client.post(ADDRESS, filled_in(client))

    reference = Message.objects.get().reference
    address, _question_mark, query = response["Location"].partition("?")
    assert (response.status_code, address) == (302, f"/en/contact/sent/{reference}/")
    assert query.startswith("receipt=")
    assert stored_messages() == [FIELDS | {"state": "new", "language": "en"}]
    page = read(client.get(response["Location"]))
    assert texts(page, "main p")[1] == f"Your reference: {reference}"


def test_the_acknowledgement_page_shows_nothing_of_the_message_but_its_reference(client):
    message = factories.message(name="Nadia", email="nadia@example.org", text="A secret")

    pages = [client.get(f"/en/contact/sent/{message.reference}/").content for _time in range(2)]

    assert message.reference.encode() in pages[0]
    assert [word for word in (b"Nadia", b"nadia", b"secret") if word in pages[0]] == []
    assert pages[0] == pages[1]


@pytest.mark.parametrize("reference", ["K4T7-9WXM", "x", "1", "%00", "a" * 300])
def test_an_unknown_reference_is_not_found(client, reference):
    assert client.get(f"/en/contact/sent/{reference}/").status_code == 404


def test_references_are_short_unambiguous_and_unique():
    made = {new_reference() for _number in range(500)}

    assert len(made) == 500
    assert all(re.fullmatch("[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", one) for one in made)


def test_a_message_belongs_to_the_current_event_and_has_a_deletion_date(client):
    forum = factories.event()
    client.post(ADDRESS, filled_in(client))

    message = Message.objects.get()

    assert (message.event, message.purge_date) == (forum, purge_date())


@pytest.mark.parametrize(
    ("today", "months", "day"),
    [
        ("2026-11-24", 12, "2027-11-24"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2027-01-31", 1, "2027-03-03"),
        ("2028-02-29", 12, "2029-03-01"),
    ],
)
def test_a_message_is_kept_for_the_configured_number_of_months(
    settings, monkeypatch, today, months, day
):
    settings.CONTACT_RETENTION_MONTHS = months
    monkeypatch.setattr(timezone, "localdate", lambda: dt.date.fromisoformat(today))

    assert purge_date() == dt.date.fromisoformat(day)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_version_and_language_of_the_privacy_notice_are_stored(client, language):
    form = filled_in(client, address=f"/{language}/contact/")

    client.post("/en/contact/", form)

    message = Message.objects.get()
    assert (message.consent_version, message.consent_language) == ("2026-12c", language)


def test_the_privacy_notice_names_controller_purpose_retention_and_rights(client, settings):
    factories.identity(controller_en="Ms A. Bennani", law_en="Law 09-08, declaration D-W-123/2026")
    settings.CONTACT_RETENTION_MONTHS = 6

    notice = read(client.get(ADDRESS)).select_one(".contact section[aria-labelledby=privacy]")

    told = dict(zip(texts(notice, "dt"), texts(notice, "dd"), strict=True))
    assert told == {
        "Data controller": "Ms A. Bennani",
        "Law and declaration": "Law 09-08, declaration D-W-123/2026",
        "Purpose": (
            "We use your data only to read and answer your message. Only the people who answer it "
            "can see it, and we do not share it with anyone. By sending your message you "
            "agree to this."
        ),
        "Retention period": (
            "We delete your message 6 months after it arrives, or after our last reply."
        ),
        "Your rights": (
            "Under Law 09-08 and the GDPR you can ask for a copy of your data, have it corrected "
            "or deleted, and object to its use: write to us through this form."
        ),
    }


@pytest.mark.parametrize(
    ("identity", "named"),
    [({}, "Our Forums"), ({"organizer_en": "The City of Fez"}, "The City of Fez")],
)
def test_without_a_controller_the_organizer_is_named_else_the_site(client, identity, named):
    factories.identity("Our Forums", **identity)

    notice = read(client.get(ADDRESS)).select_one(".contact section[aria-labelledby=privacy]")

    assert "Law and declaration" not in texts(notice, "dt")
    assert texts(notice, "dd")[0] == named


def test_arabic_and_html_characters_are_stored_unchanged(client):
    words = {"name": "نادية بن صالح", "text": "<b>1 < 2</b>\n\n«\u200fمرحبا\u200f» \U0001f44b"}
    client.post(ADDRESS, filled_in(client, **words))

    assert Message.objects.values("name", "text").get() == words


@pytest.mark.parametrize(
    ("field", "pasted", "stored"),
    [
        ("email", "nadia@example.org\u200e", "nadia@example.org"),
        ("email", "\u202anadia@example.org\u202c", "nadia@example.org"),
        ("email", "anna@faß.example", "anna@faß.example"),
        ("email", "anna@xn--fa-hia.example", "anna@faß.example"),
        ("name", "\u202bنادية\u202c", "نادية"),
        ("name", "Nadia\x0bBen Salah\u200e", "Nadia Ben Salah"),
        ("organization", "\u2068Femmes\u2069 Bladi\u200b", "Femmes Bladi"),
        ("text", "Call \u202a+212 600-000000\u202c", "Call +212 600-000000"),
        ("text", "\u202bالوثيقة\u202c", "الوثيقة"),
        ("text", "one\x0btwo\x0cthree\r\nfour", "one\ntwo\nthree\nfour"),
        ("text", "Dir.\u200f العربية", "Dir.\u200f العربية"),
    ],
    ids=ascii,
)
def test_hidden_marks_are_dropped_and_soft_breaks_become_line_breaks(client, field, pasted, stored):
    response = client.post(ADDRESS, filled_in(client, **{field: pasted}))

    assert response.status_code == 302
    assert stored_messages()[0][field] == stored


def test_a_form_pasted_with_marks_and_sent_twice_is_one_message(client):
    form = filled_in(client, email="nadia@example.org\u200e", text="one\x0btwo")

    # The receipt behind the question mark says when it was given.
    pages = {client.post(ADDRESS, form)["Location"].partition("?")[0] for _time in range(2)}

    assert (len(pages), Message.objects.count()) == (1, 1)


def test_the_form_has_labels_and_hints(client):
    form = read(client.get(ADDRESS)).select_one("form.form")

    assert texts(form, ".field label") == [
        "Your name",
        "Your e-mail address",
        "Organization (optional)",
        "Message",
    ]
    assert texts(form, ".field .field__hint") == [
        "We only use it to reply to you.",
        "At most 5,000 characters.",
    ]
    assert form.has_attr("novalidate")


def test_the_page_says_what_happens_next_and_when(client, settings):
    settings.CONTACT_ANSWER_DAYS = 3

    told = texts(read(client.get(ADDRESS)), ".contact section[aria-labelledby=expect] > *")

    assert told == [
        "What happens next",
        "Your message is stored as soon as you send it, and read by the organizers. "
        "We reply within 3 working days.",
        "You get a reference number immediately, on the next page and by e-mail.",
    ]


@pytest.mark.parametrize(
    ("query", "topic"),
    [
        ("?topic=taking_part", "taking_part"),
        ("?topic=careers", "careers"),
        ("?topic=lottery", "general"),
        ("", "general"),
    ],
)
def test_a_link_chooses_the_topic(client, query, topic):
    assert shown_fields(read(client.get(ADDRESS + query)))["topic"] == topic


def test_taking_part_is_the_first_topic_and_each_has_a_hint():
    hints = [topic.hint for topic in Topic]

    assert Topic.values[0] == "taking_part"
    assert len(set(hints)) == len(hints) == len(Topic)


def test_the_careers_page_and_a_session_link_to_a_form_that_knows_its_origin(client):
    factories.page("Careers", slug="careers", body_en="We are looking for you.")
    factories.session(factories.event(slug="forum"), "Open Regions", slug="talk")

    links = [
        read(client.get(path)).select_one("main a[href^='/en/contact/']")["href"]
        for path in ("/en/pages/careers/", "/en/events/forum/sessions/talk/")
    ]

    careers, talk = (read(client.get(link)) for link in links)
    assert shown_fields(careers)["topic"] == "careers"
    assert talk.select_one("[name=session]")["value"] == "talk"


def test_switching_the_language_keeps_topic_and_session(client):
    factories.session(factories.event(slug="forum"), "Open Regions", slug="talk")
    query = "?topic=careers&event=forum&session=talk"
    page = read(client.get(ADDRESS + query))

    others = [link["href"] for link in page.select(".language-switch a")]

    assert others == [f"/{language}/contact/{query}" for language in ("fr", "ar")]
    wrong = filled_in(client, ADDRESS + query, text="")
    again = read(client.post(ADDRESS + query, wrong), status=422)
    assert page.select_one("form.form").get("action") is None
    assert [link["href"] for link in again.select(".language-switch a")] == others


def test_a_message_is_linked_to_the_session_it_is_about(client):
    factories.event("Current")
    past = factories.event("Past", slug="past", first_day=EARLIER, last_day=EARLIER)
    talk = factories.session(past, "Open Regions", slug="talk")
    page = client.get(f"{ADDRESS}?event=past&session=talk")
    form = filled_in(client, address=f"{ADDRESS}?event=past&session=talk")

    client.post(ADDRESS, form)

    message = Message.objects.get()
    assert "Open Regions" in texts(read(page), "form.form > p")[0]
    assert (message.session, message.event) == (talk, past)


def test_a_refused_form_about_a_session_keeps_the_session(client):
    factories.session(factories.event(slug="forum"), "Open Regions", slug="talk")
    form = filled_in(client, address=f"{ADDRESS}?event=forum&session=talk", text="")

    page = read(client.post(ADDRESS, form), status=422)

    assert "Open Regions" in texts(page, "form.form > p")[0]
    assert page.select_one("[name=session]")["value"] == "talk"


@pytest.mark.parametrize(
    "query",
    ["event=forum&session=draft", "event=forum", "event=forum&session=%00", "session=<script>"],
)
def test_a_session_that_is_not_public_is_ignored(client, query):
    factories.session(factories.event(slug="forum"), "Still secret", slug="draft", status="draft")

    page = read(client.get(f"{ADDRESS}?{query}"))

    assert page.select("[name=session]") == []
    assert "secret" not in page.get_text()


def test_a_line_end_counts_as_one_character(client):
    lines = "\r\n".join(["x" * 9] * 500)

    client.post(ADDRESS, filled_in(client, text=lines))

    assert Message.objects.get().text == lines.replace("\r\n", "\n")
    assert len(Message.objects.get().text) == 4999


def test_an_empty_form_lists_its_errors_at_the_top_and_beside_each_field(client):
    page = read(client.post(ADDRESS, open_form(client) | {"topic": "general"}), status=422)

    missing = [
        "Enter your name.",
        "Enter your e-mail address, so that we can reply.",
        "Enter your message.",
    ]
    assert texts(page, ".notice li") == missing
    assert texts(page, ".field__error") == missing
    links = [link["href"] for link in page.select(".notice a")]
    assert links == ["#id_name", "#id_email", "#id_text"]
    assert all(page.select_one(link) for link in links)
    assert page.title.get_text().startswith("Error: Contact us")
    assert stored_messages() == []


def test_an_invalid_field_is_described_by_its_error_for_screen_readers(client):
    page = read(client.post(ADDRESS, filled_in(client, email="nadia")), status=422)

    field = page.select_one("#id_email")
    described = " ".join(
        page.select_one(f"#{part}").get_text(strip=True)
        for part in field["aria-describedby"].split()
    )
    assert field["aria-invalid"] == "true"
    assert described == (
        "We only use it to reply to you. Enter an e-mail address like name@example.org."
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "Enter your name."),
        ({"name": "x" * 201}, "Ensure this value has at most 200 characters (it has 201)."),
        ({"name": "Na\x07dia"}, "Remove the invisible character U+0007"),
        ({"name": "Nadia\ufffe"}, "Remove the invisible character U+FFFE"),
        ({"email": "nadia@"}, "Enter an e-mail address like name@example.org."),
        ({"email": "a@example.org\nBcc: b@example.org"}, "Enter an e-mail address like"),
        ({"email": '"a,victim@example.org,b"@example.org'}, "Enter an e-mail address like"),
        ({"email": "nädia@example.org"}, "Use an address with only unaccented Latin letters"),
        ({"email": "nadia@♥.example"}, "Check the part after the @: no domain can be called"),
        ({"topic": "lottery"}, "Choose a topic from the list."),
        ({"text": "x" * 5001}, "Shorten your message to 5,000 characters: it has 5001."),
        ({"text": "a\x07b"}, "Remove the invisible character U+0007"),
        ({"text": "a\uffffb"}, "Remove the invisible character U+FFFF"),
        ({"text": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_invalid_input_is_refused_with_an_explanation_and_kept_in_the_form(client, wrong, sentence):
    sent = filled_in(client, **wrong)

    page = read(client.post(ADDRESS, sent), status=422)

    assert [error for error in texts(page, ".field__error") if error.startswith(sentence)]
    assert stored_messages() == []
    still_there = {name: value for name, value in FIELDS.items() if name not in wrong}
    assert still_there.items() <= shown_fields(page).items()


def test_a_corrected_form_is_accepted(client):
    page = read(client.post(ADDRESS, filled_in(client, email="nadia@")), status=422)
    token = page.select_one("[name=token]")["value"]

    client.post(ADDRESS, shown_fields(page) | {"token": token, "email": "nadia@example.org"})

    assert stored_messages() == [FIELDS | {"state": "new", "language": "en"}]
