"""Sixty slow connections for half a minute: every probe is answered."""

from pathlib import Path

from tests.servers import Site
from tests.stress.report import print_line
from tests.stress.slow import SlowClients, probes

COUNT, SECONDS = 60, 30
GET = b"GET /en/ HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST /en/contact/ HTTP/1.1\r\nHost: localhost\r\n"
BEGINNINGS = {
    "send nothing": b"",
    "send a header slowly": GET + b"X-Slow: ",
    "send a body slowly": POST + b"Content-Length: 999\r\n\r\n",
}


def run(url: str, folder: Path) -> list[str]:
    found = []
    with Site(folder / "log", DATABASE_URL=url) as site:
        for name, beginning in BEGINNINGS.items():
            with SlowClients(site, COUNT, beginning):
                answers = probes(site, seconds=SECONDS)
            line = f"{COUNT} connections that {name}: {sum(answers)} of {len(answers)} answered"
            print_line(line)
            found += [] if all(answers) else [line]
    return found
