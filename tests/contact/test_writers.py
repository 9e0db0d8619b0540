"""Colleagues who are writing a reply are named at the head of the message."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from forum.contact.models import Message, Writing
from tests import factories
from tests.adminforms import filled
from tests.html import read, texts

pytestmark = pytest.mark.django_db


def address(message: Message, page: str = "change") -> str:
    return f"/admin/contact/message/{message.pk}/{page}/"


def signs(client: Client, message: Message) -> list[str]:
    return texts(read(client.get(address(message))), ".callout--wait")


def test_who_types_a_reply_is_named_to_others_and_not_to_themselves(staff, karim, message):
    answer = karim.post(address(message, "writing"))

    began = f"{timezone.localtime(Writing.objects.get().since):%H:%M}"
    assert (answer.status_code, signs(karim, message)) == (204, [])
    assert signs(staff, message) == [f"karim has been writing a reply since {began}."]
    assert signs(staff, factories.message()) == []


def test_opening_a_message_is_not_writing(staff, karim, message):
    karim.get(address(message))

    assert signs(staff, message) == []


def test_without_script_a_reply_that_comes_back_unsent_is_one_being_written(staff, karim, message):
    form = filled(read(karim.get(address(message)))) | {"reply": "You may.", "_close": "1"}

    refused = karim.post(address(message), form)

    assert refused.status_code == 200
    assert [sign.partition(" since")[0] for sign in signs(staff, message)] == [
        "karim has been writing a reply"
    ]


def test_the_sign_goes_when_the_form_is_saved(staff, karim, message):
    karim.post(address(message, "writing"))

    karim.post(address(message), filled(read(karim.get(address(message)))) | {"reply": "You may."})

    assert (signs(staff, message)[1:], Writing.objects.count()) == ([], 0)


def test_the_sign_goes_half_an_hour_after_the_last_letter(staff, karim, message):
    karim.post(address(message, "writing"))
    now = timezone.now()
    Writing.objects.update(last_typed_at=now - dt.timedelta(minutes=29), since=now)
    assert len(signs(staff, message)) == 1

    Writing.objects.update(last_typed_at=now - dt.timedelta(minutes=31))
    assert signs(staff, message) == []

    staff.post(address(factories.message(), "writing"))
    assert [row.user.username for row in Writing.objects.all()] == ["amina"]


def test_typing_on_keeps_the_time_at_which_it_began(staff, message):
    began = factories.at("09:00")
    staff.post(address(message, "writing"))
    Writing.objects.update(since=began)

    staff.post(address(message, "writing"))

    assert Writing.objects.get().since == began


def test_only_who_may_answer_may_say_so(client, staff, message):
    editor = factories.staff_user("nadia")
    editor.groups.set(Group.objects.filter(name="Editor"))
    client.force_login(editor)

    answers = [
        client.post(address(message, "writing")),
        staff.get(address(message, "writing")),
        staff.post("/admin/contact/message/999/writing/"),
    ]

    assert [answer.status_code for answer in answers] == [403, 405, 404]
    assert Writing.objects.count() == 0
