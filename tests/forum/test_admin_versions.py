"""No form of the admin overwrites what was saved after it was opened."""

import datetime as dt

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from forum.contact.models import Message, ReplyTemplate, Team
from forum.models import FormerAddress
from forum.staff.locks import SignInLock
from tests import factories
from tests.adminforms import filled
from tests.forum.test_admin_conflicts import address, open_form, save
from tests.html import read, texts


def rows() -> dict[str, object]:
    """A row of each model that has a form, by the label of the model."""
    event = factories.event("Forum")
    section, session = factories.section(event), factories.session(event)
    person, body = factories.speaker("Astrid"), factories.organization("City")
    made = [event, section, session, person, body, factories.room(event), factories.track(event)]
    part = factories.contribution(person, session=session)
    made += [part, factories.quote(part), factories.partnership(event, body)]
    made += [factories.document(session=session), factories.announcement(event), factories.page()]
    made += [User.objects.create_user("karim"), Group.objects.create(name="Editors")]
    made += [FormerAddress.objects.create(path="/old/", moved_to="/new/")]
    now = timezone.now().replace(microsecond=0)
    made += [factories.alert(starts_at=now, ends_at=now + dt.timedelta(hours=1))]
    made += [factories.identity()]
    return {row._meta.label: row for row in made}


CHANGES = {
    "programme.Event": "name_en",
    "programme.Section": "title_en",
    "programme.Session": "title_en",
    "programme.Room": "name_en",
    "programme.Track": "name_en",
    "programme.Contribution": "function_en",
    "programme.Partnership": "label_en",
    "programme.Quote": "text_en",
    "programme.Document": "title_en",
    "programme.Announcement": "title_en",
    "speakers.Speaker": "name_en",
    "speakers.Organization": "name_en",
    "forum.Page": "title_en",
    "forum.FormerAddress": "moved_to",
    "forum.Alert": "text_en",
    "forum.Identity": "name_en",
    "auth.User": "first_name",
    "auth.Group": "name",
}
"""A text in the form of each model."""

ELSEWHERE = {model._meta.label for model in (Message, ReplyTemplate, Team, SignInLock)}
"""The inbox has a guard and tests of its own; a lock has no form."""


def editable_labels() -> set[str]:
    return {
        model._meta.label
        for model, page in admin.site._registry.items()
        if "ReadOnly" not in type(page).has_change_permission.__qualname__
    }


def test_every_form_of_the_admin_is_known_here():
    assert editable_labels() - ELSEWHERE == CHANGES.keys()


@pytest.mark.parametrize("label", CHANGES)
def test_a_stale_form_overwrites_nothing(staff, label):
    row, column = rows()[label], CHANGES[label]
    page = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    form, first = filled(read(staff.get(page))), filled(read(staff.get(page)))
    assert staff.post(page, first | {column: "/saved-first/"}).status_code == 302

    answers = [
        staff.post(page, form | {column: "/saved-second/"}),
        staff.post(page, form | {"version": ""} | {column: "/saved-second/"}),
    ]

    row.refresh_from_db()
    assert getattr(row, column) == "/saved-first/"
    for answer in answers:
        assert answer.status_code == 200
        assert len(read(answer).select("#conflict tbody tr")) >= 1
        assert filled(read(answer))[column] == "/saved-second/"
    assert staff.post(page, filled(read(answers[0]))).status_code == 302
    row.refresh_from_db()
    assert getattr(row, column) == "/saved-second/"


def test_the_form_of_an_account_takes_over_what_only_the_other_has_changed(staff):
    user, group = User.objects.create_user("karim"), Group.objects.create(name="Editors")
    page = reverse("admin:auth_user_change", args=[user.pk])
    form = filled(read(staff.get(page)))
    user.groups.add(group)
    user.is_staff = True
    user.save()

    answer = staff.post(page, form | {"first_name": "Karim"})

    shown = [texts(row, "th, td") for row in read(answer).select("#conflict tbody tr")]
    assert shown == [
        ["Roles", "Editors", "not changed by you: updated in your form"],
        ["Staff status", "Yes", "not changed by you: updated in your form"],
    ]
    assert staff.post(page, filled(read(answer))).status_code == 302
    user.refresh_from_db()
    assert (user.first_name, user.is_staff, [*user.groups.all()]) == ("Karim", True, [group])


def test_signing_in_meanwhile_is_no_conflict_and_is_not_undone(staff):
    user = User.objects.create_user("karim")
    page = reverse("admin:auth_user_change", args=[user.pk])
    form = filled(read(staff.get(page)))
    staff.__class__().force_login(user)

    answer = staff.post(page, form | {"first_name": "Karim"})

    user.refresh_from_db()
    assert answer.status_code == 302
    assert user.last_login is not None


def test_the_version_of_an_account_tells_nothing_of_its_values(staff):
    user = User.objects.create_user("karim", email="karim@forum.example")
    page = read(staff.get(reverse("admin:auth_user_change", args=[user.pk])))

    version = page.select_one("[name=version]")["value"]

    values = [value for value in model_to_dict(user).values() if isinstance(value, str) and value]
    assert not [value for value in values if value in version]
    assert "password" not in version


def test_the_guard_keeps_the_form_of_a_session_within_its_budget(staff):
    session = factories.session(factories.event(), "Panel")
    for _number in range(12):
        body = factories.organization()
        factories.contribution(factories.speaker(organization=body), session=session)
    for _number in range(2):
        factories.document(session=session)
    staff.get(address(session))

    with CaptureQueriesContext(connection) as opening:
        form = open_form(staff, session)
    with CaptureQueriesContext(connection) as saving:
        assert save(staff, session, form, title_en="Other").status_code == 302

    assert len(opening) <= 19
    assert len(saving) <= 70
