"""The form of a message in the admin, as staff open and save it."""

from bs4 import BeautifulSoup
from django.test import Client

from forum.contact.models import Message
from tests.adminforms import filled
from tests.html import read

INBOX = "/admin/contact/message/"


def change_page(message: Message) -> str:
    return f"{INBOX}{message.pk}/change/"


def open_form(client: Client, message: Message) -> dict[str, str]:
    return filled(read(client.get(change_page(message))))


def save(
    client: Client, message: Message, form: dict[str, str], **changes: str
) -> BeautifulSoup | None:
    """Submit the form; returns the page that shows it again, or nothing if it was saved."""
    response = client.post(change_page(message), form | changes)
    return None if response.status_code == 302 else read(response)
