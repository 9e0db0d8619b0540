"""A person's part in an event, a section or a session."""

import re
from functools import lru_cache

from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_choice
from content.positions import fill_position
from content.search import SEARCH_COLUMNS, search_words
from content.text import line_field
from content.translations import (
    Translated,
    columns,
    every_column,
    first_text,
    mark_stale,
)
from programme.models.targets import TARGETS, Targeted, TargetedQuerySet, exactly_one_target
from speakers.models import Organization, OrganizationQuerySet, Speaker, SpeakerQuerySet


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

    def adds_to(self, function: str) -> bool:
        """Whether the role tells more than that somebody speaks, and more than their function.

        An expert whose function says “expert” needs no second word. The name of the role may have
        two genders, such as “Expert·e” and “خبير/ة”.
        """
        if self == self.EXPERT:
            word, *_endings = re.split("[·/]", str(self.label).lower())
            return word not in function.lower()
        return self != self.SPEAKER


@lru_cache(maxsize=1024)
def shown_role(role: str, function: str, reader: str) -> str:
    """The name of the role in the active language, the reader's; empty where it adds nothing."""
    return str(Role(role).label) if Role(role).adds_to(function) else ""


class Presence(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    RECORDED = "recorded", _("Recorded")


class ContributionQuerySet(TargetedQuerySet):
    def taking_part(self):
        """Without those who had to withdraw."""
        return self.filter(withdrawn_at=None)

    def withdrawn(self):
        return self.exclude(withdrawn_at=None)

    def in_protocol_order(self):
        """The order that staff chose, never by name."""
        return self.order_by("position", "pk")

    def in_name_order(self):
        """By the speaker's sort key, which is Latin."""
        return self.order_by("speaker__sort_key", "speaker_id", "position", "pk")

    def latest_first(self):
        """By event, the latest first, then in agenda order."""
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

    def name_contains(self, word: str):
        """Those whose speaker or organization has this word in the name."""
        return self.filter(
            Q(speaker__search_title__contains=word) | Q(organization__search_title__contains=word)
        )

    def named(self, text: str):
        """Those whose speaker or organization has every word of the text in the name."""
        found = self
        for word in search_words(text):
            found = found.name_contains(word)
        return found

    def with_quotes(self):
        """A row for each quote of the speaker in the session, or one row for a speaker of none."""
        own = Q(speaker__quotes__session=F("session"))
        texts = {f"quote_{column}": F(f"quotes__{column}") for column in columns("text")}
        return self.annotate(
            quotes=FilteredRelation("speaker__quotes", condition=own),
            quote=F("quotes__pk"),
            quote_position=F("quotes__position"),
            quote_minute=F("quotes__minute"),
            **texts,
        )

    def with_names(self):
        """With the speaker and the organization, without their long texts."""
        return self.select_related("speaker", "organization").defer(
            *every_column("biography", of="speaker"),
            *every_column("description", of="organization"),
            "speaker__notes",
            *(f"{of}__{column}" for of in ("speaker", "organization") for column in SEARCH_COLUMNS),
        )


def copy_from_speaker(row: "Contribution", before: "Contribution | None") -> None:
    """A trait: a new contribution takes the speaker's present function and organization."""
    if before is not None:
        return
    if not first_text(row, "function") and not row.organization:
        for column in columns("function"):
            setattr(row, column, getattr(row.speaker, column))
    if not row.organization:
        row.organization = row.speaker.organization


class Contribution(Targeted, Translated):
    traits = (mark_stale, copy_from_speaker, fill_position)

    speaker = models.ForeignKey(
        Speaker, verbose_name=_("speaker"), on_delete=models.PROTECT, related_name="contributions"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.SPEAKER)
    function = line_field(
        _("function on the day"),
        max_length=300,
        help_text=_("Leave empty to use the speaker's current function."),
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization on the day"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contributions",
        help_text=_("Leave empty to use the speaker's current organization."),
    )
    presence = models.CharField(_("presence"), max_length=10, choices=Presence, blank=True)
    withdrawn_at = models.DateTimeField(
        _("had to withdraw"),
        null=True,
        blank=True,
        help_text=_(
            "The public sees the person listed separately, with these words. Delete only a person "
            "who was added by mistake."
        ),
    )

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("person taking part")
        verbose_name_plural = _("people taking part")
        constraints = [
            exactly_one_target("contribution"),
            *(
                models.UniqueConstraint(
                    name=f"contribution_once_in_{target}",
                    fields=[target, "speaker", "role"],
                    violation_error_code="speaker",
                    violation_error_message=_("This person is already listed in this role."),
                )
                for target in TARGETS
            ),
            valid_choice("contribution", "role", Role),
            valid_choice("contribution", "presence", Presence, blank=True),
        ]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.get_target()}"

    @property
    def takes_part(self) -> bool:
        return self.withdrawn_at is None

    def withdraw(self) -> None:
        """Keep the part, with the words that the person had to withdraw."""
        self.withdrawn_at = self.withdrawn_at or timezone.now()

    def take_part(self) -> None:
        """Take a withdrawal back."""
        self.withdrawn_at = None


SpeakerQuerySet.is_public_if(
    lambda: Exists(Contribution.objects.public().filter(speaker=OuterRef("pk")))
)
OrganizationQuerySet.is_public_if(
    lambda: Exists(Contribution.objects.public().filter(organization=OuterRef("pk")))
)
OrganizationQuerySet.is_public_if(
    lambda: Exists(Contribution.objects.public().filter(speaker__organization=OuterRef("pk")))
)
