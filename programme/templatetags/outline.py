"""The sessions that an outline lists, written without a template for each of them."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe

from content.templatetags.texts import words
from programme.pages.outline import OutlinedSession

register = template.Library()


@register.simple_tag
def told_sessions(sessions: Iterable[OutlinedSession]) -> SafeString:
    """The items of a list: each a link, with what came out of the session."""
    html = "\n".join(f"<li>{_link(session)} {_summary(session)}</li>" for session in sessions)
    return mark_safe(html)  # noqa: S308  each text in it is escaped by `words()`


def _link(session: OutlinedSession) -> str:
    return f'<a href="{session.path}">{words(session.title)}</a>'


def _summary(session: OutlinedSession) -> str:
    if not session.summary[0]:
        return ""
    return f'<p class="section-list__summary">{words(session.summary)}</p>'
