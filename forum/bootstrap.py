"""The steps that prepare a new installation: tables, the first forum and a staff account."""

import os
import secrets
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection

from forum.checks import upgrade_problem
from forum.demo import first_forum
from forum.models import Identity
from forum.staff.security_log import log
from forum.staff.sign_in_state import SignInState
from programme.models import Event


def make_database_private() -> None:
    """Let nobody but the account of the site read the files of an SQLite database, or lock them.

    SQLite gives new files beside the database the permissions that the database has.
    """
    if connection.vendor != "sqlite":
        return
    for ending in ("", "-wal", "-shm", "-write-lock"):
        path = Path(f"{connection.settings_dict['NAME']}{ending}")
        if ending in {"", "-write-lock"}:
            path.touch(mode=0o600)
        if path.exists() and path.stat().st_uid == os.geteuid():
            path.chmod(0o600)


def migrate() -> None:
    """Raises CommandError if an earlier version made the database."""
    if problem := upgrade_problem(connection):
        raise CommandError(problem)
    call_command("migrate", interactive=False, verbosity=0)


def fill_search_text() -> None:
    """Refill the search columns of rows that an older release wrote in another way."""
    call_command("fill_search_text", stdout=StringIO())


def load_first_forum() -> bool:
    """Load the first forum if there are no events. Returns whether it was loaded."""
    if Event.objects.exists():
        return False
    first_forum.load()
    return True


def missing_of_identity() -> str:
    """What the law asks for and the site does not say: `address, responsible for personal data`."""
    return ", ".join(Identity.objects.current().missing)


def create_account() -> str:
    """Create a superuser if there are no users. Returns its random password, or an empty string.

    Whoever reads the password here must choose another at the first login.
    """
    users = get_user_model().objects
    if users.exists():
        return ""
    password = secrets.token_urlsafe(15)
    user = users.create_superuser(settings.STAFF_USERNAME, password=password)
    SignInState.require_new_password(user)
    log("account_added", user=user, given=["is_active", "is_staff", "is_superuser"])
    return password
