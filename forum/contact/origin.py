"""Where a form was opened from: `?event=<slug>&session=<slug>` names a session."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.http import QueryDict

from programme.models import Session


def session_of(query: QueryDict) -> Session | None:
    """The public session that an address or a form names; nothing for any other words."""
    event, session = query.get("event", ""), query.get("session", "")
    try:
        validate_slug(event)
        validate_slug(session)
    except ValidationError:
        return None
    public = Session.objects.public().select_related("event")
    return public.filter(event__slug=event, slug=session).first()
