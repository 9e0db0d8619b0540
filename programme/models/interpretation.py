"""The channels on which a session is heard in one of its languages."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_choice, web_address
from content.joined import Joined
from content.positions import Positioned, fill_position
from content.saving import Content, ContentQuerySet
from content.text import WebAddressField, line_field
from programme.languages import SpokenLanguage
from programme.models.sessions import Session

_NUMBER_OR_LINK = _("Give either a number or a link, not both.")


class InterpretationChannelQuerySet(ContentQuerySet):
    def public(self):
        return self.filter(session__in=Session.objects.public())

    def of_sessions(self, keys: Collection[int]):
        return self.filter(session__in=keys)

    def in_staff_order(self):
        return self.order_by("position", "pk")

    def numbers_in_lines(self, session: models.F):
        """For a subquery: `fr 2` on a line for each channel of the session that has a number."""
        found = self.filter(session=session).exclude(number="").order_by().values("session")
        line = Concat("language", Value(" "), "number", output_field=models.TextField())
        return found.annotate(lines=Joined(line)).values("lines")


class InterpretationChannel(Content, Positioned):
    """A number on the receivers in the room, or a link to listen to."""

    traits = (fill_position,)
    part_of = ("session",)
    loaded_with = ("session",)
    has_bin = False

    session = models.ForeignKey(
        Session, verbose_name=_("session"), on_delete=models.CASCADE, related_name="channels"
    )
    language = models.CharField(_("language"), max_length=3, choices=SpokenLanguage)
    number = line_field(
        _("channel number"),
        max_length=20,
        help_text=_("As on the receivers, for example 2. Give a number or a link, not both."),
    )
    url = WebAddressField(_("channel link"), blank=True)

    objects = InterpretationChannelQuerySet.as_manager()

    class Meta:
        verbose_name = _("interpretation channel")
        verbose_name_plural = _("interpretation channels")
        constraints = [
            models.UniqueConstraint(
                name="interpretation_channel_once_in_a_language",
                fields=["session", "language"],
                violation_error_code="language",
                violation_error_message=_("This session already has a channel in this language."),
            ),
            models.CheckConstraint(
                name="interpretation_channel_is_a_number_or_a_link",
                condition=(Q(number="") & ~Q(url="")) | (~Q(number="") & Q(url="")),
                violation_error_code="number",
                violation_error_message=_NUMBER_OR_LINK,
            ),
            valid_choice("interpretation_channel", "language", SpokenLanguage),
            web_address("interpretation_channel", "url"),
        ]

    def __str__(self) -> str:
        return f"{self.get_language_display()}: {self.number or self.url}"

    def position_siblings(self) -> models.QuerySet:
        return InterpretationChannel.objects.filter(session=self.session_id)

    def get_scope_key(self) -> int:
        return self.session.event_id

    def clean(self) -> None:
        if bool(self.number) == bool(self.url):
            error = ValidationError(_NUMBER_OR_LINK, code="number_or_link")
            raise ValidationError({"number": error})
        self.require_language()

    def require_language(self) -> None:
        """The session is spoken or interpreted in its language; raises ValidationError."""
        if self.language and self.language not in self.session.heard_languages:
            message = _("Choose this language first, under “Spoken languages” or “Interpretation”.")
            raise ValidationError({"language": ValidationError(message, code="not_heard")})
