"""Rows that belong to exactly one session, section or event."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.positions import Positioned
from content.saving import Content, ContentQuerySet
from programme.models.events import Event
from programme.models.sections import Section
from programme.models.sessions import Session, SessionQuerySet
from programme.models.visibility import of_public_event, public_status

TARGETS = ("event", "section", "session")


class TargetedQuerySet(ContentQuerySet):
    def public(self):
        """Those of a public session, of a section with one, or of a public event itself."""
        return self.filter(
            Q(session__in=Session.objects.public())
            | Q(section__in=Section.objects.public())
            | of_public_event()
        )

    def public_at(self, event: Event):
        """The public ones of an event that is known to be public, its sections and its sessions."""
        of_session = Q(session__event=event) & public_status("session__")
        of_section = Q(section__in=event.sessions.shown().values("section"))
        return self.filter(of_session | of_section | Q(event=event))

    def of_event(self, event: Event):
        """Those of the event itself, of its sections and of its sessions."""
        return self.filter(Q(session__event=event) | Q(section__event=event) | Q(event=event))

    def of_sections_or(self, sessions: SessionQuerySet, event: Event):
        """Those of the sessions, and those of any section of their event."""
        return self.filter(Q(session__in=sessions) | Q(section__event=event))

    def with_targets(self):
        return self.select_related("session__event", "session__room", "section__event", "event")


class Targeted(Content, Positioned):
    """A row of exactly one session, section or event, each behind a nullable relation."""

    part_of = TARGETS
    has_bin = False
    loaded_with = ("session", "section")

    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)ss",
    )
    section = models.ForeignKey(
        Section,
        verbose_name=_("section"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)ss",
    )
    session = models.ForeignKey(
        Session,
        verbose_name=_("session"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)ss",
    )

    class Meta:
        abstract = True
        constraints: ClassVar = []

    def position_siblings(self) -> models.QuerySet:
        keys = {f"{name}_id": getattr(self, f"{name}_id") for name in TARGETS}
        return type(self).objects.filter(**keys)

    def clean(self) -> None:
        """A target that is being created beside the row counts as chosen."""
        super().clean()
        chosen = [name for name in TARGETS if getattr(self, name) is not None]
        if len(chosen) != 1:
            message = _("Choose exactly one: an event, a section or a session.")
            field = chosen[1] if chosen else TARGETS[-1]
            raise ValidationError({field: ValidationError(message, code="exactly_one")})

    def get_scope_key(self) -> int:
        return self.event_id or self.get_target().event_id

    def get_target(self) -> Event | Section | Session:
        return self.session or self.section or self.event

    def get_event(self) -> Event:
        """The event that its target belongs to; a query each without `with_targets()`."""
        target = self.get_target()
        return target if isinstance(target, Event) else target.event


def exactly_one_target(model: str) -> models.CheckConstraint:
    condition = Q()
    for chosen in TARGETS:
        condition |= Q(**{f"{name}__isnull": name != chosen for name in TARGETS})
    return models.CheckConstraint(
        name=f"{model}_has_exactly_one_target",
        condition=condition,
        violation_error_code=TARGETS[-1],
        violation_error_message=_("Choose exactly one: an event, a section or a session."),
    )
