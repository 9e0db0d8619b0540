"""The page “Running late”, as a browser sends it."""

from django.test import Client

from programme.models import Event, Session
from tests import factories
from tests.html import read, texts

LATE = "/admin/programme/running-late/"


def fourteen(event: Event) -> list[Session]:
    """Published sessions, one after the other from 09:00 on."""
    starts = [f"{9 + n // 4:02}:{n % 4 * 15:02}" for n in range(15)]
    return [
        factories.session(event, f"Talk {n}", hours=f"{starts[n]}-{starts[n + 1]}")
        for n in range(14)
    ]


def fields(page) -> dict[str, list[str]]:
    """What the form would send, without its buttons."""
    found: dict[str, list[str]] = {}
    for control in page.select("form[data-plan] input, form[data-plan] select"):
        name, kind = control.get("name"), control.get("type")
        if kind in {"radio", "checkbox"} and not control.has_attr("checked"):
            continue
        chosen = control.select("option[selected]") or [control]
        found.setdefault(name, []).extend(one.get("value", "") for one in chosen)
    return found


def rows(page) -> list[tuple[str, str, str]]:
    """Title, old and new hours of each row."""
    return [
        tuple(" ".join(texts(row, cell)) for cell in (".plan__title", ".plan__now", ".plan__then"))
        for row in page.select(".plan tbody tr")
    ]


def confirm(staff: Client, address: str = LATE, **changes):
    """Look at the plan with some other choices, and confirm what it shows."""
    form = fields(read(staff.get(address))) | changes
    shown = read(staff.post(LATE, {**form, "row": [], "shown": "", "look": "1"}))
    sent = {**fields(shown), **changes, "confirm": "1"}
    return staff.post(LATE, sent, follow=True)
