"""The site in processes of its own, on the test's database."""

import os
import subprocess
import sys
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def environment(**variables: str) -> dict[str, str]:
    """Makes another process the same site."""
    site = {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "forum.settings",
        "SECRET_KEY": "only-for-the-tests",
        "CONTACT_MIN_SECONDS": "0",
        "CONTACT_RATE_LIMIT": "999999/hour",
        "CONTACT_RECIPIENTS": "team@forum.example",
    }
    return os.environ | site | variables


def database_url() -> str:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    user, password = database["USER"], database["PASSWORD"]
    place = f"{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"
    return f"postgres://{user}:{password}@{place}"


def start(*arguments: str, **variables: str) -> subprocess.Popen:
    """Run `manage.py` in a process of its own."""
    return subprocess.Popen(  # noqa: S603  the arguments are those of the tests
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
