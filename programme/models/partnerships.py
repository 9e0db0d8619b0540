"""Partnerships: the role of an organization at an event."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext

from content.constraints import valid_choice
from content.positions import Positioned, fill_position
from content.saving import Content, ContentQuerySet
from content.text import line_field
from content.translations import Translated, mark_stale
from programme.models.events import Event
from programme.models.visibility import of_public_event
from speakers.models import Organization, OrganizationQuerySet


class PartnershipRole(models.TextChoices):
    ORGANIZER = "organizer", _("Organizer")
    HOST = "host", _("Host")
    PARTNER = "partner", _("Partner")
    FUNDER = "funder", _("Funder")
    MEDIA_PARTNER = "media_partner", _("Media partner")


def role_heading(role: str, *, count: int) -> str:
    """The heading for `count` organizations in one role: “Partners”."""
    match PartnershipRole(role):
        case PartnershipRole.ORGANIZER:
            return npgettext("heading", "Organizer", "Organizers", count)
        case PartnershipRole.HOST:
            return npgettext("heading", "Host", "Hosts", count)
        case PartnershipRole.PARTNER:
            return npgettext("heading", "Partner", "Partners", count)
        case PartnershipRole.FUNDER:
            return npgettext("heading", "Funder", "Funders", count)
        case PartnershipRole.MEDIA_PARTNER:
            return npgettext("heading", "Media partner", "Media partners", count)


class PartnershipQuerySet(ContentQuerySet):
    def public(self):
        return self.filter(of_public_event())

    def in_protocol_order(self):
        return self.order_by("position", "pk")

    def latest_first(self):
        return self.select_related("event").order_by("-event__first_day", "position", "pk")


class Partnership(Content, Translated, Positioned):
    traits = (mark_stale, fill_position)
    part_of = ("event",)
    has_bin = False

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="partnerships"
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization"),
        on_delete=models.PROTECT,
        related_name="partnerships",
    )
    role = models.CharField(
        _("role"), max_length=20, choices=PartnershipRole, default=PartnershipRole.PARTNER
    )
    label = line_field(
        _("label"),
        max_length=100,
        help_text=_("Shown instead of the role, if you prefer another word."),
    )

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.UniqueConstraint(
                name="partnership_once_in_a_role",
                fields=["event", "organization", "role"],
                violation_error_code="organization",
                violation_error_message=_("This organization already has this role at this event."),
            ),
            valid_choice("partnership", "role", PartnershipRole),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.get_role_display()}"

    def position_siblings(self) -> models.QuerySet:
        return Partnership.objects.filter(event=self.event)


OrganizationQuerySet.is_public_if(
    lambda: Exists(Partnership.objects.public().filter(organization=OuterRef("pk")))
)
