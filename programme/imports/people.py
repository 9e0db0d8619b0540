"""The people of a cell: “Name, Function, Organization”, “Name (Organization)”, lists. Pure."""

import re
from collections.abc import Iterable
from dataclasses import replace

from content.folding import fold_for_search
from programme.imports.labels import role_labelled
from programme.imports.values import ReadPerson
from programme.imports.words import folded_words
from speakers.typed_names import split_honorific

_PIECES = re.compile(r"\s*(?:\n|;|؛|•|\|| / )\s*")
_COMMAS = re.compile(r"\s*[,،]\s*")
_BRACKETS = re.compile(
    r"^(?P<name>[^(]+?)\s*\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*[,،]?\s*(?P<rest>.*)$"
)
_AFTER_BRACKET = re.compile(r"(?<=\))\s*(?:[,،]|\band\b|\bet\b|\bو)\s*(?=\S)")
_DASH = re.compile(r"\s+[-–—]\s+")
_ROLE = re.compile(r"^(?P<role>[^:：]{3,30})\s*[:：]\s*(?P<rest>\S.*)$")
_AND = re.compile(r"\s+(?:and|et|&|und)\s+|\s+و\s+")
_ROLES = {
    fold_for_search(word): role
    for role, words in {
        "moderator": "moderator, moderation, moderated by, modérateur, modératrice, modération, "
        "animateur, animatrice, مسير, تسيير, المسير, المسيرة, إدارة الجلسة, منسق",
        "speaker": "speaker, speakers, presenter, intervenant, intervenante, intervenants, متدخل, "
        "المتدخل, المتدخلون, متحدث",
        "panelist": "panelist, panelists, panellist, panellists, panéliste, panélistes",
        "chair": "chair, chaired by, président, présidente, présidence, رئيس الجلسة, رئاسة",
        "rapporteur": "rapporteur, rapporteure, rapporteuse, مقرر, المقرر",
        "keynote": "keynote, keynote speaker",
        "welcome": "welcome, mot de bienvenue, كلمة ترحيبية",
        "expert": "expert, experte, خبير, خبيرة",
    }.items()
    for word in words.split(",")
}
_SUFFIXES = {"phd", "mp", "jr", "sr", "md", "mba", "esq", "ii", "iii", "ph d", "mep", "msc"}
_SMALL = {
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "of",
    "the",
    "for",
    "and",
    "et",
    "en",
    "in",
    "at",
    "to",
}
_PARTICLES = {
    "de",
    "du",
    "la",
    "le",
    "van",
    "von",
    "der",
    "den",
    "di",
    "da",
    "al",
    "el",
    "bin",
    "ben",
}
_FUNCTIONS = folded_words(
    "minister, secretary, director, president, chair, chairman, chairwoman, chairperson, "
    "head, chief, officer, professor, researcher, advisor, adviser, ambassador, member, "
    "senator, mayor, governor, manager, coordinator, founder, co-founder, cofounder, "
    "ceo, cto, cio, expert, consultant, engineer, analyst, lecturer, student, "
    "journalist, lawyer, judge, deputy, vice, representative, fellow, specialist, "
    "editor, commissioner, developer, architect, dean, rector, partner, lead, ministre, "
    "secrétaire, directeur, directrice, président, présidente, chef, responsable, "
    "professeur, professeure, chercheur, chercheuse, conseiller, conseillère, "
    "ambassadeur, ambassadrice, membre, député, députée, sénateur, maire, gouverneur, "
    "wali, coordinateur, coordinatrice, fondateur, fondatrice, consultante, ingénieur, "
    "ingénieure, chargé, chargée, délégué, déléguée, représentant, représentante, "
    "avocat, avocate, doyen, juge, commissaire, وزير, وزيرة, كاتب, كاتبة, مدير, مديرة, "
    "رئيس, رئيسة, رئيسه, أستاذ, أستاذة, باحث, باحثة, مستشار, مستشارة, سفير, سفيرة, عضو, "
    "عضوة, نائب, نائبة, عمدة, والي, منسق, منسقة, مؤسس, مؤسسة, خبير, خبيرة, مهندس, "
    "صحافي, صحافية, صحفي, صحفية, محام, محامية, قاض, قاضية, عميد, عميدة, "
    "مهندسة, ممثل, ممثلة, مسؤول, مسؤولة, المدير, الرئيس, الأمين, أمين, مكلف, مكلفة"
)
_BODIES = folded_words(
    "university, ministry, association, institute, foundation, council, agency, bank, "
    "commission, committee, centre, center, department, network, union, office, company, "
    "school, observatory, programme, ngo, université, ministère, institut, fondation, "
    "conseil, agence, banque, comité, département, réseau, bureau, école, observatoire, "
    "cour, région, ville, جامعة, وزارة, جمعية, معهد, مجلس, وكالة, بنك, لجنة, مركز, قسم, "
    "شبكة, اتحاد, مكتب, مدرسة, مرصد, جهة, هيئة, المجلس, الهيئة, المعهد"
)


def read_people(cell: str, role: str) -> list[ReadPerson]:
    """Everybody in a cell, in order, each once."""
    found = [one for piece in _PIECES.split(cell.strip()) for one in _of_piece(piece, role)]
    return list({(one.role, fold_for_search(one.name)): one for one in reversed(found)}.values())[
        ::-1
    ]


def _of_piece(piece: str, role: str) -> Iterable[ReadPerson]:
    piece = piece.strip(" \t-–—*·")
    if not re.search(r"[^\W\d_]", piece):
        return []
    if (found := _ROLE.match(piece)) and (own := role_of(found["role"])):
        return _of_piece(found["rest"], own)
    parts = _AFTER_BRACKET.split(piece)
    if len(parts) > 1 and all("(" in part for part in parts):
        return [_person(part, role) for part in parts]
    names = [name for part in _COMMAS.split(piece) for name in _AND.split(part)]
    if len(names) > 1 and all(map(looks_like_name, names)):
        return [_person(name, role) for name in names]
    if len(names) > 1 and "(" not in piece and len(_COMMAS.split(piece)) == len(names) == 1:
        return [_person(name, role) for name in names]
    return [_person(piece, role)]


def role_of(word: str) -> str:
    """The code of a role by its name; empty for another word."""
    return role_labelled(word) or _ROLES.get(fold_for_search(word), "")


def looks_like_name(text: str) -> bool:
    """Whether this may be all of a person's name: two to five words, none of a post or a body."""
    _honorific, name = split_honorific(text)
    words = name.split()
    folded = [fold_for_search(word) for word in words]
    if not 2 <= len(words) <= 5 or re.search(r"[\d(@/]", name):
        return False
    if any(word in _FUNCTIONS or word in _BODIES for word in folded):
        return False
    if any(word in _SMALL and word not in _PARTICLES for word in folded):
        return False
    is_latin = re.search("[a-zA-Z]", name)
    return not is_latin or all(
        w[:1].isupper() or f in _PARTICLES for w, f in zip(words, folded, strict=True)
    )


def _person(text: str, role: str) -> ReadPerson:
    inside = ""
    if found := _BRACKETS.match(text):
        text, inside = found["name"], ", ".join(filter(None, [found["inside"], found["rest"]]))
    elif len(parts := _DASH.split(text, maxsplit=1)) == 2:
        text, inside = parts
    name, *rest = [part for part in _COMMAS.split(text) if part]
    while rest and fold_for_search(rest[0]) in _SUFFIXES:
        name += f", {rest.pop(0)}"
    honorific, name = split_honorific(" ".join(name.split()))
    person = ReadPerson(name=name, role=role, honorific=honorific)
    return _with_post(person, [*rest, *(part for part in _COMMAS.split(inside) if part)])


def post_of(text: str) -> ReadPerson:
    """A person without a name, with the function and the organization of the text."""
    return _with_post(ReadPerson(name=""), [part for part in _COMMAS.split(text) if part])


def _with_post(person: ReadPerson, parts: list[str]) -> ReadPerson:
    """The last part is the organization, but for a single one that names a post."""
    if not parts:
        return person
    if len(parts) == 1:
        words = set(fold_for_search(parts[0]).split())
        is_post = bool(words & _FUNCTIONS) and fold_for_search(parts[0]).split()[0] not in _BODIES
        return replace(person, **{"function" if is_post else "organization": parts[0]})
    return replace(person, function=", ".join(parts[:-1]), organization=parts[-1])
