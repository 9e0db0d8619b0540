"""Visitors who send messages at the same time, and try again when they get no answer."""

import http.client
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple
from urllib.parse import urlencode

from tests.servers import Site

TIMEOUT = 30


class Answer(NamedTuple):
    text: str
    statuses: list[int]
    seconds: float
    """How long the last request took, which was answered."""
    at: float = 0.0
    """When that was, by the monotonic clock."""


def send_messages(site: Site, *, clients: int, each: int, kills: int = 0) -> list[Answer]:
    """The answer to each message; workers are killed at regular intervals meanwhile."""
    done = threading.Semaphore(0)
    killer = threading.Thread(target=_kill_workers, args=(site, done, clients * each, kills))
    killer.start()
    with ThreadPoolExecutor(clients) as pool:
        batches = pool.map(lambda name: _run_client(site, name, each, done), range(clients))
        answers = [answer for batch in batches for answer in batch]
    killer.join()
    return answers


def _run_client(site: Site, name: int, each: int, done: threading.Semaphore) -> list[Answer]:
    answers = []
    for number in range(each):
        answers.append(_send_message(site, f"Message {number} of client {name}"))
        done.release()
    return answers


def _kill_workers(site: Site, done: threading.Semaphore, messages: int, kills: int) -> None:
    for _kill in range(kills):
        for _message in range(messages // (kills + 1)):
            done.acquire()
        site.kill_worker()


def _send_message(site: Site, text: str) -> Answer:
    page = _request_until_answered(site, "GET", "")[1]
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    fields = {"name": "Nadia", "email": "nadia@example.org", "topic": "press", "text": text}
    statuses, _page, seconds = _request_until_answered(
        site, "POST", urlencode(fields | {"token": token})
    )
    return Answer(text, statuses, seconds, time.monotonic())


def _request_until_answered(site: Site, method: str, body: str) -> tuple[list[int], str, float]:
    """The statuses of all answers, the last page, and how long that took."""
    statuses, deadline = [], time.monotonic() + TIMEOUT
    while time.monotonic() < deadline:
        started = time.monotonic()
        try:
            status, page = _request(site.port, method, body)
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)  # the worker was killed: the visitor tries again
            continue
        return [*statuses, status], page, time.monotonic() - started
    raise TimeoutError(site.log.read_text())


def _request(port: int, method: str, body: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request(method, "/en/contact/", body, kind)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()
