"""What a new installation needs before its first visitor: tables, a forum to show, an account."""

import secrets

from django.contrib.auth import get_user_model
from django.core.management import call_command

from forum.demo import first_forum
from programme.models import Event

ACCOUNT = "admin"


def migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)


def load_first_forum() -> bool:
    """Put the first forum into a database without events; whether it did."""
    if Event.objects.exists():
        return False
    first_forum.load()
    return True


def create_account() -> str:
    """Create the first staff account; its random password, or nothing if there is an account."""
    users = get_user_model().objects
    if users.exists():
        return ""
    password = secrets.token_urlsafe(15)
    users.create_superuser(ACCOUNT, password=password)
    return password
