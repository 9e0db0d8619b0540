"""The queries and the CPU time of each export, in one process and without copies.

`python -m tests.bench.exports` prints them as a table, for the showcase in DATABASE_URL.
"""

import os
import statistics
import sys
import time

import django

from tests.bench.pages import SHOWCASE, ask, queries_of, uncached

REPEATED = 9
FILES = (
    "agenda.ics",
    "schedule.xml",
    "schedule.json",
    "agenda.txt",
    "news.atom",
    "programme.csv",
    "programme.xlsx",
    "people.csv",
    "people.xlsx",
    "organizations.csv",
    "organizations.xlsx",
    "my-sessions/",
)


def line(name: str) -> str:
    path = uncached(f"{SHOWCASE}{name}")
    size = len(ask(path))
    count = queries_of(path)
    took = []
    for _time in range(REPEATED):
        started = time.process_time()
        ask(path)
        took.append((time.process_time() - started) * 1000)
    return f"| {name} | {count} | {statistics.median(took):.1f} | {min(took):.1f} | {size} |"


def main() -> None:
    django.setup()
    load = os.getloadavg()[0]
    sys.stdout.write(f"Load {load:.1f}\n| file | SQL | CPU ms | least | bytes |\n")
    sys.stdout.write("| --- | --- | --- | --- | --- |\n")
    for name in FILES:
        sys.stdout.write(f"{line(name)}\n")


if __name__ == "__main__":
    main()
