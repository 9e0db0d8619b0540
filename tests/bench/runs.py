"""The showcase of one size under load: by the server alone, behind nginx, and by another server."""

import contextlib
import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.bars import Bar
from tests.bench.client import Load, load
from tests.bench.pages import SHOWCASE, Page, uncached
from tests.bench.report import Row, print_line
from tests.nginx import Nginx, free_ports
from tests.servers import ROOT, Site

AGENDA = f"{SHOWCASE}agenda/"
MOST_SPEAKERS, FEWEST_SEEDED = 200, 60
KEEP_FEW = """
from django.db.models import Count
from programme.models import Session

timed = Session.objects.public().timed().annotate(people=Count("contributions"))
kept = timed.order_by("-people", "pk").values_list("pk", flat=True)[:{}]
Session.objects.exclude(pk__in=list(kept)).delete()
"""
"""Deletes all sessions but those with the most people."""

NEVER_CACHED = {"contact", "search", "trivial view"}
USUAL = 300
"""The number of sessions from which on the ratios are taken."""

WARM_UP, TURNS = 0.3, 3
FASTER = 1.9
"""How many times as many requests as the other server."""


@dataclass(frozen=True)
class Showcase:
    folder: Path
    sessions: int

    @classmethod
    def seed(cls, folder: Path, sessions: int) -> "Showcase":
        folder.mkdir()
        showcase = cls(folder, sessions)
        site = showcase.site()
        site.manage("migrate", "--verbosity", "0")
        seeded = max(sessions, FEWEST_SEEDED)
        speakers = str(min(MOST_SPEAKERS, seeded))
        site.manage("seed_showcase", "--sessions", str(seeded), "--speakers", speakers)
        if sessions < seeded:
            site.manage("shell", "--verbosity", "0", "--command", KEEP_FEW.format(sessions))
        return showcase

    def site(self, **variables: str) -> Site:
        url, media = f"sqlite:///{self.folder / 'bench.sqlite3'}", str(self.folder / "media")
        return Site(self.folder / "log", DATABASE_URL=url, MEDIA_ROOT=media, **variables)

    def pages(self) -> list[Page]:
        """The queries and CPU time of each page, measured in a process of its own."""
        command = [sys.executable, "-m", "tests.bench.pages"]
        environment = self.site().environment
        ended = subprocess.run(  # noqa: S603  our own module
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
        )
        return [Page(*row) for row in json.loads(ended.stdout)]

    def rates(self, pages: list[Page], seconds: float) -> tuple[list[Row], list[Bar], float]:
        """Each page under load, the ratios with their bars, and a worker's most memory in MB."""
        with self.site() as site:
            rows = [_row(site.port, page, seconds) for page in pages]
            bars = [] if self.sessions < USUAL else _ratios(site.port, seconds)
            return rows, bars, max(_peak_memory(worker) for worker in site.worker_ids())

    def behind_nginx(self, seconds: float) -> list[Bar]:
        """The agenda from nginx's cache, beside the same bytes that nginx reads from disk."""
        with self.site(TRUSTED_PROXIES="1") as site:
            disk = self.folder / "disk"
            disk.mkdir()
            nginx = _Nginx(disk, f"127.0.0.1:{site.port}")
            with nginx:
                load(nginx.https_port, AGENDA, seconds=WARM_UP, is_secure=True)
                agenda = load(nginx.https_port, AGENDA, seconds=seconds, is_secure=True)
                (disk / "agenda").write_bytes(os.urandom(agenda.size))
                file = load(nginx.disk_port, "/agenda", seconds=seconds, is_secure=True)
        _require(agenda, 200, file, 200)
        print_line(
            f"\nnginx: agenda {agenda.rate:.0f}/s, a file of {file.size} bytes {file.rate:.0f}/s"
        )
        return [Bar("agenda from nginx's cache by a file", agenda.rate / file.rate, 0.9, True)]

    def against(
        self, command: str, pages: list[Page], rows: list[Row], seconds: float
    ) -> list[Bar]:
        """The pages without copies, as many times as fast as by another server."""
        bars = []
        with self._served_by(command) as port:
            for page, row in zip(pages, rows, strict=True):
                other = load(port, uncached(page.path), seconds=seconds)
                name = f"{page.name}: {row.rate:.0f}/s by {other.rate:.0f}/s of the other server"
                bars.append(Bar(name, row.rate / other.rate, FASTER, is_minimum=True))
        return bars

    @contextlib.contextmanager
    def _served_by(self, command: str) -> Iterator[int]:
        site = self.site()
        words = shlex.split(command.format(port=site.port))
        with (
            site.log.open("ab") as log,
            subprocess.Popen(  # noqa: S603  given by the caller
                words, cwd=ROOT, env=site.environment, stdout=log, stderr=log
            ) as process,
        ):
            _wait_for(site.port)
            yield site.port
            process.terminate()


class _Nginx(Nginx):
    """Also serves the files of its folder, over https as well."""

    def __init__(self, folder: Path, site: str):
        super().__init__(folder, site)
        (self.disk_port,) = free_ports(1)
        certificate = folder / "certificate.pem"
        with (folder / "site.conf").open("a") as file:
            file.write(
                f"server {{ listen 127.0.0.1:{self.disk_port} ssl; root {folder};"
                f" ssl_certificate {certificate}; ssl_certificate_key {certificate}; }}\n"
            )


def _ratios(port: int, seconds: float) -> list[Bar]:
    """The agenda beside the trivial view: by turns, because the machine may have other work."""
    tag = load(port, AGENDA, seconds=WARM_UP).etag
    kept, unchanged = [], []
    for _turn in range(TURNS):
        trivial = load(port, "/healthz", seconds=seconds).rate
        kept.append(load(port, AGENDA, seconds=seconds).rate / trivial)
        unchanged.append(load(port, AGENDA, seconds=seconds, if_none_match=tag).rate / trivial)
    return [
        Bar("copy of the agenda by the trivial view", median(kept), 0.7, is_minimum=True),
        Bar("304 for the agenda by the trivial view", median(unchanged), 0.8, is_minimum=True),
    ]


def _row(port: int, page: Page, seconds: float) -> Row:
    rendered = load(port, uncached(page.path), seconds=seconds)
    _require(rendered, 200)
    copies = unchanged = None
    if page.name not in NEVER_CACHED:
        load(port, page.path, seconds=WARM_UP)
        kept = load(port, page.path, seconds=seconds)
        known = load(port, page.path, seconds=seconds, if_none_match=kept.etag)
        _require(kept, 200, known, 304)
        copies, unchanged = kept.rate, known.rate
    return Row(
        page.name,
        page.path,
        page.queries,
        page.cpu,
        rendered.rate,
        copies,
        unchanged,
        rendered.size,
    )


def _require(*loads_and_statuses: Load | int) -> None:
    for found, status in zip(loads_and_statuses[::2], loads_and_statuses[1::2], strict=True):
        if found.status != status:
            raise RuntimeError(f"answered {found.status} and not {status}")


def _peak_memory(process: int) -> float:
    """In MB, since it started."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _wait_for(port: int) -> None:
    for _attempt in range(200):
        with contextlib.suppress(RuntimeError):
            load(port, "/healthz", seconds=0.01)
            return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens on port {port}")
