"""The alerts on the site now, on pages of the admin."""

import datetime as dt

from django import template
from django.template.context import Context
from django.utils import timezone

from content.dates import date_format
from forum.models import Alert
from programme.admin.current_event import staff_zone

register = template.Library()


@register.inclusion_tag("admin/forum/alert/_running.html", takes_context=True)
def running_alerts(context: Context) -> dict[str, object]:
    """Each with its end, for those who may see them: one query."""
    request, now = context["request"], timezone.now()
    if not request.user.has_perm("forum.view_alert"):
        return {}
    running = list(Alert.objects.running(now).latest_first())
    zone = staff_zone(request) if running else None
    return {
        "alerts": [(alert, end_in_words(alert.ends_at, now, zone)) for alert in running],
        "may_change": request.user.has_perm("forum.change_alert"),
        "csrf_token": context.get("csrf_token"),
    }


def end_in_words(end: dt.datetime, now: dt.datetime, zone: dt.tzinfo) -> str:
    """“11:45”, or “27 November, 11:45” if that is not today."""
    local = timezone.localtime(end, zone)
    is_today = local.date() == timezone.localdate(now, zone)
    return date_format(local, "H:i" if is_today else "j F, H:i")
