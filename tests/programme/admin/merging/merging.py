"""Two records of one person or organization, and the pages that merge them, as a browser does."""

from bs4 import BeautifulSoup
from django.test import Client

from content.saving import Content
from tests.html import read


def page_of(kept: Content, gone: Content | None = None) -> str:
    address = f"/admin/speakers/{kept._meta.model_name}/{kept.pk}/merge/"
    return f"{address}?with={gone.pk}" if gone else address


def compare(staff: Client, kept: Content, gone: Content) -> BeautifulSoup:
    return read(staff.get(page_of(kept, gone)))


def fields(page: BeautifulSoup) -> dict[str, str]:
    """What the comparison would send, without its button."""
    boxes = page.select("main form input")
    chosen = [one for one in boxes if one["type"] != "radio" or one.has_attr("checked")]
    return {one["name"]: one.get("value", "") for one in chosen}


def merge(staff: Client, kept: Content, gone: Content, *, follow: bool = True, **changes: str):
    """Take what the page proposes, but for these fields: `function_en="gone"`."""
    named = {f"field-{name}": which for name, which in changes.items()}
    form = fields(compare(staff, kept, gone)) | named | {"confirm": "1"}
    return staff.post(page_of(kept, gone), form, follow=follow)
