"""Reads a response as a browser does: the visible text, by element."""

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse


def read(response: HttpResponse, *, status: int = 200) -> BeautifulSoup:
    assert response.status_code == status, f"{response.status_code} instead of {status}"
    return BeautifulSoup(response.content.decode(), "html.parser")


def texts(page: Tag, selector: str) -> list[str]:
    """What each element says, its white space made even."""
    return [" ".join(element.get_text().split()) for element in page.select(selector)]


def headings(page: Tag) -> list[str]:
    """The outline of the page's own part: `["h1 Programme", "h2 Commitments"]`."""
    found = page.main.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    return [f"{heading.name} {' '.join(heading.get_text().split())}" for heading in found]
