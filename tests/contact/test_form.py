"""The contact form: what is acknowledged is stored once; what is refused is kept to be mended."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from forum.contact.models import Attempt, Message, new_reference, purge_date
from tests import factories
from tests.contact.forms import ADDRESS, WORDS, filled_in, kept, opened, token_made
from tests.html import read, texts

pytestmark = pytest.mark.django_db

EARLIER = dt.date(2020, 11, 20)


@pytest.fixture(autouse=True)
def no_waiting(settings):
    settings.CONTACT_MIN_SECONDS = 0
    settings.CONTACT_RECIPIENTS = ["desk@forum.example", "second@forum.example"]


def stored() -> list[dict]:
    return list(Message.objects.order_by("pk").values(*WORDS, "state", "language"))


def test_a_message_is_stored_as_it_was_written_and_acknowledged_on_a_page_of_its_own(client):
    response = client.post(ADDRESS, filled_in(client))

    reference = Message.objects.get().reference
    assert (response.status_code, response["Location"]) == (302, f"/en/contact/sent/{reference}/")
    assert stored() == [WORDS | {"state": "new", "language": "en"}]
    page = read(client.get(response["Location"]))
    assert texts(page, "main p")[1] == f"Your reference: {reference}"


def test_the_page_that_acknowledges_shows_the_reference_and_nothing_else_of_the_message(client):
    message = factories.message(name="Nadia", email="nadia@example.org", text="A secret")

    pages = [client.get(f"/en/contact/sent/{message.reference}/").content for _time in range(2)]

    assert message.reference.encode() in pages[0]
    assert [word for word in (b"Nadia", b"nadia", b"secret") if word in pages[0]] == []
    assert pages[0] == pages[1]


@pytest.mark.parametrize("reference", ["K4T7-9WXM", "x", "1", "%00", "a" * 300])
def test_a_reference_of_nothing_is_not_found(client, reference):
    assert client.get(f"/en/contact/sent/{reference}/").status_code == 404


def test_references_are_short_can_be_read_aloud_and_differ():
    made = {new_reference() for _number in range(500)}

    assert len(made) == 500
    assert all(re.fullmatch("[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", one) for one in made)


def test_a_message_belongs_to_the_current_event_and_has_a_day_to_be_deleted(client):
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
def test_a_message_is_kept_for_as_many_months_as_the_site_says(
    settings, monkeypatch, today, months, day
):
    settings.CONTACT_RETENTION_MONTHS = months
    monkeypatch.setattr(timezone, "localdate", lambda: dt.date.fromisoformat(today))

    assert purge_date() == dt.date.fromisoformat(day)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_privacy_notice_that_was_shown_is_stored_with_the_message(client, language):
    form = filled_in(client, address=f"/{language}/contact/")

    client.post("/en/contact/", form)

    message = Message.objects.get()
    assert (message.consent_version, message.consent_language) == ("2026-12", language)


def test_the_privacy_notice_says_who_what_for_how_long_and_which_rights(client, settings):
    settings.CONTACT_CONTROLLER = "Impact for Development, Rabat"
    settings.CNDP_DECLARATION = "D-W-123/2026"
    settings.CONTACT_RETENTION_MONTHS = 6

    notice = read(client.get(ADDRESS)).select_one(".contact section[aria-labelledby=privacy]")

    told = dict(zip(texts(notice, "dt"), texts(notice, "dd"), strict=True))
    assert told == {
        "Who is responsible": "Impact for Development, Rabat",
        "What for": (
            "To read your message and to answer it, and for nothing else. Only those who answer "
            "see it; it is passed on to nobody. By sending it you agree."
        ),
        "How long": "6 months after it came, or after our last answer. Then it is deleted.",
        "Your rights": (
            "Under law 09-08 and the GDPR you can ask what is kept about you, have it corrected or "
            "deleted, and object to its use: write to us through this form."
        ),
        "Declaration to the CNDP": "D-W-123/2026",
    }


def test_without_a_declaration_none_is_named_and_the_organizers_are_responsible(client):
    notice = read(client.get(ADDRESS)).select_one(".contact section[aria-labelledby=privacy]")

    assert texts(notice, "dt")[-1] == "Your rights"
    assert texts(notice, "dd")[0] == "The organizers of the forum."


def test_words_in_arabic_and_marks_of_html_come_through_whole(client):
    words = {"name": "نادية بن صالح", "text": "<b>1 < 2</b>\n\n«\u200fمرحبا\u200f» \U0001f44b"}
    client.post(ADDRESS, filled_in(client, **words))

    assert Message.objects.values("name", "text").get() == words


def test_the_form_says_what_it_wants_in_labels_hints_and_a_notice(client):
    form = read(client.get(ADDRESS)).select_one("form.form")

    assert texts(form, ".field label") == [
        "Your name",
        "Your e-mail address",
        "Organization (optional)",
        "Topic",
        "Message",
    ]
    assert texts(form, ".field__hint") == [
        "We use it to answer you, and for nothing else.",
        "At most 5,000 characters.",
    ]
    assert form.has_attr("novalidate")


def test_the_page_says_what_to_expect_and_how_long_it_takes(client, settings):
    settings.CONTACT_ANSWER_DAYS = 3

    told = texts(read(client.get(ADDRESS)), ".contact section[aria-labelledby=expect] > *")

    assert told == [
        "What to expect",
        "Your message is kept as soon as it is sent, and read by the people who run the forum. "
        "We answer within 3 working days.",
        "You get a reference number at once, on the next page and by e-mail.",
    ]


@pytest.mark.parametrize(
    ("query", "topic"),
    [("?topic=careers", "careers"), ("?topic=lottery", "general"), ("", "general")],
)
def test_a_link_chooses_the_topic(client, query, topic):
    assert kept(read(client.get(ADDRESS + query)))["topic"] == topic


def test_the_careers_page_and_a_session_lead_to_a_form_that_knows_where_one_came_from(client):
    factories.page("Careers", slug="careers", body_en="We are looking for you.")
    factories.session(factories.event(slug="forum"), "Open Regions", slug="talk")

    links = [
        read(client.get(path)).select_one("main a[href^='/en/contact/']")["href"]
        for path in ("/en/pages/careers/", "/en/events/forum/sessions/talk/")
    ]

    careers, talk = (read(client.get(link)) for link in links)
    assert kept(careers)["topic"] == "careers"
    assert talk.select_one("[name=session]")["value"] == "talk"


def test_another_language_opens_the_form_with_the_same_topic_and_session(client):
    factories.session(factories.event(slug="forum"), "Open Regions", slug="talk")
    query = "?topic=careers&event=forum&session=talk"
    page = read(client.get(ADDRESS + query))

    others = [link["href"] for link in page.select(".language-switch a")]

    assert others == [f"/{language}/contact/{query}" for language in ("fr", "ar")]
    wrong = filled_in(client, ADDRESS + query, text="")
    again = read(client.post(ADDRESS + query, wrong), status=422)
    assert page.select_one("form.form").get("action") is None
    assert [link["href"] for link in again.select(".language-switch a")] == others


def test_a_message_keeps_the_session_that_it_was_written_about(client):
    factories.event("Current")
    past = factories.event("Past", slug="past", first_day=EARLIER, last_day=EARLIER)
    talk = factories.session(past, "Open Regions", slug="talk")
    page = client.get(f"{ADDRESS}?event=past&session=talk")
    form = filled_in(client, address=f"{ADDRESS}?event=past&session=talk")

    client.post(ADDRESS, form)

    message = Message.objects.get()
    assert "Open Regions" in texts(read(page), "form.form > p")[0]
    assert (message.session, message.event) == (talk, past)


def test_a_form_about_a_session_that_comes_back_is_still_about_it(client):
    factories.session(factories.event(slug="forum"), "Open Regions", slug="talk")
    form = filled_in(client, address=f"{ADDRESS}?event=forum&session=talk", text="")

    page = read(client.post(ADDRESS, form), status=422)

    assert "Open Regions" in texts(page, "form.form > p")[0]
    assert page.select_one("[name=session]")["value"] == "talk"


@pytest.mark.parametrize(
    "query",
    ["event=forum&session=draft", "event=forum", "event=forum&session=%00", "session=<script>"],
)
def test_a_session_that_nobody_can_see_is_no_part_of_the_form(client, query):
    factories.session(factories.event(slug="forum"), "Still secret", slug="draft", status="draft")

    page = read(client.get(f"{ADDRESS}?{query}"))

    assert page.select("[name=session]") == []
    assert "secret" not in page.get_text()


def test_an_end_of_a_line_counts_as_one_character(client):
    lines = "\r\n".join(["x" * 9] * 500)

    client.post(ADDRESS, filled_in(client, text=lines))

    assert Message.objects.get().text == lines.replace("\r\n", "\n")
    assert len(Message.objects.get().text) == 4999


def test_an_empty_form_says_beside_each_field_and_above_them_what_is_missing(client):
    page = read(client.post(ADDRESS, opened(client) | {"topic": "general"}), status=422)

    missing = [
        "Enter your name.",
        "Enter your e-mail address, so that we can answer.",
        "Write your message.",
    ]
    assert texts(page, ".notice li") == missing
    assert texts(page, ".field__error") == missing
    links = [link["href"] for link in page.select(".notice a")]
    assert links == ["#id_name", "#id_email", "#id_text"]
    assert all(page.select_one(link) for link in links)
    assert page.title.get_text().startswith("Error: Contact us")
    assert stored() == []


def test_a_wrong_field_names_its_sentence_to_screen_readers(client):
    page = read(client.post(ADDRESS, filled_in(client, email="nadia")), status=422)

    field = page.select_one("#id_email")
    described = " ".join(
        page.select_one(f"#{part}").get_text(strip=True)
        for part in field["aria-describedby"].split()
    )
    assert field["aria-invalid"] == "true"
    assert described == (
        "We use it to answer you, and for nothing else."
        " Enter an e-mail address like name@example.org."
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "Enter your name."),
        ({"name": "x" * 201}, "Ensure this value has at most 200 characters (it has 201)."),
        ({"name": "Na\u202edia"}, "Remove the invisible character U+202E"),
        ({"email": "nadia@"}, "Enter an e-mail address like name@example.org."),
        ({"email": "a@example.org\nBcc: b@example.org"}, "Enter an e-mail address like"),
        ({"email": '"a,victim@example.org,b"@example.org'}, "Enter an e-mail address like"),
        ({"topic": "lottery"}, "Choose a topic from the list."),
        ({"text": "x" * 5001}, "Shorten your message to 5,000 characters; it has 5001."),
        ({"text": "a\x07b"}, "Remove the invisible character U+0007"),
        ({"text": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence_and_kept(client, wrong, sentence):
    sent = filled_in(client, **wrong)

    page = read(client.post(ADDRESS, sent), status=422)

    assert [error for error in texts(page, ".field__error") if error.startswith(sentence)]
    assert stored() == []
    still_there = {name: value for name, value in WORDS.items() if name not in wrong}
    assert still_there.items() <= kept(page).items()


def test_after_a_mistake_the_mended_form_is_taken(client):
    page = read(client.post(ADDRESS, filled_in(client, email="nadia@")), status=422)
    token = page.select_one("[name=token]")["value"]

    client.post(ADDRESS, kept(page) | {"token": token, "email": "nadia@example.org"})

    assert stored() == [WORDS | {"state": "new", "language": "en"}]


def test_a_form_that_is_sent_twice_is_one_message_and_acknowledged_twice(client):
    sent = filled_in(client)

    answers = [client.post(ADDRESS, sent)["Location"] for _time in range(2)]

    assert answers == [f"/en/contact/sent/{Message.objects.get().reference}/"] * 2
    assert len(stored()) == 1
    assert Email.objects.count() == 2


def test_another_message_in_a_form_that_was_sent_is_asked_for_again_and_not_lost(client):
    sent = filled_in(client)
    client.post(ADDRESS, sent)

    page = read(client.post(ADDRESS, sent | {"text": "And one thing more."}), status=422)
    token = page.select_one("[name=token]")["value"]
    client.post(ADDRESS, kept(page) | {"token": token})

    assert texts(page, ".notice li") == [
        "You sent this form before. To send another message, send it now."
    ]
    assert [message["text"] for message in stored()] == [WORDS["text"], "And one thing more."]


def test_a_form_that_is_sent_again_does_not_count_as_another_message(client, settings):
    settings.CONTACT_RATE_LIMIT = (1, 3600)
    sent = filled_in(client)

    statuses = [client.post(ADDRESS, sent).status_code for _time in range(2)]

    assert statuses == [302, 302]
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize(
    ("token", "sentence"),
    [
        ("", "The form lay open for too long. Send it again: nothing is lost."),
        ("made up", "The form lay open for too long. Send it again: nothing is lost."),
        (
            token_made(seconds_ago=25 * 3600),
            "The form lay open for too long. Send it again: nothing is lost.",
        ),
        (
            token_made(seconds_ago=60).replace("a-nonce", "b-nonce"),
            "The form lay open for too long. Send it again: nothing is lost.",
        ),
    ],
    ids=["none", "invented", "expired", "altered"],
)
def test_a_wrong_token_keeps_what_was_typed_under_a_new_one(client, token, sentence):
    page = read(client.post(ADDRESS, WORDS | {"token": token}), status=422)
    new_token = page.select_one("[name=token]")["value"]

    again = client.post(ADDRESS, kept(page) | {"token": new_token})

    assert texts(page, ".notice li") == [sentence]
    assert kept(page) == WORDS
    assert again.status_code == 302
    assert len(stored()) == 1


def test_a_form_that_comes_back_at_once_is_asked_for_again(client, settings):
    settings.CONTACT_MIN_SECONDS = 3

    page = read(client.post(ADDRESS, filled_in(client)), status=422)

    assert texts(page, ".notice li") == ["This was very fast. Send it again if you are a person."]
    assert kept(page) == WORDS
    assert stored() == []


def test_a_form_that_took_its_time_is_taken(client, settings):
    settings.CONTACT_MIN_SECONDS = 3

    client.post(ADDRESS, WORDS | {"token": token_made(seconds_ago=4)})

    assert len(stored()) == 1


def test_a_filled_trap_is_stored_as_spam_and_nobody_is_told(client):
    response = client.post(ADDRESS, filled_in(client, website="https://buy.example"))

    assert response["Location"] == f"/en/contact/sent/{Message.objects.get().reference}/"
    assert stored() == [WORDS | {"state": "spam", "language": "en"}]
    assert Email.objects.count() == 0


def test_people_neither_see_nor_reach_the_trap(client):
    trap = read(client.get(ADDRESS)).select_one(".form__honeypot")

    assert (trap["aria-hidden"], trap.input["tabindex"], trap.input["autocomplete"]) == (
        "true",
        "-1",
        "off",
    )


def test_a_flood_from_one_address_is_slowed_and_nothing_typed_is_lost(client, settings):
    settings.CONTACT_RATE_LIMIT = (2, 3600)
    for _time in range(2):
        client.post(ADDRESS, filled_in(client))

    response = client.post(ADDRESS, filled_in(client))

    page = read(response, status=429)
    assert texts(page, "[role=alert]") == [
        "Many messages have come from your connection. What you wrote is still below: send it again"
        " in 60 minutes."
    ]
    assert 3590 <= int(response["Retry-After"]) <= 3600
    assert page.title.get_text().startswith("Error: Contact us")
    assert kept(page) == WORDS
    assert len(stored()) == 2


def test_the_wait_ends_when_the_oldest_message_that_counts_has_gone(client, settings):
    settings.CONTACT_RATE_LIMIT = (2, 3600)
    for _time in range(2):
        client.post(ADDRESS, filled_in(client))
    oldest = Attempt.objects.order_by("pk").first()
    Attempt.objects.filter(pk=oldest.pk).update(made_at=timezone.now() - dt.timedelta(minutes=50))

    response = client.post(ADDRESS, filled_in(client))

    assert 590 <= int(response["Retry-After"]) <= 600


def test_the_limit_is_of_each_address_and_of_its_time(client, settings):
    settings.CONTACT_RATE_LIMIT = (1, 3600)
    client.post(ADDRESS, filled_in(client))
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    Attempt.objects.update(made_at=timezone.now() - dt.timedelta(seconds=3601))

    answers = [
        each.post(ADDRESS, filled_in(each)).status_code for each in (client, elsewhere, elsewhere)
    ]

    assert answers == [302, 302, 429]


def test_addresses_are_kept_as_keyed_hashes_and_for_a_day(client):
    Attempt.objects.create(sender="x", made_at=timezone.now() - dt.timedelta(days=1, seconds=1))
    client.post(ADDRESS, filled_in(client))

    attempt = Attempt.objects.get()

    assert len(attempt.sender) == 64
    assert "127.0.0.1" not in attempt.sender


@pytest.mark.parametrize(
    ("proxies", "forwarded", "answers"),
    [
        (0, ["1.1.1.1", "2.2.2.2"], [302, 429]),
        (1, ["1.1.1.1", "2.2.2.2"], [302, 302]),
        (1, ["9.9.9.9, 1.1.1.1", "8.8.8.8, 1.1.1.1"], [302, 429]),
        (2, ["1.1.1.1, 10.0.0.1", "2.2.2.2, 10.0.0.1"], [302, 302]),
        (2, ["1.1.1.1", "2.2.2.2"], [302, 429]),
    ],
)
def test_a_forged_forwarding_header_changes_nothing(settings, proxies, forwarded, answers):
    settings.CONTACT_RATE_LIMIT = (1, 3600)
    settings.TRUSTED_PROXIES = proxies
    visitors = [Client(headers={"X-Forwarded-For": header}) for header in forwarded]

    found = [visitor.post(ADDRESS, filled_in(visitor)).status_code for visitor in visitors]

    assert found == answers


def test_the_form_and_its_answer_are_kept_by_no_cache_and_found_by_no_search_engine(client):
    reference = factories.message().reference
    form, sent = client.get(ADDRESS), client.get(f"/en/contact/sent/{reference}/")

    for response in (form, sent):
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]
    assert read(sent).select_one("meta[name=robots]")["content"] == "noindex"


def test_a_form_sent_by_a_page_of_another_site_comes_back_to_be_looked_over(client):
    elsewhere = Client(headers={"Sec-Fetch-Site": "cross-site"})

    page = read(elsewhere.post(ADDRESS, filled_in(client)), status=422)

    assert texts(page, ".notice li") == [
        "This came from another site. Look it over and send it here."
    ]
    assert kept(page) == WORDS
    assert stored() == []


def test_the_form_needs_no_cookie_and_sets_none():
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(ADDRESS, filled_in(strict))

    assert response.status_code == 302
    assert dict(strict.cookies) == {}


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(ADDRESS).status_code == 405
