"""Signs members of staff in, step by step, as a browser does."""

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from forum.staff import second_factor

LOG_IN = "/admin/login/"
PASSWORD, NEW_PASSWORD = "a long password", "a longer password of my own"


def superuser(username: str = "amina") -> User:
    return get_user_model().objects.create_superuser(username, password=PASSWORD)


def with_factor(user: User) -> list[str]:
    """Turn on the second factor of the user; returns the recovery codes."""
    device = second_factor.device_to_set_up(user, {})
    return second_factor.turn_on(device, code_for(user))


def code_for(user: User, *, ahead: int = 0) -> str:
    """What the app shows, or shows half a minute later; a code that was used is forgotten."""
    device = TOTPDevice.objects.get(user=user)
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1, throttling_failure_count=0)
    return f"{TOTP(device.bin_key, drift=ahead).token():06d}"


def wrong_code(user: User) -> str:
    return f"{(int(code_for(user)) + 500_000) % 1_000_000:06d}"


def carried(page: BeautifulSoup) -> dict[str, str]:
    """The fields of the sign-in form that have a value."""
    fields = page.select("#content [name]")
    return {field["name"]: field["value"] for field in fields if field.has_attr("value")}


def enter_password(client: Client, path: str = LOG_IN, **typed: str) -> HttpResponse:
    return client.post(path, {"username": "amina", "password": PASSWORD} | typed)


def enter(client: Client, page: BeautifulSoup, path: str = LOG_IN, **typed: str) -> HttpResponse:
    return client.post(path, carried(page) | typed)


def is_signed_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200
