"""The site's identity and own pages, and the former addresses of public pages."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_choice
from content.saving import Content, ContentQuerySet
from content.slugs import Slugged, fill_slug, slug_constraints
from content.text import CodeField, line_field, markdown_field
from content.translations import (
    Translated,
    every_column,
    first_text,
    in_one_language,
    mark_stale,
    require_one_language,
)
from forum.alerts import Alert
from forum.identity import Identity
from forum.revision import PublicRevision
from forum.staff.locks import SignInLock
from forum.staff.sign_in_state import SignInState

__all__ = [
    "Alert",
    "FormerAddress",
    "Identity",
    "Page",
    "PageStatus",
    "PublicRevision",
    "SignInLock",
    "SignInState",
]


class PageStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class PageQuerySet(ContentQuerySet):
    def public(self):
        return self.filter(status=PageStatus.PUBLISHED)

    def in_menu_order(self):
        """Those with a position in the menu first; without the bodies, which no menu shows."""
        place = F("menu_position").asc(nulls_last=True)
        return self.defer(*every_column("body")).order_by(place, "pk")


class Page(Content, Translated, Slugged):
    traits = (mark_stale, fill_slug)

    title = line_field(_("title"))
    body = markdown_field(
        _("text"),
        help_text=_(
            "Markdown. While this is empty, the page says that it is being prepared and how to "
            "get in touch."
        ),
    )
    menu_position = models.PositiveSmallIntegerField(
        _("position in the menu"),
        null=True,
        blank=True,
        help_text=_("Smaller numbers come first. Leave empty to keep the page out of the menu."),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=PageStatus, default=PageStatus.DRAFT
    )

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        constraints = [
            *slug_constraints("page", _("Another page has this address.")),
            valid_choice("page", "status", PageStatus),
            in_one_language("page", "title"),
        ]

    def __str__(self) -> str:
        return self.title or ""

    def get_absolute_url(self) -> str:
        return reverse("page", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return self.status == PageStatus.PUBLISHED

    def slug_text(self) -> str:
        return first_text(self, "title")

    def clean(self) -> None:
        require_one_language(self, "title")


class FormerAddress(models.Model):
    """The address that a public page once had; it also covers the addresses below it.

    Paths have no language and no outer slashes: `events/old-name`. An empty `moved_to` means
    that the page was deleted.
    """

    path = CodeField(_("path"), max_length=300, unique=True)
    moved_to = CodeField(_("moved to"), max_length=300, blank=True)
    title = models.JSONField(
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        blank=True,
        editable=False,
    )
    """Of a session or section that was removed, as readers last saw it, by language."""

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [
            models.CheckConstraint(
                name="former_address_moved_elsewhere", condition=~Q(path=models.F("moved_to"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.path} → {self.moved_to}" if self.moved_to else self.path

    def clean(self) -> None:
        """Refuses redirects that form a loop or lead ever deeper below themselves."""
        seen, target = {self.path}, self.moved_to
        others = FormerAddress.objects.exclude(pk=self.pk)
        while target and target not in seen and not target.startswith(f"{self.path}/"):
            seen.add(target)
            target = others.filter(path=target).values_list("moved_to", flat=True).first()
        if target:
            message = _("These redirects would form a loop.")
            raise ValidationError({"moved_to": ValidationError(message, code="circle")})
