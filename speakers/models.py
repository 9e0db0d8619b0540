"""People and the organizations they speak for."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, URLValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from content.constraints import country_code, valid_choice, web_address
from content.languages import Language
from content.pictures.fields import PictureField, picture_file, render_pictures
from content.saving import Content
from content.search import ByCode, Searchable, fill_search_text, search_words
from content.slugs import Slugged, fill_slug, slug_constraints
from content.text import (
    CodesField,
    EmailField,
    WebAddressField,
    line_field,
    markdown_field,
    plain_text,
    text_field,
)
from content.translations import (
    Translated,
    best_text,
    first_text,
    in_one_language,
    mark_stale,
    reading_sort_key,
    require_one_language,
)
from speakers.faces import Face
from speakers.names import fill_sort_key, letter_of, name_parts
from speakers.plates import Plate
from speakers.visibility import PublicByReferenceQuerySet


class OrganizationKind(models.TextChoices):
    GOVERNMENT = "government", _("Government")
    PARLIAMENT = "parliament", _("Parliament")
    LOCAL_GOVERNMENT = "local_government", _("Local government")
    INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental organization")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    PRIVATE = "private", _("Private sector")
    ACADEMIA = "academia", _("University or research")
    MEDIA = "media", _("Media")
    OTHER = "other", _("Other")


def links_on_lines(value: str) -> None:
    """A validator: one full web address on each line."""
    check = URLValidator(schemes=["http", "https"])
    for line in value.split():
        try:
            check(line)
        except ValidationError as error:
            message = _("“%(line)s” is not a web address such as https://example.org/page.")
            raise ValidationError(message, code="link", params={"line": line}) from error


class OrganizationQuerySet(PublicByReferenceQuerySet):
    rules: ClassVar = []

    def represented_in(self, contributions: models.QuerySet):
        """Those that somebody represents in the contributions."""
        return self.filter(Exists(contributions.filter(organization=OuterRef("pk"))))

    def in_name_order(self) -> list["Organization"]:
        """By the names shown to the reader, those in the reader's language first."""
        return sorted(self, key=lambda body: (*reading_sort_key(body, "name"), body.pk))

    def by_relevance(self, text: str):
        return self.title_matches_first(text, ByCode("search_title"), "pk")


class Organization(Content, Translated, Slugged, Searchable):
    traits = (mark_stale, fill_slug, fill_search_text, render_pictures)
    searched_titles = ("name", "acronym")
    searched_texts = ("description",)

    name = line_field(
        _("name"),
        help_text=_("The full official name, as on the organization's own website."),
    )
    acronym = line_field(
        _("acronym"),
        max_length=40,
        help_text=_("For example OECD. Shown beside the name."),
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=OrganizationKind, default=OrganizationKind.OTHER
    )
    country = CountryField(_("country"), blank=True)
    logo = PictureField(
        _("logo"),
        rendition_set="logo",
        has_plates=True,
        upload_to="logos/",
        blank=True,
        validators=[picture_file],
        help_text=_("JPEG, PNG, WebP or HEIC, at most 10 MB. If empty, the name is shown instead."),
    )
    logo_sizes = models.JSONField(null=True, editable=False)
    logo_plate = models.CharField(
        _("plate of the logo"),
        max_length=10,
        choices=Plate,
        default=Plate.LIGHT,
        db_default=Plate.LIGHT,
        help_text=_("The ground that the logo is shown on. White logos need the dark one."),
    )
    website = WebAddressField(_("website"), blank=True)
    description = markdown_field(
        _("description"),
        help_text=_("A few sentences about its work. Markdown. Shown on the organization's page."),
    )

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        constraints = [
            *slug_constraints("organization", _("Another organization has this address.")),
            valid_choice("organization", "kind", OrganizationKind),
            valid_choice("organization", "logo_plate", Plate),
            country_code("organization"),
            web_address("organization", "website"),
            in_one_language("organization", "name"),
        ]

    def __str__(self) -> str:
        return self.name or ""

    def get_absolute_url(self) -> str:
        return reverse("organization", args=[self.slug])

    def slug_text(self) -> str:
        return first_text(self, "acronym") or first_text(self, "name")

    def clean(self) -> None:
        require_one_language(self, "name")


class SpeakerQuerySet(PublicByReferenceQuerySet):
    rules: ClassVar = []

    def matches_word(self, word: str) -> Q:
        """In the person's own texts, or in the name of their organization."""
        return super().matches_word(word) | Q(organization__search_title__contains=word)

    def named(self, text: str):
        """Those whose name, or their organization's, has every word of the text."""
        found = self
        for word in search_words(text):
            of_body = Q(organization__search_title__contains=word)
            found = found.filter(Q(search_title__contains=word) | of_body)
        return found

    def by_relevance(self, text: str):
        return self.title_matches_first(text, ByCode("sort_key"), "pk")


class Speaker(Content, Translated, Slugged, Searchable):
    traits = (mark_stale, fill_slug, fill_sort_key, fill_search_text, render_pictures)
    searched_titles = ("name",)
    searched_texts = ("honorific", "function", "biography")
    private_columns = ("email", "notes")

    honorific = line_field(
        _("honorific"),
        max_length=40,
        help_text=_("For example Mr., H.E. or Dr. Shown before the name, not used for sorting."),
    )
    name = line_field(
        _("name"),
        help_text=_("The full name as it should be shown, without the honorific."),
    )
    sort_key = line_field(
        _("sort key"),
        help_text=_(
            "Used to sort the list of speakers, for example “el hassani fatima”. Leave empty to "
            "make it from the name, with the first word last."
        ),
    )
    function = line_field(
        _("function"),
        max_length=300,
        help_text=_(
            "For example President; the organization has its own field. New sessions use it; "
            "existing sessions keep theirs."
        ),
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="speakers",
    )
    photo = PictureField(
        _("photo"),
        rendition_set="portrait",
        focus=("photo_focus_x", "photo_focus_y"),
        upload_to="photos/",
        blank=True,
        validators=[picture_file],
        help_text=_("JPEG, PNG, WebP or HEIC, at most 10 MB. If empty, the page shows no picture."),
    )
    photo_sizes = models.JSONField(null=True, editable=False)
    photo_focus_x = models.PositiveSmallIntegerField(
        _("centre of the face, from the left edge (%)"),
        default=50,
        validators=[MaxValueValidator(100)],
    )
    photo_focus_y = models.PositiveSmallIntegerField(
        _("centre of the face, from the top edge (%)"),
        default=33,
        validators=[MaxValueValidator(100)],
    )
    biography = markdown_field(
        _("biography"),
        help_text=_("Markdown. Shown on the speaker's page."),
    )
    country = CountryField(_("country"), blank=True)
    links = CodesField(
        _("links"),
        blank=True,
        validators=[plain_text, links_on_lines],
        help_text=_("Public web addresses, one on each line."),
    )
    email = EmailField(_("private e-mail"), blank=True, help_text=_("For staff only."))
    language = models.CharField(
        _("language of e-mails"),
        max_length=2,
        choices=Language,
        blank=True,
        db_default="",
        help_text=_(
            "E-mails about changes to the person's sessions are in this language. If empty, they "
            "are in the language of the event's name."
        ),
    )
    notes = text_field(_("private notes"), help_text=_("For staff only."))

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [models.Index(name="speaker_name_order", fields=["sort_key", "id"])]
        constraints = [
            *slug_constraints("speaker", _("Another speaker has this address.")),
            country_code("speaker"),
            valid_choice("speaker", "language", Language, blank=True),
            models.CheckConstraint(
                name="speaker_links_are_web_addresses",
                condition=Q(links__iregex=r"^\s*(https?://\S+(\s+|\Z))*\Z"),
                violation_error_code="links",
                violation_error_message=_("Enter one web address on each line."),
            ),
            models.CheckConstraint(
                name="speaker_focus_within_photo",
                condition=Q(photo_focus_x__lte=100, photo_focus_y__lte=100),
                violation_error_code="photo_focus_x",
                violation_error_message=_("The centre of the face must be between 0 and 100."),
            ),
            in_one_language("speaker", "name"),
        ]

    def __str__(self) -> str:
        return self.name or ""

    def get_absolute_url(self) -> str:
        return reverse("speaker", args=[self.slug])

    def slug_text(self) -> str:
        return first_text(self, "name")

    def clean(self) -> None:
        require_one_language(self, "name")

    @property
    def face(self) -> Face:
        """The photo, or the letter of the family name that is shown to the reader."""
        parts = name_parts(best_text(self, "name")[0], self.sort_key)
        return Face(self.pk or 0, letter_of(parts.family), self.photo or None)

    @property
    def link_list(self) -> list[str]:
        return self.links.split()
