"""nginx with the configuration that docs/operations.md gives, in front of a small web server."""

import socket
import ssl
import threading
import time
import warnings
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import RequestFactory

from forum.client_address import client_address
from tests.nginx import Answer, Nginx, needs_nginx

pytestmark = needs_nginx

PUBLIC = "public, max-age=0, s-maxage=1, stale-if-error=600"
PRIVATE = "private, no-store"


class Web(ThreadingHTTPServer):
    """Answers every request with its number, and keeps the headers and the size of the last one."""

    daemon_threads = True
    cache_control, vary, count = PUBLIC, "Accept-Encoding", 0


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        web: Web = self.server
        web.count += 1
        web.path, web.headers = self.path, self.headers
        web.received = len(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        self.send_response(200)
        self.send_header("Cache-Control", web.cache_control)
        self.send_header("Vary", web.vary)
        self.end_headers()
        self.wfile.write(str(web.count).encode())

    do_POST = do_GET  # noqa: N815  the name that http.server looks for

    def log_message(self, *args: object) -> None:
        """Keep the output of the tests clean."""


@pytest.fixture
def web() -> Iterator[Web]:
    with Web(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=[0.05]).start()
        yield server
        server.shutdown()


@pytest.fixture
def nginx(web, tmp_path) -> Iterator[Nginx]:
    with Nginx(tmp_path, f"127.0.0.1:{web.server_port}") as running:
        yield running


def told(*answers: Answer) -> list[tuple[int, str | None, bytes]]:
    return [(answer.status, answer.headers["X-Cache"], answer.body) for answer in answers]


def test_nginx_accepts_the_configuration_without_a_warning(tmp_path):
    said = Nginx(tmp_path, "127.0.0.1:8000").check()

    assert [line for line in said.splitlines() if "syntax is ok" not in line] == [
        f"nginx: configuration file {tmp_path}/nginx.conf test is successful"
    ]


@pytest.mark.parametrize("size", [2_100_000, 45_000_000], ids=["a picture", "a document"])
def test_a_large_upload_reaches_the_site(nginx, web, size):
    answer = nginx.request("/admin/", method="POST", body=bytes(size))

    assert (answer.status, web.received) == (200, size)


def test_a_file_that_the_site_would_refuse_does_not_reach_it(nginx, web):
    answer = nginx.request("/admin/", method="POST", body=bytes(60_000_000))

    assert (answer.status, web.count) == (413, 0)


def test_an_address_of_ten_kilobytes_reaches_the_site(nginx, web):
    path = "/en/search/?q=" + "a" * 10 * 1024

    assert nginx.request(path).status == 200
    assert web.path == path


def test_the_site_learns_the_true_address_scheme_and_host_of_the_visitor(nginx, web, settings):
    settings.TRUSTED_PROXIES = 1
    forged = {"X_Forwarded_For": "198.51.100.7", "X_Forwarded_Proto": "http"}

    nginx.request("/en/", Host="forum.example.org", **forged)

    request = RequestFactory().get("/en/", headers=dict(web.headers))
    assert client_address(request) == "127.0.0.1"
    assert web.headers.get_all("X-Forwarded-Proto") == ["https"]
    assert web.headers.get_all("Host") == ["forum.example.org"]


def test_a_page_is_kept_for_as_long_as_the_site_allows(nginx, web):
    first, second = nginx.request("/en/"), nginx.request("/en/")
    time.sleep(2.1)  # a second is over for certain

    assert told(first, second, nginx.request("/en/")) == [
        (200, "MISS", b"1"),
        (200, "HIT", b"1"),
        (200, "EXPIRED", b"2"),
    ]


def test_each_host_query_and_encoding_has_its_own_copy(nginx, web):
    nginx.request("/en/")

    others = [
        nginx.request("/en/?q=a"),
        nginx.request("/en/", Host="www.forum.example.org"),
        nginx.request("/en/", Accept_Encoding="gzip"),
    ]

    assert [answer.headers["X-Cache"] for answer in others] == ["MISS"] * 3


@pytest.mark.parametrize("cookie", ["sessionid=a", "x=y; sessionid=a", "x=y; __Host-sessionid=a"])
def test_staff_are_answered_by_the_site(nginx, web, cookie):
    nginx.request("/en/")

    staff, reader = nginx.request("/en/", Cookie=cookie), nginx.request("/en/")

    assert told(staff, reader) == [(200, "BYPASS", b"2"), (200, "HIT", b"1")]


@pytest.mark.parametrize("path", ["/admin/", "/admin/auth/user/", "/en/contact/", "/ar/contact/"])
def test_the_admin_and_the_contact_form_are_never_kept(nginx, web, path):
    bodies = [nginx.request(path).body for _time in range(2)]

    assert bodies == [b"1", b"2"]


def test_what_the_site_calls_private_is_not_kept(nginx, web):
    web.cache_control = PRIVATE

    bodies = [nginx.request("/en/").body for _time in range(2)]

    assert bodies == [b"1", b"2"]


def test_nginx_serves_its_copies_while_the_site_is_down(nginx, web):
    nginx.request("/en/")
    web.shutdown()
    web.server_close()
    time.sleep(2.1)

    kept, other = nginx.request("/en/"), nginx.request("/en/events/")

    assert told(kept) == [(200, "STALE", b"1")]
    assert (other.status, other.headers["Retry-After"], other.headers["Server"]) == (
        503,
        "10",
        "nginx",
    )


def test_a_server_that_is_down_is_passed_over(web, tmp_path):
    web.cache_control = PRIVATE
    closed = "127.0.0.1:1"
    with Nginx(tmp_path, closed, f"127.0.0.1:{web.server_port}") as nginx:
        answers = [nginx.request("/en/", method=method).status for method in ["GET", "POST"] * 4]

    assert answers == [200] * 8


@pytest.mark.parametrize(
    ("version", "is_accepted"), [("TLSv1_1", False), ("TLSv1_2", True), ("TLSv1_3", True)]
)
def test_only_current_versions_of_tls_are_accepted(nginx, tmp_path, version, is_accepted):
    context = ssl.create_default_context(cafile=tmp_path / "certificate.pem")
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        context.minimum_version = context.maximum_version = ssl.TLSVersion[version]

    assert agrees(nginx, context) == is_accepted


def agrees(nginx: Nginx, context: ssl.SSLContext) -> bool:
    """Whether nginx speaks the version of TLS that the context wants."""
    with socket.create_connection(("127.0.0.1", nginx.https_port)) as plain:
        try:
            context.wrap_socket(plain, server_hostname="127.0.0.1").close()
        except ssl.SSLError as error:
            return "PROTOCOL_VERSION" not in error.reason
    return True


TOKEN = "c2VjcmV0.dG9rZW4"


def logged(nginx: Nginx) -> list[str]:
    """The requests in the log, once nginx has ended and written all of them."""
    return [line.split('"')[1] for line in (nginx.folder / "access.log").read_text().splitlines()]


def test_the_logs_leave_out_the_token_of_a_preview(web, tmp_path):
    with Nginx(tmp_path, f"127.0.0.1:{web.server_port}") as nginx:
        nginx.request(f"/preview/{TOKEN}/en/events/forum/?tz=utc")
        nginx.request(f"/%70review//{TOKEN}")
        nginx.request("/en/?q=a")

    assert logged(nginx) == [
        "GET /preview/<token>/en/events/forum/?tz=utc",
        "GET /preview/<token>",
        "GET /en/?q=a",
    ]


def test_the_logs_leave_out_the_token_while_the_site_is_down(tmp_path):
    with Nginx(tmp_path, "127.0.0.1:1") as nginx:
        answer = nginx.request(f"/preview/{TOKEN}/en/")
        nginx.request("/en/")

    errors = (tmp_path / "log").read_text()
    assert (answer.status, logged(nginx)) == (503, ["GET /preview/<token>/en/", "GET /en/"])
    assert ('"GET /en/ ' in errors, TOKEN in errors) == (True, False)
