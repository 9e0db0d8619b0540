"""A person's part in an event, a section or a session."""

import re
from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _

from programme.models.events import PUBLIC_STATUSES, Event
from programme.models.positions import Positioned
from programme.models.sections import Section
from programme.models.sessions import Session
from programme.targets import exactly_one, require_one_target
from speakers.models import Organization, Speaker
from speakers.rules import known
from speakers.searching import SEARCH_COLUMNS
from speakers.texts import one_name, plain_text, search_words
from speakers.translated import Translated, columns, every_column, first_text, reading_order


class Role(models.TextChoices):
    SPEAKER = "speaker", _("Speaker")
    KEYNOTE = "keynote", _("Keynote speaker")
    WELCOME = "welcome", _("Welcome")
    STATEMENT = "statement", _("Statement")
    PANELIST = "panelist", _("Panelist")
    MODERATOR = "moderator", _("Moderator")
    CHAIR = "chair", _("Chair")
    RAPPORTEUR = "rapporteur", _("Rapporteur")
    EXPERT = "expert", _("Expert")
    INTERPRETER = "interpreter", _("Interpreter")
    VIDEO_MESSAGE = "video_message", _("Video message")


class Presence(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    RECORDED = "recorded", _("Recorded")


class ContributionQuerySet(models.QuerySet):
    def public(self):
        """Those in a public session, in a section with one, or in a public event itself."""
        return self.filter(
            Q(session__in=Session.objects.public())
            | Q(section__in=Section.objects.public())
            | Q(event__status__in=PUBLIC_STATUSES)
        )

    def in_protocol_order(self):
        """The order staff chose; never by name."""
        return self.order_by("position", "pk")

    def in_name_order(self) -> list["Contribution"]:
        """By the sort key of staff, in Latin letters; in Arabic by the name as it is read."""
        rows = self.order_by("speaker__sort_key", "speaker_id", "position", "pk")
        if get_language_bidi():
            return sorted(rows, key=lambda part: reading_order(part.speaker, "name"))
        return list(rows)

    def latest_first(self):
        """By event, the latest first, and within an event as its agenda goes."""
        event = Coalesce("session__event_id", "section__event_id", "event_id")
        day = Coalesce("session__event__first_day", "section__event__first_day", "event__first_day")
        return self.order_by(
            day.desc(),
            event.desc(),
            F("session__starts_at").asc(nulls_last=True),
            F("session__section__position").asc(nulls_last=True),
            F("session__position").asc(nulls_last=True),
            "pk",
        )

    def of_event(self, event: Event):
        return self.filter(Q(session__event=event) | Q(section__event=event) | Q(event=event))

    def of_sections_or(self, sessions: Iterable[Session], event: Event):
        """Those in the sessions, and those in any section of their event."""
        return self.filter(Q(session__in=sessions) | Q(section__event=event))

    def where_names_have(self, word: str):
        """Those of people with this in their name, or in that of their organization of the day."""
        return self.filter(
            Q(speaker__search_title__contains=word) | Q(organization__search_title__contains=word)
        )

    def called(self, text: str):
        """Those of people in whose names, or in whose organization's, every word of it stands."""
        found = self
        for word in search_words(text):
            found = found.where_names_have(word)
        return found

    def with_names(self):
        """With the speaker and the organization, without their long texts."""
        return self.select_related("speaker", "organization").defer(
            *every_column("biography", of="speaker"),
            *every_column("description", of="organization"),
            "speaker__notes",
            *(f"{of}__{column}" for of in ("speaker", "organization") for column in SEARCH_COLUMNS),
        )

    def with_targets(self):
        return self.select_related("session__event", "session__room", "section__event", "event")


class Contribution(Translated, Positioned):
    speaker = models.ForeignKey(
        Speaker, verbose_name=_("speaker"), on_delete=models.PROTECT, related_name="contributions"
    )
    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contributions",
    )
    section = models.ForeignKey(
        Section,
        verbose_name=_("section"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contributions",
    )
    session = models.ForeignKey(
        Session,
        verbose_name=_("session"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contributions",
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.SPEAKER)
    function = models.CharField(
        _("function on the day"),
        max_length=300,
        blank=True,
        validators=[plain_text, one_name],
        help_text=_("Leave it empty to take over the speaker's present function."),
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization on the day"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contributions",
        help_text=_("Leave it empty to take over the speaker's present organization."),
    )
    presence = models.CharField(_("presence"), max_length=10, choices=Presence, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [
            exactly_one("contribution", "event", "section", "session"),
            *(
                models.UniqueConstraint(
                    name=f"contribution_once_in_{target}",
                    fields=[target, "speaker", "role"],
                    violation_error_code="speaker",
                    violation_error_message=_("This person is already listed in this role."),
                )
                for target in ("event", "section", "session")
            ),
            known("contribution", "role", Role),
            known("contribution", "presence", Presence, blank=True),
        ]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.target}"

    def order_neighbours(self) -> models.QuerySet:
        return Contribution.objects.filter(
            event=self.event, section=self.section, session=self.session
        )

    def clean(self) -> None:
        require_one_target(self, "event", "section", "session")

    @property
    def target(self) -> models.Model:
        return self.session or self.section or self.event

    @property
    def at_event(self) -> Event:
        """The event of what it is a part of; needs `with_targets()`."""
        target = self.target
        return target if isinstance(target, Event) else target.event

    @property
    def is_plain(self) -> bool:
        """Whether the role says nothing new: a speaker, or an “Open Government Expert”.

        The word for the role may end in two genders, as “Expert·e” and “خبير/ة” do.
        """
        if self.role == Role.EXPERT:
            word, *_endings = re.split("[·/]", self.get_role_display().lower())
            return word in (self.function or "").lower()
        return self.role == Role.SPEAKER

    def save(self, **options) -> None:
        if self._state.adding:
            self._take_over_from_speaker()
        super().save(**options)

    def _take_over_from_speaker(self) -> None:
        """What a person is on the day: as given, else what the person is now."""
        if not first_text(self, "function") and not self.organization:
            for column in columns("function"):
                setattr(self, column, getattr(self.speaker, column))
        if not self.organization:
            self.organization = self.speaker.organization
