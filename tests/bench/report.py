"""Tables for people to read, and for docs/performance.md."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tests.bench.bars import Bar

DOCUMENT = Path(__file__).resolve().parents[2] / "docs/performance.md"
SECTION = "## Last table"
printed: list[str] = []


class Row(NamedTuple):
    """One page under load; rates are requests per second."""

    name: str
    path: str
    queries: int
    cpu: float
    rate: float
    copies: float | None
    """With copies; None where no copy is kept."""
    unchanged: float | None
    """For visitors who have the page: 304."""
    size: int


HEADINGS = ("page", "SQL", "CPU ms", "uncached/s", "cached/s", "of trivial", "304/s", "bytes")


def print_table(rows: Iterable[Row]) -> None:
    rows = list(rows)
    trivial = next(row.rate for row in rows if row.name == "trivial view")
    print_line(f"| {' | '.join(HEADINGS)} |")
    print_line(f"| {' | '.join('---' for _heading in HEADINGS)} |")
    for row in rows:
        best = row.copies or row.rate
        cells = [
            row.name,
            row.queries,
            f"{row.cpu:.1f}",
            f"{row.rate:.0f}",
            _rate(row.copies),
            f"{best / trivial:.0%}",
            _rate(row.unchanged),
            row.size,
        ]
        print_line(f"| {' | '.join(map(str, cells))} |")


def _rate(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.0f}"


def print_line(line: str) -> None:
    printed.append(line)
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def keep(bars: Iterable[Bar]) -> None:
    """Put this run into docs/performance.md, in place of the last one."""
    lines = [*printed, "", *(f"- {bar}" for bar in bars)]
    before, _heading, after = DOCUMENT.read_text().partition(f"{SECTION}\n")
    _old, heading, rest = after.partition("\n## ")
    text = "\n".join(lines).strip()
    DOCUMENT.write_text(f"{before}{SECTION}\n\n{text}\n{heading}{rest}")
