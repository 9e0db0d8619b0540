"""Acts and pages that the tests of the history share."""

from django.contrib.auth.models import Permission
from django.test import Client

from content.history.acts import act
from content.history.models import Act, Verb
from content.saving import save_all
from tests import factories
from tests.html import read, texts

ALL = "/admin/history/"
SESSION = ["view_session", "change_session"]


def history(row):
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/history/"


def session(title="Opening", **fields):
    return factories.session(fields.pop("event", None) or factories.event(), title, **fields)


def retitle(row, title, *, by=None):
    with act(by):
        row.title_en = title
        row.save()
    return latest()


def latest():
    return Act.objects.latest_first().first()


def move(event, *, rows, by=None):
    """Sessions moved together by a quarter of an hour."""
    sessions = [factories.session(event, f"Talk {n}", hours="09:00-09:30") for n in range(rows)]
    with act(by, Verb.MOVED):
        for row in sessions:
            row.starts_at, row.ends_at = factories.at("09:15"), factories.at("09:45")
        save_all(sessions)
    return sessions


def member(*permissions, name="karim"):
    """A client and the member of staff who uses it."""
    user = factories.staff_user(name)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client, user


def acts(client, address):
    """Who did what, and when, for each act of a page."""
    return texts(read(client.get(address)), ".act-what")


def undo_address(act):
    return f"{ALL}{act.pk}/undo/"


def messages(response):
    return texts(read(response), ".messagelist li")
