"""Who may write to people, and read their addresses."""

from django.contrib import admin
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

from speakers.models import Speaker


def may_tell(user: AbstractBaseUser) -> bool:
    """Whoever may move or cancel sessions."""
    return user.has_perm("programme.change_session") or user.has_perm("programme.schedule_session")


def may_see_addresses(request: HttpRequest) -> bool:
    """Whoever sees them in the form of a person; others write to names."""
    speakers = admin.site.get_model_admin(Speaker)
    is_shown = bool(speakers.without_private(request, ["email"]))
    return is_shown and speakers.has_view_permission(request)
