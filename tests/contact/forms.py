"""Fills in the contact form as people and machines do."""

import time

from django.core.signing import TimestampSigner, b62_encode
from django.test import Client

from tests.html import read

ADDRESS = "/en/contact/"
WORDS = {
    "name": "Nadia Ben Salah",
    "email": "nadia@example.org",
    "organization": "Femmes Bladi",
    "topic": "partnership",
    "text": "We should like to take part in the next forum.",
}


class _Earlier(TimestampSigner):
    """Signs as the site did some seconds ago."""

    def __init__(self, seconds: int):
        super().__init__(salt="forum.contact")
        self.made = int(time.time()) - seconds

    def timestamp(self) -> str:
        return b62_encode(self.made)


def token_made(*, seconds_ago: int, nonce: str = "a-nonce") -> str:
    return _Earlier(seconds_ago).sign(f"{nonce}.2026-12.en")


def opened(client: Client, address: str = ADDRESS) -> dict[str, str]:
    """The fields of a form that was just opened, as a browser would send them back."""
    form = read(client.get(address)).select_one("form.form")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    return {"website": ""} | hidden


def filled_in(client: Client, address: str = ADDRESS, **changes: str) -> dict[str, str]:
    return opened(client, address) | WORDS | changes


def kept(page) -> dict[str, str]:
    """What a page shows in the fields for people."""
    form = page.select_one("form.form")
    typed = {field["name"]: field.get("value", "") for field in form.select(".field input[name]")}
    topic = form.select_one("option[selected]") or form.select_one("option")
    return typed | {"topic": topic["value"], "text": form.textarea.get_text().removeprefix("\n")}
