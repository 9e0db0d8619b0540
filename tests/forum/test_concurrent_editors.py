"""Forms saved at the same moment: one is saved, the others are shown what it changed."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse

from content.history.acts import act
from content.history.models import Act
from programme.models import Contribution, Session
from tests import factories
from tests.adminforms import filled
from tests.html import read

EDITORS = 8

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session():
    session = factories.session(factories.event("Forum"), "Panel")
    factories.contribution(factories.speaker("Astrid"), session=session)
    return session


@pytest.fixture
def browsers() -> list[Client]:
    user = get_user_model().objects.create_superuser("amina", password="a long password")
    found = [Client() for _number in range(EDITORS)]
    for browser in found:
        browser.force_login(user)
    return found


def address(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def at_once(tasks: list) -> list:
    """The results of functions that are called at the same moment."""
    barrier = Barrier(len(tasks))

    def run(task):
        barrier.wait()
        try:
            return task()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as threads:
        return list(threads.map(run, tasks))


def saving(browser: Client, page: str, form: dict[str, str], **changes: str):
    return lambda: browser.post(page, form | changes)


@pytest.mark.parametrize("column", ["title_en", "contributions-0-function_en"])
def test_one_of_eight_forms_is_saved_and_seven_are_shown_what_it_changed(session, browsers, column):
    page = address(session)
    form = filled(read(browsers[0].get(page)))
    acts = Act.objects.count()

    answers = at_once(
        [
            saving(browser, page, form, **{column: f"Version {number}"})
            for number, browser in enumerate(browsers)
        ]
    )

    assert Counter(answer.status_code for answer in answers) == {302: 1, 200: EDITORS - 1}
    assert Act.objects.count() == acts + 1
    winner = next(n for n, answer in enumerate(answers) if answer.status_code == 302)
    session.refresh_from_db()
    saved = [session.title_en, session.contributions.get().function_en]
    assert f"Version {winner}" in saved
    for answer in answers:
        if answer.status_code == 200:
            assert f"Version {winner}" in read(answer).select_one("#conflict tbody").get_text()


def test_the_form_of_a_part_and_that_of_its_record_do_not_both_win(session, browsers):
    part = session.contributions.get()
    pages = [address(session), address(part)] * (EDITORS // 2)
    forms = [filled(read(browsers[0].get(page))) for page in pages]
    columns = ["contributions-0-role", "role"] * (EDITORS // 2)

    answers = at_once(
        [
            saving(browser, page, form, **{column: role})
            for browser, page, form, column, role in zip(
                browsers, pages, forms, columns, ["chair", "moderator"] * 4, strict=True
            )
        ]
    )

    codes = Counter(answer.status_code for answer in answers)
    assert codes[302] >= 1
    winners = {columns[n] for n, answer in enumerate(answers) if answer.status_code == 302}
    saved = {"contributions-0-role": "chair", "role": "moderator"}
    assert {saved[column] for column in winners} == {Contribution.objects.get().role}


def test_a_form_sees_what_code_has_written_in_an_act_that_was_still_open(session, browsers):
    page = address(session)
    form = filled(read(browsers[0].get(page)))
    written = Barrier(2)

    def write_slowly():
        with act():
            part = Contribution.objects.get()
            part.role = "chair"
            part.save()
            written.wait()
            time.sleep(0.5)  # the form is waiting for the lock meanwhile

    def save_form():
        written.wait()
        return browsers[0].post(page, form | {"contributions-0-presence": "online"})

    _code, answer = at_once([write_slowly, save_form])

    assert answer.status_code == 200
    assert Contribution.objects.values_list("role", "presence").get() == ("chair", "")
    assert Session.objects.count() == 1
