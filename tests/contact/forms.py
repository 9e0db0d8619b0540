"""Fills in the contact form as people and programs do."""

import time
from urllib.parse import urlsplit

from django.core.signing import TimestampSigner, b62_encode
from django.http import HttpResponse, QueryDict
from django.test import Client

from forum.contact.guard import is_receipt
from forum.contact.models import Message
from tests.html import read

ADDRESS = "/en/contact/"
FIELDS = {
    "name": "Nadia Ben Salah",
    "email": "nadia@example.org",
    "organization": "Femmes Bladi",
    "topic": "partnership",
    "text": "We should like to take part in the next forum.",
}


class _BackdatedSigner(TimestampSigner):
    """Signs as the site would have some seconds ago."""

    def __init__(self, seconds: int):
        super().__init__(salt="forum.contact")
        self.made_at = int(time.time()) - seconds

    def timestamp(self) -> str:
        return b62_encode(self.made_at)


def make_token(*, seconds_ago: int, nonce: str = "a-nonce") -> str:
    return _BackdatedSigner(seconds_ago).sign(f"{nonce}.2026-12.en")


def open_form(client: Client, address: str = ADDRESS) -> dict[str, str]:
    """The hidden fields of a new form, as a browser would submit them."""
    form = read(client.get(address)).select_one("form.form")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    return {"website": ""} | hidden


def filled_in(client: Client, address: str = ADDRESS, **changes: str) -> dict[str, str]:
    return open_form(client, address) | FIELDS | changes


def acknowledged(response: HttpResponse) -> str:
    """The reference of the message that the next page acknowledges and, by its receipt, shows."""
    address = urlsplit(response["Location"])
    reference = address.path.removeprefix(f"{ADDRESS}sent/").removesuffix("/")
    assert is_receipt(reference, QueryDict(address.query)["receipt"])
    return reference


def shown_fields(page) -> dict[str, str]:
    """The values that a page shows in its visible fields."""
    form = page.select_one("form.form")
    typed = {field["name"]: field.get("value", "") for field in form.select(".field input[name]")}
    topic = form.select_one("[name=topic][checked]")
    chosen = topic["value"] if topic else ""
    return typed | {"topic": chosen, "text": form.textarea.get_text().removeprefix("\n")}


def stored_messages() -> list[dict]:
    return list(Message.objects.order_by("pk").values(*FIELDS, "state", "language"))
