"""Clients that begin requests and never end them, and probes that should be answered meanwhile."""

import contextlib
import http.client
import socket
import threading
import time

from tests.servers import Site

PAUSE = 2
"""In seconds, between two bytes of a slow client."""


class SlowClients:
    """Within its block, connections that sent this beginning go on with a byte now and then."""

    def __init__(self, site: Site, count: int, beginning: bytes):
        self.site, self.count, self.beginning = site, count, beginning
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._trickle)

    def __enter__(self) -> None:
        self._connections = [
            socket.create_connection(("127.0.0.1", self.site.port)) for _number in range(self.count)
        ]
        for connection in self._connections:
            connection.sendall(self.beginning)
        self._thread.start()

    def __exit__(self, *error: object) -> None:
        self._is_over.set()
        self._thread.join()
        for connection in self._connections:
            connection.close()

    def _trickle(self) -> None:
        while self.beginning and not self._is_over.wait(PAUSE):
            for connection in self._connections:
                with contextlib.suppress(OSError):  # the server has hung up
                    connection.sendall(b"a")


def probes(site: Site, *, seconds: float) -> list[bool]:
    """Whether each of the probes in this time was answered within two seconds."""
    answers, deadline = [], time.monotonic() + seconds
    while time.monotonic() < deadline:
        answers.append(_is_answered(site.port))
        time.sleep(0.25)
    return answers


def _is_answered(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
