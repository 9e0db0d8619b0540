"""Registration for an event or a session, on a page of the organizers' own."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.constraints import web_address
from content.text import WebAddressField, line_field
from programme.registration import Registration, registration_state


def registration_fields() -> tuple[models.Field, ...]:
    """The link, the times, the note and “full”, for the names that `Registrable` reads.

    They are no fields of its own, which would stand before the name of the row everywhere.
    """
    return (
        WebAddressField(
            _("registration link"),
            blank=True,
            help_text=_("Where to register. Shown to the public as a button while it is open."),
        ),
        models.DateTimeField(
            _("registration opens"),
            null=True,
            blank=True,
            help_text=_("In the event's time zone. If empty, it is open from now on."),
        ),
        models.DateTimeField(
            _("registration closes"),
            null=True,
            blank=True,
            help_text=_(
                "In the event's time zone. If empty, it closes with the event or the session."
            ),
        ),
        line_field(
            _("note on registration"),
            max_length=300,
            help_text=_("One sentence, for example “Free of charge; bring an identity card.”"),
        ),
        models.BooleanField(
            _("full"),
            default=False,
            db_default=False,
            help_text=_(
                "All seats are taken. Shown to the public instead of the registration link."
            ),
        ),
    )


class Registrable(models.Model):
    """A row with a registration link, with the times between which it is open, and with a note.

    Its class assigns `registration_fields()` to `registration_url`, `registration_opens_at`,
    `registration_closes_at`, `registration_note` and `is_full`.
    """

    class Meta:
        abstract = True

    def clean_registration(self) -> None:
        opens_at, closes_at = self.registration_opens_at, self.registration_closes_at
        # In UTC: Python compares times of one zone by their clocks, which may go back in between.
        if opens_at and closes_at and _in_utc(closes_at) <= _in_utc(opens_at):
            error = ValidationError(CLOSES_TOO_EARLY, code="closes_before_it_opens")
            raise ValidationError({"registration_closes_at": error})

    @property
    def registration_ends_at(self) -> dt.datetime:
        """When nobody can register any more: when it closes, or all is over."""
        return min(self.registration_closes_at or self.over_at, self.over_at)

    def registration_at(self, now: dt.datetime) -> Registration:
        if not self.has_registration:
            return Registration()
        opens_at, closes_at = self.registration_opens_at, self.registration_closes_at
        state = registration_state(
            now, opens_at=opens_at, closes_at=self.registration_ends_at, is_full=self.is_full
        )
        return Registration(state, self.registration_url, opens_at, closes_at)

    def registration_moments(self) -> set[dt.datetime]:
        """When its state changes by the clock alone."""
        if not self.has_registration:
            return set()
        return {self.registration_opens_at, self.registration_ends_at} - {None}

    @property
    def has_registration(self) -> bool:
        """Whether there is one at any time: a link, or times for a link that is not known yet."""
        return bool(
            self.registration_url or self.registration_opens_at or self.registration_closes_at
        )

    @property
    def over_at(self) -> dt.datetime:
        """When it is over, and registration with it."""
        raise NotImplementedError


CLOSES_TOO_EARLY = _("Registration must close after it opens.")


def registration_constraints(model: str) -> list[models.CheckConstraint]:
    return [
        web_address(model, "registration_url"),
        models.CheckConstraint(
            name=f"{model}_registration_closes_after_it_opens",
            condition=Q(registration_opens_at__isnull=True)
            | Q(registration_closes_at__isnull=True)
            | Q(registration_closes_at__gt=F("registration_opens_at")),
            violation_error_code="registration_closes_at",
            violation_error_message=CLOSES_TOO_EARLY,
        ),
    ]


def _in_utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC)
