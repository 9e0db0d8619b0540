"""PostgreSQL away for minutes: the site is back within ten seconds, and no message is lost."""

import http.client
import re
import threading
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from tests.servers import Site
from tests.stress.cluster import Cluster
from tests.stress.report import print_line
from tests.stress.scenarios.inbox import stored_texts

OUTAGES = [70, 150]
"""In seconds."""
BACK_WITHIN = 10
WATCHED = 30
"""For how many seconds the site is watched after PostgreSQL is back."""
PATHS = ["/readyz", "/en/", "/en/events/", "/en/contact/"]


class Answer(NamedTuple):
    at: float
    path: str
    status: int
    has_retry_after: bool
    seconds: float


def run(url: str, folder: Path) -> list[str]:
    """On a server of its own, whatever the database of the other scenarios."""
    with Cluster(folder) as cluster:
        site = Site(folder / "log", DATABASE_URL=cluster.url)
        site.manage("migrate", "--verbosity", "0")
        site.manage("seed_forum", "--verbosity", "0")
        with site:
            return [fault for seconds in OUTAGES for fault in outage(cluster, site, seconds)]


def outage(cluster: Cluster, site: Site, seconds: int) -> list[str]:
    """Stop PostgreSQL for so long; returns the faults."""
    visitors = Visitors(site)
    with visitors:
        time.sleep(5)
        cluster.stop()
        stopped = time.monotonic()
        time.sleep(seconds)
        cluster.start()
        started = time.monotonic()
        time.sleep(WATCHED)
    back = max([answer.at for answer in visitors.answers if answer.status == 503]) - started
    print_line(
        f"PostgreSQL away for {started - stopped:.0f} s: back after {max(back, 0):.1f} s, "
        f"answers {dict(Counter(answer.status for answer in visitors.answers))}, "
        f"slowest {max(answer.seconds for answer in visitors.answers):.1f} s, "
        f"{len(visitors.acknowledged)} messages acknowledged"
    )
    found = faults(visitors.answers, back)
    if lost := set(visitors.acknowledged) - set(stored_texts(cluster.url)):
        found.append(f"lost {sorted(lost)}")
    return found


def faults(answers: list[Answer], back: float) -> list[str]:
    found = []
    if back > BACK_WITHIN:
        found.append(f"the site was back after {back:.1f} s")
    if unclean := [answer for answer in answers if answer.status not in {200, 302, 503}]:
        found.append(f"answered {unclean[0]} and {len(unclean) - 1} more")
    if rude := [
        answer for answer in answers if answer.status == 503 and not answer.has_retry_after
    ]:
        found.append(f"503 without Retry-After: {rude[0]} and {len(rude) - 1} more")
    return found


class Visitors:
    """Within its block, several people read pages, and one sends messages, all in turn."""

    def __init__(self, site: Site):
        self.site, self.answers, self.acknowledged = site, [], []
        self._is_over = threading.Event()
        readers = [threading.Thread(target=self._read, args=[path]) for path in PATHS]
        self._threads = [*readers, threading.Thread(target=self._write)]

    def __enter__(self) -> None:
        for thread in self._threads:
            thread.start()

    def __exit__(self, *error: object) -> None:
        self._is_over.set()
        for thread in self._threads:
            thread.join()

    def _read(self, path: str) -> None:
        while not self._is_over.wait(0.2):
            self._request("GET", path)

    def _write(self) -> None:
        while not self._is_over.wait(0.5):
            token = re.search(
                r'name="token" value="([^"]+)"', self._request("GET", "/en/contact/")[1]
            )
            if token:
                self._send(token[1], f"Message of {time.monotonic()}")

    def _send(self, token: str, text: str) -> None:
        fields = {"name": "Nadia", "email": "nadia@example.org", "topic": "press", "text": text}
        body = urlencode(fields | {"token": token})
        if self._request("POST", "/en/contact/", body)[0] == 302:
            self.acknowledged.append(text)

    def _request(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        started = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=30)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            connection.request(method, path, body, kind)
            response = connection.getresponse()
            page = response.read().decode()
        finally:
            connection.close()
        now = time.monotonic()
        has_retry_after = bool(response.getheader("Retry-After"))
        self.answers.append(Answer(now, path, response.status, has_retry_after, now - started))
        return response.status, page
