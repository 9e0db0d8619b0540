"""After a move the page, calendar, programme changes and admin agree on the next request."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from tests import factories
from tests.html import read, texts
from tests.programme.admin.plans.late_pages import confirm

pytestmark = pytest.mark.django_db


def calendar_lines(client: Client, session) -> list[str]:
    text = client.get(f"{session.get_absolute_url()}calendar.ics").content.decode()
    return re.findall(r"^(?:SEQUENCE|DTSTART).*$", text, re.MULTILINE)


def scheduler() -> Client:
    user = factories.staff_user("salma")
    user.groups.add(Group.objects.get(name="Scheduler"))
    client = Client()
    client.force_login(user)
    return client


def test_a_move_is_seen_everywhere_on_the_next_request(client, staff):
    event = factories.event("Forum")
    session = factories.session(event, "Opening", hours="09:00-09:30")
    factories.contribution(factories.speaker(email="s@example.org"), session=session)
    page, agenda = session.get_absolute_url(), event.get_agenda_url()
    before = client.get(page).content.decode(), client.get(agenda).content.decode()

    done = read(confirm(staff))

    session.refresh_from_db()
    [tell] = done.select("[aria-labelledby=tell] a")
    mail = read(staff.get(tell["href"])).get_text(" ", strip=True)
    changes = read(client.get(f"{event.get_absolute_url()}changes/"))
    just_done = texts(read(staff.get("/admin/")), ".just-done li p")
    assert all("09:15" not in page for page in before)
    assert all("09:15" in client.get(address).content.decode() for address in (page, agenda))
    told = " ".join(changes.select_one("main").get_text().split())
    assert "New time: was 09:00 now 09:15" in told
    assert "SEQUENCE:1" in "".join(calendar_lines(client, session))
    assert "091500" in "".join(calendar_lines(client, session))
    assert "amina moved the session" in just_done[0]
    assert "New time: Tuesday 4 May, 09:15–09:45 (was 09:00–09:30)" in mail


def test_a_scheduler_moves_sessions_and_takes_the_move_back(db):
    session = factories.session(factories.event(), "Opening", hours="09:00-09:30")
    salma = scheduler()

    done = confirm(salma)
    session.refresh_from_db()
    moved = session.starts_at
    [button] = read(done).select(".plan-done form")
    salma.post(button["action"])

    session.refresh_from_db()
    assert (moved, session.starts_at) == (factories.at("09:15"), factories.at("09:00"))
