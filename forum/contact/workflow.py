"""What staff do with a message, in the form and in bulk actions."""

from django.contrib.auth.models import AbstractBaseUser

from forum.contact import letters
from forum.contact.models import Letter, Message, MessageState, purge_date


def reply(message: Message, text: str, *, author: AbstractBaseUser, key: str) -> None:
    """Reply to the sender; a form that is submitted twice, with one key, sends one reply."""
    if Letter.objects.filter(key=key).exists():
        return
    letters.queue_reply(message, text, author=author, key=key)
    message.purge_date = purge_date()
    message.save(update_fields=["purge_date"])
    if message.state in {MessageState.NEW, MessageState.IN_PROGRESS}:
        set_state(message, MessageState.ANSWERED, by=author)


def set_state(message: Message, state: str, *, by: AbstractBaseUser) -> None:
    """Change the status and record the step; a message cleared of spam is acknowledged now."""
    if message.state == state:
        return
    was_spam = message.state == MessageState.SPAM
    message.state = state
    message.save(update_fields=["state"])
    message.steps.create(state=state, by=by)
    if was_spam and not message.letters.exists():
        letters.acknowledge(message)


def assign_to_me(message: Message, me: AbstractBaseUser) -> None:
    """Assign the message; a new one is in progress from now on."""
    assign(message, to=me)
    if message.state == MessageState.NEW:
        set_state(message, MessageState.IN_PROGRESS, by=me)


def assign(message: Message, *, to: AbstractBaseUser | None) -> None:
    message.assignee = to
    message.save(update_fields=["assignee"])
