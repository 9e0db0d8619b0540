"""The ways to the e-mails: from a form, the list, the history, the first page; and for whom."""

import pytest

from content.history.undo import undo
from forum.mailings.models import Mailing
from tests import factories
from tests.adminforms import filled
from tests.forum.history_acts import member
from tests.html import read, texts
from tests.mailings.telling import (
    address,
    bodies,
    cancel,
    hidden,
    mails,
    move,
    press,
    session_of,
    speaker,
)

pytestmark = pytest.mark.django_db

OFFER = "Tell those concerned…"


def form(session) -> str:
    return f"/admin/programme/session/{session.pk}/change/"


def offers(response) -> list[str]:
    return [a["href"] for a in read(response).select("a") if a.get_text() == OFFER]


def save(client, session, **changes):
    return client.post(
        form(session), filled(read(client.get(form(session)))) | changes, follow=True
    )


def test_a_form_that_cancelled_a_session_leads_to_the_e_mails(staff):
    session = session_of(speaker())

    saved = save(staff, session, status="cancelled", cancellation_reason_en="Ill")
    page = staff.get(offers(saved)[0], follow=True)

    assert "Cancelled" in read(page).select_one(".mail__body").text
    assert page.redirect_chain[0][0].startswith("/admin/programme/tell/")


def test_a_form_offers_nothing_where_nobody_is_concerned(staff):
    session, draft = session_of(speaker()), session_of(status="draft")

    titled = save(staff, session, title_en="Roads")
    moved = save(staff, draft, starts_at_1="11:00", ends_at_1="11:45")

    assert [a for a in offers(titled) + offers(moved) if "/session/" in a] == []


def test_the_history_and_the_first_page_lead_there_until_it_is_undone(staff):
    done = move(session_of(speaker()), "10:15-11:00")
    pages = ["/admin/", f"/admin/history/{done.pk}/"]

    before = [address(done) in offers(staff.get(page)) for page in pages]
    undo(done, by=None)
    after = [address(done) in offers(staff.get(page)) for page in pages]

    assert (before, after) == ([True, True], [False, False])


def test_the_page_after_an_act_says_how_many_people_it_concerns(staff):
    session = session_of(speaker(), speaker("Omar", email=""))
    done = move(session, "10:15-11:00")

    before = read(staff.get(f"/admin/programme/done/{done.pk}/"))
    press(staff, address(done))
    after = read(staff.get(f"/admin/programme/done/{done.pk}/"))

    assert texts(before, "[aria-labelledby=tell] :is(p, a)") == [
        "2 people take part in these sessions. 1 can be reached by e-mail, in their language. "
        "Nothing is sent before you have read it.",
        "Read the e-mail first…",
        "Read the e-mail first…",
    ]
    when = Mailing.objects.get().when
    assert texts(after, "[aria-labelledby=tell] p")[0] == f"amina wrote to 1 person, {when}."


def test_chosen_sessions_are_told_with_their_present_time_and_place(staff):
    event = factories.event("Open Forum 2027")
    salma = speaker()
    rows = [session_of(salma, event=event, title=f"Talk {n}") for n in range(2)]
    listed = "/admin/programme/session/"
    chosen = {"action": "write_to_people", "_selected_action": [row.pk for row in rows]}

    path = staff.post(listed, chosen)["Location"]
    press(staff, path)

    assert [to for to, _subject in mails()] == ["salma@example.org"]
    paragraphs = bodies()[0].split("\n\n")
    assert paragraphs[1] == "These are the current details in the programme of Open Forum 2027."
    assert [text.splitlines()[:2] for text in paragraphs[2:4]] == [
        ["Talk 0", "Time: Tuesday 4 May, 10:00–10:45"],
        ["Talk 1", "Time: Tuesday 4 May, 10:00–10:45"],
    ]


def test_one_form_about_chosen_sessions_is_sent_once(staff):
    session = session_of(speaker())
    path = f"/admin/programme/tell/sessions/?ids={session.pk}"
    shown = hidden(read(staff.get(path)))

    for _press in range(2):
        staff.post(path, shown)

    assert len(mails()) == 1


def test_chosen_drafts_and_wrong_keys_are_told_of_nothing(staff):
    draft = session_of(speaker(), status="draft")

    page = read(staff.get(f"/admin/programme/tell/sessions/?ids={draft.pk},x,,999999"))

    assert texts(page, ".act-summary") == [
        "There is nothing to tell: the public sees none of these sessions."
    ]


def test_too_many_sessions_are_refused_with_a_sentence(staff, monkeypatch):
    monkeypatch.setattr("programme.admin.telling.MAX_CHOSEN", 1)
    rows = [session_of(title=f"Talk {n}") for n in range(2)]
    chosen = {"action": "write_to_people", "_selected_action": [row.pk for row in rows]}

    answer = staff.post("/admin/programme/session/", chosen, follow=True)

    assert texts(read(answer), ".messagelist li") == ["Choose at most 1 sessions."]


def test_whoever_plans_the_day_writes_to_names(staff):
    done = move(session_of(speaker()), "10:15-11:00")
    planner, _user = member("view_session", "schedule_session", "view_speaker")

    page = read(planner.get(address(done)))
    press(planner, address(done))

    assert texts(page, ".mail summary") == ["Salma Bennani"]
    assert "salma@example.org" not in str(page)
    assert len(mails()) == 1


def test_others_neither_read_nor_send_nor_are_led_there(db):
    done = cancel(session_of(speaker()))
    reader, _user = member("view_session")

    statuses = [
        reader.get(address(done)).status_code,
        reader.post(address(done)).status_code,
        reader.get("/admin/programme/tell/sessions/?ids=1").status_code,
        reader.get("/admin/programme/tell/session/1/").status_code,
    ]

    assert statuses == [403] * 4
    assert offers(reader.get("/admin/")) == []
    assert read(reader.get(f"/admin/programme/done/{done.pk}/")).select("#tell") == []
