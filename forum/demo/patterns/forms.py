"""Sample forms, empty and with errors, and the texts beside them."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from forum.demo.patterns.rows import LONG, row
from forum.models import Identity

TOPICS = [("general", _("General question")), ("press", _("Press"))]
HINTS = [_("Anything else about the forum"), _("Accreditation, interviews, pictures")]


class SampleForm(forms.Form):
    """One field of each type."""

    use_required_attribute = False

    name = forms.CharField(label=_("Your name"), error_messages={"required": _("Enter your name.")})
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_("We only use it to reply to you."),
        error_messages={"invalid": _("Enter an e-mail address like name@example.org.")},
    )
    topic = forms.ChoiceField(
        label=capfirst(_("topic")),
        choices=TOPICS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a topic from the list.")},
    )
    text = forms.CharField(
        label=_("Message"),
        help_text=_("At most 5,000 characters."),
        error_messages={"required": _("Enter your message.")},
        widget=forms.Textarea(
            attrs={"rows": 4, "data-limit": 5000, "data-counter": _("Characters left: {n}")}
        ),
    )

    @property
    def topics(self) -> list[tuple[forms.BoundField, str]]:
        return list(zip(self["topic"], HINTS, strict=True))

    def clean(self):
        """Add an error that belongs to no field."""
        self.add_error(None, _("Please press Send once more."))
        return super().clean()


def forms_in_each_state() -> dict[str, object]:
    """With two identities for the side column: almost empty, and complete."""
    return {
        "identities": [
            row(Identity, name_en="Open Forum"),
            row(
                Identity,
                organizer_en="Open Forum",
                address_en="1 Long Street\nFez",
                public_email="desk@example.org",
                public_phone="+212 5 00 00 00 00",
                controller_en=LONG,
                law_en="Law 09-08, D-1/2027",
            ),
        ],
        "form": SampleForm(prefix="new"),
        "wrong_form": SampleForm({"wrong-email": "nobody"}, prefix="wrong"),
    }
