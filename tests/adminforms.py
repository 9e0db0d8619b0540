"""Fills in the forms of the admin as a browser does."""

from bs4 import BeautifulSoup
from django.test import Client

from tests.html import read, texts


def filled(page: BeautifulSoup) -> dict[str, str]:
    """The values with which the form of a page would be sent as it stands."""
    values = {}
    for field in page.select("#content form [name]"):
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            values[field["name"]] = chosen.get("value", "") if chosen else ""
        elif field.name == "textarea":
            values[field["name"]] = field.get_text().removeprefix("\r\n").removeprefix("\n")
        elif field.get("type") not in {"checkbox", "file", "submit"} or field.has_attr("checked"):
            values[field["name"]] = field.get("value", "on" if field.has_attr("checked") else "")
    return {name: value for name, value in values.items() if "__prefix__" not in name}


def send(staff: Client, address: str, **changes: object) -> tuple[int, list[str]]:
    """Send the form with changes: the status, and the sentences that it came back with."""
    form = filled(read(staff.get(address)))
    response = staff.post(address, {**form, **changes})
    if response.status_code == 302:
        return 302, []
    return response.status_code, texts(read(response), ".errorlist li")


def inline(prefix: str, *rows: dict[str, str]) -> dict[str, str]:
    """The fields of new rows of an inline."""
    values = {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        values |= {f"{prefix}-{number}-{field}": value for field, value in row.items()}
    return values
