"""Public changes in words."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from programme.agenda import change_words
from programme.agenda.changes import Change, ChangeGroup, Entry, Line
from programme.agenda.sessions import Words
from programme.models import Session

register = template.Library()


@register.simple_tag
def line_in_words(line: Line, session: Session | None) -> SafeString:
    html = change_words.line_in_words(line, session)
    return mark_safe(html)  # noqa: S308  names in it are escaped by `isolated()`


@register.filter
def topic_in_words(topic: str) -> str:
    return change_words.topic_in_words(topic)


@register.simple_tag
def common_reason(entries: list[Entry]) -> Words:
    """The text and language of the one reason for several cancellations; empty if there is none."""
    return change_words.common_reason(entries)


@register.simple_tag
def group_in_words(group: ChangeGroup) -> SafeString:
    html = change_words.group_in_words(group)
    return mark_safe(html)  # noqa: S308  as above


@register.simple_tag
def group_item_in_words(group: ChangeGroup, change: Change) -> SafeString:
    """What the sentence about the group does not say of one of its sessions."""
    html = change_words.item_in_words(group, change)
    return mark_safe(html)  # noqa: S308  as above
