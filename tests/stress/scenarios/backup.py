"""A backup under load, restored on a new machine: every message acknowledged before comes back."""

import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.servers import Site
from tests.stress.clients import send_messages
from tests.stress.database import empty_database
from tests.stress.report import print_line
from tests.stress.scenarios.inbox import stored_texts

CLIENTS, EACH, SESSIONS = 8, 500, 3000
PAGES = ["/en/events/showcase/agenda.ics", "/en/events/open-smart-regions-2020/agenda.ics"]


def run(url: str, folder: Path) -> list[str]:
    site = new_site(folder, "site", url)
    site.manage("migrate", "--verbosity", "0")
    site.manage("seed_forum", "--verbosity", "0")
    site.manage("seed_showcase", "--sessions", str(SESSIONS), "--verbosity", "0")
    archive = folder / "backup.tar"
    with site, ThreadPoolExecutor() as threads:
        pages = answers(site)
        sending = threads.submit(send_messages, site, clients=CLIENTS, each=EACH)
        time.sleep(10)
        began, took = time.monotonic(), timed(site, "backup", str(archive))
        under_load = not sending.done()
        sent = sending.result()
    before = {answer.text for answer in sent if answer.at < began}
    quiet = timed(site, "backup", str(folder / "quiet.tar"))
    with empty_database(folder, "restored") as new_url:
        new = new_site(folder, "new", new_url)
        restoring = timed(new, "restore", str(archive))
        restored = set(stored_texts(new_url))
        with new:
            new_pages = answers(new)
    print_line(
        f"{url.partition(':')[0]}: {SESSIONS} sessions, {len(sent)} messages: backup {took:.1f} s "
        f"under load, {quiet:.1f} s without, restore {restoring:.1f} s, "
        f"{archive.stat().st_size / 1e6:.1f} MB; {len(before)} messages acknowledged before, "
        f"{len(before & restored)} of them restored"
    )
    statuses = {status for answer in sent for status in answer.statuses}
    found = {
        f"lost {sorted(before - restored)}": before <= restored,
        f"answers {statuses}": statuses == {302},
        "the load ended before the backup": under_load,
        "calendars differ": new_pages == pages,
        "files differ": files(folder / "new media") == files(folder / "site media"),
    }
    return [fault for fault, is_well in found.items() if not is_well]


def new_site(folder: Path, name: str, url: str) -> Site:
    """Calendars have the address of their site, which is the same on every port."""
    media = str(folder / f"{name} media")
    return Site(
        folder / f"{name} log", DATABASE_URL=url, MEDIA_ROOT=media, SITE_URL="http://127.0.0.1"
    )


def answers(site: Site) -> list[bytes]:
    return [urllib.request.urlopen(site.url + path).read() for path in PAGES]  # noqa: S310  ours


def timed(site: Site, *command: str) -> float:
    started = time.monotonic()
    site.manage(*command)
    return time.monotonic() - started


def files(folder: Path) -> dict[str, bytes]:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}
