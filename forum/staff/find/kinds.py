"""What can be found, and who may see it."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from forum.models import Page
from programme.models import Event, Room, Section, Session, Track
from speakers.models import Organization, Speaker

NAMES = {
    **{Session: "title", Speaker: "name", Organization: "name", Page: "title", Section: "title"},
    **{Room: "name", Track: "name", Event: "name"},
}
"""The translated field that names rows of each model."""


def may_find(request: HttpRequest) -> bool:
    return any(may_view(request, model) for model in (*NAMES, *other_kinds()))


def other_kinds() -> list[type[Model]]:
    """Models whose admin says itself what is found of them, by its method `find_facts`."""
    registered = admin.site._registry.items()
    return [model for model, model_admin in registered if hasattr(model_admin, "find_facts")]


def may_view(request: HttpRequest, model: type[Model]) -> bool:
    return admin.site.get_model_admin(model).has_view_permission(request)
