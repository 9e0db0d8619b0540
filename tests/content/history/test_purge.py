"""What the history forgets."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from content.history.acts import act
from content.history.models import Act, Change
from content.history.purge import forget_deletion, purge
from content.history.undo import undo
from programme.models import Room
from tests import factories

pytestmark = pytest.mark.django_db

PRIVATE = "nadia.private@example.org"


def last_act():
    return Act.objects.order_by("-pk").first()


def days_ago(act, days):
    Act.objects.filter(pk=act.pk).update(at=timezone.now() - dt.timedelta(days=days))


def tables_with(text):
    """The columns of the whole database that hold this text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            for column in connection.introspection.get_table_description(cursor, table):
                name = connection.ops.quote_name(column.name)
                cursor.execute(
                    f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}"  # noqa: S608
                    f" WHERE CAST({name} AS text) LIKE %s",
                    [f"%{text}%"],
                )
                if cursor.fetchone()[0]:
                    found.append(f"{table}.{column.name}")
    return found


def test_deleted_content_is_forgotten_after_thirty_days_but_not_its_name():
    factories.speaker("Nadia Alami", email=PRIVATE).delete()
    act = last_act()
    days_ago(act, 31)

    purge(timezone.now())

    change = act.changes.get()
    assert (change.name, change.before, change.sealed) == ("Nadia Alami", {}, None)


def test_deleted_content_is_kept_for_thirty_days():
    factories.speaker("Nadia Alami").delete()
    days_ago(last_act(), 29)

    purge(timezone.now())

    undo(last_act())


def test_acts_are_forgotten_after_a_year():
    factories.speaker("Nadia Alami")
    days_ago(last_act(), 366)
    factories.speaker("Karim Ziani")

    purge(timezone.now())

    assert [change.name for change in Change.objects.all()] == ["Karim Ziani"]


def test_a_private_value_is_nowhere_but_in_its_row_and_in_the_sealed_bin(staff):
    person = factories.speaker("Nadia Alami", email="old@example.org")
    person.email = PRIVATE
    person.save()
    while_stored = tables_with(PRIVATE)

    person.delete()

    assert while_stored == ["speakers_speaker.email"]
    assert tables_with(PRIVATE) == ["content_change.sealed"]


def test_a_person_deleted_for_good_leaves_nothing_behind():
    session = factories.session(factories.event(), "Opening")
    nadia = factories.speaker("Nadia Alamiya", email=PRIVATE)
    part = factories.contribution(nadia, session=session, function_en="Mayor of Alamiya")
    part.delete()
    nadia.name_fr = "Nadia Alamiya-Ziani"
    nadia.save()
    nadia.delete()

    forget_deletion(last_act())

    assert tables_with("Alamiya") == tables_with(PRIVATE) == []
    assert Change.objects.filter(name="Opening").exists()


def test_deleting_for_good_keeps_the_history_of_what_came_back():
    event = factories.event()
    rooms = [factories.room(event, name) for name in ("Atlas", "Rif")]
    with act():
        for room in rooms:
            room.delete()
    deletion = last_act()
    first = deletion.changes.get(name="Atlas")
    Room(pk=first.key, event=event, name_en="Atlas", slug="atlas").save(force_insert=True)

    forget_deletion(deletion)

    assert {c.name for c in Change.objects.filter(model="programme.room")} == {"Atlas"}
