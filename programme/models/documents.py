"""The papers, slides and recordings of an event, a section or a session."""

import uuid
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_choice, web_address
from content.positions import Positioned
from content.search import Searchable, SearchableQuerySet
from content.text import NAME_LENGTH, WebAddressField, plain_text, single_line
from content.translations import Translated, in_one_language, require_one_language
from programme.languages import SpokenLanguage
from programme.models.events import PUBLIC_STATUSES, Event
from programme.models.sections import Section
from programme.models.sessions import Session
from programme.models.targets import exactly_one, require_one_target

FILE_TYPES = ["pdf", "odt", "odp", "ods", "docx", "pptx", "xlsx", "txt", "csv", "zip"]
MOST_BYTES = 50 * 1024 * 1024


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
    return f"documents/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()}"


def file_not_too_large(file) -> None:
    """A validator of what is new: a file that is stored was checked, and may be missing by now."""
    is_stored = getattr(file, "_committed", False)
    if not is_stored and file.size > MOST_BYTES:
        raise ValidationError(_("This file is larger than 50 MB."), code="file_bytes")


class DocumentQuerySet(SearchableQuerySet):
    def public(self):
        """Published ones of a public session, of a section with one, or of a public event."""
        return self.filter(
            Q(session__in=Session.objects.public())
            | Q(section__in=Section.objects.public())
            | Q(event__status__in=PUBLIC_STATUSES),
            is_published=True,
        )

    def recordings_of(self, event: Event):
        places = Q(session__event=event) | Q(section__event=event) | Q(event=event)
        return self.filter(places, kind=DocumentKind.RECORDING)

    def in_staff_order(self):
        return self.order_by("position", "pk")

    def matches_word(self, word: str) -> Q:
        """In its own title or in that of its session: most are called “Slides”."""
        return super().matches_word(word) | Q(session__search_title__contains=word)

    def by_relevance(self, text: str):
        return self.title_matches_first(text, "-pk")

    def of_event(self, event: Event):
        """Those of the event itself, of its sections and of its sessions."""
        return self.filter(Q(session__event=event) | Q(section__event=event) | Q(event=event))


class Document(Translated, Positioned, Searchable):
    searched_titles = ("title",)

    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="documents",
    )
    section = models.ForeignKey(
        Section,
        verbose_name=_("section"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="documents",
    )
    session = models.ForeignKey(
        Session,
        verbose_name=_("session"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="documents",
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=DocumentKind, default=DocumentKind.PAPER
    )
    title = models.CharField(
        _("title"), max_length=NAME_LENGTH, blank=True, validators=[plain_text, single_line]
    )
    language = models.CharField(_("language"), max_length=3, choices=SpokenLanguage, blank=True)
    file = models.FileField(
        _("file"),
        upload_to=document_path,
        blank=True,
        validators=[FileExtensionValidator(FILE_TYPES), file_not_too_large],
        help_text=_("A PDF or office file of at most 50 MB. Either a file or an address."),
    )
    url = WebAddressField(_("address"), blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True, editable=False)
    is_published = models.BooleanField(
        _("published"), default=True, help_text=_("The public sees it where the session is public.")
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            exactly_one("document", "event", "section", "session"),
            models.CheckConstraint(
                name="document_is_a_file_or_an_address",
                condition=(Q(file="") & ~Q(url="")) | (~Q(file="") & Q(url="")),
                violation_error_code="url",
                violation_error_message=_("Give either a file or an address."),
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

    def order_neighbours(self) -> models.QuerySet:
        return Document.objects.filter(event=self.event, section=self.section, session=self.session)

    def clean(self) -> None:
        require_one_target(self, "event", "section", "session")
        require_one_language(self, "title")
        if bool(self.file) == bool(self.url):
            message = _("Give either a file or an address.")
            raise ValidationError({"url": ValidationError(message, code="file_or_address")})

    def save(self, **options) -> None:
        self.size = self._bytes() if self.file else None
        super().save(**options)

    def _bytes(self) -> int | None:
        """The size of its file, or that which it had where it is gone from the disk."""
        try:
            return self.file.size
        except OSError:
            return self.size
