"""Acts on sessions, and the page that tells people of them."""

from contextlib import contextmanager

from bs4 import BeautifulSoup

from content.history.acts import act
from content.history.models import Act, Verb
from forum.contact.models import OutgoingMail
from programme.models import Session
from tests import factories
from tests.html import read


def speaker(name: str = "Salma Bennani", **fields):
    return factories.speaker(name, **{"email": "salma@example.org"} | fields)


def session_of(*people, event=None, hours: str = "10:00-10:45", **fields) -> Session:
    """With these people as speakers."""
    event = event or factories.event("Open Forum 2027")
    made = factories.session(event, fields.pop("title", "Roads that last"), hours=hours, **fields)
    for person in people:
        factories.contribution(person, session=made)
    return made


@contextmanager
def one_act(verb: Verb | None = None, by=None):
    """What is done within; `latest()` is the act."""
    with act(by, verb):
        yield


def move(session: Session, hours: str, *, verb: Verb = Verb.MOVED, **fields) -> Act:
    start, _dash, end = hours.partition("-")
    session.starts_at, session.ends_at = factories.at(start), factories.at(end)
    for name, value in fields.items():
        setattr(session, name, value)
    with act(None, verb):
        session.save()
    return latest()


def cancel(session: Session, reason: str = "") -> Act:
    with act(None, Verb.CANCELLED):
        session.cancel(reason)
        session.save()
    return latest()


def latest() -> Act:
    return Act.objects.latest("pk")


def address(of: Act) -> str:
    return f"/admin/programme/tell/{of.pk}/"


def hidden(page: BeautifulSoup) -> dict[str, str]:
    inputs = page.select(".mailing input[type=hidden]")
    return {one["name"]: one["value"] for one in inputs if one["name"] != "csrfmiddlewaretoken"}


def press(client, path: str, **notes):
    """Read the page, then send what it shows; a note makes it show the e-mails once more."""
    shown = hidden(read(client.get(path)))
    if notes:
        shown = hidden(read(client.post(path, shown | notes)))
    return client.post(path, shown | notes, follow=True)


def mails() -> list[tuple[str, str]]:
    """To whom, and the subject, in the order of the queue."""
    return list(OutgoingMail.objects.order_by("pk").values_list("recipients", "subject"))


def visible(text: str) -> str:
    """Without the isolates around names."""
    return text.replace("\u2068", "").replace("\u2069", "")


def bodies() -> list[str]:
    return [visible(mail.body) for mail in OutgoingMail.objects.order_by("pk")]
