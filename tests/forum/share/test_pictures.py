"""The pictures beside links: one for each event, session and language, drawn once and kept."""

import fcntl
from concurrent.futures import ThreadPoolExecutor, wait
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils.translation import override
from PIL import Image

from forum.identity import Identity
from forum.share import kept
from forum.share.card import COLUMN, MAX_BYTES, Card, Pictures, render
from forum.share.lettering import fit
from forum.share.words import card_of_session
from tests import factories
from tests.html import read
from tests.pictures import halves, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    return factories.event("Open Regions", slug="forum", name_ar="الجهات المنفتحة")


def address(client, page: str) -> str:
    """The path of the picture of a page."""
    found = read(client.get(page)).select_one('meta[property="og:image"]')["content"]
    return found.removeprefix("http://127.0.0.1:8000")


@pytest.mark.parametrize(
    "page",
    [
        "/en/events/forum/",
        "/ar/events/forum/agenda/",
        "/fr/events/forum/sessions/talk/",
        "/en/contact/",
        "/ar/speakers/",
    ],
)
def test_each_page_has_a_picture_of_1200_by_630_and_at_most_60_kb(client, forum, page):
    factories.session(forum, "Talk", slug="talk", hours="09:00-10:00")

    answer = client.get(address(client, page))

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert len(answer.content) <= MAX_BYTES
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)


def test_languages_have_pictures_of_their_own(client, forum):
    found = {address(client, f"/{language}/events/forum/") for language in ("en", "fr", "ar")}

    assert len(found) == 3


def test_new_words_have_a_new_address_to_which_the_former_one_leads(client, forum):
    talk = factories.session(forum, "Talk", slug="talk")
    before = address(client, "/en/events/forum/sessions/talk/")
    talk.title_en = "A better title"
    talk.save()

    after = address(client, "/en/events/forum/sessions/talk/")

    assert before != after
    assert client.get(before).headers["Location"] == after


@pytest.mark.parametrize(
    "path", ["events/draft/share/x.jpg", "events/forum/sessions/draft/share/x.jpg"]
)
def test_a_draft_has_no_picture(client, forum, path):
    factories.event(slug="draft", status="draft")
    factories.session(forum, slug="draft", status="draft")

    assert client.get(f"/en/{path}").status_code == 404


def test_a_picture_is_drawn_once_for_readers_who_ask_at_the_same_time():
    card = Card("en", "Open Regions", "en")

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: kept.picture_of(card, "digest"), range(4)))

    assert len(set(answers)) == 1
    # A second drawing would have been stored under another name.
    assert default_storage.listdir(kept.FOLDER)[1] == ["digest.jpg"]


def test_more_readers_than_may_wait_are_told_to_come_again():
    card = Card("en", "Open Regions", "en")

    with kept.LOCK.open("w") as lock, ThreadPoolExecutor(6) as pool:
        fcntl.flock(lock, fcntl.LOCK_EX)
        asked = [pool.submit(kept.picture_of, card, "digest") for _number in range(6)]
        wait(asked[4:], timeout=10)
        fcntl.flock(lock, fcntl.LOCK_UN)

    refused = [question for question in asked if isinstance(question.exception(), kept.Busy)]
    assert len(refused) == 2


def test_the_oldest_pictures_go_once_there_are_too_many(monkeypatch):
    monkeypatch.setattr(kept, "MOST", 4)
    monkeypatch.setattr(kept, "DROPPED_AT_ONCE", 2)

    for number in range(5):
        kept.picture_of(Card("en", f"{number}", "en"), f"digest-{number}")

    left = sorted(default_storage.listdir(kept.FOLDER)[1])
    assert left == ["digest-2.jpg", "digest-3.jpg", "digest-4.jpg"]


def test_a_full_disk_does_not_stop_a_picture(settings, tmp_path, client, forum):
    path = address(client, "/en/events/forum/")
    tmp_path.joinpath("full").touch()  # a file, so that no file can be put below it
    options = {"location": tmp_path / "full"}
    full = {"BACKEND": "forum.media.storage.LocalStorage", "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"default": full}

    assert client.get(path).status_code == 200


def test_without_a_lock_file_a_picture_is_drawn_all_the_same(monkeypatch, tmp_path):
    monkeypatch.setattr(kept, "LOCK", Path(tmp_path, "nowhere", "lock"))

    assert kept.picture_of(Card("en", "Open Regions", "en"), "digest")


def test_the_picture_of_an_event_is_cut_into_the_lattice(client, forum):
    plain = client.get(address(client, "/en/events/forum/")).content
    forum.picture = uploaded(halves(1200, 630))
    forum.save()

    cut = client.get(address(client, "/en/events/forum/")).content

    sides = [Image.open(BytesIO(data)).crop((1000, 0, 1200, 630)) for data in (plain, cut)]
    colours = [side.getchannel("B").getextrema()[1] for side in sides]
    assert colours[1] > colours[0]


def test_a_logo_stands_on_a_white_plate_in_the_far_corner():
    logo = Image.new("RGBA", (300, 100), (255, 0, 0, 255))

    corners = [
        Image.open(BytesIO(render(Card(language, "X", language), Pictures(logo=logo))))
        for language in ("en", "ar")
    ]

    plates = [corners[0].getpixel((1110, 475)), corners[1].getpixel((90, 475))]
    assert all(min(colour) > 230 for colour in plates)


def test_the_words_are_those_of_the_reader(client, forum):
    with override("ar"):
        alt = read(client.get("/ar/events/forum/")).select_one('meta[property="og:image:alt"]')

    assert alt["content"] == "الجهات المنفتحة"


def test_the_picture_of_a_cancelled_session_says_so_at_another_address(client, forum):
    talk = factories.session(forum, "Talk", slug="talk", hours="09:00-10:00")
    before = address(client, "/en/events/forum/sessions/talk/")
    talk.cancel("")
    talk.save()

    card = card_of_session(talk, [], Identity())
    after = address(client, "/en/events/forum/sessions/talk/")

    assert card.facts == "Cancelled · Tuesday 4 May 2027, 09:00–10:00"
    assert after != before
    assert client.get(before).headers["Location"] == after


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_cancelled_and_the_longest_day_fit_on_one_line(forum, language):
    day = factories.DAY.replace(month=9, day=29)
    times = {"starts_at": factories.at("09:30", day=day), "ends_at": factories.at("10:45", day=day)}
    forum.first_day = forum.last_day = day
    talk = factories.session(forum, "Talk", status="cancelled", **times)

    with override(language):
        card = card_of_session(talk, [], Identity())
    line = fit(card.facts, width=COLUMN, height=44, sizes=(44, 38, 32), is_rtl=language == "ar")

    assert [words for words in line.lines if words.endswith("…")] == []
