"""Fills in and sends the page of a plan as a browser would."""

from bs4 import BeautifulSoup, Tag
from django.test import Client

from tests.html import read

SESSIONS = "/admin/programme/session/"


def select(staff: Client, action: str, rows, **fields: object) -> BeautifulSoup:
    """Choose an action for rows of the list; the page that follows."""
    form = {"action": action, "_selected_action": [row.pk for row in rows]}
    return read(staff.post(SESSIONS, form | fields, follow=True))


def press(
    staff: Client, page: BeautifulSoup, button: str, *, follow: bool = True, **fields: object
) -> BeautifulSoup | None:
    """Send the form of the page by the button with this name or label; the page that follows."""
    form = page.select_one("form.plan-form, form.publish")
    pressed = next(
        b for b in form.select("button") if button in (b.get("name"), b.get_text(strip=True))
    )
    own = {pressed["name"]: pressed["value"]} if pressed.has_attr("name") else {}
    answer = staff.post(form["action"], _posted(form) | own | fields, follow=follow)
    return read(answer) if follow else None


def _posted(form: Tag) -> dict[str, list[str]]:
    data: dict[str, list[str]] = {}
    for field in form.select("input[name]"):
        is_box = field["type"] == "checkbox"
        if not field.has_attr("disabled") and (not is_box or field.has_attr("checked")):
            data.setdefault(field["name"], []).append(field.get("value", ""))
    return data
