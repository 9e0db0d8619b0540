"""Pictures for links, drawn once and kept with the uploaded files, as many as there is room for."""

import fcntl
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, UnidentifiedImageError

from forum.share.card import Card, Pictures, render

FOLDER = "share"
MOST = 1500
"""Pictures that are kept: about 90 MB."""
DROPPED_AT_ONCE = 150
LOCK = Path(tempfile.gettempdir()) / "open-forum-share.lock"

_waiting = BoundedSemaphore(4)
"""Requests of this process that draw, or wait for the one that draws."""


class Busy(Exception):
    """Enough requests wait for a picture already."""


def picture_of(card: Card, digest: str) -> bytes:
    """The picture, drawn if it is not kept; one at a time on this machine. Raises `Busy`."""
    name = f"{FOLDER}/{digest}.jpg"
    if kept := _read(name):
        return kept
    if not _waiting.acquire(blocking=False):
        raise Busy
    try:
        with _alone():
            return _read(name) or _drawn(card, name)
    finally:
        _waiting.release()


def _drawn(card: Card, name: str) -> bytes:
    data = render(card, Pictures(_image(card.cover), _image(card.logo)))
    try:
        _make_room()
        default_storage.save(name, ContentFile(data))
    except OSError:
        # A full disk: the picture is sent, and drawn again for the next reader.
        return data
    return data


def _read(name: str) -> bytes | None:
    try:
        with default_storage.open(name) as file:
            return file.read()
    except OSError:
        return None


def _image(name: str) -> Image.Image | None:
    """None if a stored picture is missing or damaged: the card does without."""
    if not name or not (data := _read(name)):
        return None
    try:
        image = Image.open(BytesIO(data))
        image.load()
    except (OSError, UnidentifiedImageError):
        return None
    return image


def _make_room() -> None:
    """Drop the oldest pictures once there are too many."""
    try:
        names = [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]]
    except FileNotFoundError:
        return
    if len(names) < MOST:
        return
    for name in sorted(names, key=_drawn_at)[:DROPPED_AT_ONCE]:
        default_storage.delete(name)


def _drawn_at(name: str) -> float:
    try:
        return default_storage.get_modified_time(name).timestamp()
    except FileNotFoundError:
        return 0


@contextmanager
def _alone() -> Iterator[None]:
    """One at a time among the threads and processes of this machine."""
    open_lock: Callable = LOCK.open
    try:
        file = open_lock("w")
    except OSError:
        yield
        return
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
