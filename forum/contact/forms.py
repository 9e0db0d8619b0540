"""The contact form."""

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from forum.contact import guard
from forum.contact.models import LONGEST_TEXT, Message, Topic
from forum.contact.suspicion import suspicion

CONSENT_VERSION = "2026-12"
"""Names the text of templates/contact/_privacy.html: it changes when that text does."""


class WordsField(forms.CharField):
    """A long text: a browser sends each end of a line as two characters, and people count one."""

    def to_python(self, value: object) -> str:
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")


class ContactForm(forms.ModelForm):
    """What a visitor fills in, and two fields for machines: a token, and one left empty.

    A wrong token leaves what was typed in place under a new one; `website` is seen by nobody, so
    whoever fills it in is no person.
    """

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(required=False)
    text = WordsField(
        label=_("Message"),
        max_length=LONGEST_TEXT,
        help_text=_("At most 5,000 characters."),
        error_messages={
            "required": _("Write your message."),
            "max_length": _("Shorten your message to 5,000 characters; it has %(show_value)d."),
        },
        widget=forms.Textarea(
            attrs={
                "rows": 8,
                "dir": "auto",
                "data-limit": LONGEST_TEXT,
                "data-counter": _("Characters left: {n}"),
            }
        ),
    )

    class Meta:
        model = Message
        fields = ["name", "email", "organization", "topic", "text"]
        labels = {"name": _("Your name"), "email": _("Your e-mail address")}
        help_texts = {"email": _("We use it to answer you, and for nothing else.")}
        error_messages = {
            "name": {"required": _("Enter your name.")},
            "email": {
                "required": _("Enter your e-mail address, so that we can answer."),
                "invalid": _("Enter an e-mail address like name@example.org."),
            },
            "topic": {"invalid_choice": _("Choose a topic from the list.")},
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
            "organization": forms.TextInput(attrs={"autocomplete": "organization", "dir": "auto"}),
        }

    def __init__(self, *args, is_from_another_site: bool = False, **options):
        super().__init__(*args, **options)
        self.is_from_another_site = is_from_another_site
        # The browser would stop people in its own words, before ours can tell them what to do.
        self.use_required_attribute = False
        for field in ("name", "organization", "text"):
            self.fields[field].widget.attrs.pop("maxlength", None)

    @classmethod
    def opened_by(cls, query: QueryDict) -> "ContactForm":
        """An empty form; a link may choose its topic: `?topic=careers`."""
        topic = query.get("topic")
        return cls(initial={"topic": topic} if topic in Topic.values else None)

    def clean(self):
        cleaned = super().clean()
        if self.is_from_another_site:
            self.add_error(None, _("This came from another site. Look it over and send it here."))
        try:
            cleaned["opened"] = guard.opened(cleaned.get("token", ""))
        except guard.TooFast:
            self.add_error(None, _("This was very fast. Send it again if you are a person."))
        except guard.TokenExpired:
            self.add_error(
                None, _("The form lay open for too long. Send it again: nothing is lost.")
            )
        return cleaned

    @property
    def suspicion(self) -> str:
        """Why a machine seems to have filled it in; empty where nothing does."""
        words = {field: self.cleaned_data[field] for field in ("name", "organization", "text")}
        return suspicion(**words, trap=self.cleaned_data["website"])

    def sent_as(self, known: Message) -> Message:
        """The message that this form became before; raises SentBefore where that has other words.

        Who goes back to a form and writes a second message in it would lose that one.
        """
        if any(getattr(known, name) != self.cleaned_data[name] for name in self.Meta.fields):
            raise guard.SentBefore
        return known

    def with_new_token(self) -> "ContactForm":
        """The same form, filled in as it was, ready to be sent (again)."""
        token = guard.new_token(CONSENT_VERSION, get_language())
        if self.is_bound:
            self.data = self.data.copy()
            self.data["token"] = token
        else:
            self.initial["token"] = token
        return self
