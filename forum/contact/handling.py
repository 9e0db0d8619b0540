"""What staff do with a message, whichever page they do it on."""

from django.contrib.auth.models import AbstractBaseUser

from forum.contact import letters
from forum.contact.models import Message, MessageState


def move(message: Message, state: str, *, by: AbstractBaseUser) -> None:
    """Bring it into a state; a suspect that is none is told of and acknowledged after all."""
    is_cleared = message.state == MessageState.SPAM and state != MessageState.SPAM
    if message.state == state:
        return
    message.enter(state, by=by)
    if is_cleared and not message.letters.exists():
        letters.acknowledge(message)


def take_on(message: Message, *, by: AbstractBaseUser) -> None:
    """Make it one's own; a new one is in progress from then on."""
    give(message, to=by)
    if message.state == MessageState.NEW:
        move(message, MessageState.IN_PROGRESS, by=by)


def give(message: Message, *, to: AbstractBaseUser | None) -> None:
    message.assignee = to
    message.save(update_fields=["assignee"])
