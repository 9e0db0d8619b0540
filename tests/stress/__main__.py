"""`make stress`: the inbox under load, on SQLite or on the DATABASE_URL of the environment.

Each run has its own database, and a fixed number of clients, messages and killed workers.
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

from tests.stress.clients import Answer, send_messages
from tests.stress.site import Site


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--each", type=int, default=500)
    parser.add_argument("--kills", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, database(Path(folder)) as url:
        faults_found = run(url, Path(folder), options.clients, options.each, kills=0)
        faults_found += run(
            url, Path(folder), options.clients, min(options.each, 100), kills=options.kills
        )
    return 1 if faults_found else 0


def run(url: str, folder: Path, clients: int, each: int, *, kills: int) -> list[str]:
    """Print the figures of a run; returns its faults."""
    site = Site(url, folder / "log")
    site.manage("migrate", "--verbosity", "0")
    site.manage("flush", "--no-input", "--verbosity", "0")
    started = time.monotonic()
    with site:
        answers = send_messages(site, clients=clients, each=each, kills=kills)
    took = time.monotonic() - started
    stored = stored_texts(url)
    found = faults(answers, stored, site.log.read_text(), kills)
    print_line(
        f"{url.partition(':')[0]}: {clients} clients x {each}, {kills} workers killed: "
        f"{len(answers)} acknowledged, {sum(stored.values())} stored, "
        f"{sum(count - 1 for count in stored.values())} doubled, "
        f"p50 {percentile(answers, 50):.3f} s, p99 {percentile(answers, 99):.3f} s, "
        f"{len(answers) / took:.0f}/s, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    for fault in found:
        print_line(f"WRONG: {fault}")
    return found


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


@contextlib.contextmanager
def database(folder: Path) -> Iterator[str]:
    """An empty database: a file, or one on the server of the environment's DATABASE_URL."""
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


def print_line(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
