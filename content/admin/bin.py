"""Deleting in the admin: a question first, then the bin, and a way back."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.admin.deletion import deletion_summary
from content.history.acts import act
from content.history.models import Verb
from content.translations import columns


class BinMixin(ModelAdmin):
    """Puts deleted records into the bin, and asks for the name of one that holds many others."""

    asks_for_name = False

    def get_actions(self, request: HttpRequest) -> dict:
        actions = super().get_actions(request)
        if "delete_selected" in actions:
            function, name, _description = actions.pop("delete_selected")
            if not self.asks_for_name:
                actions[name] = (function, name, gettext_lazy("Put selected in the bin"))
        return actions

    def get_deleted_objects(self, rows: Iterable, request: HttpRequest) -> tuple:
        return deletion_summary(rows, request, self.admin_site)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        context = {
            "asks_for_name": self.asks_for_name,
            "wrong_name": None,
            "cancel_instead_url": row and self.cancel_instead_url(row),
        }
        if request.POST and row and self.asks_for_name and not _is_named(row, request.POST):
            context["wrong_name"] = request.POST.get("name", "")
            request.POST = QueryDict()  # Django asks again where nothing was posted
        return super().delete_view(request, object_id, (extra_context or {}) | context)

    def cancel_instead_url(self, row: models.Model) -> str | None:
        """Where the record can be cancelled, which readers expect of what was announced."""

    def delete_model(self, request: HttpRequest, row: models.Model) -> None:
        with act(verb=Verb.DELETED):
            super().delete_model(request, row)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        with act(verb=Verb.DELETED):
            super().delete_queryset(request, queryset)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        if IS_POPUP_VAR in request.POST or not self.model.has_bin:
            return super().response_delete(request, obj_display, obj_id)
        text = format_html(
            '{} <a href="{}">{}</a>',
            _("“%(name)s” is in the bin and can be restored for 30 days.") % {"name": obj_display},
            reverse("admin:bin"),
            _("Open the bin"),
        )
        self.message_user(request, text, messages.SUCCESS)
        page = "changelist" if self.has_view_or_change_permission(request) else None
        opts = self.opts
        name = f"admin:{opts.app_label}_{opts.model_name}_{page}" if page else "admin:index"
        return HttpResponseRedirect(reverse(name))

    def log_addition(self, request: HttpRequest, row: models.Model, message: object) -> None:
        """The history records every write; Django's own log would repeat names and keep them."""

    log_change = log_addition

    def log_deletions(self, request: HttpRequest, rows: models.QuerySet) -> None:
        """As `log_addition()`."""


def _is_named(row: models.Model, posted: QueryDict) -> bool:
    """Whether the name that was typed is that of the record, in any of its languages."""
    typed = posted.get("name", "").strip().casefold()
    names = [getattr(row, column) or "" for column in columns("name")]
    return typed in {name.strip().casefold() for name in names if name}
