"""Who reads the messages of a topic."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_choice
from forum.contact.models.messages import Topic


def addresses_in_lines(value: str) -> None:
    """A validator: one e-mail address in each line."""
    for address in value.split():
        try:
            validate_email(address)
        except ValidationError as error:
            raise ValidationError(
                _("“%(address)s” is no e-mail address."), params={"address": address}
            ) from error


class DeskQuerySet(models.QuerySet):
    def addresses(self, topic: str) -> list[str]:
        """Those of the topic's own desk, or of everybody who is told where it has none."""
        desk = self.filter(topic=topic).first()
        return desk.recipients.split() if desk else list(settings.CONTACT_RECIPIENTS)


class Desk(models.Model):
    """The people who read the messages of one topic, and answer them in its name."""

    topic = models.CharField(_("topic"), max_length=20, choices=Topic, unique=True)
    recipients = models.TextField(
        _("addresses"),
        validators=[addresses_in_lines],
        help_text=_(
            "One e-mail address in each line. They are told of each message of this topic, and "
            "answers go to the first."
        ),
    )

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = _("desk")
        verbose_name_plural = _("desks")
        constraints = [valid_choice("desk", "topic", Topic)]

    def __str__(self) -> str:
        return self.get_topic_display()
