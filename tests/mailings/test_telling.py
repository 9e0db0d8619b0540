"""The page that tells people of an act: what it shows, and that it sends once what was read."""

import pytest

from content.history.acts import act
from content.history.models import Verb
from content.history.undo import undo
from content.saving import save_all
from forum.contact.models import OutgoingMail, Team
from forum.mailings.models import Mailing, Recipient
from tests import factories
from tests.html import read, texts
from tests.mailings.telling import (
    address,
    bodies,
    cancel,
    hidden,
    latest,
    mails,
    move,
    press,
    session_of,
    speaker,
    visible,
)

pytestmark = pytest.mark.django_db


def callouts(page) -> list[str]:
    return [visible(text) for text in texts(page, "#content .callout")]


def said(response) -> list[str]:
    return texts(read(response), ".messagelist li")


def test_it_shows_each_mail_as_it_will_leave(staff):
    session = session_of(
        speaker(language="fr"), speaker("Omar", email="omar@example.org", language="en")
    )
    path = address(move(session, "10:15-11:00"))

    page = read(staff.get(path))
    press(staff, path)

    assert texts(page, ".mailing h2") == [
        "Add a note",
        "English · 1 person",
        "Français · 1 person",
    ]
    assert texts(page, ".mail summary") == [
        "Omar omar@example.org",
        "Salma Bennani salma@example.org",
    ]
    assert [text["lang"] + text["dir"] for text in page.select(".mail__text")] == ["enltr", "frltr"]
    shown = [body.get_text() for body in page.select(".mail__body")]
    left = {mail.recipients: mail.body for mail in OutgoingMail.objects.all()}
    assert shown == [left["omar@example.org"], left["salma@example.org"]]


def test_reading_sends_nothing(staff):
    path = address(move(session_of(speaker()), "10:15-11:00"))

    staff.get(path)

    assert mails() == []


def test_it_says_who_wrote_to_how_many_and_when(staff):
    session = session_of(speaker(), speaker("Omar", email="omar@example.org"))
    path = address(move(session, "10:15-11:00"))

    answer = press(staff, path)

    assert said(answer) == ["2 e-mails are on their way."]
    at = Mailing.objects.get().when
    assert callouts(read(answer)) == [f"amina wrote to 2 people, {at}."]
    assert read(answer).select(".mailing") == []


def test_a_second_press_sends_nothing(staff):
    path = address(move(session_of(speaker()), "10:15-11:00"))
    shown = hidden(read(staff.get(path)))
    staff.post(path, shown)

    again = staff.post(path, shown)

    assert said(again)[-1] == "Nothing was sent: there is nobody left to write to."
    assert len(mails()) == Mailing.objects.count() == 1


def test_somebody_whose_address_came_later_is_told_alone(staff):
    late = speaker("Omar", email="")
    session = session_of(speaker(), late)
    path = address(move(session, "10:15-11:00"))
    press(staff, path)
    late.email = "omar@example.org"
    late.save()

    press(staff, path)

    assert [to for to, _subject in mails()] == ["salma@example.org", "omar@example.org"]
    assert Recipient.objects.values_list("mailing").distinct().count() == 2


def test_a_note_is_read_in_the_mails_before_they_leave(staff):
    path = address(move(session_of(speaker()), "10:15-11:00"))
    shown = hidden(read(staff.get(path)))

    page = read(first := staff.post(path, shown | {"note_en": "Sorry!"}))

    assert said(first) == ["Your note is in the e-mails now. Read them, then send them."]
    assert mails() == []
    assert "Sorry!" in page.select_one(".mail__body").get_text()
    assert texts(page, "textarea[name=note_en]") == ["Sorry!"]


def test_what_changed_after_reading_is_read_again(staff):
    session = session_of(speaker())
    path = address(move(session, "10:15-11:00"))
    shown = hidden(read(staff.get(path)))
    move(session, "12:00-12:45")

    answer = staff.post(path, shown)

    assert said(answer) == [
        "The programme or its people have changed meanwhile. Read the e-mails again."
    ]
    assert mails() == []
    assert "New time: Tuesday 4 May, 12:00–12:45" in read(answer).select_one(".mail__body").text


def test_what_a_later_act_changed_is_named_and_told_as_it_is_now(staff):
    session = session_of(speaker())
    path = address(move(session, "10:15-11:00"))
    move(session, "12:00-12:45")

    page = read(staff.get(path))

    assert callouts(page) == [
        "The e-mails give the programme as it is now. "
        "These sessions have changed again since: Roads that last"
    ]
    body = page.select_one(".mail__body").text
    assert "New time: Tuesday 4 May, 12:00–12:45 (was 10:00–10:45)" in body


def test_a_note_that_is_refused_is_kept(staff):
    path = address(move(session_of(speaker()), "10:15-11:00"))
    note = "a" * 2001

    answer = staff.post(path, hidden(read(staff.get(path))) | {"note_fr": note})

    assert said(answer) == ["Nothing was sent. Correct the note first."]
    assert texts(read(answer), "textarea[name=note_fr]") == [note]
    assert len(texts(read(answer), ".mailing .errorlist li")) == 1
    assert mails() == []


def test_people_without_a_good_address_are_named_and_left_out(staff):
    broken = speaker("Tariq", email="tariq@example.org")
    factories.past_saving(type(broken)).filter(pk=broken.pk).update(email="tariq@")
    session = session_of(speaker(), speaker("Omar", email=""), broken)
    path = address(move(session, "10:15-11:00"))

    page = read(staff.get(path))
    press(staff, path)

    assert callouts(page) == [
        "1 person has no e-mail address and will not be informed. Call: Omar",
        "The e-mail addresses of these people cannot be used. They will not be informed: Tariq",
    ]
    assert [to for to, _subject in mails()] == ["salma@example.org"]


def test_nobody_to_write_to_is_said(staff):
    path = address(move(session_of(), "10:15-11:00"))

    page = read(staff.get(path))

    assert texts(page, ".act-summary") == ["Nobody takes part in these sessions."]
    assert page.select(".mailing") == []


@pytest.mark.parametrize(
    ("event_status", "status"), [("draft", "published"), ("published", "draft")]
)
def test_what_no_reader_could_see_is_told_to_nobody(staff, event_status, status):
    event = factories.event(status=event_status)
    session = session_of(speaker(), event=event, status=status)

    page = read(staff.get(address(move(session, "10:15-11:00"))))

    assert page.select(".mailing") == []
    assert texts(page, ".act-summary")[0].startswith("There is nothing to tell")


def test_an_act_about_no_session_has_nothing_to_tell(staff):
    factories.room(factories.event())

    page = read(staff.get(address(latest())))

    assert texts(page, ".act-summary")[0].startswith("There is nothing to tell")


def test_an_act_that_was_undone_leads_to_its_undo(staff):
    done = move(session_of(speaker()), "10:15-11:00")
    undo(done, by=None)

    page = read(staff.get(address(done)))

    assert page.select(".mailing") == []
    assert [a["href"] for a in page.select(".callout a")] == [address(latest())]


def test_an_undo_within_the_reading_sends_nothing(staff):
    done = move(session_of(speaker()), "10:15-11:00")
    shown = hidden(read(staff.get(address(done))))
    undo(done, by=None)

    staff.post(address(done), shown)

    assert mails() == []


@pytest.mark.parametrize("path", ["12345/", "session/12345/"])
def test_what_there_never_was_is_not_found(staff, path):
    assert staff.get(f"/admin/programme/tell/{path}").status_code == 404


def test_answers_go_to_the_team_for_speakers_and_the_text_is_private(staff):
    Team.objects.create(topic="speaking", recipients="people@forum.example\nx@forum.example")

    press(staff, address(move(session_of(speaker()), "10:15-11:00")))

    mail = OutgoingMail.objects.get()
    assert mail.headers == {"Reply-To": "people@forum.example"}
    assert mail.is_private


def test_an_undelivered_mail_names_its_person(staff):
    path = address(move(session_of(speaker()), "10:15-11:00"))
    press(staff, path)
    OutgoingMail.objects.update(state="given_up")

    page = read(staff.get(path))

    assert callouts(page)[1].endswith("Call, or correct the address: Salma Bennani")


def test_the_security_log_names_the_act_and_nobody(staff, security_log):
    done = move(session_of(speaker()), "10:15-11:00")

    press(staff, address(done))

    [line] = [one for one in security_log.without_addresses() if one["event"] == "people_told"]
    assert (line["act"], line["people"]) == (done.pk, 1)
    assert "salma" not in str(line).lower()


def test_a_day_of_three_hundred_people_takes_as_many_queries_as_one(
    staff, django_assert_max_num_queries
):
    event = factories.event()
    session_of(speaker(), event=event)
    move(event.sessions.get(), "10:15-11:00")
    one = address(latest())
    rows = [session_of(speaker(f"P{n}", email=f"p{n}@example.org"), event=event) for n in range(30)]
    for row in rows:
        row.room = factories.room(event, f"R{row.pk}")
    with act(None, Verb.MOVED):
        save_all(rows)
    many = address(latest())
    staff.get(one)

    with django_assert_max_num_queries(200) as of_one:
        staff.get(one)
    with django_assert_max_num_queries(200) as of_many:
        staff.get(many)
    shown = hidden(read(staff.get(many)))
    with django_assert_max_num_queries(200) as of_sending:
        staff.post(many, shown)

    assert len(of_many) <= len(of_one) + 1  # the rooms
    assert len(of_sending) <= len(of_many) + 13
    assert len(mails()) == 30


def test_cancelling_many_tells_each_once(staff):
    salma, event = speaker(), factories.event()
    rows = [session_of(salma, event=event, title=f"Talk {n}") for n in range(3)]
    with act(None, Verb.CANCELLED):
        for row in rows:
            row.cancel("Storm")
        save_all(rows)

    press(staff, address(latest()))

    assert len(mails()) == 1
    assert bodies()[0].count("Cancelled\nStorm") == 3


def test_a_cancelled_session_that_moves_is_told_to_nobody(staff):
    session = session_of(speaker())
    cancel(session)

    page = read(staff.get(address(move(session, "10:15-11:00"))))

    assert page.select(".mailing") == []
