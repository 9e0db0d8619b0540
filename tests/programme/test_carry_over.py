"""What sessions said of their changes before there was a table of them is carried over."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BEFORE = """
import datetime as dt, json
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

executor = MigrationExecutor(connection)
old = [("programme", "0001_programme"), ("content", "0001_history")]
executor.migrate(old)
apps = executor.loader.project_state(old).apps
Event, Room, Session = (apps.get_model("programme", name) for name in ("Event", "Room", "Session"))
first = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
hour, day = dt.timedelta(hours=1), dt.timedelta(days=1)
forum = Event.objects.create(
    name_en="Forum", slug="forum", acronym="forum", status="published",
    first_day=first.date(), last_day=first.date(),
)
attic, hall = (
    Room.objects.create(event=forum, slug=name.lower(), name_en=name, position=1)
    for name in ("Attic", "Hall")
)


def session(slug, status, former_status, **fields):
    of = {"event": forum, "slug": slug, "title_en": slug, "position": 1, "status": status}
    Session.objects.create(former_status=former_status, **{"status_at": first} | of | fields)


session("known", "published", "draft")
session("late", "published", "draft", status_at=first + 3 * day)
session("off", "cancelled", "published", status_at=first + day)
session("on", "published", "cancelled", status_at=first + day)
session("gone", "draft", "published", status_at=first + day)
session("moved", "published", "draft", moved_at=first + 2 * day, former_starts_at=first,
        starts_at=first + hour, ends_at=first + 2 * hour, former_room=attic, room=hall)

MigrationExecutor(connection).migrate([("programme", "0002_public_changes")])
from programme.models import PublicChange
slugs = dict(Session.objects.values_list("pk", "slug"))
print(json.dumps([
    [slugs[line.session_id], line.kind, f"{line.at:%d}", line.former_status,
     line.starts_at and f"{line.former_starts_at:%H}-{line.starts_at:%H}",
     line.room and [line.former_room["en"], line.room["en"]]]
    for line in PublicChange.objects.order_by("pk")
]))
"""


def test_former_statuses_times_and_rooms_become_lines(tmp_path):
    variables = {"SECRET_KEY": "x" * 50, "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}"}

    ended = subprocess.run(  # noqa: S603  the arguments are those of this file
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", BEFORE],
        cwd=ROOT,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.stderr == ""
    assert json.loads(ended.stdout) == [
        ["known", "new", "01", "draft", None, None],
        ["late", "new", "04", "draft", None, None],
        ["off", "new", "01", "draft", None, None],
        ["off", "cancelled", "02", "published", None, None],
        ["on", "new", "01", "draft", None, None],
        ["on", "reinstated", "02", "cancelled", None, None],
        ["moved", "new", "01", "draft", None, None],
        ["moved", "time", "03", "", "09-10", None],
        ["moved", "room", "03", "", None, ["Attic", "Hall"]],
    ]
