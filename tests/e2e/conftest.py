"""Drives the system's Chromium against the running site.

Every page of these tests is held to what no page may do: ask another site for anything, break its
own Content Security Policy, or fail in its scripts.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest import mock
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

# The shell is Chromium without windows and their own pages: a test takes half the processor time.
BROWSERS = ["chromium-headless-shell", "chromium", "chromium-browser"]
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
INSTALL = "Chromium is missing: apt-get install chromium-headless-shell"
PASSWORD = "a long password"

# As long as Playwright waits for an element to click: how long a page takes depends on the machine.
expect.set_options(timeout=30_000)

# Playwright runs a loop in the thread of the tests; Django takes it for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM or os.environ.get("REQUIRE_BROWSER"):
        return
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.skip(reason=INSTALL))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    assert CHROMIUM, INSTALL
    return browser_type_launch_args | {
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
    }


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """Static files as a build leaves them: a page asks for one stylesheet, not for a hundred."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(**static_files_in(folder)):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


@pytest.fixture(scope="session")
def live_server(built) -> Iterator[LiveServer]:
    """Static files come from WhiteNoise, as in production, and not from Django's handler."""
    handler = "django.contrib.staticfiles.handlers.StaticFilesHandler"
    with override_settings(**static_files_in(built)), mock.patch(handler, lambda site: site):
        server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def built_static_files(settings, separate_media, built) -> None:
    for name, value in static_files_in(built).items():
        setattr(settings, name, value)


def static_files_in(folder: Path) -> dict:
    storage = {"BACKEND": "forum.storage.StaticFilesStorage"}
    return {
        "STATIC_ROOT": folder,
        "STORAGES": settings.STORAGES | {"staticfiles": storage},
        "WHITENOISE_SKIP_COMPRESS_EXTENSIONS": ["css", "js", "json", "svg", "txt", "woff2", ""],
    }


@pytest.fixture
def visitor(browser: Browser, live_server) -> Iterator["Visitors"]:
    visitors = Visitors(browser, live_server.url)
    yield visitors
    visitors.leave()
    assert visitors.complaints == []


class Visitors:
    """Opens pages as different people see them, and notes what goes wrong in any of them."""

    def __init__(self, browser: Browser, url: str):
        self.browser, self.url = browser, url
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def opens(self, path: str, *, width: int = 1280, **options) -> Page:
        """A new browser at this path: `java_script_enabled=False`, `color_scheme="dark"`, …"""
        context = self.browser.new_context(
            base_url=self.url, viewport={"width": width, "height": 800}, **options
        )
        self.contexts.append(context)
        page = context.new_page()
        context.on("console", self._note_message)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("request", lambda request: self._note_request(request.url))
        page.goto(path)
        return page

    def signs_in(self, path: str = "/admin/", **options) -> Page:
        """A page of the admin, as a superuser sees it; nobody types a password."""
        return self.opens(path, storage_state=self.session(), **options)

    def session(self) -> dict:
        """The cookie of a superuser, for `opens(path, storage_state=…)`."""
        client = Client()
        client.force_login(get_user_model().objects.create_superuser("amina", password=PASSWORD))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        kept = {
            "name": cookie.key,
            "value": cookie.value,
            "domain": urlsplit(self.url).hostname,
            "path": cookie["path"],
            "expires": -1,
            "httpOnly": True,
            "secure": False,
            "sameSite": "Lax",
        }
        return {"cookies": [kept], "origins": []}

    def leave(self) -> None:
        for context in self.contexts:
            context.close()

    def _note_message(self, message) -> None:
        expected = "Failed to load resource: the server responded with a status of 4"
        if message.type in {"error", "warning"} and not message.text.startswith(expected):
            self.complaints.append(f"{message.page.url}: {message.text}")

    def _note_request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws"} and parts.netloc != urlsplit(self.url).netloc:
            self.complaints.append(f"asked another site: {url}")
