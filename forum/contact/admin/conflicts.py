"""Shows a member of staff what colleagues did with a message while its form was open.

Messages have no history to compare with: their form carries a digest of what was stored when it was
opened, and the keys of the replies and notes that it showed.
"""

from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.forms import ModelForm
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from content.dates import date_format
from content.digests import digest
from forum.contact.admin.delivery import time_written
from forum.contact.models import Letter, Message, MessageState, Note, OutgoingMail


class Snapshot(NamedTuple):
    """What the form of a message shows and a colleague may change."""

    message: Message
    replies: list[Letter]
    notes: list[Note]

    @classmethod
    def of(cls, message: Message) -> "Snapshot":
        replies = message.letters.replies().select_related("author").order_by("pk")
        notes = message.notes.select_related("author").order_by("pk")
        return cls(message, list(replies), list(notes))

    @property
    def digest(self) -> str:
        return digest(
            {
                "state": self.message.state,
                "assignee": self.message.assignee_id,
                "replies": [reply.pk for reply in self.replies],
                "notes": [note.pk for note in self.notes],
            }
        )

    @property
    def seen(self) -> str:
        """The keys of the replies and notes, for a hidden field."""
        return " ".join(map(_key, [*self.replies, *self.notes]))

    def unseen_replies(self, seen: str) -> list[Letter]:
        return [reply for reply in self.replies if _key(reply) not in seen.split()]

    def unseen_notes(self, seen: str) -> list[Note]:
        return [note for note in self.notes if _key(note) not in seen.split()]


class Entry(NamedTuple):
    """A reply or a note that a colleague wrote."""

    heading: str
    text: str


class Difference(NamedTuple):
    """A field that a colleague changed; `yours` is empty if only they did."""

    label: str
    theirs: str
    yours: str


class Conflict(NamedTuple):
    headline: str
    entries: list[Entry]
    differences: list[Difference]
    is_blocked: bool
    """Whether saving once more is refused too, because a reply is still waiting to be sent."""

    @classmethod
    def between(cls, form: ModelForm, now: Snapshot, waiting: Letter | None) -> "Conflict":
        """Between a form that was submitted and what is stored now.

        A reply that is waiting is shown each time, even if the form has shown it before.
        """
        seen = form.data.get("seen", "")
        unseen = now.unseen_replies(seen)
        replies = [reply for reply in now.replies if reply in unseen or reply == waiting]
        entries = [Entry(_reply_heading(reply), reply.text) for reply in replies]
        entries += [Entry(_note_heading(note), note.text) for note in now.unseen_notes(seen)]
        headline = _refusal(waiting, form.user) if waiting else _headline(replies)
        return cls(headline, entries, _differences(form, now.message), bool(waiting))


def waiting_reply(message: Message) -> Letter | None:
    """The reply that is queued, or tried again: neither sent nor given up yet."""
    waiting = message.letters.replies().filter(mail__in=OutgoingMail.objects.waiting())
    return waiting.select_related("author").order_by("pk").first()


def _key(row: Letter | Note) -> str:
    return f"{row._meta.model_name}-{row.pk}"


def _headline(replies: list[Letter]) -> str:
    if replies:
        return _("Somebody answered this message while you had it open. Your reply was not sent.")
    return _("Somebody changed this message while you had it open. Your changes were not saved.")


def _refusal(waiting: Letter, user: AbstractBaseUser) -> str:
    words = {"name": name_of(waiting.author), "when": time_written(waiting)}
    if waiting.author == user:
        text = _(
            "Your reply of %(when)s is waiting to be sent. This one was not queued; it is kept "
            "below."
        )
    elif waiting.author:
        text = _(
            "%(name)s’s reply of %(when)s is waiting to be sent. Yours was not queued; it is kept "
            "below."
        )
    else:
        text = _(
            "A reply of %(when)s is waiting to be sent. Yours was not queued; it is kept below."
        )
    return text % words


def _reply_heading(reply: Letter) -> str:
    written = timezone.localtime(reply.written_at)
    words = {
        "name": name_of(reply.author),
        "day": date_format(written, "j F Y"),
        "time": formats.time_format(written, "H:i"),
    }
    if written.date() == timezone.localdate():
        return _("%(name)s answered at %(time)s:") % words
    return _("%(name)s answered on %(day)s at %(time)s:") % words


def _note_heading(note: Note) -> str:
    return _("Note by %(name)s:") % {"name": name_of(note.author)}


def name_of(user: AbstractBaseUser | None) -> str:
    return (user.get_full_name() or user.get_username()) if user else _("Somebody")


def _differences(form: ModelForm, stored: Message) -> list[Difference]:
    state = MessageState(form.cleaned_data.get("state") or stored.state).label
    assignee = form.cleaned_data.get("assigned_to")
    columns = [
        ("state", stored.state, stored.get_state_display(), state),
        ("assigned_to", stored.assignee_id, _holder(stored.assignee), _holder(assignee)),
    ]
    return [
        Difference(form.fields[name].label, theirs, yours if name in form.changed_data else "")
        for name, value, theirs, yours in columns
        if form.data.get(f"initial-{name}") != str(value or "")
    ]


def _holder(user: AbstractBaseUser | None) -> str:
    return name_of(user) if user else _("nobody")
