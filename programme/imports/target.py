"""The event that a file is for, made as a draft if there is none, and the source that it is."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from content.folding import fold_for_search
from content.slugs import slug_from
from programme.imports.fields import tidy
from programme.imports.kinds import with_kinds
from programme.imports.mending import mend
from programme.imports.plan import Plan, plan_import
from programme.imports.reading import TABLE, WORKBOOK, read_file
from programme.imports.stored import Stored
from programme.imports.times import DayReader
from programme.imports.unused import drop_unused
from programme.imports.values import Choices, ImportRefused, Notice, Options, ReadProgramme
from programme.imports.workbooks import is_zip
from programme.imports.zoned import is_arabic, settle
from programme.models import Event, ImportSource
from programme.zones import zone_of

NO_CHOICES = Choices()
_EDITION = re.compile(r"[\W\d_]+|\b(?:v|final|copy|copie|draft|new)\b", re.IGNORECASE)


def plan_file(
    data: bytes,
    name: str,
    slug: str,
    options: Options,
    *,
    is_published: bool = False,
    choices: Choices = NO_CHOICES,
) -> Plan:
    """What importing this file would do; raises ImportRefused, or Unanswered."""
    event = Event.objects.called(slug)
    known = _with_event(options, event, data, name) if event else options
    read = settle(read_file(data, known), known, needs_zone=event is None)
    if not read.sessions:
        raise ImportRefused(_("The file has no sessions."))
    event = event or _new_event(slug, name, read)
    source = _source(event, name, read.format)
    chosen = source.kinds | {fold_for_search(word): code for word, code in options.kinds.items()}
    read = with_kinds(read, chosen)
    mending = mend(read, choices, DayReader(known.day_order, known.year), event.zone)
    stored = Stored(event, source)
    plan = plan_import(mending.programme, stored, is_published=is_published, choices=choices)
    drop_unused(plan, stored)
    plan.people.give_addresses()
    plan.mending = mending
    plan.refused = [*(Notice(one.row, one.text) for one in mending.wrong), *plan.refused]
    headings = dict(known.headings or {})
    plan.is_source_changed = (source.kinds, source.columns) != (chosen, headings)
    source.kinds, source.columns = chosen, headings
    return plan


def remembered_columns(data: bytes, name: str, event: Event) -> dict[str, str]:
    """What staff have said that the columns of earlier editions are, by their folded headings."""
    return _source(event, name, WORKBOOK if is_zip(data) else TABLE).columns


def _with_event(options: Options, event: Event, data: bytes, name: str) -> Options:
    headings = options.headings
    return replace(
        options,
        headings=remembered_columns(data, name, event) if headings is None else headings,
        zone=options.zone or event.time_zone,
        year=event.first_day.year if event.first_day.year == event.last_day.year else None,
    )


def _new_event(slug: str, file_name: str, read: ReadProgramme) -> Event:
    zone = zone_of(read.zone)
    days = [
        moment.astimezone(zone).date()
        for one in read.sessions
        if one.starts_at
        for moment in (one.starts_at, one.ends_at - dt.timedelta.resolution)
    ]
    if not days:
        raise ImportRefused(_("The file has no dates. Add the event first, with its days."))
    title = read.name or PurePath(file_name).stem.replace("_", " ")
    language = "ar" if is_arabic(title) else read.language or "en"
    column = f"name_{language}"
    event = Event(
        slug=slug_from(slug, fallback="event"),
        acronym=_acronym(slug, min(days).year),
        first_day=min(days),
        last_day=max(days),
        time_zone=read.zone,
    )
    setattr(event, column, tidy(Event, column, title) or slug)
    try:
        event.full_clean(exclude=["picture", "plan"])
    except ValidationError as error:
        raise ImportRefused(" ".join(error.messages)) from error
    return event


def _acronym(slug: str, year: int) -> str:
    code = re.sub(r"[^a-z0-9]+", "_", slug.lower()).strip("_")[:34]
    code = code if len(code) >= 4 else f"{code}_{year}".lstrip("_")
    taken = Event.objects.filter(acronym=code).exists()
    return f"{code}_{year}" if taken else code


def _source(event: Event, name: str, format_name: str) -> ImportSource:
    """The source that this is an edition of: by its name, without numbers; else the only one of
    its format."""
    name = tidy_name(name)
    own = list(event.import_sources.order_by("pk")) if event.pk else []
    same = [one for one in own if one.name == name]
    alike = [one for one in own if _EDITION.sub("", one.name) == _EDITION.sub("", name)]
    of_format = [one for one in own if one.format == format_name]
    for found in (same, alike, of_format):
        if len(found) == 1:
            return found[0]
    return ImportSource(event=event, name=name, format=format_name)


def tidy_name(name: str) -> str:
    return " ".join(PurePath(name).name.split())[-200:]
