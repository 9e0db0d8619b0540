"""Links to previews, which show an event as the public will see it, drafts included."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from programme.models.events import Event
from programme.models.sessions import Session

LIFETIME = dt.timedelta(days=7)
LEFT_FOR_READERS = dt.timedelta(days=1)
"""A link with less time left is not handed out again."""
NONCE_LENGTH = 22


def new_nonce() -> str:
    return get_random_string(NONCE_LENGTH)


def _signer() -> Signer:
    return Signer(salt="programme.preview", sep=".")


class PreviewLinkQuerySet(models.QuerySet):
    def open_at(self, now: dt.datetime) -> Self:
        """Those that open something; a link ends with the account of the member who made it."""
        return self.filter(expires_at__gt=now, revoked_at=None, created_by__is_active=True)

    def latest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def behind(self, token: str, now: dt.datetime) -> "PreviewLink | None":
        """The open link with this token, with its event. The signature is verified first."""
        try:
            nonce = _signer().unsign(token)
        except BadSignature:
            return None
        return self.open_at(now).select_related("event").filter(nonce=nonce).first()

    def reusable_by(self, member: models.Model, now: dt.datetime) -> "PreviewLink | None":
        """The latest link of the member that readers have some time to open."""
        links = self.open_at(now).filter(created_by=member, expires_at__gt=now + LEFT_FOR_READERS)
        return links.latest_first().first()

    def hand_out(
        self, event: Event, member: models.Model, now: dt.datetime
    ) -> tuple["PreviewLink", bool]:
        """The link that the member has for the event, or else a new one; whether it is new."""
        if link := self.filter(event=event).reusable_by(member, now):
            return link, False
        times = {"created_at": now, "expires_at": now + LIFETIME}
        return self.create(event=event, created_by=member, **times), True

    hand_out.alters_data = True

    def revoke(self, now: dt.datetime) -> list[int]:
        """End those that are open; returns their keys."""
        keys = list(self.open_at(now).values_list("pk", flat=True))
        self.model.objects.filter(pk__in=keys).update(revoked_at=now)
        return keys

    revoke.alters_data = True


class PreviewLink(models.Model):
    """A link that one member of staff made for one event.

    Its token is the nonce with a signature, so that the database alone hands out no link.
    """

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="preview_links"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    created_at = models.DateTimeField(_("made at"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    nonce = models.CharField(max_length=NONCE_LENGTH, unique=True, default=new_nonce)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        default_permissions = ()
        permissions = [("share_preview", "Can share previews of drafts")]
        constraints = [
            models.CheckConstraint(
                name="preview_link_ends_after_it_begins",
                condition=Q(expires_at__gt=F("created_at")),
            ),
            models.CheckConstraint(
                name="preview_link_has_a_nonce",
                condition=Q(nonce__regex=rf"^[A-Za-z0-9]{{{NONCE_LENGTH}}}\Z"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def token(self) -> str:
        return _signer().sign(self.nonce)

    def get_address(self, row: Event | Session, language: str) -> str:
        """The path of the page of the event, or of one of its sessions, in the preview."""
        with override(language):
            path = row.get_absolute_url().lstrip("/")
            return reverse("preview", kwargs={"token": self.token, "path": path})
