"""Junk in addresses and in all forms of the admin, signed in: nothing is answered with 500."""

import os
from collections import Counter
from pathlib import Path

import django

from tests.stress.report import print_line

ADDRESSES = 3000
POSTS_OF_EACH_FORM = 40


def run(url: str, folder: Path) -> list[str]:
    os.environ |= {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    os.environ["MEDIA_ROOT"] = str(folder / "media")
    django.setup()
    from tests.stress import junk_site

    site = junk_site.JunkSite()
    found = answers("addresses", site.get_addresses(ADDRESSES))
    return found + answers("posts", site.post_forms(POSTS_OF_EACH_FORM))


def answers(name: str, statuses: list[tuple[str, int]]) -> list[str]:
    """Print how many answers of each kind there were; returns the faults."""
    counts = Counter(status for _address, status in statuses)
    print_line(f"{len(statuses)} {name}: {dict(sorted(counts.items()))}")
    return [f"{status} for {address[:200]}" for address, status in statuses if status >= 500]
