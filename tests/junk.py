"""Junk for addresses and forms: the same in every run, on every machine."""

import random
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, urlencode

from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from content.history.models import Act
from programme.models import Event, Room, Session
from speakers.models import Speaker
from tests.adminforms import filled
from tests.html import read

TEXTS = ["", " ", "a", "\x07", "a\x00b", "\ufffe", "\u202egnp", "é\r\n\tb", "🙂" * 300, "x" * 5000]
NUMBERS = ["0", "-1", "²", "٣", "1.5", "1e309", "NaN", "9" * 6, *(str(2**n) for n in (31, 63, 77))]
TIMES = ["2027-13-45", "0000-00-00", "9999-12-31", "0001-01-01", "31/02/2027", "25:99", "24:00"]
CODES = ["' OR 1=1 --", "<script>", "%s%n{0}{{x}}", "../../etc/passwd", "{}", "[1, 2", "1,2", "#z"]
LINKS = ["javascript:alert(1)", "http://[", "https://" + "a" * 300 + ".example", "nadia@", "../UTC"]
VALUES = [*TEXTS, *NUMBERS, *TIMES, *CODES, *LINKS, "None", "on"]
COUNTS = ["", "abc", "-1", "²", "1.5", str(2**31), str(2**77), "999", "1", "0", "a\x00b"]
"""For the hidden fields that say how many rows an inline has."""
FILES = [
    ("empty.pdf", b""),
    ("paper.pdf", b"no PDF"),
    ("map.png", b"\x89PNG\r\n\x1a\n" + bytes(40)),
    ("photo.jpg", b"GIF89a" + b"\xff" * 60),
    ("logo.svg", b"<svg/>"),
    ("a\x00\ufffe.png", b"a"),
    ("x" * 300 + ".docx", b"PK\x03\x04"),
]
PARAMETERS = ["_to_field", "_popup", "_changelist_filters", "_saveasnew", "next", "event", "id__in"]
SEPARATORS = ["/", "/", "/", "", "//", "/../", "%2f", "%00", "?", "#", ";"]
BODIES = [
    ("multipart/form-data", b"--x"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n"),
    ("application/x-www-form-urlencoded", b"a=%ff%00&" * 40),
    ("application/x-www-form-urlencoded", b"a=" + b"x" * 3_000_000),
    ("application/json", b"[" * 2000),
]


class Post(NamedTuple):
    path: str
    data: dict[str, object] | bytes
    content_type: str = ""

    def send(self, client: Client) -> int:
        """The status of the answer; whatever it changes is undone."""
        options = {"content_type": self.content_type} if self.content_type else {}
        with transaction.atomic():
            answer = client.post(self.path, self.data, **options)
            transaction.set_rollback(True)
        return answer.status_code


PUBLIC_PAGES = ["/", "/en/", "/fr/events/", "/ar/agenda/", "/en/search/", "/en/contact/"]
PUBLIC_PAGES += ["/sitemap.xml", "/media/photos/x.png", "/healthz", "/readyz"]
ADMIN_PAGES = [
    "/admin/",
    "/admin/autocomplete/",
    "/admin/history/",
    "/admin/bin/",
    "/admin/jsi18n/",
]
ADMIN_PAGES += ["/admin/history/1/undo/", "/admin/history/1/restore/programme.session/1/"]
ADMIN_PAGES += ["/admin/r/1/1/", "/admin/kept-uploads/x/", "/admin/programme/event/1/translations/"]


def public_pages() -> list[str]:
    """Pages of rows included."""
    rows = [row for model in (Event, Session, Room, Speaker) for row in model.objects.public()[:1]]
    agendas = [event.get_agenda_url() for event in Event.objects.public()[:1]]
    return [*PUBLIC_PAGES, *agendas, *(row.get_absolute_url() for row in rows)]


def admin_forms() -> list[str]:
    """The paths of all pages of the admin that take a form, for one row of each model."""
    paths = ["/admin/login/", "/admin/password_change/", "/admin/language/"]
    for act in Act.objects.order_by("-pk")[:1]:
        paths += [f"/admin/history/{act.pk}/undo/", f"/admin/bin/{act.pk}/restore/"]
    for model in sorted(admin.site._registry, key=lambda model: model._meta.label):
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        paths += [reverse(f"{name}_changelist"), reverse(f"{name}_add")]
        for row in model._default_manager.order_by("pk")[:1]:
            paths += [reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "delete")]
    return paths


def junk_posts(staff: Client, path: str, count: int, seed: int = 1) -> Iterator[Post]:
    """The form of a page as a browser would send it, but for junk in some of its fields."""
    chance = random.Random(f"{seed} {path}")  # noqa: S311  it need not be secret
    answer = staff.get(path)
    form = filled(read(answer)) if answer.status_code == 200 else {}
    if "action" in form:
        form |= {"action": "delete_selected", "_selected_action": "1"}
    for _number in range(count):
        if chance.random() < 0.04:
            content_type, body = chance.choice(BODIES)
            yield Post(path, body, content_type)
        else:
            yield Post(path, form | _changes(list(form), chance))


def _changes(names: list[str], chance: random.Random) -> dict[str, object]:
    """Junk for a few fields or for all; sometimes a file for a text, or a text for a file."""
    count = chance.choice([1, 1, 1, 2, 2, 4, len(names)])
    chosen = chance.sample(names, min(count, len(names)))
    changes = {name: _value(name, chance) for name in chosen}
    if chance.random() < 0.3:
        fields = [*names, "photo", "picture", "logo", "file", "documents-0-file"]
        changes[chance.choice(fields)] = _file(chance)
    if chance.random() < 0.1:
        changes[chance.choice([*PARAMETERS, "post", "photo-clear"])] = chance.choice(VALUES)
    return changes


def _value(name: str, chance: random.Random) -> str:
    return chance.choice(COUNTS if name.endswith("_FORMS") else VALUES)


def _file(chance: random.Random) -> SimpleUploadedFile:
    name, content = chance.choice(FILES)
    file = SimpleUploadedFile("x", content)
    file._name = name  # a browser's file may be called anything
    return file


def junk_addresses(known: list[str], count: int, seed: int = 1) -> Iterator[str]:
    """Addresses of the site with junk in them, behind them and in their queries."""
    chance = random.Random(seed)  # noqa: S311  it need not be secret
    for _number in range(count):
        path = chance.choice(known)
        if chance.random() < 0.5:
            path = _damaged(path, chance)
        if chance.random() < 0.6:
            path += f"?{_query(chance)}"
        yield path


def _damaged(path: str, chance: random.Random) -> str:
    parts = path.strip("/").split("/")
    parts[chance.randrange(len(parts))] = quote(chance.choice(VALUES)[:200])
    return "/" + "".join(part + chance.choice(SEPARATORS) for part in parts)


def _query(chance: random.Random) -> str:
    names = [*PARAMETERS, "q", "p", "o", "e", "all", "status__exact", "day", "tz", "room", "term"]
    names += ["app_label", "model_name", "field_name", "page", "topic", "folder", "nonsense__x"]
    pairs = [(chance.choice(names), chance.choice(VALUES)) for _pair in range(chance.randint(1, 3))]
    return urlencode(pairs)
