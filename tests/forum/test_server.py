"""The production server in processes of its own: wrong settings, slow clients, kills, its end."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.servers import ROOT, Site, free_port
from tests.stress.slow import SlowClients, probes

PORT_IN_USE = (
    "PORT {port} is not free on 127.0.0.1 (LISTEN_ADDRESS): it must be a port that nothing else"
    " uses, on an address of this machine."
)


def start_with(**variables: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "forum.server"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "SECRET_KEY": "x"} | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


@pytest.mark.parametrize(
    ("variable", "value", "line"),
    [
        ("DEBUG", "perhaps", "DEBUG is not valid: it must be true or false."),
        (
            "PORT",
            "many",
            "PORT is not valid: it must be a whole number of at least 1 and at most 65535.",
        ),
        (
            "WEB_WORKERS",
            "0",
            "WEB_WORKERS is not valid: it must be a whole number of at least 1 and at most 64.",
        ),
        (
            "LISTEN_ADDRESS",
            "localhost",
            "LISTEN_ADDRESS is not valid: it must be an IP address such as 127.0.0.1.",
        ),
    ],
)
def test_a_wrong_setting_ends_the_server_with_one_line(variable, value, line):
    ended = start_with(**{variable: value})

    assert (ended.returncode, ended.stdout, ended.stderr) == (os.EX_CONFIG, "", f"{line}\n")


def test_a_port_in_use_ends_the_server_with_one_line():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])

        ended = start_with(PORT=port)

    assert (ended.returncode, ended.stdout) == (os.EX_CONFIG, "")
    assert ended.stderr == PORT_IN_USE.format(port=port) + "\n"


@pytest.fixture
def site(tmp_path) -> Iterator[Site]:
    """Without tables: `/healthz` needs none."""
    with Site(tmp_path / "log", DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3") as site:
        yield site


def send(site: Site, request: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", site.port), timeout=30)
    connection.sendall(request)
    return connection


def status(connection: socket.socket) -> int:
    with contextlib.closing(connection):
        response = http.client.HTTPResponse(connection)
        response.begin()
        return response.status


def wait_until(is_so: Callable[[], bool]) -> None:
    for _attempt in range(300):
        if is_so():
            return
        time.sleep(0.1)
    raise TimeoutError


def test_slow_clients_and_long_addresses_hinder_nobody(site):
    get = b"GET /healthz?%b HTTP/1.1\r\nHost: localhost\r\n"

    statuses = [status(send(site, get % (b"a" * size) + b"\r\n")) for size in (16_384, 81_920)]
    with (
        SlowClients(site, 4, b""),
        SlowClients(site, 4, get % b"b"),
        SlowClients(site, 8, get % b"c" + b"Content-Length: 999\r\n\r\n"),
    ):
        answers = probes(site, seconds=3)

    assert statuses == [200, 414]
    assert len(answers) >= 5
    assert all(answers)


def test_killed_workers_are_replaced_and_running_requests_end_before_the_server(site):
    first, second = site.worker_ids()
    for worker in (first, second):
        os.kill(worker, signal.SIGKILL)
    wait_until(lambda: len(set(site.worker_ids()) - {first, second}) == 2)
    # Twice within seconds: granian alone would take the worker for one that cannot start.
    os.kill(max(site.worker_ids()), signal.SIGKILL)
    wait_until(lambda: len(site.worker_ids()) == 2 and all(probes(site, seconds=1)))
    running = send(site, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nte")
    time.sleep(0.5)

    site.process.terminate()
    time.sleep(0.5)
    running.sendall(b"xt")

    assert status(running) == 200
    assert site.process.wait(timeout=10) == 0


def test_workers_do_not_outlive_a_killed_server(site):
    workers = site.worker_ids()

    site.process.kill()
    site.process.wait()

    wait_until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
    assert free_port()
