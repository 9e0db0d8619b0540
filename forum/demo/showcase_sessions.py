"""The time, place and kind of each session of the showcase. Pure."""

from dataclasses import dataclass, field

HALL, ANDALUS, ATLAS, RIF, GARDEN = range(5)
_LANGUAGES = (("ar",), ("fr",), ("en",), ("ar", "fr"), ("zgh", "ar"))
_ATTENDANCE_MODES = ("in_person", "hybrid", "in_person", "", "hybrid")
_QUARTER = 15


def _clock(text: str) -> int:
    """Minutes since midnight: `"09:30"` is 570."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


_OPEN = (("09:30", "10:45"), ("11:00", "12:30"), ("13:30", "15:30"), ("15:45", "17:30"))
STARTS = tuple(
    start for begin, end in _OPEN for start in range(_clock(begin), _clock(end), _QUARTER)
)
"""The quarters of an hour in which parallel sessions start, in minutes since midnight."""


@dataclass(frozen=True)
class Plan:
    """A session before it is a row.

    `day` counts from 0; `starts` is in minutes since midnight, None for a session without times.
    `room`, `section` and `track` are indexes into the lists of the data file.
    """

    title: dict[str, str] = field(default_factory=dict)
    day: int = 0
    starts: int | None = None
    minutes: int = _QUARTER
    kind: str = "talk"
    status: str = "published"
    room: int | None = None
    section: int | None = None
    track: int | None = None
    is_plenary: bool = False
    attendance_mode: str = ""
    languages: tuple[str, ...] = ()
    interpretation: tuple[str, ...] = ()
    has_sign_language: bool = False
    has_captions: bool = False
    channels: tuple[tuple[str, str], ...] = ()
    """Each with a language and a number or a link."""
    may_be_recorded: str = "unknown"
    opens: int | None = None
    """How many days before the event registration opens; None without registration."""
    closes: int = 0
    """How many days before the event it closes."""
    is_full: bool = False
    former_room: int | None = None
    former_starts: int | None = None
    former_status: str = ""
    """The status on the eve of the event, if it has changed since."""
    is_recorded: bool = False
    people: int = 0
    role: str = "speaker"
    is_moderated: bool = False
    abstract_in: tuple[str, ...] = ()
    summary_in: tuple[str, ...] = ()
    subtitle: dict[str, str] = field(default_factory=dict)
    quotes: int = 0
    cancellation_reason: dict[str, str] = field(default_factory=dict)


def ordinary_session(number: int) -> Plan:
    """Six ordinary sessions run in parallel, one of them online only."""
    turn, side = divmod(number, 6)
    round_, day = divmod(turn, 2)
    is_cancelled = number % 25 == 11
    return Plan(
        day=day,
        starts=STARTS[round_ % len(STARTS)],
        room=side if side < 5 else None,
        section=round_ * 4 // len(STARTS) % 4,
        track=number % 9 if number % 9 < 8 else None,
        kind=("talk", "talk", "statement", "workshop", "panel")[number % 5],
        status="cancelled" if is_cancelled else "published",
        former_status="published" if is_cancelled else "",
        cancellation_reason=_ILL if is_cancelled else {},
        attendance_mode=_ATTENDANCE_MODES[number % 5] if side < 5 else "online",
        languages=_LANGUAGES[number % 5],
        interpretation=("en",) if number % 5 == 3 else (),
        channels=(("fr", "1"), ("en", "2")) if number % 5 == 3 else (),
        may_be_recorded=("yes", "unknown", "no")[number % 3],
        opens=_REGISTRATION_OPENS if number % 5 == 3 else None,
        closes=(2, 30, 90)[number % 3],
        has_sign_language=number % 8 == 0,
        people=1 + number % 3,
        is_moderated=number % 3 == 2,
        abstract_in=(("en", "fr", "ar"), ("en",), ("fr",), ())[number % 4],
        summary_in=(("en", "fr", "ar"), (), ("ar",), ())[number % 4],
    )


_REGISTRATION_OPENS = 120
"""Four months before the event, in days."""

_ILL = {
    "en": "The speaker cannot travel.",
    "fr": "L’intervenant ne peut pas se déplacer.",
    "ar": "تعذّر على المتدخل السفر.",
}


def _plenaries_and_breaks(day: int) -> tuple[Plan, ...]:
    opening = {"en": "Opening", "fr": "Ouverture", "ar": "الافتتاح"}
    closing = {"en": "Closing", "fr": "Clôture", "ar": "الاختتام"}
    coffee = {"en": "Coffee and tea", "fr": "Pause café", "ar": "استراحة شاي وقهوة"}
    lunch = {"en": "Lunch", "fr": "Déjeuner", "ar": "الغداء"}
    breaks = ((coffee, "10:45", 15), (lunch, "12:30", 60), (coffee, "15:30", 15))
    ceremony = {"day": day, "room": HALL, "kind": "ceremony", "is_plenary": True, "people": 2}
    return (
        Plan(
            opening,
            starts=_clock("09:00"),
            minutes=30,
            languages=("ar",),
            is_recorded=True,
            may_be_recorded="yes",
            summary_in=("en", "fr", "ar"),
            quotes=2,
            role="welcome",
            **ceremony,
        ),
        *(
            Plan(title, day, _clock(start), minutes, kind="break")
            for title, start, minutes in breaks
        ),
        Plan(closing, starts=_clock("17:30"), minutes=30, languages=("ar", "fr"), **ceremony),
    )


FIXED_SESSIONS = (
    *_plenaries_and_breaks(0),
    *_plenaries_and_breaks(1),
    Plan(
        {
            "en": "Night of open data",
            "fr": "Nuit des données ouvertes",
            "ar": "ليلة البيانات المنفتحة",
        },
        starts=_clock("23:30"),
        minutes=60,
        kind="social",
        room=GARDEN,
        may_be_recorded="no",
        former_status="draft",
    ),
    Plan(
        {
            "en": "One night with the data",
            "fr": "Une nuit avec les données",
            "ar": "ليلة مع البيانات",
        },
        starts=_clock("20:00"),
        minutes=16 * 60 + 30,
        kind="workshop",
        room=RIF,
        subtitle={
            "en": "A workshop that ends with breakfast",
            "fr": "Un atelier qui finit au petit-déjeuner",
            "ar": "ورشة تنتهي مع الفطور",
        },
        opens=_REGISTRATION_OPENS,
        people=1,
    ),
    Plan(
        {"en": "Exhibition of regional portals", "fr": "Exposition des portails régionaux"},
        starts=0,
        minutes=24 * 60,
        kind="other",
        former_status="cancelled",
    ),
    Plan(
        {"en": "Five minutes on commas", "ar": "خمس دقائق عن الفواصل"},
        day=1,
        starts=_clock("10:45"),
        former_starts=_clock("11:15"),
        minutes=5,
        room=RIF,
        people=1,
    ),
    Plan(
        {"en": "Twelve regions at one table", "fr": "Douze régions à une table"},
        day=1,
        starts=_clock("12:30"),
        minutes=60,
        kind="panel",
        room=HALL,
        people=12,
        role="panelist",
        is_moderated=True,
        languages=("ar", "fr", "en"),
        interpretation=("zgh",),
        has_sign_language=True,
        has_captions=True,
        channels=(
            ("ar", "1"),
            ("fr", "2"),
            ("en", "3"),
            ("zgh", "https://example.org/listen"),
        ),
        may_be_recorded="yes",
        opens=_REGISTRATION_OPENS,
        is_full=True,
        subtitle={
            "en": "From a promise to a habit",
            "fr": "De la promesse à l’habitude",
            "ar": "من الوعد إلى العادة",
        },
        summary_in=("en", "fr", "ar"),
        quotes=3,
        attendance_mode="hybrid",
        abstract_in=("en", "fr", "ar"),
    ),
    Plan(
        {
            "en": "How a region of forty-one municipalities published every contract in full, "
            "and what the newspapers then made of all that",
            "fr": "Publier tous les marchés",
        },
        starts=_clock("18:00"),
        minutes=30,
        kind="keynote",
        room=ATLAS,
        former_room=RIF,
        section=0,
        people=1,
        role="keynote",
        abstract_in=("fr",),
    ),
    *(
        Plan(
            {"en": f"Online corner {number}"}, starts=STARTS[0], attendance_mode="online", people=1
        )
        for number in (1, 2, 3)
    ),
    Plan({"en": "Time to be announced", "fr": "Horaire à venir"}, section=1, people=1),
    Plan({"ar": "جلسة موعدها لم يُحدَّد بعد"}, section=2, room=ANDALUS, people=1),
    Plan({"en": "Still secret"}, starts=_clock("18:00"), status="draft", room=HALL),
    Plan({"en": "Still secret, without a time"}, status="draft", section=3),
    Plan({"fr": "Encore secret"}, day=1, starts=_clock("18:00"), status="draft"),
)
