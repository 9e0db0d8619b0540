"""A member of staff who edits a page through one web server, and readers of that page."""

import contextlib
import http.client
import json
import subprocess
import sys
from typing import NamedTuple
from urllib.parse import urlencode

from bs4 import BeautifulSoup

from tests.adminforms import filled
from tests.servers import ROOT, Site

HOST = "forum.example.org"
BEHIND_NGINX = {"SITE_URL": f"https://{HOST}", "TRUSTED_PROXIES": "1"}
CREATE = """
import json
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from tests import factories
client, page = Client(), factories.page("Getting here")
client.force_login(get_user_model().objects.create_superuser("amina"))
cookie = client.cookies[settings.SESSION_COOKIE_NAME]
print(json.dumps([f"{cookie.key}={cookie.value}", page.pk, page.get_absolute_url()]))
"""


class Answer(NamedTuple):
    status: int
    text: str
    seconds_to_wait: str | None
    """The header Retry-After."""


class Editor:
    """Creates an account and a page in the database of a site, which has its tables."""

    def __init__(self, site: Site):
        made = subprocess.run(  # noqa: S603  a fixed command
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", CREATE],
            cwd=ROOT,
            env=site.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        self.cookie, page, self.path = json.loads(made.stdout)
        self.form_path = f"/admin/forum/page/{page}/change/"

    def rename_page(self, site: Site, title: str) -> None:
        """Through this web server, as nginx passes it on."""
        form = filled(BeautifulSoup(self._request(site, "GET").text, "html.parser"))
        answer = self._request(site, "POST", urlencode(form | {"title_en": title}, doseq=True))
        assert answer.status == 302, answer

    def _request(self, site: Site, method: str, body: str = "") -> Answer:
        headers = {"Cookie": self.cookie, "Origin": f"https://{HOST}"}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        token = "a" * 32
        headers["Cookie"] += f"; __Host-csrftoken={token}; csrftoken={token}"
        if body:
            body += f"&csrfmiddlewaretoken={token}"
        return request(site, self.form_path, method=method, body=body, **headers)


def request(
    site: Site, path: str, *, method: str = "GET", body: str = "", **headers: str
) -> Answer:
    """From a web server itself, as nginx would ask it."""
    given = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    with contextlib.closing(connection):
        connection.request(method, path, body, given | headers)
        response = connection.getresponse()
        text = response.read().decode()
        return Answer(response.status, text, response.getheader("Retry-After"))


def shown_title(text: str) -> str:
    heading = BeautifulSoup(text, "html.parser").h1
    return heading.get_text(strip=True) if heading else ""
