"""Asks for one address on keep-alive connections for a while, with as little CPU as possible.

`python -m tests.bench.client JSON` prints the result as JSON. It imports nothing of the site.
"""

import json
import re
import selectors
import socket
import ssl
import subprocess
import sys
import time
from typing import NamedTuple

CONNECTIONS = 4
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
ETAG = re.compile(rb"\r\netag: *([^\r]+)", re.IGNORECASE)
MOST_AT_ONCE = 1 << 18


class Load(NamedTuple):
    """What many equal requests found."""

    rate: float
    """Requests per second."""
    status: int
    size: int
    """Of the body, in bytes."""
    etag: str


class Connection:
    """One request after the other."""

    def __init__(self, port: int, request: bytes, *, is_secure: bool):
        self.request, self.answered = request, 0
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if is_secure:
            self.socket = _unchecked().wrap_socket(self.socket)
        self._send()

    def receive(self) -> None:
        """Read what has come; ask again when an answer is complete."""
        data = self.socket.recv(MOST_AT_ONCE)
        if not data:
            raise ConnectionError(f"closed after {self.answered} answers: {self.head!r}")
        self._take(data)
        while self.is_secure_data_left():
            self._take(self.socket.recv(MOST_AT_ONCE))

    def is_secure_data_left(self) -> bool:
        return isinstance(self.socket, ssl.SSLSocket) and self.socket.pending() > 0

    def _send(self) -> None:
        self.start, self.missing = b"", -1
        self.socket.sendall(self.request)

    def _take(self, data: bytes) -> None:
        if self.missing < 0:
            self.start += data
            head, end, body = self.start.partition(b"\r\n\r\n")
            if not end:
                return
            self.head, data, self.size = head, body, _length(head)
            self.missing = self.size
        self.missing -= len(data)
        if self.missing <= 0:
            self.answered += 1
            self._send()


def _length(head: bytes) -> int:
    found = LENGTH.search(head)
    return 0 if head[9:12] == b"304" or not found else int(found[1])


def _unchecked() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def run(port: int, path: str, seconds: float, headers: dict[str, str], *, is_secure: bool) -> Load:
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Accept-Encoding: gzip"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    request = "\r\n".join([*lines, "", ""]).encode()
    with selectors.DefaultSelector() as selector:
        connections = [Connection(port, request, is_secure=is_secure) for _n in range(CONNECTIONS)]
        for connection in connections:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        started = time.perf_counter()
        # A slow page gets the time to answer everybody once.
        while time.perf_counter() - started < seconds or not all(c.answered for c in connections):
            for key, _events in selector.select(timeout=10):
                key.data.receive()
        took = time.perf_counter() - started
    head, size = connections[0].head, connections[0].size
    etag = ETAG.search(head)
    count = sum(connection.answered for connection in connections)
    return Load(count / took, int(head[9:12]), size, etag[1].decode() if etag else "")


def load(port: int, path: str, *, seconds: float, is_secure: bool = False, **headers: str) -> Load:
    """Run in a process of its own. `if_none_match="x"` is the header If-None-Match."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    wanted = json.dumps([port, path, seconds, given, is_secure])
    command = [sys.executable, "-m", "tests.bench.client", wanted]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if ended.returncode:
        raise RuntimeError(f"{path}: {ended.stderr}")
    return Load(*json.loads(ended.stdout))


if __name__ == "__main__":
    *arguments, secure = json.loads(sys.argv[1])
    print(json.dumps(run(*arguments, is_secure=secure)))  # noqa: T201  for the other process
