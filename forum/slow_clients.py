"""Keeps slow clients from holding what a worker has little of.

A worker has many threads, but two that compute at a time slow each other down, and each of them
needs a database connection. A request therefore waits for its turn, with its body complete, and
gives the turn up before its response is sent. nginx does the same in front of a site; without it, a
few connections that send a byte now and then would stop the site.
"""

import contextlib
import tempfile
from collections.abc import Callable, Iterable, Iterator
from threading import BoundedSemaphore, Lock
from typing import IO

from django.db import close_old_connections

PATIENCE = 0.5
"""In seconds. A request that takes longer may be waiting itself, and a second one begins."""

INCOMPLETE_BODIES = 48
"""How many threads of a worker may wait for bodies; the others remain for pages."""

LARGEST_BODY = 64 * 1024 * 1024
IN_MEMORY = 256 * 1024


def separate_slow_clients(site: Callable) -> Callable:
    """Call the WSGI application with complete bodies only."""
    turns, incomplete = Turns(), BoundedSemaphore(INCOMPLETE_BODIES)

    def respond(environ: dict, start_response: Callable) -> Iterable[bytes]:
        length = _length(environ)
        if length > LARGEST_BODY:
            return _refuse(start_response, "413 Content Too Large", "This is too large.")
        if not length:
            return take_turn(environ, start_response)
        if not incomplete.acquire(blocking=False):
            return _refuse(start_response, "503 Service Unavailable", "Please try again.")
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            try:
                is_complete = _receive(environ["wsgi.input"], body, length)
            finally:
                incomplete.release()
            if not is_complete:
                return _refuse(start_response, "400 Bad Request", "The request is incomplete.")
            return take_turn(environ | {"wsgi.input": body}, start_response)

    def take_turn(environ: dict, start_response: Callable) -> Iterable[bytes]:
        with turns.take():
            response = site(environ, start_response)
            close_old_connections()
            return response

    return respond


class Turns:
    """One request at a time, or two if the first is slow."""

    def __init__(self) -> None:
        self._first, self._second = Lock(), Lock()

    @contextlib.contextmanager
    def take(self) -> Iterator[None]:
        turn = self._first
        if not turn.acquire(timeout=PATIENCE):
            turn = self._second
            turn.acquire()
        try:
            yield
        finally:
            turn.release()


def _length(environ: dict) -> int:
    """As Django reads it: a body without a length is ignored."""
    try:
        return max(0, int(environ.get("CONTENT_LENGTH") or 0))
    except ValueError:
        return 0


def _receive(stream: IO[bytes], body: IO[bytes], length: int) -> bool:
    """Copy the body; returns whether it was complete, or the client hung up."""
    while length and (part := stream.read(min(length, IN_MEMORY))):
        length -= len(part)
        body.write(part)
    body.seek(0)
    return length == 0


def _refuse(start_response: Callable, status: str, sentence: str) -> list[bytes]:
    start_response(status, [("Content-Type", "text/plain"), ("Connection", "close")])
    return [f"{sentence}\n".encode()]
