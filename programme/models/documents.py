"""The papers, slides and recordings of an event, a section or a session."""

import uuid
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_choice, web_address
from content.positions import fill_position
from content.search import Searchable, SearchableQuerySet, fill_search_text
from content.text import WebAddressField, line_field, strip_unsafe_characters
from content.translations import (
    Translated,
    first_text,
    in_one_language,
    mark_stale,
    require_one_language,
)
from content.typed_text import tidy_line
from programme.languages import SpokenLanguage
from programme.models.events import Event
from programme.models.file_types import check_content
from programme.models.sections import Section
from programme.models.targets import Targeted, TargetedQuerySet, exactly_one_target

FILE_TYPES = ["pdf", "odt", "odp", "ods", "docx", "pptx", "xlsx", "txt", "csv", "zip"]
MOST_BYTES = 50 * 1024 * 1024
MOST_LETTERS = 255
"""Of the name of a file: systems allow no more."""


class DocumentKind(models.TextChoices):
    CONCEPT_NOTE = "concept_note", _("Concept note")
    SLIDES = "slides", _("Slides")
    PAPER = "paper", _("Paper")
    RECORDING = "recording", _("Recording")
    TRANSCRIPT = "transcript", _("Transcript")
    PHOTOS = "photos", _("Photos")
    OUTCOME = "outcome", _("Outcome")
    LINK = "link", _("Link")


def document_path(document: "Document", filename: str) -> str:
    return f"documents/{uuid.uuid4().hex}{_ending(filename)}"


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()


def _is_stored(file) -> bool:
    """A stored file was checked before, and may be lost by now."""
    return getattr(file, "_committed", False)


def file_not_too_large(file) -> None:
    """A validator for new files."""
    if not _is_stored(file) and file.size > MOST_BYTES:
        raise ValidationError(_("This file is larger than 50 MB."), code="file_bytes")


def content_matches_name(file) -> None:
    """A validator for new files: the content is what the ending of the name says."""
    if not _is_stored(file) and file.size <= MOST_BYTES:
        check_content(file, _ending(file.name).removeprefix("."))


class DocumentQuerySet(TargetedQuerySet, SearchableQuerySet):
    def public(self):
        """Published ones of something public."""
        return super().public().published()

    def public_at(self, event: Event):
        return super().public_at(event).published()

    def published(self):
        """The public ones of something that is known to be public: without asking whether it is."""
        return self.filter(is_published=True)

    def gathered_in(self, section: Section):
        """Those of the section, then those of its sessions in agenda order, with these sessions."""
        found = self.filter(Q(section=section) | Q(session__section=section))
        return found.select_related("session").order_by(
            F("session__starts_at").asc(nulls_first=True),
            F("session__position").asc(nulls_first=True),
            "session_id",
            "position",
            "pk",
        )

    def in_staff_order(self):
        return self.order_by("position", "pk")

    def matches_word(self, word: str) -> Q:
        """In its own title or that of its session, because most are called “Slides”."""
        return super().matches_word(word) | Q(session__search_title__contains=word)

    def by_relevance(self, text: str):
        return self.title_matches_first(text, "-pk")


def measure_file(row: "Document", before: "Document | None") -> None:
    """A trait: keep the size of the file, or the last known size of one that is lost."""
    if before and before.size is not None and before.file == row.file:
        row.size = before.size
        return
    try:
        row.size = row.file.size if row.file else None
    except OSError:
        row.size = before.size if before else None


def keep_file_name(row: "Document", before: "Document | None") -> None:
    """A trait: remember what the file was called on the device it came from."""
    if not row.file:
        row.file_name = ""
    elif not _is_stored(row.file):
        path = PurePath(tidy_line(strip_unsafe_characters(row.file.name)))
        row.file_name = path.stem[: MOST_LETTERS - len(path.suffix)] + path.suffix


class Document(Targeted, Translated, Searchable):
    traits = (mark_stale, fill_position, fill_search_text, measure_file, keep_file_name)
    searched_titles = ("title",)
    derived_columns = ("size",)

    kind = models.CharField(
        _("kind"), max_length=20, choices=DocumentKind, default=DocumentKind.PAPER
    )
    title = line_field(_("title"))
    language = models.CharField(_("language"), max_length=3, choices=SpokenLanguage, blank=True)
    file = models.FileField(
        _("file"),
        upload_to=document_path,
        blank=True,
        validators=[
            FileExtensionValidator(FILE_TYPES),
            file_not_too_large,
            content_matches_name,
        ],
        help_text=_("A PDF or office file of at most 50 MB. Give a file or an address, not both."),
    )
    url = WebAddressField(_("address"), blank=True)
    file_name = models.CharField(
        _("name of the file"), max_length=MOST_LETTERS, db_default="", default="", editable=False
    )
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True, editable=False)
    is_published = models.BooleanField(
        _("published"), default=True, help_text=_("Shown to the public once the session is public.")
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            exactly_one_target("document"),
            models.CheckConstraint(
                name="document_is_a_file_or_an_address",
                condition=(Q(file="") & ~Q(url="")) | (~Q(file="") & Q(url="")),
                violation_error_code="url",
                violation_error_message=_("Give either a file or an address, not both."),
            ),
            valid_choice("document", "kind", DocumentKind),
            valid_choice("document", "language", SpokenLanguage, blank=True),
            web_address("document", "url"),
            in_one_language("document", "title"),
        ]

    def __str__(self) -> str:
        return self.title or ""

    def get_absolute_url(self) -> str:
        return self.file.url if self.file else self.url

    @property
    def kind_label(self) -> str:
        """Like `get_kind_display()`, which makes a list of all kinds first."""
        return str(DocumentKind(self.kind).label)

    @property
    def language_label(self) -> str:
        return str(SpokenLanguage(self.language).label) if self.language else ""

    def get_download_name(self) -> str:
        """Its title, in its own language where it has one."""
        return getattr(self, f"title_{self.language}", None) or first_text(self, "title")

    def get_upload_name(self) -> str:
        return self.file_name or super().get_upload_name()

    def clean(self) -> None:
        super().clean()
        require_one_language(self, "title")
        if bool(self.file) == bool(self.url):
            message = _("Give either a file or an address, not both.")
            raise ValidationError({"url": ValidationError(message, code="file_or_address")})
