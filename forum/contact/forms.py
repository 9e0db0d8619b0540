"""The contact form, and the links that open it: `?topic=careers`, `?event=…&session=…`."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from content.form_fields import TextFormField
from forum.contact import guard
from forum.contact.models import MAX_TEXT_LENGTH, Message, Topic
from forum.contact.suspicion import detect_spam
from programme.models import Session

CONSENT_VERSION = "2026-12c"
"""The version of templates/contact/_privacy.html: change it when that text changes."""


def session_in(query: QueryDict) -> Session | None:
    """The public session named by a link or a form, if any."""
    event_slug, session_slug = query.get("event", ""), query.get("session", "")
    try:
        validate_slug(event_slug)
        validate_slug(session_slug)
    except ValidationError:
        return None
    public = Session.objects.public().select_related("event")
    return public.filter(event__slug=event_slug, slug=session_slug).first()


class ContactForm(forms.ModelForm):
    """The visitor's fields, a signed token, and `website`: a hidden field only spammers fill in."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(required=False)
    text = TextFormField(
        label=_("Message"),
        max_length=MAX_TEXT_LENGTH,
        help_text=_("At most 5,000 characters."),
        error_messages={
            "required": _("Enter your message."),
            "max_length": _("Shorten your message to 5,000 characters: it has %(show_value)d."),
        },
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )

    class Meta:
        model = Message
        fields = ["name", "email", "organization", "topic", "text"]
        labels = {"name": _("Your name"), "email": _("Your e-mail address")}
        help_texts = {"email": _("We only use it to reply to you.")}
        error_messages = {
            "name": {"required": _("Enter your name.")},
            "email": {
                "required": _("Enter your e-mail address, so that we can reply."),
                "invalid": _("Enter an e-mail address like name@example.org."),
            },
            "topic": dict.fromkeys(
                ["required", "invalid_choice"], _("Choose a topic from the list.")
            ),
        }
        widgets = {
            "topic": forms.RadioSelect,
            "name": forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
            "organization": forms.TextInput(attrs={"autocomplete": "organization", "dir": "auto"}),
        }

    def __init__(self, *args, is_cross_site: bool = False, **options):
        super().__init__(*args, **options)
        self.is_cross_site = is_cross_site
        # Browser validation would prevent our own, more helpful messages.
        self.use_required_attribute = False

    @classmethod
    def from_link(cls, query: QueryDict) -> "ContactForm":
        """An empty form; the link may choose its topic: `?topic=careers`."""
        topic = query.get("topic")
        return cls(initial={"topic": topic} if topic in Topic.values else None)

    def clean(self):
        cleaned = super().clean()
        if self.is_cross_site:
            self.add_error(
                None,
                _("This form was submitted from another site. Please check it and send it again."),
            )
        try:
            cleaned["token"] = guard.read_token(cleaned.get("token", ""))
        except guard.TooFast:
            self.add_error(None, _("Please press Send once more."))
        except guard.TokenExpired:
            self.add_error(
                None,
                _("This page was open for a long time. Press Send again: your text is still here."),
            )
        return cleaned

    @property
    def topics(self) -> list[tuple[forms.BoundField, str]]:
        """Each choice with its hint."""
        return [(choice, Topic(choice.data["value"]).hint) for choice in self["topic"]]

    @property
    def suspicion(self) -> str:
        """The reason to suspect spam; empty if there is none."""
        texts = {field: self.cleaned_data[field] for field in ("name", "organization", "text")}
        return detect_spam(**texts, hidden_field=self.cleaned_data["website"])

    def as_sent_before(self, stored: Message) -> Message:
        """The message stored for this form; raises AlreadySent if its content differs.

        Otherwise a second message, written in a form that was already sent, would be lost.
        """
        if any(getattr(stored, name) != self.cleaned_data[name] for name in self.Meta.fields):
            raise guard.AlreadySent
        return stored

    def with_new_token(self) -> "ContactForm":
        """The same form, still filled in, ready to be submitted."""
        token = guard.new_token(CONSENT_VERSION, get_language())
        if self.is_bound:
            self.data = self.data.copy()
            self.data["token"] = token
        else:
            self.initial["token"] = token
        return self
