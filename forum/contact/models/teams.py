"""The teams that answer messages."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_choice
from content.email_addresses import MOST_SHOWN, clean_address, mailable
from content.form_fields import CodesFormField
from content.text import CodesField
from forum.contact.models.messages import Topic


def clean_addresses(typed: str) -> str:
    """The addresses as lines, each once; commas and semicolons are read as line breaks."""
    addresses = map(clean_address, re.split(r"[\s,;،]+", typed))
    return "\n".join(dict.fromkeys(filter(None, addresses)))


def one_address_per_line(value: str) -> None:
    """A validator: one e-mail address per line."""
    for address in value.split():
        try:
            mailable(address)
        except ValidationError as error:
            raise ValidationError(
                _("“%(address)s” is not a valid e-mail address."),
                params={"address": address[:MOST_SHOWN]},
            ) from error


class AddressesFormField(CodesFormField):
    tidy = staticmethod(clean_addresses)


class AddressesField(CodesField):
    tidy = staticmethod(clean_addresses)
    form_class = AddressesFormField


class TeamQuerySet(models.QuerySet):
    def addresses(self, topic: str) -> list[str]:
        """The addresses of the topic's team, or `CONTACT_RECIPIENTS` if it has none."""
        team = self.filter(topic=topic).first()
        if not team:
            return list(settings.CONTACT_RECIPIENTS)
        return clean_addresses(team.recipients).splitlines()


class Team(models.Model):
    """The people who are notified of messages about one topic, and answer them."""

    topic = models.CharField(_("topic"), max_length=20, choices=Topic, unique=True)
    recipients = AddressesField(
        _("addresses"),
        validators=[one_address_per_line],
        help_text=_(
            "One e-mail address per line. All are notified of messages about this topic; replies "
            "from senders go to the first."
        ),
    )

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        constraints = [valid_choice("team", "topic", Topic)]

    def __str__(self) -> str:
        return self.get_topic_display()
