"""What staff and the mail worker do with a message.

Whoever changes a message has locked its row: see `MessageQuerySet.locked`.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction

from forum.contact import letters
from forum.contact.models import (
    Letter,
    LetterKind,
    MailState,
    Message,
    MessageState,
    OutgoingMail,
    purge_date,
)

AWAITING_REPLY = {MessageState.NEW, MessageState.IN_PROGRESS}
REPLIED = {MessageState.ANSWERED, MessageState.CLOSED}


def reply(message: Message, text: str, *, author: AbstractBaseUser, key: str) -> None:
    """Reply to the sender; a form that is submitted twice, with one key, sends one reply."""
    if Letter.objects.filter(key=key).exists():
        return
    OutgoingMail.objects.filter(letter__in=message.letters.replies()).settle()
    letters.queue_reply(message, text, author=author, key=key)
    message.purge_date = purge_date()
    message.save(update_fields=["purge_date"])
    if message.state in AWAITING_REPLY:
        set_state(message, MessageState.ANSWERED, by=author)


def set_state(message: Message, state: str, *, by: AbstractBaseUser | None) -> None:
    """Change the status and record the step; a message cleared of spam is acknowledged now."""
    if message.state == state:
        return
    was_spam = message.state == MessageState.SPAM
    message.state = state
    message.save(update_fields=["state"])
    message.steps.create(state=state, by=by)
    if was_spam and not message.letters.exists():
        letters.acknowledge(message)


def clear_of_spam(message: Message, *, by: AbstractBaseUser) -> None:
    """Back to the inbox, where it still counts as answered if somebody had answered it."""
    if message.state != MessageState.SPAM:
        return
    is_answered = message.letters.replies().not_given_up().exists()
    set_state(message, MessageState.ANSWERED if is_answered else MessageState.NEW, by=by)


def assign_to_me(message: Message, me: AbstractBaseUser) -> None:
    """Assign the message; a new one is in progress from now on."""
    assign(message, to=me)
    if message.state == MessageState.NEW:
        set_state(message, MessageState.IN_PROGRESS, by=me)


def assign(message: Message, *, to: AbstractBaseUser | None) -> None:
    message.assignee = to
    message.save(update_fields=["assignee"])


@transaction.atomic
def give_up(mail: OutgoingMail, *, is_refused: bool, failures: int, response: str) -> None:
    """Stop trying to deliver a mail; a message that it replied to is in progress again.

    Staff are told, unless the server refused the recipient of a confirmation: the sender's mistake.
    """
    letter = Letter.objects.filter(mail=mail).first()
    about = Message.objects.filter(letters__mail=mail).locked().first()
    is_mistyped = is_refused and letter is not None and letter.kind == LetterKind.CONFIRMATION
    is_given_up = (
        OutgoingMail.objects.waiting()
        .filter(pk=mail.pk)
        .update(
            state=MailState.GIVEN_UP,
            failures=failures,
            response=response,
            needs_attention=not is_mistyped,
        )
    )
    if is_given_up and letter and letter.kind == LetterKind.REPLY:
        _reopen(about, letter)


def _reopen(message: Message, undelivered: Letter) -> None:
    later = message.letters.replies().filter(pk__gt=undelivered.pk).not_given_up()
    if message.state in REPLIED and not later.exists():
        set_state(message, MessageState.IN_PROGRESS, by=None)


@transaction.atomic
def retry(mails: models.QuerySet, *, by: AbstractBaseUser) -> int:
    """Try unsent mail again now; a message whose reply was given up counts as answered again."""
    given_up = Letter.objects.replies().filter(mail__in=mails.given_up())
    for message in Message.objects.filter(letters__in=given_up).locked():
        if message.state == MessageState.IN_PROGRESS:
            set_state(message, MessageState.ANSWERED, by=by)
    return mails.retry_now()
