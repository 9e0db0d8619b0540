"""People and the organizations they speak for."""

from unicodedata import bidirectional

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, URLValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from content.constraints import country_code, valid_choice, valid_slug, web_address
from content.pictures.fields import Pictured, PictureField, picture_file
from content.saving import AddressedQuerySet
from content.search import ByCode, Searchable, SearchableQuerySet
from content.slugs import Slugged
from content.text import NAME_LENGTH, WebAddressField, fold, plain_text, single_line
from content.translations import (
    Translated,
    best_text,
    first_text,
    in_one_language,
    reading_sort_key,
    require_one_language,
    without_article,
)


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
    """A validator: one complete web address on each line."""
    check = URLValidator(schemes=["http", "https"])
    for line in value.split():
        try:
            check(line)
        except ValidationError as error:
            message = _("“%(line)s” is not a web address such as https://example.org/page.")
            raise ValidationError(message, code="link", params={"line": line}) from error


class OrganizationQuerySet(AddressedQuerySet, SearchableQuerySet):
    def public(self):
        """Those that a public page names: as a partner of an event, or beside somebody's name.

        The nouns of the programme bring their own `public()` along through the relations.
        """
        partnerships = self.model.partnerships.rel.related_model.objects.public()
        contributions = self.model.contributions.rel.related_model.objects.public()
        return self.filter(
            Exists(partnerships.filter(organization=OuterRef("pk")))
            | Exists(contributions.filter(organization=OuterRef("pk")))
            | Exists(contributions.filter(speaker__organization=OuterRef("pk")))
        )

    def behind(self, contributions: models.QuerySet):
        """Those for which somebody speaks in the contributions."""
        return self.filter(Exists(contributions.filter(organization=OuterRef("pk"))))

    def in_name_order(self) -> list["Organization"]:
        """By the names that the reader sees, those in the reader's own language first."""
        return sorted(self, key=lambda body: (*reading_sort_key(body, "name"), body.pk))

    def by_relevance(self, text: str):
        return self.title_matches_first(text, ByCode("search_title"), "pk")


class Organization(Translated, Slugged, Searchable, Pictured):
    searched_titles = ("name", "acronym")
    searched_texts = ("description",)

    name = models.CharField(
        _("name"),
        max_length=NAME_LENGTH,
        blank=True,
        validators=[plain_text, single_line],
        help_text=_("The official name in full, as it stands on the organization's own site."),
    )
    acronym = models.CharField(
        _("acronym"),
        max_length=40,
        blank=True,
        validators=[plain_text, single_line],
        help_text=_("Such as OECD. Shown beside the name."),
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=OrganizationKind, default=OrganizationKind.OTHER
    )
    country = CountryField(_("country"), blank=True)
    logo = PictureField(
        _("logo"),
        rendition_set="logo",
        upload_to="logos/",
        blank=True,
        validators=[picture_file],
        help_text=_("JPEG, PNG or WebP, at most 10 MB. Without one, the name stands in its place."),
    )
    logo_sizes = models.JSONField(null=True, editable=False)
    website = WebAddressField(_("website"), blank=True)
    description = models.TextField(
        _("description"),
        blank=True,
        validators=[plain_text],
        help_text=_(
            "What it does, in a few sentences. Markdown. Shown on the organization's page."
        ),
    )

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        constraints = [
            models.UniqueConstraint(
                name="organization_slug_unique",
                fields=["slug"],
                violation_error_code="slug",
                violation_error_message=_("Another organization has this address."),
            ),
            valid_slug("organization"),
            valid_choice("organization", "kind", OrganizationKind),
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


class SpeakerQuerySet(AddressedQuerySet, SearchableQuerySet):
    def public(self):
        """Those who have a part in something public."""
        contributions = self.model.contributions.rel.related_model.objects.public()
        return self.filter(Exists(contributions.filter(speaker=OuterRef("pk"))))

    def matches_word(self, word: str) -> Q:
        """In a person's own texts, or in the name of the organization."""
        return super().matches_word(word) | Q(organization__search_title__contains=word)

    def by_relevance(self, text: str):
        return self.title_matches_first(text, ByCode("sort_key"), "pk")


class Speaker(Translated, Slugged, Searchable, Pictured):
    searched_titles = ("name",)
    searched_texts = ("honorific", "function", "biography")

    honorific = models.CharField(
        _("honorific"),
        max_length=40,
        blank=True,
        validators=[plain_text, single_line],
        help_text=_("Such as Mr., H.E. or Dr. Shown before the name, never used for sorting."),
    )
    name = models.CharField(
        _("name"),
        max_length=NAME_LENGTH,
        blank=True,
        validators=[plain_text, single_line],
        help_text=_("The whole name as it should be read, without the honorific."),
    )
    sort_key = models.CharField(
        _("sorted as"),
        max_length=NAME_LENGTH,
        blank=True,
        validators=[plain_text, single_line],
        help_text=_(
            "Where the name stands in the list of speakers: “el hassani fatima”. Leave it empty to "
            "have it made from the name, with the first word last."
        ),
    )
    function = models.CharField(
        _("function"),
        max_length=300,
        blank=True,
        validators=[plain_text, single_line],
        help_text=_(
            "Such as President; the organization has a field of its own. New sessions take it "
            "over, sessions that already exist keep what they say."
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
        help_text=_(
            "JPEG, PNG or WebP, at most 10 MB. Without one, the page simply has no picture."
        ),
    )
    photo_sizes = models.JSONField(null=True, editable=False)
    photo_focus_x = models.PositiveSmallIntegerField(
        _("centre of the face, from the left edge (%)"),
        default=50,
        validators=[MaxValueValidator(100)],
    )
    photo_focus_y = models.PositiveSmallIntegerField(
        _("centre of the face, from the top edge (%)"),
        default=50,
        validators=[MaxValueValidator(100)],
    )
    biography = models.TextField(
        _("biography"),
        blank=True,
        validators=[plain_text],
        help_text=_("Markdown. Shown on the speaker's page."),
    )
    country = CountryField(_("country"), blank=True)
    links = models.TextField(
        _("links"),
        blank=True,
        validators=[plain_text, links_on_lines],
        help_text=_("Public web addresses, one on each line."),
    )
    email = models.EmailField(_("private e-mail"), blank=True, help_text=_("For staff only."))
    notes = models.TextField(
        _("private notes"), blank=True, validators=[plain_text], help_text=_("For staff only.")
    )

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        indexes = [models.Index(name="speaker_name_order", fields=["sort_key", "id"])]
        constraints = [
            models.UniqueConstraint(
                name="speaker_slug_unique",
                fields=["slug"],
                violation_error_code="slug",
                violation_error_message=_("Another speaker has this address."),
            ),
            valid_slug("speaker"),
            country_code("speaker"),
            models.CheckConstraint(
                name="speaker_links_on_the_web",
                condition=Q(links__iregex=r"^\s*(https?://\S+(\s+|\Z))*\Z"),
                violation_error_code="links",
                violation_error_message=_("Write one web address on each line."),
            ),
            models.CheckConstraint(
                name="speaker_focus_within_photo",
                condition=Q(photo_focus_x__lte=100, photo_focus_y__lte=100),
                violation_error_code="photo_focus_x",
                violation_error_message=_("The centre of the face lies between 0 and 100 %."),
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
    def initials(self) -> str:
        """Stands in for a photo: the first letters of the first and the last word of the name.

        They are those of the name that the reader sees, its article left out. Arabic letters do
        not join into a word.
        """
        words = best_text(self, "name")[0].split()
        letters = [without_article(word)[0] for word in dict.fromkeys((words[0], words[-1]))]
        return ("\u200c" if bidirectional(letters[0]) == "AL" else "").join(letters)

    @property
    def link_list(self) -> list[str]:
        return self.links.split()

    def save(self, **options) -> None:
        first, _space, rest = first_text(self, "name").partition(" ")
        self.sort_key = fold(self.sort_key or f"{rest} {first}")[:NAME_LENGTH]
        super().save(**options)
