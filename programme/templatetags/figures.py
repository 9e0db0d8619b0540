"""The numbers of a forum."""

from django import template
from django.utils.formats import number_format

from programme.models import Event
from programme.pages.figures import Figure, short_figures
from programme.pages.figures_loading import short_counts

register = template.Library()


@register.simple_tag
def figure_count(figure: Figure) -> str:
    return number_format(figure.count, force_grouping=True)


@register.simple_tag
def event_figures(event: Event) -> list[Figure]:
    """Of an event that was loaded with its numbers."""
    return short_figures(short_counts(event))
