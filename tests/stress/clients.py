"""Many visitors who write at the same moment, and press the button again when nothing comes."""

import http.client
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple
from urllib.parse import urlencode

from tests.stress.site import Site

PATIENCE = 30


class Answer(NamedTuple):
    text: str
    statuses: list[int]
    seconds: float
    """Of the last request, the one that was answered."""


def write(site: Site, *, clients: int, each: int, kills: int = 0) -> list[Answer]:
    """What each message was answered; workers are killed at even distances meanwhile."""
    done = threading.Semaphore(0)
    killer = threading.Thread(target=_kill, args=(site, done, clients * each, kills))
    killer.start()
    with ThreadPoolExecutor(clients) as pool:
        batches = pool.map(lambda name: _client(site, name, each, done), range(clients))
        answers = [answer for batch in batches for answer in batch]
    killer.join()
    return answers


def _client(site: Site, name: int, each: int, done: threading.Semaphore) -> list[Answer]:
    answers = []
    for number in range(each):
        answers.append(_message(site, f"Message {number} of client {name}"))
        done.release()
    return answers


def _kill(site: Site, done: threading.Semaphore, messages: int, kills: int) -> None:
    for _time in range(kills):
        for _message in range(messages // (kills + 1)):
            done.acquire()
        site.kill_a_worker()


def _message(site: Site, text: str) -> Answer:
    page = _insist(site, "GET", "")[1]
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    words = {"name": "Nadia", "email": "nadia@example.org", "topic": "press", "text": text}
    statuses, _page, seconds = _insist(site, "POST", urlencode(words | {"token": token}))
    return Answer(text, statuses, seconds)


def _insist(site: Site, method: str, body: str) -> tuple[list[int], str, float]:
    """Ask until there is an answer: the statuses, the last page, and how long it took."""
    statuses, until = [], time.monotonic() + PATIENCE
    while time.monotonic() < until:
        began = time.monotonic()
        try:
            status, page = _ask(site.port, method, body)
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)  # the worker was killed: the visitor tries again
            continue
        return [*statuses, status], page, time.monotonic() - began
    raise TimeoutError(site.log.read_text())


def _ask(port: int, method: str, body: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request(method, "/en/contact/", body, kind)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()
