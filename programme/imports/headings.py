"""The headings of columns in English, French, Arabic and German, and what they mean. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from content.folding import fold_for_search
from content.typed_dates import NotADateError, parse_date

PRIVATE = "private"
"""Never imported: only counted."""

_WORDS = {
    "title": (
        "title, session title, session name, session, name, proposal title, presentation title, "
        "talk, talk title, topic, subject, event, event name, activity, item, agenda item, "
        "programme, "
        "program, summary title, titre, intitulé, titre de la séance, séance, activité, sujet, "
        "intervention, titre de l'intervention, programme de la journée, العنوان, عنوان, "
        "عنوان الجلسة, الجلسة, الموضوع, النشاط, المداخلة, عنوان المداخلة, البرنامج, titel, "
        "veranstaltung, vortrag, thema"
    ),
    "subtitle": "subtitle, sub title, event subtitle, sous titre, العنوان الفرعي, untertitel",
    "abstract": (
        "abstract, description, summary, details, content, short abstract, long abstract, "
        "session description, résumé, contenu, détails, objectif, objectifs, الوصف, الملخص, ملخص, "
        "وصف, المحتوى, التفاصيل, beschreibung, zusammenfassung"
    ),
    "date": "date, day, event date, start date, jour, journée, dates, التاريخ, اليوم, تاريخ, "
    "datum, tag",
    "start": (
        "start, starts, start time, starts at, start datetime, begin, begins, from, event start, "
        "session start, début, heure de début, commence, de, البداية, بداية, من, "
        "وقت البداية, وقت البدء, beginn, anfang, von, start date time"
    ),
    "end": (
        "end, ends, end time, ends at, end datetime, finish, to, until, event end, end date, "
        "session end, fin, heure de fin, à, النهاية, نهاية, إلى, وقت النهاية, وقت الانتهاء, "
        "ende, bis, end date time"
    ),
    "time": (
        "time, hour, hours, times, schedule, timing, time slot, slot, heure, heures, horaire, "
        "horaires, créneau, الوقت, التوقيت, الساعة, الزمن, uhrzeit, zeit"
    ),
    "duration": "duration, length, minutes, durée, المدة, مدة, dauer, duration minutes",
    "room": (
        "room, location, venue, place, hall, stage, where, salle, lieu, endroit, espace, القاعة, "
        "قاعة, المكان, الفضاء, ort, raum, saal, room name"
    ),
    "track": "track, theme, stream, tracks, event type, thème, thématique, axe, المجال, المحور, "
    "المسار, محور, thema track",
    "section": "section, part, block, partie, volet, bloc, القسم, الجزء, المحطة",
    "kind": (
        "kind, type, session type, format, category, session kind, type de séance, catégorie, "
        "nature, النوع, نوع الجلسة, نوع, الصنف, art, typ"
    ),
    "status": "status, state, statut, état, الحالة, حالة",
    "cancelled": "is cancelled, cancelled, canceled, annulé, annulée, ملغاة",
    "active": "active",
    "languages": (
        "language, languages, spoken language, spoken languages, langue, langues, langue parlée, "
        "اللغة, اللغات, لغة, sprache"
    ),
    "moderators": (
        "moderator, moderators, moderated by, moderation, modérateur, modératrice, modérateurs, "
        "modération, animateur, animation, المسير, المنسق, المشرف, إدارة الجلسة, تسيير, "
        "تسيير الجلسة, "
        "مدير الجلسة, مديرو الجلسة, المسيرون, المسيرة, moderatoren"
    ),
    "chairs": "chair, chairs, chairperson, chaired by, président, présidence, président de séance, "
    "présidents, الرئيس, رئيس الجلسة, رئاسة الجلسة",
    "rapporteurs": "rapporteur, rapporteurs, rapporteuse, المقرر, المقررون, مقرر الجلسة",
    "panelists": "panelist, panelists, panellist, panellists, panel members, "
    "panéliste, panélistes, "
    "discussants, المشاركون, أعضاء الجلسة",
    "keynotes": "keynote, keynote speaker, keynote speakers, المتحدث الرئيسي",
    "speakers": (
        "speaker, speakers, speaker name, speaker names, presenter, presenters, presented by, "
        "author, "
        "authors, people, participants, persons, lecturer, artists, intervenant, intervenante, "
        "intervenants, orateur, orateurs, conférencier, conférenciers, présentateur, participant, "
        "المتدخل, المتدخلون, المتحدث, المتحدثون, المتكلم, المتكلمون, المحاضر, المحاضرون, "
        "الأشخاص, الاسم, vortragende, referent, referenten, sprecher"
    ),
    "first_name": "first name, given name, prénom, الاسم الشخصي, vorname",
    "last_name": "last name, family name, surname, nom, nom de famille, الاسم العائلي, nachname",
    "function": "function, position, job title, role, speaker function, fonction, poste, qualité, "
    "المنصب, الوظيفة, الصفة, funktion",
    "organization": (
        "organization, organisation, organizations, affiliation, institution, company, employer, "
        "speaker organization, organisme, entreprise, المؤسسة, الجهة, المنظمة, الهيئة, "
        "organisation speaker, institut"
    ),
    "identifier": (
        "id, identifier, code, session id, guid, uid, uuid, reference, event key, number, no, "
        "identifiant, référence, numéro, n, المعرف, الرقم, رقم"
    ),
    "address": "url, link, web page, address, lien, adresse, page, الرابط",
    PRIVATE: (
        "email, e mail, speaker email, phone, telephone, mobile, contact, notes, private notes, "
        "internal notes, comments, goers, checkins, seats, invite only, courriel, téléphone, "
        "remarques, البريد الإلكتروني, الهاتف, ملاحظات"
    ),
}
MEANINGS = {
    fold_for_search(word): code for code, words in _WORDS.items() for word in words.split(",")
}
_LANGUAGES = {
    fold_for_search(word): code
    for code, words in {
        "en": "en, eng, english, anglais, anglaise, إنجليزية, الإنجليزية, بالإنجليزية, englisch",
        "fr": "fr, fra, french, français, française, فرنسية, الفرنسية, بالفرنسية, französisch",
        "ar": "ar, ara, arabic, arabe, عربية, العربية, بالعربية, arabisch",
    }.items()
    for word in words.split(",")
}
PEOPLE = {
    "speakers": "speaker",
    "moderators": "moderator",
    "chairs": "chair",
    "rapporteurs": "rapporteur",
    "panelists": "panelist",
    "keynotes": "keynote",
}
"""Columns of people, and the role in each."""
TRANSLATED = ("title", "subtitle", "abstract")
MOST_ROWS_ABOVE = 20
_FIELDS = {
    **dict.fromkeys(("date", "start", "end", "time"), "starts_at"),
    **dict.fromkeys(("status", "cancelled", "active"), "is_cancelled"),
    **dict.fromkeys(("first_name", "last_name"), "speakers"),
}
"""Of the columns that are not called as the field."""
_FRENCH = re.compile(
    r"\b(titre|intitule|seance|debut|fin|salle|horaires?|heure|intervenants?|lieu)\b"
)


@dataclass(frozen=True, slots=True)
class Column:
    meaning: str
    language: str = ""
    """Of its texts, where the heading names it."""

    @property
    def field(self) -> str:
        """What it tells of a session: `starts_at` for an hour, `title_fr` for a title in French."""
        name = _FIELDS.get(self.meaning, self.meaning)
        return f"{name}_{self.language}" if self.language else name


def read_heading(heading: str) -> Column | None:
    """`Titre (FR)` is the title in French; None for a heading that means nothing to us."""
    words = fold_for_search(heading).split()
    if code := _meaning(words):
        return Column(code)
    languages = [_LANGUAGES[word] for word in words if word in _LANGUAGES]
    rest = [word for word in words if word not in _LANGUAGES and word not in {"in", "ب"}]
    code = _meaning(rest)
    return Column(code, languages[-1]) if code and languages else None


def _meaning(words: Sequence[str]) -> str:
    text = " ".join(words)
    bare = re.sub(r" ?\d+$", "", text)
    return MEANINGS.get(text) or (MEANINGS.get(bare, "") if bare else "")


def language_of_name(name: str) -> str:
    """Of a sheet called “Français”; empty for any other name."""
    words = [word for word in fold_for_search(name).split() if word in _LANGUAGES]
    return _LANGUAGES[words[-1]] if words else ""


def read_headings(headings: Iterable[str]) -> dict[int, Column]:
    """What each column means, by its place.

    Of two titles without a language, those in other words have the language of these words.
    """
    found = {n: column for n, text in enumerate(headings) if (column := read_heading(text))}
    texts = list(headings)
    for code in TRANSLATED:
        same = [n for n, one in found.items() if one.meaning == code]
        plain = [n for n in same if not found[n].language]
        if len(same) > 1:
            for n in plain:
                found[n] = Column(code, _language_of_words(texts[n]) if len(plain) > 1 else "")
    return _each_name_once(found)


def _each_name_once(found: dict[int, Column]) -> dict[int, Column]:
    """Abstracts may have several columns; of titles the first counts in each language."""
    first: dict[Column, int] = {}
    for n, column in found.items():
        first.setdefault(column, n)
    once = {"title", "subtitle"}
    return {n: one for n, one in found.items() if one.meaning not in once or first[one] == n}


def _language_of_words(heading: str) -> str:
    if re.search("[\u0620-\u064a]", heading):
        return "ar"
    return "fr" if _FRENCH.search(fold_for_search(heading)) else ""


def language_of_headings(headings: Iterable[str]) -> str:
    """The language that the headings are in, if it is not English: `"fr"`."""
    languages = [_language_of_words(text) for text in headings if read_heading(text)]
    found = [language for language in languages if language]
    return max(set(found), key=found.count) if len(found) * 2 > len(languages) else ""


@cache
def is_date(text: str) -> bool:
    try:
        parse_date(text)
    except NotADateError:
        return False
    return True
