"""Words of other programmes for session types, languages and states, as ours. Pure."""

import re

from content.folding import fold_for_search
from programme.imports.labels import kind_labelled
from programme.languages import SpokenLanguage

_KINDS = {
    "keynote": "keynote, key note, plenary keynote, opening keynote, discours, "
    "conférence inaugurale, "
    "كلمة رئيسية, محاضرة رئيسية",
    "panel": "panel, panel discussion, round table, roundtable, debate, table ronde, débat, "
    "ندوة, جلسة نقاش, مائدة مستديرة, جلسة حوارية, podium, podiumsdiskussion",
    "statement": "statement, intervention, address, speech, allocution, déclaration, مداخلة, كلمة",
    "workshop": "workshop, tutorial, training, hands on, lab, masterclass, atelier, formation, "
    "ورشة, ورشة عمل, ورشة تدريبية, workshops",
    "ceremony": "ceremony, opening, closing, opening ceremony, closing ceremony, opening session, "
    "closing session, welcome, cérémonie, ouverture, clôture, حفل, الافتتاح, الاختتام, "
    "جلسة افتتاحية, جلسة ختامية, cérémonie d'ouverture, cérémonie de clôture",
    "break": "break, coffee break, lunch, lunch break, coffee, pause, pause café, déjeuner, "
    "pause déjeuner, service, استراحة, استراحة شاي, استراحة قهوة, غداء, استراحة غداء, "
    "registration, accueil, kaffeepause, mittagspause, breakfast, tea break",
    "social": "social, social event, party, dinner, reception, networking, concert, dj set, "
    "dîner, réception, cocktail, soirée, عشاء, حفل استقبال",
    "talk": "talk, lecture, presentation, paper, session, lightning talk, long talk, short talk, "
    "vortrag, "
    "présentation, exposé, communication, conférence, عرض, محاضرة, تقديم, main track, "
    "devroom, lightningtalk, short presentation, long presentation",
    "other": "other, autre, أخرى, آخر",
}
KINDS = {fold_for_search(word): code for code, words in _KINDS.items() for word in words.split(",")}
_BREAK_TITLES = {word for word, code in KINDS.items() if code == "break"} - {"service", "pause"}
_LANGUAGES = {
    "ar": "ar, ara, arabic, arabe, العربية, عربي, عربية, arabisch",
    "fr": "fr, fra, fre, french, français, الفرنسية, فرنسية, französisch",
    "en": "en, eng, english, anglais, الإنجليزية, إنجليزية, englisch",
    "zgh": "zgh, amazigh, tamazight, الأمازيغية, أمازيغية",
    "ary": "ary, darija, moroccan arabic, arabe marocain, الدارجة, العربية المغربية, دارجة",
    "es": "es, spa, spanish, espagnol, الإسبانية, إسبانية",
    "pt": "pt, por, portuguese, portugais, البرتغالية, برتغالية",
    "de": "de, deu, ger, german, allemand, الألمانية, ألمانية, deutsch",
    "it": "it, ita, italian, italien, الإيطالية, إيطالية",
}
LANGUAGES = {
    fold_for_search(word): code for code, words in _LANGUAGES.items() for word in words.split(",")
}


def folded_words(words: str) -> set[str]:
    """The words between commas, folded as for a search."""
    return {fold_for_search(word) for word in words.split(",")}


_CANCELLED = folded_words("cancelled, canceled, annulé, annulée, ملغى, ملغاة, ألغيت, abgesagt")
_NOT_ACCEPTED = folded_words(
    "rejected, withdrawn, declined, refused, refusé, refusée, retiré, مرفوض"
)
_OPEN = folded_words(
    "tba, tbd, tbc, tb, n/a, na, to be announced, to be confirmed, à définir, à préciser, "
    "à confirmer, à venir, à annoncer, لاحقا, يحدد لاحقا, يعلن لاحقا, غير محدد"
)
_YES = {"y", "yes", "true", "1", "x", "oui", "o", "vrai", "نعم"}
_CANCELLED_TITLE = re.compile(
    r"^\W*(?:cancell?ed|annulée?|ملغاة|ملغى)\b[\]):\s.\-–—]*", re.IGNORECASE
)


def kind_of(word: str, title: str = "") -> str:
    """The code of the session type; empty where neither the word nor the title says it."""
    folded = fold_for_search(word)
    if code := kind_labelled(word) or KINDS.get(folded):
        return code
    name = fold_for_search(title)
    if name in _BREAK_TITLES:
        return "break"
    if not folded:
        return ""
    return KINDS.get(folded.split()[0], "other")


def is_known_kind(word: str) -> bool:
    folded = fold_for_search(word)
    return not folded or bool(kind_labelled(word) or {folded, folded.split()[0]} & KINDS.keys())


def languages_of(text: str) -> tuple[tuple[str, ...], list[str]]:
    """The codes of the languages that a cell names, and the words that are unknown."""
    words = [one for one in re.split(r"\s*(?:[,;/+&،؛|\n]|\bet\b|\band\b)\s*", text) if one.strip()]
    codes = {word: LANGUAGES.get(fold_for_search(word).split("-")[0]) for word in words}
    for word in words:
        if not codes[word] and re.fullmatch(r"[a-z]{2}[-_][A-Za-z]{2,4}", word):
            codes[word] = LANGUAGES.get(word[:2])
    found = {code for code in codes.values() if code}
    return tuple(code for code in SpokenLanguage.values if code in found), [
        word for word, code in codes.items() if not code
    ]


def is_open(text: str) -> bool:
    """Whether it says that a time, a room or a person is not known yet."""
    return fold_for_search(text) in _OPEN


def is_cancelled(word: str) -> bool:
    return fold_for_search(word) in _CANCELLED


def is_not_accepted(word: str) -> bool:
    return fold_for_search(word) in _NOT_ACCEPTED


def is_yes(word: str) -> bool:
    return fold_for_search(word) in _YES


def without_cancelled(title: str) -> tuple[str, bool]:
    """The title without “CANCELLED:” before it, and whether that was there."""
    rest = _CANCELLED_TITLE.sub("", title).strip()
    return (rest, True) if rest and rest != title else (title, False)
