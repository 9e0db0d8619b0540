"""The pages “Import a programme”, as a browser sends them."""

from bs4 import BeautifulSoup, Tag
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from programme.models import Event, Session
from tests.adminforms import filled
from tests.html import read, texts

HEAD = "ID;Date;Start;End;Title;Room;Speakers\n"
OPENING = "1;4 May 2027;9:00;9:30;The opening of the forum;Hall;Amina Alami\n"
PANEL = "2;4 May 2027;10:00;11:00;The panel on the law;Room 2;Omar Fassi\n"
CHANGED = (
    "Nothing is imported yet: the answers or the programme have changed since this page was "
    "shown. Look at it again, then confirm it."
)


def page_of(event: Event) -> str:
    return f"/admin/programme/event/{event.pk}/import/"


def upload(
    staff: Client, event: Event, *rows: str, data: bytes = b"", name: str = "forum.csv"
) -> HttpResponse:
    data = data or (HEAD + "".join(rows)).encode()
    return staff.post(page_of(event), {"file": SimpleUploadedFile(name, data), "table": ""})


def sent(page: Tag) -> dict:
    """What the form of a page sends; of each choice the selected or the first option."""
    first = {
        select["name"]: select.option["value"]
        for select in page.select("#content select[name]")
        if not select.select_one("option[selected]")
    }
    return filled(page) | first


def answer(staff: Client, event: Event, page: BeautifulSoup, /, **changes) -> BeautifulSoup:
    return read(staff.post(page_of(event), sent(page) | changes))


def confirm(staff: Client, event: Event, page: BeautifulSoup, /, **changes) -> HttpResponse:
    return staff.post(page_of(event), sent(page) | {"confirm": "1"} | changes)


def bring_in(staff: Client, event: Event, *rows: str, **changes) -> HttpResponse:
    return confirm(staff, event, read(upload(staff, event, *rows)), **changes)


def refusals(page: Tag) -> list[str]:
    return texts(page, ".callout--danger")


def table(page: Tag, part: str) -> list[list[str]]:
    """The rows of a part of the preview."""
    rows = page.select(f"[aria-labelledby='{part}'] tbody tr")
    return [texts(row, "th, td") for row in rows]


def titles() -> list[tuple[str, str]]:
    return list(Session.objects.order_by("starts_at").values_list("title_en", "status"))


def lines(page: Tag) -> list[list[str]]:
    """What each row becomes, without the fields of those that are open and the acts."""
    return [texts(row, "th, td")[:6] for row in page.select("tbody .import-table__short")]
