"""The organizations and speakers of the showcase."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models

from content.slugs import slug_from
from forum.demo import showcase_pictures
from forum.demo.rows import upsert
from forum.demo.showcase_words import LANGUAGES, Words, sentences
from speakers.models import Organization, Speaker

Fields = dict[str, Any]

PORTRAITS = 6
PORTRAIT_FIELDS = ("photo", "photo_sizes", "photo_focus_y")


def upsert_organizations(count: int, words: Words) -> list[Organization]:
    return [_upsert_organization(number, words) for number in range(count)]


def upsert_speakers(count: int, words: Words, organizations: list[Organization]) -> list[Speaker]:
    """Every third speaker has a photo; the speakers with the same portrait share its files."""
    portraits: dict[int, Fields] = {}
    speakers = []
    for number in range(count):
        portrait = None if number % 3 else number // 3 % PORTRAITS
        fields = _speaker_fields(number, words, organizations)
        slug = fields.pop("slug")
        if portrait is not None:
            fields |= portraits.get(portrait) or _portrait(slug, portrait)
        speaker = upsert(Speaker, {"slug": slug}, **fields)
        if portrait is not None:
            portraits.setdefault(
                portrait, {name: getattr(speaker, name) for name in PORTRAIT_FIELDS}
            )
        speakers.append(speaker)
    return speakers


def _upsert_organization(number: int, words: Words) -> Organization:
    kind = words["organization"][number % 5]
    place = words["place"][number % 8]
    name = {language: kind[language] % place[language] for language in LANGUAGES}
    slug = slug_from(name["en"], fallback="")
    website = f"https://{slug}.example/"
    fields = {"name": name, "kind": kind["kind"], "country": place["country"], "website": website}
    if number % 3 == 0 and number < 12:
        fields |= _picture(Organization, slug, logo=showcase_pictures.logo(number))
    return upsert(Organization, {"slug": slug}, **fields)


def _speaker_fields(number: int, words: Words, organizations: list[Organization]) -> Fields:
    """One speaker in seven has no organization, one in nineteen a name in Arabic only."""
    given = words["given"][number % 20]
    family = words["family"][(number // 20 + number) % 13]
    name = {language: f"{given[language]} {family[language]}" for language in ("en", "ar")}
    slug = slug_from(name["en"], fallback="")
    fields: Fields = {
        "slug": slug if number < 260 else f"{slug}-{number // 260 + 1}",
        "name": {"ar": name["ar"]} if number % 19 == 3 else name,
        "sort_key": f"{family['en']} {given['en']}",
    }
    if number % 7:
        fields["function"] = words["function"][number % 8]
        fields["organization"] = organizations[number % len(organizations)]
    if number % 11 == 0:
        fields["honorific"] = {"en": "Dr.", "fr": "Dr", "ar": "د."}
    if number % 3 == 0:
        fields["biography"] = sentences(number, words, LANGUAGES)
    return fields


def _portrait(slug: str, number: int) -> Fields:
    fields = _picture(Speaker, slug, photo=showcase_pictures.portrait(number))
    return fields if isinstance(fields["photo"], str) else fields | {"photo_focus_y": 45}


def _picture(model: type[models.Model], slug: str, **picture: ContentFile) -> Fields:
    """The stored file's name if the row with this slug already has one, otherwise the picture."""
    [field] = picture
    row = model._default_manager.filter(slug=slug).first()
    stored = getattr(row, field, None)
    is_stored = stored and stored.record and default_storage.exists(stored.name)
    return {field: stored.name} if is_stored else picture
