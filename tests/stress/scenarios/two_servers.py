"""Two web servers on PostgreSQL and Redis behind nginx: edits, restarts, an outage of both."""

import contextlib
import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.nginx import Nginx
from tests.redis import redis_server
from tests.servers import Site
from tests.stress.cluster import Cluster
from tests.stress.editor import BEHIND_NGINX, HOST, Editor, request, shown_title
from tests.stress.report import print_line

EDITS = 3
READERS = 4
SHARED_CACHE_SECONDS = 30
PATHS = ["/en/", "/fr/events/", "/ar/", "/en/contact/", "/healthz"]


def run(url: str, folder: Path) -> list[str]:
    """On a database server of its own, whatever the database of the other scenarios."""
    with contextlib.ExitStack() as stack:
        cluster = stack.enter_context(Cluster(folder))
        redis = stack.enter_context(redis_server())
        variables = BEHIND_NGINX | {"DATABASE_URL": cluster.url, "REDIS_URL": redis.url}
        sites = [Site(folder / f"log-{number}", **variables) for number in range(2)]
        sites[0].manage("migrate", "--verbosity", "0")
        sites[0].manage("seed_forum", "--verbosity", "0")
        editor = Editor(sites[0])
        for site in sites:
            stack.enter_context(site)
        addresses = [f"127.0.0.1:{site.port}" for site in sites]
        nginx = stack.enter_context(Nginx(folder, *addresses))
        return [
            *edits_are_seen(editor, *sites, nginx),
            *restarts_are_not_noticed(sites, nginx),
            *copies_are_served_while_both_are_away(editor, sites, nginx),
        ]


def edits_are_seen(editor: Editor, first: Site, second: Site, nginx: Nginx) -> list[str]:
    found, slowest = [], 0.0
    for number in range(EDITS):
        title = f"Title {number}"
        request(second, editor.path), nginx.request(editor.path, Host=HOST)
        editor.rename_page(first, title)
        edited = time.monotonic()
        if (seen := shown_title(request(second, editor.path).text)) != title:
            found.append(f"after the edit the other server still shows {seen!r}")
        while shown_title(nginx.request(editor.path, Host=HOST).body.decode()) != title:
            time.sleep(0.5)
            if time.monotonic() - edited > SHARED_CACHE_SECONDS + 2:
                found.append(f"nginx does not show {title!r}")
                break
        slowest = max(slowest, time.monotonic() - edited)
    print_line(f"{EDITS} edits: seen through the other server at once, nginx {slowest:.1f} s")
    return found


def restarts_are_not_noticed(sites: list[Site], nginx: Nginx) -> list[str]:
    found = under_load(nginx, "restart", lambda: [(site.stop(), site.start()) for site in sites])
    return found + under_load(nginx, "reload", lambda: [site.reload() for site in sites])


def under_load(nginx: Nginx, name: str, act: Callable) -> list[str]:
    """What readers see while something happens. Their addresses differ, so nginx has no copies."""
    is_over, answers, numbers = threading.Event(), Counter(), itertools.count()

    def read() -> None:
        while not is_over.is_set():
            for path in PATHS:
                answer = nginx.request(f"{path}?{name}={next(numbers)}", Host=HOST)
                answers[answer.status] += 1

    readers = [threading.Thread(target=read) for _reader in range(READERS)]
    for reader in readers:
        reader.start()
    started = time.monotonic()
    act()
    took = time.monotonic() - started
    is_over.set()
    for reader in readers:
        reader.join()
    print_line(f"{name} of both under load: {took:.0f} s, answers {dict(answers)}")
    return [f"{name}: answers {dict(answers)}"] if set(answers) != {200} else []


def copies_are_served_while_both_are_away(
    editor: Editor, sites: list[Site], nginx: Nginx
) -> list[str]:
    nginx.request(editor.path, Host=HOST)
    for site in sites:
        site.stop()
    page = nginx.request(editor.path, Host=HOST)
    time.sleep(SHARED_CACHE_SECONDS + 1)
    later, contact = (nginx.request(path, Host=HOST) for path in (editor.path, "/en/contact/"))
    for site in sites:
        site.start()
    back = nginx.request("/en/contact/", Host=HOST)
    seen = [page.status, later.status, later.headers["X-Cache"], contact.status, back.status]
    print_line(f"both away: {seen}")
    return [] if seen == [200, 200, "STALE", 503, 200] else [f"both away: {seen}"]
