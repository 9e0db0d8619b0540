"""The timetable of a day, as a browser fills in and sends its form."""

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from programme.models import Session
from tests.adminforms import filled
from tests.html import read, texts

BOARD = "/admin/programme/timetable/"
ADDRESS = f"{BOARD}?view=list"


def moves(session: Session, **typed: str) -> dict[str, str]:
    """What is typed into the fields of a session: `moves(talk, start="10:00")`."""
    return {f"{name}-{session.pk}": text for name, text in typed.items()}


def send(
    staff: Client, *changes: dict[str, str], button: str = "save", address: str = ADDRESS
) -> HttpResponse:
    """Open the page, type the changes, and press a button."""
    return press(staff, read(staff.get(address)), *changes, button=button, address=address)


def press(
    staff: Client,
    page: BeautifulSoup,
    *changes: dict[str, str],
    button: str = "save",
    address: str = ADDRESS,
) -> HttpResponse:
    """Type the changes into a page that is open, and press a button of it."""
    buttons = {one["name"] for one in page.select("button[name]")}
    form = {name: text for name, text in filled(page).items() if name not in buttons}
    for change in changes:
        assert change.keys() <= form.keys()
        form |= change
    name, _colon, value = button.partition(":")
    return staff.post(address, {**form, name: value or "1"})


def refusals(response: HttpResponse) -> list[str]:
    """What the page says above the form, by sentence."""
    return texts(read(response), ".timetable-notices :is(li, p)")


def hours(session: Session) -> str:
    """`Tue 09:00-09:30 Atlas`, as it is stored."""
    session = Session.objects.select_related("room", "event").get(pk=session.pk)
    if session.starts_at is None:
        return f"– {session.room or '–'}"
    zone = session.event.zone
    start, end = session.starts_at.astimezone(zone), session.ends_at.astimezone(zone)
    return f"{start:%a %H:%M}-{end:%H:%M} {session.room or '–'}"
