"""`make bench`: how much the site does, as figures and as ratios of one run.

Seeds the showcase with 3, 300 and 3,000 sessions in databases of its own, then asks the production
server on this machine. It ends with status 1 if a bar is missed.
"""

import argparse
import datetime as dt
import os
import sys
import tempfile
from pathlib import Path

from tests.bench import runs
from tests.bench.bars import Bar, cpu_bars, query_bars
from tests.bench.report import keep, print_line, print_table
from tests.nginx import INSTALL, NGINX

SIZES = [3, 300, 3000]
MOST_MEMORY = 200


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of sessions")
    parser.add_argument("--seconds", type=float, default=1.0, help="of load for each figure")
    parser.add_argument(
        "--against",
        default=os.environ.get("BENCH_AGAINST", ""),
        help="the command of another server, with {port}, to compare pages without copies",
    )
    parser.add_argument("--keep", action="store_true", help="keep the run in docs/performance.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bars = run(options, Path(folder))
    if options.keep:
        keep(bars)
    for bar in bars:
        print_line(str(bar))
    return 0 if all(bar.is_met for bar in bars) else 1


def run(options: argparse.Namespace, folder: Path) -> list[Bar]:
    today = dt.datetime.now(tz=dt.UTC).date()
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print_line(f"{today:%-d %B %Y}, {load} at the start, {options.seconds:g} s for each figure.")
    cpu, queries, bars = {}, {}, []
    for size in options.sizes:
        showcase = runs.Showcase.seed(folder / str(size), size)
        pages = showcase.pages()
        cpu[size] = {page.name: page.cpu for page in pages}
        queries[size] = {page.name: page.queries for page in pages}
        rows, ratios, memory = showcase.rates(pages, options.seconds)
        print_line(f"\n{size} sessions: a worker of the server takes {memory:.0f} MB at most\n")
        print_table(rows)
        bars += [*ratios, Bar(f"memory of a worker at {size} sessions, MB", memory, MOST_MEMORY)]
        if size == runs.USUAL:
            bars += compare(showcase, pages, rows, options)
    return [*cpu_bars(cpu), *query_bars(queries), *bars]


def compare(showcase, pages, rows, options) -> list[Bar]:
    """With nginx, and with another server."""
    bars = []
    if NGINX:
        bars += showcase.behind_nginx(options.seconds)
    else:
        print_line(f"without the figures of nginx: {INSTALL}")
    if options.against:
        bars += showcase.against(options.against, pages, rows, options.seconds)
    return bars


if __name__ == "__main__":
    sys.exit(main())
