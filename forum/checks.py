"""System checks: time zone rules, the drawing of Arabic, and a database that can be migrated."""

import datetime as dt
import zoneinfo

from django.core.checks import Error, Tags, register
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from uharfbuzz import HarfBuzzError

from forum.share.lettering import shape

SQUASHED_APPS = {"speakers", "programme", "forum", "contact"}
"""Apps whose first migrations were replaced by new ones: older databases have only the old ones."""


@register(Tags.compatibility)
def zones_are_recent(app_configs, **options) -> list[Error]:
    """Morocco is one hour ahead of UTC until 20 September 2026, and level with it from then on."""
    casablanca = zoneinfo.ZoneInfo("Africa/Casablanca")
    expected = {dt.date(2020, 11, 20): 1, dt.date(2026, 12, 1): 0}
    for date, hours in expected.items():
        noon = dt.datetime.combine(date, dt.time(12), casablanca)
        if noon.utcoffset() != dt.timedelta(hours=hours):
            return [
                Error(
                    f"Old time zone rules: Africa/Casablanca is not at UTC+{hours} on {date}.",
                    hint="Install tzdata 2026.3 or later: pip install -r requirements.txt",
                    id="forum.E001",
                )
            ]
    return []


@register(Tags.compatibility)
def arabic_is_joined(app_configs, **options) -> list[Error]:
    """In pictures: lam and alef are one letter, and a bracket opens towards what is in it."""
    try:
        word, bracket = (shape(text, is_rtl=True)[0] for text in ("لا", "("))
        is_right = len(word) == 1 and bracket[0].number == shape(")", is_rtl=False)[0][0].number
    except (OSError, IndexError, HarfBuzzError):
        is_right = False
    if is_right:
        return []
    hint = "Install the packages again: pip install -r requirements.txt"
    return [Error("Arabic cannot be drawn in pictures.", hint=hint, id="forum.E003")]


@register(Tags.database)
def databases_can_be_upgraded(app_configs, databases=None, **options) -> list[Error]:
    """Runs before `migrate`. A database that does not answer is not reported here."""
    problems = []
    for alias in databases or []:
        try:
            problem = upgrade_problem(connections[alias])
        except OperationalError:
            continue
        if problem:
            problems.append(Error(problem, id="forum.E002"))
    return problems


def upgrade_problem(connection: BaseDatabaseWrapper) -> str:
    """Why this database cannot be migrated, and what to do; empty if it can be."""
    if not _predates_squash(connection):
        return ""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        cause, remedy = name, "move this file away and run `make run` again"
    else:
        cause = f"The database {name}"
        remedy = "name an empty database in DATABASE_URL and run `make run` again"
    return f"{cause} was created by an earlier version and cannot be upgraded: {remedy}."


def _predates_squash(connection: BaseDatabaseWrapper) -> bool:
    """Whether an app has been migrated, but not by its present first migration."""
    files = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    applied = MigrationRecorder(connection).applied_migrations()
    migrated = {app for app, _name in applied} & SQUASHED_APPS
    first = {app: min(name for label, name in files if label == app) for app in migrated}
    return any((app, name) not in applied for app, name in first.items())
