"""The form on a message's page: status, assignee and a reply."""

import secrets

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.form_fields import TextFormField
from content.text import plain_text
from forum.contact.admin.conflicts import Conflict, Snapshot, waiting_reply
from forum.contact.admin.reply_templates import TemplateChoiceField
from forum.contact.models import Letter, Message, MessageState, ReplyTemplate

STATES = {
    "_close": MessageState.CLOSED,
    "_send_and_close": MessageState.CLOSED,
    "_spam": MessageState.SPAM,
}
"""The status that a button sets, whatever was chosen under the reply."""
SENDING = {"_send", "_send_and_close"}
NOT_SENDING = {"_assign_to_me", "_close", "_spam", "_not_spam", "_send_again"}
"""The buttons at the head of the page, where nobody means to send what is typed below."""


class HiddenField(forms.CharField):
    """Tells what the form was opened with; never counts as a change."""

    widget = forms.HiddenInput

    def has_changed(self, initial: object, data: object) -> bool:
        return False


class MessageForm(forms.ModelForm):
    """The sender's own text has no field.

    A form that was opened before a colleague changed the message is refused, and shown again with
    what the colleague did. Saving it once more is then a decision, but while one reply is waiting
    to be sent no other is queued.
    """

    user: AbstractBaseUser
    conflict: Conflict | None = None
    stored: Message | None = None
    """The message under a lock, once the form has been cleaned."""

    assigned_to = forms.ModelChoiceField(
        get_user_model().objects.filter(is_staff=True, is_active=True),
        label=_("Assigned to"),
        required=False,
        empty_label=_("Unassigned"),
    )
    template = TemplateChoiceField()
    reply = TextFormField(
        label=_("Reply"),
        required=False,
        validators=[plain_text],
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_("Sent to the sender with their message quoted below. A copy is kept here."),
    )
    reply_key = HiddenField(required=False, max_length=43)
    digest = HiddenField(required=False)
    seen = HiddenField(required=False)

    class Meta:
        model = Message
        fields = ["state"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        # So that a field counts as changed only if this user changed it.
        for field in self.fields.keys() & {"state", "assigned_to"}:
            self.fields[field].show_hidden_initial = True
        self.fields["template"].offer_for(self.instance)
        if not self.is_bound:
            self.initial["assigned_to"] = self.instance.assignee_id
            self.initial |= _opened_with(Snapshot.of(self.instance))

    def is_valid(self) -> bool:
        """Nothing is saved when a template is put into the reply: the form is shown again."""
        return super().is_valid() and not self.inserts

    def clean_reply(self) -> str:
        reply = self.cleaned_data["reply"]
        if not reply and self._pressed(SENDING):
            raise ValidationError(_("Write a reply first."))
        return reply

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.inserts:
            self._insert(cleaned.get("template"))
            return cleaned
        self.stored = Message.objects.select_for_update().filter(pk=self.instance.pk).first()
        if not self.stored:
            raise ValidationError(_("This message has been deleted. Nothing was saved."))
        if self._pressed(NOT_SENDING) and self._adds_reply():
            text = _("Your reply has not been sent, and nothing was changed: send it or empty it.")
            raise ValidationError({"reply": text})
        now = Snapshot.of(self.stored)
        waiting = waiting_reply(self.stored) if self._adds_reply() else None
        if waiting or (cleaned.get("digest") != now.digest and self._changes_anything()):
            self.conflict = Conflict.between(self, now, waiting)
            self.add_error(None, self.conflict.headline)
            self._continue_from(now)
        return cleaned

    @property
    def new_state(self) -> str | None:
        for name in self._pressed(set(STATES)):
            return STATES[name]
        return self.cleaned_data.get("state") if "state" in self.changed_data else None

    @property
    def takes_it(self) -> bool:
        return "_assign_to_me" in self.data

    @property
    def inserts(self) -> bool:
        return "_insert_template" in self.data

    def _insert(self, template: ReplyTemplate | None) -> None:
        if not template:
            if "template" not in self.errors:
                self.add_error("template", _("Choose a template first."))
            return
        data = self.data.copy()
        typed = data.get("reply", "").rstrip()
        data["reply"] = "\n\n".join(filter(None, [typed, template.fill_in(self.instance)]))
        data["template"] = ""
        self.data = data
        self.fields["reply"].widget.attrs["autofocus"] = True

    @property
    def clears_spam(self) -> bool:
        return "_not_spam" in self.data and self.stored.state == MessageState.SPAM

    def _pressed(self, buttons: set[str]) -> set[str]:
        return buttons & self.data.keys()

    def _changes_anything(self) -> bool:
        """Whether saving would do what is not done yet: a form may be submitted twice."""
        stored = self.stored
        # An impossible choice is not in the cleaned data, and is reported beside its field.
        assignee = self.cleaned_data.get("assigned_to", stored.assignee)
        return (
            self._adds_reply()
            or self.new_state not in {None, stored.state}
            or ("assigned_to" in self.changed_data and assignee != stored.assignee)
            or (self.takes_it and stored.assignee != self.user)
            or self.clears_spam
        )

    def _adds_reply(self) -> bool:
        text, key = self.cleaned_data.get("reply"), self.cleaned_data.get("reply_key")
        return bool(text) and not Letter.objects.filter(key=key, text=text).exists()

    def _continue_from(self, now: Snapshot) -> None:
        """Show what is stored where the user changed nothing, and compare with it next time."""
        data = self.data.copy()
        stored = {"state": now.message.state, "assigned_to": str(now.message.assignee_id or "")}
        for name, value in stored.items():
            data[f"initial-{name}"] = value
            if name not in self.changed_data:
                data[name] = value
        for name, value in _opened_with(now).items():
            data[name] = value
        self.data = data


def _opened_with(now: Snapshot) -> dict[str, str]:
    """The hidden fields of a form that shows this."""
    return {"reply_key": secrets.token_urlsafe(32), "digest": now.digest, "seen": now.seen}
