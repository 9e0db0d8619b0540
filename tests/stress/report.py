"""Figures of a scenario, for people to read."""

import sys


def percentile(figures: list[float], percent: int) -> float:
    ordered = sorted(figures)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def print_line(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
