"""What somebody said in a session, word for word."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from content.positions import Positioned, fill_position
from content.saving import Content, ContentQuerySet
from content.text import CodeField, text_field
from content.translations import Translated, in_one_language, mark_stale, require_one_language
from programme.models.contributions import Contribution
from programme.models.events import Event
from programme.models.sessions import Session
from speakers.models import Speaker

MINUTE = r"^[0-9]{1,3}:[0-5][0-9](:[0-5][0-9])?\Z"
"""Minutes and seconds within a recording, or hours, minutes and seconds."""
_NOT_A_MINUTE = _("Enter minutes and seconds, for example 14:20.")


class QuoteQuerySet(ContentQuerySet):
    def of_event(self, event: Event | int | str):
        return self.filter(session__event=event)

    def public(self):
        """Those of a public session, by somebody who takes part in it."""
        return self.filter(self._is_of_participant(), session__in=Session.objects.public())

    def in_staff_order(self):
        return self.order_by("position", "pk")

    def _is_of_participant(self) -> Exists:
        own = {"session": OuterRef("session"), "speaker": OuterRef("speaker")}
        return Exists(Contribution.objects.taking_part().filter(**own))


class Quote(Content, Translated, Positioned):
    """It is hidden while its speaker is not, or no longer, among those who take part."""

    traits = (mark_stale, fill_position)
    part_of = ("session",)
    has_bin = False
    loaded_with = ("session",)

    session = models.ForeignKey(
        Session, verbose_name=_("session"), on_delete=models.CASCADE, related_name="quotes"
    )
    speaker = models.ForeignKey(
        Speaker, verbose_name=_("speaker"), on_delete=models.CASCADE, related_name="quotes"
    )
    text = text_field(
        _("text"),
        help_text=_("Word for word, without quotation marks. Translations are shown as such."),
    )
    minute = CodeField(
        _("minute of the recording"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(MINUTE, _NOT_A_MINUTE)],
        help_text=_("Minutes and seconds, for example 14:20. Leave empty if there is none."),
    )

    objects = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        constraints = [
            models.CheckConstraint(
                name="quote_minute_is_a_minute",
                condition=Q(minute="") | Q(minute__regex=MINUTE),
                violation_error_code="minute",
                violation_error_message=_NOT_A_MINUTE,
            ),
            in_one_language("quote", "text"),
        ]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.session}"

    def position_siblings(self) -> models.QuerySet:
        return Quote.objects.filter(session=self.session_id)

    def get_scope_key(self) -> int:
        return self.session.event_id

    def get_event(self) -> Event:
        return self.session.event

    def clean(self) -> None:
        require_one_language(self, "text")
        if self.speaker_id and not self._speaker_takes_part():
            message = _("This person does not take part in the session. Add and save them first.")
            raise ValidationError({"speaker": ValidationError(message, code="takes_no_part")})

    def _speaker_takes_part(self) -> bool:
        """The form of a session has its contributions loaded."""
        parts = self.session.contributions.all() if self.session_id else ()
        return any(part.takes_part and part.speaker_id == self.speaker_id for part in parts)
