"""A sample form, empty and with errors."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

TOPICS = [("general", _("General question")), ("press", _("Press"))]


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

    def clean(self):
        """Add an error that belongs to no field."""
        self.add_error(None, _("Please press Send once more."))
        return super().clean()


def forms_in_each_state() -> dict[str, SampleForm]:
    return {
        "form": SampleForm(prefix="new"),
        "wrong_form": SampleForm({"wrong-email": "nobody"}, prefix="wrong"),
    }
