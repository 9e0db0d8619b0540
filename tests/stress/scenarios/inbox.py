"""The inbox under load: none of many messages is lost, even if workers are killed."""

import contextlib
import os
import sqlite3
import time
from collections import Counter
from pathlib import Path

import psycopg

from tests.servers import Site
from tests.stress.clients import Answer, send_messages
from tests.stress.report import percentile, print_line


def run(url: str, folder: Path) -> list[str]:
    found = load(url, folder, clients=8, each=500, kills=0)
    return found + load(url, folder, clients=8, each=100, kills=10)


def load(url: str, folder: Path, *, clients: int, each: int, kills: int) -> list[str]:
    """Print the figures of one load; returns its faults."""
    site = Site(folder / "log", DATABASE_URL=url)
    site.manage("migrate", "--verbosity", "0")
    site.manage("flush", "--no-input", "--verbosity", "0")
    started = time.monotonic()
    with site:
        answers = send_messages(site, clients=clients, each=each, kills=kills)
    took = time.monotonic() - started
    stored, seconds = stored_texts(url), [answer.seconds for answer in answers]
    print_line(
        f"{url.partition(':')[0]}: {clients} clients x {each}, {kills} workers killed: "
        f"{len(answers)} acknowledged, {sum(stored.values())} stored, "
        f"{sum(count - 1 for count in stored.values())} doubled, "
        f"p50 {percentile(seconds, 50):.3f} s, p99 {percentile(seconds, 99):.3f} s, "
        f"{len(answers) / took:.0f}/s, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    return faults(answers, stored, site.log.read_text(), kills)


def faults(answers: list[Answer], stored: Counter[str], log: str, kills: int) -> list[str]:
    """Messages that were lost, doubled or refused, and errors in the log."""
    statuses = Counter(status for answer in answers for status in answer.statuses)
    acknowledged = Counter(answer.text for answer in answers if answer.statuses[-1] == 302)
    found = []
    if set(statuses) != {302}:
        found.append(f"answers {dict(statuses)}")
    if acknowledged != stored:
        found.append(f"lost {acknowledged - stored}, too many {stored - acknowledged}")
    if "database is locked" in log:
        found.append("the database was locked")
    if not kills and "Traceback" in log:
        found.append(log[log.index("Traceback") :][:2000])
    return found


def stored_texts(url: str) -> Counter[str]:
    """Read from the database itself, not through the site."""
    query = "SELECT text FROM contact_message"
    if url.startswith("sqlite"):
        with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
            return Counter(text for (text,) in database.execute(query))
    with psycopg.connect(url) as database:
        return Counter(text for (text,) in database.execute(query))
