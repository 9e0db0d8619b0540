"""A preview link shows the drafts of one event, and nothing of another event."""

import datetime as dt

import pytest
from django.core.signing import Signer
from django.test import Client
from django.urls import get_script_prefix
from django.utils import timezone, translation

from programme.models import Event, PreviewLink, Session
from programme.models.visibility import previewing
from tests import factories
from tests.forum.test_visibility import SECRET, fill
from tests.html import read, texts
from tests.pictures import halves, uploaded

pytestmark = pytest.mark.django_db

HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
PAGES = [
    "events/budgets/",
    "events/budgets/agenda/",
    "events/budgets/agenda/2027-05-04/",
    "events/budgets/changes/",
    "events/budgets/sessions/hearing/",
    "events/budgets/rooms/hearing/",
    "events/budgets/sections/hearing/",
    "events/budgets/speakers/",
    "events/budgets/organizations/",
    "speakers/hearing/",
    "organizations/hearing/",
    "search/?q=hearing",
]


@pytest.fixture
def folders(settings):
    """Uploads are in folders, as they are on a site."""
    local = {"BACKEND": "forum.media.storage.LocalStorage"}
    settings.STORAGES = settings.STORAGES | {"default": local}


@pytest.fixture
def draft(folders):
    """A draft event with a draft of everything."""
    event = factories.event("Open budgets", slug="budgets", status="draft")
    fill(event, name="Hearing", status="draft")
    factories.partnership(event, factories.organization("Treasury", logo=uploaded(halves(40, 30))))
    return event


@pytest.fixture
def other():
    """A public event with drafts, and a draft event; all of it has the same word in its name."""
    event = factories.event(f"{SECRET} forum", slug="other")
    fill(event, name=f"{SECRET} open")
    fill(event, name=f"{SECRET} draft", status="draft")
    hidden = factories.event(f"{SECRET} hidden", slug="hidden", status="draft")
    fill(hidden, name=f"{SECRET} too", status="draft")
    factories.document(f"{SECRET} paper", event=event, file=factories.pdf(content=SECRET.encode()))


@pytest.fixture
def inside(draft) -> str:
    """The address below which the preview is."""
    return f"/preview/{factories.preview_link(draft).token}/"


def links(page, inside: str) -> set[str]:
    found = {link["href"].partition("#")[0] for link in page.select("a[href]")}
    return {address for address in found if address.startswith(inside)}


# The other languages of every page are visited by the test that follows all links.
@pytest.mark.parametrize(
    ("language", "path"), [("fr", PAGES[0]), ("ar", PAGES[4]), *(("en", path) for path in PAGES)]
)
def test_every_page_of_the_draft_is_in_its_preview(client, inside, path, language):
    response = client.get(f"{inside}{language}/{path}")

    page = read(response)
    assert "Hearing" in page.main.get_text() or path.endswith("changes/")
    assert page.html["lang"] == response["Content-Language"] == language
    assert len(page.select(".preview-bar")) == 1
    assert {name: response[name] for name in HEADERS} == HEADERS
    assert (response.has_header("ETag"), response.cookies.output()) == (False, "")


def test_the_same_addresses_without_a_link_show_nothing(client, inside):
    statuses = {path: client.get(f"/en/{path}").status_code for path in PAGES}

    found = read(client.get("/en/search/?q=hearing"))

    assert statuses == dict.fromkeys(PAGES[:-1], 404) | {PAGES[-1]: 200}
    assert texts(found, "main h2") == ["No results"]


def test_the_preview_looks_as_the_public_page_will(client, draft, inside):
    paths = [path for path in PAGES if "search" not in path]
    previews = {path: read(client.get(f"{inside}en/{path}")) for path in paths}

    Event.objects.change(status="published")
    Session.objects.change(status="published")
    pages = {path: read(client.get(f"/en/{path}")) for path in paths}
    # The files are of what is public.
    for page in pages.values():
        for files in page.select(".agenda-foot"):
            files.next_sibling.extract()
            files.extract()

    assert {path: str(page.main).replace(inside, "/") for path, page in previews.items()} == {
        path: str(page.main) for path, page in pages.items()
    }


def test_links_of_a_preview_stay_in_it_and_show_nothing_of_another_event(client, inside, other):
    found, ahead = {}, [f"{inside}en/events/budgets/"]
    while ahead:
        response = client.get(address := ahead.pop())
        found[address] = response
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            ahead += links(read(response), inside) - found.keys() - {*ahead}
            assert SECRET not in response.content.decode()

    statuses = {address.removeprefix(inside): one.status_code for address, one in found.items()}
    leaving = {
        address: found[inside + address]["Location"]
        for address, status in statuses.items()
        if status == 302
    }
    linked = [path for path in PAGES if not path.endswith(("changes/", "q=hearing"))]
    assert {f"{code}/{path}" for path in linked for code in ("en", "fr", "ar")} <= {
        address for address, status in statuses.items() if status == 200
    }
    assert {status for address, status in statuses.items() if address.endswith(".ics")} == {404}
    assert {address: f"/{address}" for address in leaving} == leaving
    assert {"en/contact/", "en/events/"} <= set(leaving)


def test_no_page_of_a_preview_prints_its_address(client, inside):
    printed = {path: read(client.get(f"{inside}en/{path}")) for path in PAGES}
    Event.objects.change(status="published")
    public = read(client.get("/en/events/budgets/"))

    headers = [texts(page, ".print-header__address") for page in printed.values()]
    assert headers == [[]] * len(PAGES)
    assert texts(public, ".print-header__address")[0].endswith("/en/events/budgets/")


def test_public_pages_name_no_draft_after_its_preview(client, inside):
    client.get(f"{inside}en/speakers/hearing/")

    public = client.get("/en/contact/")

    assert "Open budgets" not in public.content.decode()


OF_OTHERS = [
    "en/events/other/",
    "en/events/other/agenda/",
    "en/events/other/agenda/2027-05-04/",
    "en/events/other/agenda/2027-05-04.ics",
    "en/events/other/agenda.ics",
    "en/events/other/changes/",
    "en/events/other/speakers/",
    "en/events/other/organizations/",
    "en/events/other/sessions/still-secret-open/",
    "en/events/other/sessions/still-secret-open/calendar.ics",
    "en/events/other/sessions/still-secret-draft/",
    "en/events/other/rooms/still-secret-open/",
    "en/events/hidden/",
    "en/events/hidden/agenda/",
    "en/events/hidden/sessions/still-secret-too/",
    "en/events/hidden/rooms/still-secret-too/",
    "en/speakers/still-secret-open/",
    "en/speakers/still-secret-draft/",
    "en/speakers/still-secret-too/",
    "en/organizations/still-secret-open/",
    "en/organizations/still-secret-too/",
    "admin/",
    "admin/programme/event/",
    "sitemap.xml",
    "robots.txt",
    "healthz",
    "preview/x/en/",
    "/example.org/",
    "en//example.org/",
    "en/events/budgets",
    "media/documents/x.pdf",
    "media/../forum/settings.py",
    "%00",
    "en/speakers/%00/",
    "en/events/%FF/",
    "en/events/%0A/",
    "x" * 9000,
]


def test_a_preview_opens_no_other_address(client, inside, other):
    answers = {path: client.get(inside + path) for path in OF_OTHERS}

    opened = {path for path, answer in answers.items() if answer.status_code != 404}
    telling = {path for path, answer in answers.items() if SECRET in answer.content.decode()}
    assert (opened, telling) == (set(), set())


def test_the_address_before_its_path_leads_to_the_event_in_the_language_of_the_reader(
    client, inside
):
    bare = client.get(inside.removesuffix("/"), headers={"Accept-Language": "ar"})
    french = client.get(inside, headers={"Accept-Language": "fr"})

    assert [bare["Location"], french["Location"]] == [
        f"{inside}ar/events/budgets/",
        f"{inside}fr/events/budgets/",
    ]


def files(client: Client, address: str) -> list[str]:
    """The addresses of the pictures and documents of a page."""
    main = read(client.get(address)).main
    found = [each["src"] for each in main.select("img")]
    return found + [each["href"] for each in main.select("a") if "/media/" in each["href"]]


def test_pictures_and_documents_of_a_draft_are_in_its_preview_only(client, draft, inside):
    hearing = draft.sessions.get()
    paper = factories.document(session=hearing, file=factories.pdf(content=b"a budget"))
    unpublished = factories.document(session=hearing, file=factories.pdf(), is_published=False)
    (logo,) = files(client, f"{inside}en/events/budgets/organizations/")
    (link,) = files(client, f"{inside}en/events/budgets/sessions/hearing/")

    opened = [client.get(address) for address in (logo, link)]
    closed = [logo.replace(inside, "/"), link.replace(inside, "/")]
    closed += [link.replace(paper.file.name, unpublished.file.name)]

    assert logo.startswith(f"{inside}media/logos/")
    assert link == f"{inside}media/{paper.file.name}"
    contents = [each.getvalue() for each in opened]
    assert (len(contents[0]) > 0, b"a budget" in contents[1]) == (True, True)
    assert [{name: each[name] for name in HEADERS} for each in opened] == [HEADERS] * 2
    assert {client.get(address).status_code for address in closed} == {404}


def test_a_preview_opens_no_file_of_another_event(client, inside, other):
    (paper,) = factories.Document.objects.exclude(file="")

    assert SECRET.encode() in client.get(f"/media/{paper.file.name}").getvalue()
    assert client.get(f"{inside}media/{paper.file.name}").status_code == 404


def close(link: PreviewLink, why: str, monkeypatch) -> str:
    """The token after this has happened to the link."""
    token, later = link.token, timezone.now() + dt.timedelta(days=7)
    match why:
        case "expired":
            monkeypatch.setattr(timezone, "now", lambda: later)
        case "revoked":
            PreviewLink.objects.filter(pk=link.pk).revoke(timezone.now())
        case "deleted":
            link.event.delete()
        case "member has left":
            link.created_by.is_active = False
            link.created_by.save()
        case "altered nonce":
            return ("A" if token[0] != "A" else "B") + token[1:]
        case "altered signature":
            return token[:-1] + ("A" if token[-1] != "A" else "B")
        case "unsigned":
            return link.nonce
        case "signed for something else":
            return Signer(salt="other", sep=".").sign(link.nonce)
        case "unknown":
            return Signer(salt="programme.preview", sep=".").sign("A" * 22)
        case hostile:
            return hostile
    return token


@pytest.mark.once
@pytest.mark.parametrize(
    "why",
    [
        "expired",
        "revoked",
        "deleted",
        "member has left",
        "altered nonce",
        "altered signature",
        "unsigned",
        "signed for something else",
        "unknown",
        ".",
        "..",
        "%00",
        "%C3%A9.%D8%B9",
        "%FF.%FE",
        "a" * 9000,
        "' OR 1=1 --.x",
    ],
)
def test_a_closed_link_opens_nothing_and_does_not_say_why(client, draft, monkeypatch, why):
    link = factories.preview_link(draft)
    before = client.get(f"/preview/{link.token}/fr/events/budgets/")

    token = close(link, why, monkeypatch)
    response = client.get(f"/preview/{token}/fr/events/budgets/")

    page = read(response, status=404)
    assert before.status_code == 200
    assert texts(page, ".error h1, .error h2") == [
        "Cet aperçu est fermé",
        "This preview is closed",
        "هذه المعاينة مغلقة",
    ]
    assert [part["lang"] for part in page.select(".error")] == ["fr", "en", "ar"]
    assert "budgets" not in response.content.decode()
    assert {name: response[name] for name in HEADERS} == HEADERS
    assert f"preview/{token}" not in response.content.decode()
    assert client.get(f"/preview/{token}").status_code == 404


def test_a_link_is_valid_until_its_last_second(client, draft, monkeypatch):
    link = factories.preview_link(draft)
    last = link.expires_at - dt.timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: last)

    assert client.get(f"/preview/{link.token}/en/events/budgets/").status_code == 200


def test_the_stored_row_is_not_enough_to_open_the_preview(client, draft, settings):
    link = factories.preview_link(draft)
    address = f"/preview/{link.token}/en/events/budgets/"

    settings.SECRET_KEY = "another key"

    assert client.get(address).status_code == 404
    assert link.nonce in address


def test_a_draft_session_of_a_public_event_is_in_the_preview_of_its_event(client):
    event = factories.event(slug="forum")
    talk = factories.session(event, "Quiet talk", slug="talk", status="draft", hours="09:00-10:00")
    link = factories.preview_link(event)

    page = read(client.get(link.get_address(talk, "ar")))

    assert "Quiet talk" in page.h1.get_text()
    assert page.html["lang"] == "ar"
    assert client.get("/ar/events/forum/sessions/talk/").status_code == 404


def test_no_post_and_no_other_method_reaches_a_page(client, inside):
    assert client.post(f"{inside}en/events/budgets/").status_code == 405


def test_nothing_of_a_preview_is_left_for_the_next_reader(client, draft, inside):
    with pytest.raises(ZeroDivisionError), previewing(draft.pk):
        raise ZeroDivisionError
    page = client.get(f"{inside}en/events/budgets/")
    missing = client.get(f"{inside}en/events/budgets/rooms/none/")

    assert (page.status_code, missing.status_code) == (200, 404)
    assert get_script_prefix() == "/"
    assert translation.get_language() == "en"
    assert list(Session.objects.public()) == list(Event.objects.public()) == []
