"""A policy forum of three days, whose second day is the one that its office has planned in full."""

import datetime as dt
import tomllib
from pathlib import Path

from programme.models import Event, Room, Session, Track
from speakers.models import Speaker
from tests import factories

FILE = Path(__file__).with_suffix(".toml")
DAY = factories.DAY + dt.timedelta(days=1)
THEMES = ("#117555", "#32669a", "#944b42", "#845a0f")
ONLINE = -1


def load() -> Event:
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    forum = factories.event(
        "Open Regions 2027",
        name_fr="Régions ouvertes 2027",
        name_ar="الجهات المنفتحة 2027",
        slug="forum",
        last_day=DAY + dt.timedelta(days=1),
    )
    rooms = [factories.room(forum, **_texts("name", names)) for names in data["rooms"]]
    themes = [factories.track(forum, colour=colour) for colour in THEMES]
    people = [factories.speaker(name, name_ar=arabic) for name, arabic in data["people"]]
    for plan in data["sessions"]:
        _session(forum, plan, rooms, themes, people)
    return forum


def _session(
    forum: Event, plan: list, rooms: list[Room], themes: list[Track], people: list[Speaker]
) -> Session:
    hours, room, theme, english, french, arabic, spoken, heard, cast, *state = plan
    is_break = not cast
    start, end = (factories.at(clock, day=DAY) for clock in hours.split("-"))
    session = factories.session(
        forum,
        **_texts("title", (english, french, arabic)),
        starts_at=start,
        ends_at=end,
        room=None if room == ONLINE else rooms[room],
        track=None if is_break else themes[theme],
        kind="break" if is_break else "talk",
        is_plenary=hours in {"09:00-10:00", "14:00-15:00"},
        attendance_mode="online" if room == ONLINE and cast else "",
        languages=spoken.split(),
        interpretation_languages=heard.split(),
        status="cancelled" if state == ["cancelled"] else "published",
        is_full=state == ["full"],
    )
    for number in cast:
        factories.contribution(people[number], session=session)
    if state == ["moved"]:
        factories.public_change(session, "room", former_room=rooms[3])
    return session


def _texts(field: str, texts: tuple[str, str, str]) -> dict[str, str]:
    languages = ("en", "fr", "ar")
    return {f"{field}_{code}": text for code, text in zip(languages, texts, strict=True)}
