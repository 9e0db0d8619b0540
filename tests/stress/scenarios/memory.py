"""Ten thousand requests: each worker stays below 200 MB."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.servers import Site
from tests.stress.report import print_line

REQUESTS, CLIENTS = 10_000, 4
LIMIT = 200
"""In MB."""
AGENDA = "/events/showcase/agenda/"
PATHS = [f"/{language}{AGENDA}" for language in ("en", "fr", "ar")]
PATHS += ["/en/", "/en/events/showcase/speakers/", "/en/search/?q=open", "/en/contact/"]
PATHS += ["/en/events/showcase/agenda.ics", "/sitemap.xml", "/admin/login/"]


def run(url: str, folder: Path) -> list[str]:
    site = Site(folder / "log", DATABASE_URL=url)
    site.manage("migrate", "--verbosity", "0")
    site.manage("seed_showcase", "--sessions", "300", "--verbosity", "0")
    with site:
        workers = site.worker_ids()
        with ThreadPoolExecutor(CLIENTS) as pool:
            statuses = set().union(*pool.map(lambda _client: _read(site), range(CLIENTS)))
        sizes = [_megabytes(worker) for worker in workers]
        is_same = site.worker_ids() == workers
    print_line(f"{REQUESTS} requests: workers have {' and '.join(f'{s:.0f}' for s in sizes)} MB")
    found = [] if statuses == {200} else [f"statuses {statuses}"]
    found += [] if is_same else ["a worker was replaced before its memory was read"]
    return found + [f"a worker has {size:.0f} MB" for size in sizes if size >= LIMIT]


def _read(site: Site) -> set[int]:
    """Pages in turn, each third one with another address, so that it is rendered anew."""
    connection, statuses = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60), set()
    for number in range(REQUESTS // CLIENTS):
        path = PATHS[number % len(PATHS)]
        path += f"{'&' if '?' in path else '?'}n={number}" if number % 3 == 0 else ""
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        statuses.add(response.status)
    connection.close()
    return statuses


def _megabytes(worker: int) -> float:
    """The memory that the worker occupies now."""
    status = Path(f"/proc/{worker}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
