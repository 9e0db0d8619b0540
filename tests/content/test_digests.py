"""A digest changes with any stored value, with nothing else, and reveals none."""

import datetime as dt
import os
import subprocess
import sys
import zoneinfo
from decimal import Decimal

import pytest

from content.digests import digest

NOON = dt.datetime(2027, 5, 4, 12, 0, 0, 1, tzinfo=dt.UTC)
VALUES = {
    "state": "new",
    "assignee": None,
    "is_staff": True,
    "last_login": NOON,
    "joined": dt.date(2027, 5, 4),
    "rate": Decimal("1.50"),
    "groups": {2, 1},
    "name": "نادية",
}
CHANGES = [
    {"state": "New"},
    {"assignee": 0},
    {"is_staff": 1},
    {"last_login": NOON.replace(microsecond=2)},
    {"rate": Decimal("1.51")},
    {"groups": {1, 2, 3}},
    {"name": ""},
    {"another": None},
]


def test_the_same_values_have_the_same_digest_in_any_order_and_zone():
    moved = NOON.astimezone(zoneinfo.ZoneInfo("Africa/Casablanca"))
    same = dict(reversed(VALUES.items())) | {"last_login": moved, "groups": {1, 2}}

    assert digest(same) == digest(VALUES)


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_every_change_changes_the_digest(change):
    assert digest(VALUES | change) != digest(VALUES)


def test_the_digest_is_the_same_in_another_process():
    script = (
        "import django; django.setup(); from content.digests import digest;"
        "print(digest({'groups': {'b', 'a', 'c'}, 'state': 'new'}))"
    )

    printed = subprocess.run(  # noqa: S603  a fixed command
        [sys.executable, "-c", script],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert printed.strip() == digest({"state": "new", "groups": {"a", "b", "c"}})


def test_the_digest_depends_on_the_secret_key_and_has_one_length(settings):
    ours = digest(VALUES)
    settings.SECRET_KEY = "another key"

    theirs = digest(VALUES)

    assert ours != theirs
    assert (len(ours), len(digest({}))) == (64, 64)


def test_a_value_that_is_no_stored_value_is_refused():
    with pytest.raises(TypeError, match="No digest of a object"):
        digest({"state": object()})
