"""`make stress`: the site under load and under faults, on SQLite or on DATABASE_URL.

Runs the named scenarios, or all of them, each in a process of its own with an empty database.
"""

import argparse
import pkgutil
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from tests.stress import scenarios
from tests.stress.database import empty_database
from tests.stress.report import print_line

NAMES = [module.name for module in pkgutil.iter_modules(scenarios.__path__)]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.stress", description=__doc__)
    parser.add_argument("scenario", nargs="*", help=", ".join(NAMES))
    chosen = parser.parse_args().scenario or NAMES
    if unknown := set(chosen) - set(NAMES):
        parser.error(f"unknown: {', '.join(unknown)}. The scenarios are {', '.join(NAMES)}.")
    run = run_here if len(chosen) == 1 else run_in_a_process
    return max([run(name) for name in chosen])


def run_in_a_process(name: str) -> int:
    command = [sys.executable, "-m", "tests.stress", name]
    return int(subprocess.run(command, check=False).returncode != 0)  # noqa: S603  our own names


def run_here(name: str) -> int:
    scenario = import_module(f"{scenarios.__name__}.{name}")
    print_line(f"{name}: {scenario.__doc__.splitlines()[0]}")
    with tempfile.TemporaryDirectory() as folder, empty_database(Path(folder)) as url:
        faults = scenario.run(url, Path(folder))
    for fault in faults:
        print_line(f"WRONG: {fault}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
