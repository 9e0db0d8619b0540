"""Three programmes of policy forums as their offices keep them in spreadsheets."""

import datetime as dt

import pytest

from programme.imports.reading import read_file
from programme.imports.values import Options, ReadSession, Unanswered
from programme.imports.zoned import settle
from tests.factories import CASABLANCA
from tests.programme.imports.files import read, workbook

MOST_QUESTIONS = 5
NO_POST = ("", "")


def merged_cells() -> bytes:
    """Days and rooms in merged cells, two languages in columns, spans of hours."""
    head = ["Day", "Time", "Session (EN)", "Séance (FR)", "Room", "Moderator", "Speakers"]
    day, hall, city = dt.date(2027, 5, 4), "Plenary Hall", "City of Fez"
    rows = [
        ["Forum on open budgets – draft programme v3"],
        [],
        head,
        [day, "9h–9h30", "Opening", "Ouverture", hall, None, f"H.E. Amina Alami, Minister, {city}"],
        [
            *(None, "9h30–11h", "Panel: who decides?", "Débat : qui décide ?", None),
            *("Hind Tazi, Journalist, Radio One", "Omar Fassi (City Lab)\nNadia Berrada (OECD)"),
        ],
        [None, "11h–11h30", "Coffee break", "Pause café", None, None, None],
        [
            *(None, "11h30–12h15", "Workshop", "Atelier", "Room 2", "Karim Ziani (Data House)"),
            "Salma Idrissi, Director, Institute of Budgets; Youssef Amrani",
        ],
        [dt.date(2027, 5, 5), "10h–12h", "Closing", "Clôture", hall, None, "Leila Bennis, Mayor"],
    ]
    return workbook(("Programme", rows, ["A1:G1", "A4:A7", "E4:E6"]))


def days_between() -> bytes:
    """Days as headings between the rows, and a sheet for each language."""
    head = ["Horaire", "Titre", "Lieu", "Modérateur", "Intervenants"]
    french = [
        head,
        ["Mardi 4 mai 2027"],
        ["9h00 - 9h45", "Séance d’ouverture", "Grande salle", "", "Mme Amina Alami, Ministre"],
        [
            *("10h à 11h30", "Table ronde", "Salle B", "Hind Tazi (Radio Une)"),
            "M. Omar Fassi, directeur, Labo de la ville\nNadia Berrada et Karim Ziani",
        ],
        ["Mercredi 5 mai 2027"],
        ["14h-15h", "Clôture", "Grande salle", "", "Leila Bennis (Ville de Fès)"],
    ]
    english = [
        ["Time", "Title", "Venue", "Moderator", "Speakers"],
        ["Mardi 4 mai 2027"],
        ["9h00 - 9h45", "Opening session", "Grande salle", "", ""],
        ["10h à 11h30", "Round table", "Salle B", "", ""],
        ["Mercredi 5 mai 2027"],
        ["14h-15h", "Closing", "Grande salle", "", ""],
    ]
    merges = ["A2:E2", "A5:E5"]
    return workbook(("Français", french, merges), ("English", english, merges))


def arabic() -> bytes:
    """In Arabic, with Arabic numerals, and people below their session."""
    rows = [
        ["البرنامج المؤقت للمنتدى"],
        ["التاريخ", "التوقيت", "عنوان الجلسة", "القاعة", "إدارة الجلسة", "المتدخلون"],
        [
            *("الثلاثاء 4 ماي 2027", "٩:٠٠ - ٩:٣٠", "الجلسة الافتتاحية", "القاعة الكبرى"),
            *("", "أمينة العلمي، وزيرة، وزارة المالية"),
        ],
        [
            *("", "من 10:00 إلى 11:30", "مائدة مستديرة: من يقرر؟", "", "هند التازي، صحافية"),
            "عمر الفاسي (مختبر المدينة)",
        ],
        ["", "", "", "", "", "نادية برادة (مرصد الميزانية)"],
        ["", "11:30 - 12:00", "استراحة شاي", "", "", ""],
    ]
    return workbook(("البرنامج", rows, ["A1:F1", "A3:A6", "D3:D6"]))


def _local(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(CASABLANCA)


def lines(sessions: tuple[ReadSession, ...]) -> list[tuple]:
    return [
        (
            one.titles,
            "–".join(f"{_local(moment):%d %H:%M}" for moment in (one.starts_at, one.ends_at)),
            one.room,
            one.kind,
            [(p.role, p.honorific, p.name, p.function, p.organization) for p in one.people],
        )
        for one in sessions
    ]


SPEAKER, MODERATOR = "speaker", "moderator"
MERGED = [
    (
        {"en": "Opening", "fr": "Ouverture"},
        *("04 09:00–04 09:30", "Plenary Hall", ""),
        [(SPEAKER, "H.E.", "Amina Alami", "Minister", "City of Fez")],
    ),
    (
        {"en": "Panel: who decides?", "fr": "Débat : qui décide ?"},
        *("04 09:30–04 11:00", "Plenary Hall", ""),
        [
            (MODERATOR, "", "Hind Tazi", "Journalist", "Radio One"),
            (SPEAKER, "", "Omar Fassi", "", "City Lab"),
            (SPEAKER, "", "Nadia Berrada", "", "OECD"),
        ],
    ),
    (
        {"en": "Coffee break", "fr": "Pause café"},
        *("04 11:00–04 11:30", "Plenary Hall", "break", []),
    ),
    (
        {"en": "Workshop", "fr": "Atelier"},
        *("04 11:30–04 12:15", "Room 2", ""),
        [
            (MODERATOR, "", "Karim Ziani", "", "Data House"),
            (SPEAKER, "", "Salma Idrissi", "Director", "Institute of Budgets"),
            (SPEAKER, "", "Youssef Amrani", "", ""),
        ],
    ),
    (
        {"en": "Closing", "fr": "Clôture"},
        *("05 10:00–05 12:00", "Plenary Hall", ""),
        [(SPEAKER, "", "Leila Bennis", "Mayor", "")],
    ),
]
BETWEEN = [
    (
        {"fr": "Séance d’ouverture", "en": "Opening session"},
        *("04 09:00–04 09:45", "Grande salle", ""),
        [(SPEAKER, "Mme", "Amina Alami", "Ministre", "")],
    ),
    (
        {"fr": "Table ronde", "en": "Round table"},
        *("04 10:00–04 11:30", "Salle B", ""),
        [
            (MODERATOR, "", "Hind Tazi", "", "Radio Une"),
            (SPEAKER, "M.", "Omar Fassi", "directeur", "Labo de la ville"),
            (SPEAKER, "", "Nadia Berrada", "", ""),
            (SPEAKER, "", "Karim Ziani", "", ""),
        ],
    ),
    (
        {"fr": "Clôture", "en": "Closing"},
        *("05 14:00–05 15:00", "Grande salle", ""),
        [(SPEAKER, "", "Leila Bennis", "", "Ville de Fès")],
    ),
]
ARABIC = [
    (
        {"ar": "الجلسة الافتتاحية"},
        *("04 09:00–04 09:30", "القاعة الكبرى", ""),
        [(SPEAKER, "", "أمينة العلمي", "وزيرة", "وزارة المالية")],
    ),
    (
        {"ar": "مائدة مستديرة: من يقرر؟"},
        *("04 10:00–04 11:30", "القاعة الكبرى", ""),
        [
            (MODERATOR, "", "هند التازي", "صحافية", ""),
            (SPEAKER, "", "عمر الفاسي", "", "مختبر المدينة"),
            (SPEAKER, "", "نادية برادة", "", "مرصد الميزانية"),
        ],
    ),
    (
        {"ar": "استراحة شاي"},
        *("04 11:30–04 12:00", "القاعة الكبرى", "break", []),
    ),
]
PROGRAMMES = pytest.mark.parametrize(
    ("data", "expected"),
    [(merged_cells(), MERGED), (days_between(), BETWEEN), (arabic(), ARABIC)],
    ids=["merged", "between", "arabic"],
)


@PROGRAMMES
def test_nobody_and_nothing_of_a_policy_forum_is_lost(data, expected):
    programme = read(data, Options(zone="Africa/Casablanca", language=""))

    assert lines(programme.sessions) == expected
    assert [notice.text for notice in programme.notices] == []


@PROGRAMMES
def test_few_questions_are_asked_about_it(data, expected):
    try:
        settle(read_file(data, Options()), Options())
        questions = 0
    except Unanswered as error:
        questions = len(error.questions)

    assert questions <= MOST_QUESTIONS
