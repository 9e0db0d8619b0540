"""Who the site is: its name and mark, who runs it, and who answers for personal data. One row."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.pictures.fields import PictureField, picture_file, render_pictures
from content.saving import Content, ContentQuerySet
from content.text import (
    CodeField,
    EmailField,
    line_field,
    plain_text,
    single_line,
    text_field,
)
from content.translations import (
    Translated,
    best_text,
    first_text,
    in_one_language,
    mark_stale,
    require_one_language,
)
from forum import accent

ONLY_ROW = 1
SOFTWARE = "Open Forum"
"""The name of a site that has no other yet."""
COLOUR = r"^#[0-9a-f]{6}\Z"


class IdentityQuerySet(ContentQuerySet):
    def public(self):
        """The row, if there is one: all but the signature is on public pages."""
        return self.all()

    def current(self) -> "Identity":
        """The row; one that is not stored, with the name of the software, before there is any."""
        return self.first() or Identity(name_en=SOFTWARE)


class Identity(Content, Translated):
    traits = (mark_stale, render_pictures)
    has_bin = False

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY_ROW, editable=False)
    name = line_field(
        _("name of the site"),
        help_text=_("Shown at the top of every page that belongs to no event."),
    )
    short_name = line_field(
        _("short name"),
        max_length=40,
        help_text=_("For the top of pages on phones. Leave empty if the name is short."),
    )
    logo = PictureField(
        _("logo"),
        rendition_set="logo",
        upload_to="logos/",
        blank=True,
        validators=[picture_file],
        help_text=_(
            "JPEG, PNG, WebP or HEIC, at most 10 MB. Shown on white in the footer of every page."
        ),
    )
    logo_sizes = models.JSONField(null=True, editable=False)
    accent = CodeField(
        _("colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(COLOUR, _("Enter a colour, for example #2a6f5e."))],
        help_text=_(
            "For links, buttons and the top of an event’s pages, for example #14406b. It must be "
            "dark: it is the background of light text. Leave empty for the green of Open Forum."
        ),
    )
    organizer = line_field(
        _("organizer"),
        help_text=_("Who runs the site, under the full official name."),
    )
    address = text_field(
        _("address"),
        help_text=_("The postal address of the organizer, on as many lines as on a letter."),
    )
    public_email = EmailField(
        _("public e-mail"),
        blank=True,
        help_text=_("Offered on the contact page, beside the form. Everybody can see it."),
    )
    public_phone = CodeField(
        _("public phone number"),
        max_length=40,
        blank=True,
        validators=[plain_text, single_line],
        help_text=_("For example +212 5 00 00 00 00."),
    )
    controller = line_field(
        _("responsible for personal data"),
        max_length=300,
        help_text=_(
            "The name that the law asks for, shown beside the contact form. If empty, the "
            "organizer is named."
        ),
    )
    law = line_field(
        _("law and declaration"),
        max_length=300,
        help_text=_(
            "The law, and the number of the declaration or authorisation, for example: Law 09-08, "
            "declaration D-W-000/2026 to the CNDP."
        ),
    )
    mail_signature = text_field(
        _("signature of e-mails"),
        help_text=_("Added to the end of every e-mail to visitors, speakers and staff."),
    )

    objects = IdentityQuerySet.as_manager()

    class Meta:
        verbose_name = _("identity of the site")
        verbose_name_plural = _("identity of the site")
        constraints = [
            models.CheckConstraint(
                name="identity_only_row",
                condition=Q(pk=ONLY_ROW),
                violation_error_code="name",
                violation_error_message=_("The site already has an identity. Edit that one."),
            ),
            in_one_language("identity", "name"),
            models.CheckConstraint(
                name="identity_accent_is_a_colour",
                condition=Q(accent="") | Q(accent__regex=COLOUR),
                violation_error_code="accent",
                violation_error_message=_("Enter a colour, for example #2a6f5e."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or ""

    def clean(self) -> None:
        require_one_language(self, "name")
        if re.match(COLOUR, self.accent) and not accent.is_readable(self.accent):
            message = _(
                "This colour is too light: text on it could not be read (contrast %(contrast)s, at "
                "least 7 is needed). Choose a darker one."
            )
            found = f"{int(accent.contrast(self.accent, accent.IVORY) * 10) / 10:.1f}"
            error = ValidationError(message, code="contrast", params={"contrast": found})
            raise ValidationError({"accent": error})

    @property
    def missing(self) -> list[str]:
        """The labels of what the law asks for and nobody has filled in, and the organizer."""
        names = ("organizer", "address", "controller", "law")
        fields = (self._meta.get_field(name) for name in names if not first_text(self, name))
        return [str(field.verbose_name) for field in fields]

    @property
    def signature(self) -> str:
        """Of e-mails, in the language that is active."""
        return best_text(self, "mail_signature")[0]
