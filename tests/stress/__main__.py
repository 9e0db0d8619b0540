"""`make stress`: the bars of the inbox, on SQLite or on the DATABASE_URL of the environment.

Each run is bounded: so many clients, messages and kills, in a database of its own.
"""

import argparse
import contextlib
import os
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

from tests.stress.clients import Answer, write
from tests.stress.site import Site


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--each", type=int, default=500)
    parser.add_argument("--kills", type=int, default=10)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, database(Path(folder)) as url:
        wrong = run(url, Path(folder), given.clients, given.each, kills=0)
        wrong += run(url, Path(folder), given.clients, min(given.each, 100), kills=given.kills)
    return 1 if wrong else 0


def run(url: str, folder: Path, clients: int, each: int, *, kills: int) -> list[str]:
    """Print the figures of a run; what is wrong with it."""
    site = Site(url, folder / "log")
    site.manage("migrate", "--verbosity", "0")
    site.manage("flush", "--no-input", "--verbosity", "0")
    began = time.monotonic()
    with site:
        answers = write(site, clients=clients, each=each, kills=kills)
    took = time.monotonic() - began
    stored = messages_of(url)
    wrong = faults(answers, stored, site.log.read_text(), kills)
    say(
        f"{url.partition(':')[0]}: {clients} clients x {each}, {kills} workers killed: "
        f"{len(answers)} acknowledged, {sum(stored.values())} stored, "
        f"{sum(count - 1 for count in stored.values())} doubled, "
        f"p50 {percentile(answers, 50):.3f} s, p99 {percentile(answers, 99):.3f} s, "
        f"{len(answers) / took:.0f}/s, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    for fault in wrong:
        say(f"WRONG: {fault}")
    return wrong


def faults(answers: list[Answer], stored: Counter[str], log: str, kills: int) -> list[str]:
    """What must not be: a lost, a doubled or a refused message, a lock that was not waited for."""
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


def messages_of(url: str) -> Counter[str]:
    """The stored texts, asked of the database and not of the site."""
    query = "SELECT text FROM contact_message"
    if url.startswith("sqlite"):
        with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
            return Counter(text for (text,) in database.execute(query))
    with psycopg.connect(url) as database:
        return Counter(text for (text,) in database.execute(query))


@contextlib.contextmanager
def database(folder: Path) -> Iterator[str]:
    """An empty database of its own beside that of the environment, or a file."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{folder / 'stress.sqlite3'}"
        return
    name = sql.Identifier("forum_stress")
    with psycopg.connect(url.rpartition("/")[0] + "/postgres", autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        server.execute(sql.SQL("CREATE DATABASE {}").format(name))
        yield url.rpartition("/")[0] + "/forum_stress"
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def percentile(answers: list[Answer], percent: int) -> float:
    seconds = sorted(answer.seconds for answer in answers)
    return seconds[min(len(seconds) - 1, len(seconds) * percent // 100)]


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
