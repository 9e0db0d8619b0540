"""Stored files that nothing names: what a process left behind that was killed while it saved."""

import datetime as dt
from collections.abc import Iterator
from pathlib import PurePosixPath

from django.core.files.storage import default_storage

from content.history.files import file_fields, needed_files
from content.history.recorded import recorded_models

MIN_AGE = dt.timedelta(days=1)
"""A younger file may belong to a form that is being saved."""


def unnamed_files(now: dt.datetime) -> list[str]:
    """Files in the folders of uploads that no row names and the history does not need."""
    stored = [name for folder in _folders() for name in _files_in(folder)]
    needed = needed_files()
    return [name for name in stored if name not in needed and _is_older(name, now - MIN_AGE)]


def _folders() -> list[str]:
    """Where file fields put uploads: whatever else is in the storage is not ours."""
    fields = [(model, field) for model in recorded_models() for field in file_fields(model)]
    names = [field.generate_filename(model(), "x.bin") for model, field in fields]
    return sorted({PurePosixPath(name).parts[0] for name in names})


def _files_in(folder: str) -> Iterator[str]:
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in sorted(names))
    for name in sorted(folders):
        yield from _files_in(f"{folder}/{name}")


def _is_older(name: str, moment: dt.datetime) -> bool:
    """False also if somebody has deleted it meanwhile."""
    try:
        return default_storage.get_modified_time(name) < moment
    except FileNotFoundError:
        return False
