"""The production server: `python -m forum.server`.

SIGHUP replaces the workers one by one, with new code and settings. SIGTERM lets running requests
end. A wrong setting ends with one line and the exit status 78 of sysexits.h, so that a service
manager can tell it from a crash.
"""

import contextlib
import logging
import multiprocessing
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.errors import FatalError
from granian.http import HTTP1Settings

from forum import env

THREADS = 64
"""For each worker. Nearly all of them only wait for slow clients: see `forum.slow_clients`."""

ADDRESS_AND_HEADERS = 64 * 1024
"""The most bytes before the body of a request: an address of 16 KB, and headers."""

SECONDS_TO_SEND_HEADERS = 20
SECONDS_TO_START = 5
"""How long an old worker goes on beside the new one that replaces it."""

SECONDS_TO_STOP = 30
MEMORY_LIMIT = 190
"""In MB. A worker above it, at three looks in a row, is replaced."""

KNOWN_HINTS = ("Configuration allows spawning", "Workers respawn is configured")
"""The threads are as many on purpose; docs/operations.md names the setting of Linux."""


class Server(Granian):
    """Granian, which takes a worker that was killed twice within seconds for one with an error."""

    def _respawn_workers(self, workers: list[int], *arguments: Any, **options: Any) -> None:
        killed = [i for i in workers if self.wrks[i].inner.exitcode == -signal.SIGKILL]
        super()._respawn_workers(workers, *arguments, **options)
        for number in killed:
            self.respawned_wrks.pop(number, None)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum.settings")
    try:
        with _unchanged_environment():
            server = _server()
    except env.InvalidSetting as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(os.EX_CONFIG)
    logging.getLogger("_granian").addFilter(_is_news)
    # A new interpreter for each worker: a reload loads new code, whatever this process has loaded.
    multiprocessing.set_start_method("spawn")
    try:
        server.serve(target_loader=load_site, wrap_loader=False)
    except FatalError:
        sys.exit(1)


def load_site() -> Callable:
    """The WSGI application, in a worker."""
    threading.Thread(target=_stop_with_the_server, daemon=True).start()
    from django.urls import get_resolver

    from forum.wsgi import application

    get_resolver().url_patterns  # noqa: B018  loads all views before a new release replaces them
    return application


def _server() -> Server:
    """Reads and checks all settings."""
    from django.conf import settings

    _check_that_port_is_free(settings.LISTEN_ADDRESS, settings.PORT)
    return Server(
        "forum.wsgi",
        address=settings.LISTEN_ADDRESS,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=settings.WEB_WORKERS,
        blocking_threads=THREADS,
        http1_settings=HTTP1Settings(
            header_read_timeout=SECONDS_TO_SEND_HEADERS * 1000,
            max_buffer_size=ADDRESS_AND_HEADERS,
        ),
        respawn_failed_workers=True,
        respawn_interval=SECONDS_TO_START,
        workers_kill_timeout=SECONDS_TO_STOP,
        workers_max_rss=MEMORY_LIMIT,
        rss_samples=3,
    )


def _check_that_port_is_free(address: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, port))
        except PermissionError as error:
            raise env.InvalidSetting("PORT", "at least 1024", problem="is reserved") from error
        except OSError as error:
            expected = "a port that nothing else uses, on an address of this machine"
            problem = f"{port} is not free on {address} (LISTEN_ADDRESS)"
            raise env.InvalidSetting("PORT", expected, problem=problem) from error


def _stop_with_the_server() -> None:
    """Workers of a server that was killed would share the port with those of the next one."""
    multiprocessing.parent_process().join()
    os.kill(os.getpid(), signal.SIGTERM)


def _is_news(record: logging.LogRecord) -> bool:
    return not record.getMessage().startswith(KNOWN_HINTS)


@contextlib.contextmanager
def _unchanged_environment() -> Iterator[None]:
    """Leaves the values of `.env` to the workers, who read the file again after a reload."""
    before = dict(os.environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ |= before


if __name__ == "__main__":
    main()
