"""Where rows come from: the files that were imported, and what each row was made of."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.saving import Content, ContentQuerySet
from programme.models.events import Event
from programme.models.rooms import Room, Track
from programme.models.sections import Section
from programme.models.sessions import Session
from speakers.models import Speaker

IMPORTED = ("session", "room", "track", "section", "speaker")
"""What may come from a file."""
SOURCE_KEY_LENGTH = 300


class OriginQuerySet(ContentQuerySet):
    def public(self):
        """None of them: readers never see where a row comes from."""
        return self.none()


class ImportSource(Content):
    """A programme of somebody else, of which one edition after another is imported."""

    part_of = ("event",)
    has_bin = False
    is_note = True

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="import_sources"
    )
    name = models.CharField(_("name"), max_length=200)
    format = models.CharField(_("format"), max_length=20)
    kinds = models.JSONField(_("session types"), default=dict, blank=True)
    """The codes that staff chose, by the folded words of the source."""
    columns = models.JSONField(_("columns"), default=dict, blank=True)
    """What staff said that columns are, by their folded headings."""

    objects = OriginQuerySet.as_manager()

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        constraints = [
            models.UniqueConstraint(
                name="import_source_once_in_event",
                fields=["event", "name"],
                violation_error_code="name",
                violation_error_message=_("This event has a source of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ImportedFrom(Content):
    """A row as a source has it: what the file said last, and what the row got from it."""

    part_of = IMPORTED
    has_bin = False
    is_note = True
    loaded_with = ("source",)

    source = models.ForeignKey(
        ImportSource, verbose_name=_("source"), on_delete=models.CASCADE, related_name="imported"
    )
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, null=True, related_name="imported_from"
    )
    room = models.ForeignKey(
        Room, on_delete=models.CASCADE, null=True, related_name="imported_from"
    )
    track = models.ForeignKey(
        Track, on_delete=models.CASCADE, null=True, related_name="imported_from"
    )
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, null=True, related_name="imported_from"
    )
    speaker = models.ForeignKey(
        Speaker, on_delete=models.CASCADE, null=True, related_name="imported_from"
    )
    source_key = models.CharField(_("key in the source"), max_length=SOURCE_KEY_LENGTH, blank=True)
    address = models.CharField(_("address in the source"), max_length=500, blank=True)
    read = models.JSONField(_("read"), default=dict)
    """By field, what the file said last."""
    written = models.JSONField(_("written"), default=dict)
    """By field, what the row had when it last agreed with the file."""
    rest = models.JSONField(_("not imported"), default=dict, blank=True)
    """What the file said last, and we have no field for; nothing private."""
    gone_at = models.DateTimeField(_("gone since"), null=True, blank=True)

    objects = OriginQuerySet.as_manager()

    class Meta:
        verbose_name = _("origin")
        verbose_name_plural = _("origins")
        constraints = [
            models.CheckConstraint(
                name="imported_from_is_of_one_row",
                condition=Q(
                    *(
                        Q(**{f"{name}__isnull": name != chosen for name in IMPORTED})
                        for chosen in IMPORTED
                    ),
                    _connector=Q.OR,
                ),
                violation_error_code="session",
                violation_error_message=_("It is the origin of exactly one row."),
            ),
            *(
                models.UniqueConstraint(
                    name=f"imported_{name}_key_once",
                    fields=["source", "source_key"],
                    condition=Q(**{f"{name}__isnull": False}) & ~Q(source_key=""),
                    violation_error_code="source_key",
                    violation_error_message=_("The source has this key already."),
                )
                for name in IMPORTED
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.source_key}"

    def get_scope_key(self) -> int:
        return self.source.event_id
