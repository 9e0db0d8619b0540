"""The links of sessions, as documents that staff publish: addresses, which are never fetched."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from content.translations import columns
from programme.imports.fields import tidy
from programme.imports.stored import Stored
from programme.imports.values import ReadLink
from programme.imports.zoned import is_arabic
from programme.models import Document

if TYPE_CHECKING:
    from programme.imports.plan import SessionPlan

KINDS = {
    **{"slides": "slides", "slide": "slides", "presentation": "slides"},
    **{"paper": "paper", "article": "paper", "recording": "recording", "video": "recording"},
}


def plan_links(plan: "SessionPlan", stored: Stored) -> None:
    """Add those that neither the session nor the last edition of the file had."""
    if plan.returned is not None:
        return
    addresses = list(dict.fromkeys(link.url for link in plan.read.links))
    last = plan.origin.read.get("links", [])
    known = {*last, *stored.addresses(plan.row)}
    position = stored.last_document(plan.row)
    for link in plan.read.links:
        if link.url not in known and (document := _document(plan, link, position + 1)):
            known.add(link.url)
            position += 1
            plan.documents.append(document)
    if addresses != last and (addresses or last):
        plan.origin.read = {**plan.origin.read, "links": addresses}
        plan.is_origin_changed = True


def _document(plan: "SessionPlan", link: ReadLink, position: int) -> Document | None:
    """None for an address that cannot be stored."""
    kind = KINDS.get(link.kind.lower(), "link")
    title = link.title or urlsplit(link.url).netloc
    column = f"title_{'ar' if is_arabic(title) else 'en'}"
    row = Document(session=plan.row, kind=kind, url=link.url, is_published=False, position=position)
    setattr(row, column, tidy(Document, column, title))
    others = [c for c in columns("title") if c != column]
    try:
        row.clean_fields(exclude=["session", "section", "event", "file", *others])
    except ValidationError:
        return None
    return row
