"""nginx with the configuration of docs/operations.md, on free ports of 127.0.0.1."""

import contextlib
import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.certificate import write_certificate

ROOT = Path(__file__).resolve().parent.parent
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
INSTALL = "nginx is missing: apt-get install nginx-light"
needs_nginx = pytest.mark.skipif(
    not NGINX and not os.environ.get("REQUIRE_BROWSER"), reason=INSTALL
)

MAIN = """\
{user}daemon off;
pid {folder}/nginx.pid;
worker_processes 2;
events {{ worker_connections 512; }}
http {{
    access_log off;
    keepalive_requests 1000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


def documented_block() -> str:
    """The file that docs/operations.md asks administrators to create."""
    text = (ROOT / "docs/operations.md").read_text()
    return re.search(r"^```nginx\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)[1]


def render(folder: Path, sites: list[str], *, http_port: int, https_port: int) -> str:
    """The documented block with these upstream `sites` (`host:port`), ports and folder."""
    servers = "\n".join(f"    server {site} max_fails=0;" for site in sites)
    certificate = folder / "certificate.pem"
    block = documented_block()
    for documented, replacement in [
        (r"^ *server 127\.0\.0\.1:8000 max_fails=0;$", servers),
        (r"^ *listen \[::\].*\n", ""),
        (r"\blisten 80;", f"listen 127.0.0.1:{http_port};"),
        (r"\blisten 443 ", f"listen 127.0.0.1:{https_port} "),
        (r"(?<=ssl_certificate )\S+(?=;)", str(certificate)),
        (r"(?<=ssl_certificate_key )\S+(?=;)", str(certificate)),
        (r"/var/cache/nginx/open-forum", str(folder / "cache")),
        (r"/var/log/nginx/open-forum\.log", str(folder / "access.log")),
    ]:
        block, count = re.subn(documented, replacement, block, flags=re.MULTILINE)
        assert count, f"docs/operations.md has no {documented}"
    return block


class Nginx:
    """`with Nginx(folder, "127.0.0.1:8001", …) as nginx:` serves these sites until the end."""

    def __init__(self, folder: Path, *sites: str):
        assert NGINX, INSTALL
        self.folder = folder
        self.http_port, self.https_port = free_ports(2)
        self.url = f"http://127.0.0.1:{self.http_port}"
        write_certificate(folder / "certificate.pem")
        user = "user root;\n" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(MAIN.format(user=user, folder=folder))
        ports = {"http_port": self.http_port, "https_port": self.https_port}
        (folder / "site.conf").write_text(render(folder, list(sites), **ports))

    def check(self) -> str:
        """What `nginx -t` says; raises an error if nginx refuses the configuration."""
        ended = subprocess.run(  # noqa: S603  the arguments are those of this file
            [*self._command, "-t"], capture_output=True, text=True, check=True, timeout=10
        )
        return ended.stderr

    def __enter__(self) -> "Nginx":
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(self._command, stderr=log)  # noqa: S603  as above
        _wait_for(self.https_port)
        return self

    def __exit__(self, *error: object) -> None:
        self.process.terminate()
        self.process.wait(10)

    def request(
        self, path: str, *, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> Answer:
        """Over https, on a connection of its own. `user_agent="x"` is the header User-Agent."""
        trusted = ssl.create_default_context(cafile=self.folder / "certificate.pem")
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.https_port, context=trusted, timeout=30
        )
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        with contextlib.closing(connection):
            connection.request(method, path, body, given)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())

    @property
    def _command(self) -> list[str]:
        return [NGINX, "-e", "stderr", "-c", str(self.folder / "nginx.conf")]


def free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _number in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def _wait_for(port: int) -> None:
    for _attempt in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens on port {port}")
