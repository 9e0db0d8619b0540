"""Fills in and submits forms of the admin like a browser."""

from bs4 import BeautifulSoup
from django.test import Client

from tests.html import read, texts

UNSENT = {"checkbox", "radio", "file", "submit"}
"""The types of inputs that a browser does not send unless they are checked, chosen or pressed."""


def filled(page: BeautifulSoup) -> dict[str, str | list[str]]:
    """The values that the unchanged form of a page would submit."""
    values = {}
    for field in page.select("#content form [name]:not(button)"):
        if field.has_attr("multiple"):
            if chosen := [option["value"] for option in field.select("option[selected]")]:
                values[field["name"]] = chosen
        elif field.name == "select":
            option = field.select_one("option[selected]")
            values[field["name"]] = option.get("value", "") if option else ""
        elif field.name == "textarea":
            values[field["name"]] = field.get_text().removeprefix("\r\n").removeprefix("\n")
        elif field.get("type") not in {"checkbox", "radio", "file", "submit"} or field.has_attr(
            "checked"
        ):
            values[field["name"]] = field.get("value", "on" if field.has_attr("checked") else "")
    return {name: value for name, value in values.items() if "__prefix__" not in name}


def send(staff: Client, address: str, **changes: object) -> tuple[int, list[str]]:
    """Submit the form of a page with changes; returns the status and the error messages."""
    form = filled(read(staff.get(address)))
    response = staff.post(address, {**form, **changes})
    if response.status_code == 302:
        return 302, []
    return response.status_code, texts(read(response), ".errorlist li")


def inline(prefix: str, *rows: dict[str, str]) -> dict[str, str]:
    """The form data of new rows of an inline."""
    values = {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        values |= {f"{prefix}-{number}-{field}": value for field, value in row.items()}
    return values
