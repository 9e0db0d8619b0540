"""The identity of the site in the admin: one record, so its list is its form."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from content.admin.base import StaffAdmin
from content.admin.last_change import LastChangeMixin
from content.admin.layout import fold
from forum.identity import ONLY_ROW
from forum.models import Identity


@admin.register(Identity)
class IdentityAdmin(LastChangeMixin, StaffAdmin):
    view_on_site = False
    fieldsets = [
        (None, {"fields": ["name", "short_name", "logo", "accent"]}),
        fold(
            "organizer",
            _("Who runs it"),
            ["organizer", "address", ("public_email", "public_phone")],
        ),
        fold("privacy", _("Personal data"), ["controller", "law"]),
        fold("mails", _("E-mails"), ["mail_signature"]),
    ]

    def has_delete_permission(self, request: HttpRequest, obj: Identity | None = None) -> bool:
        return False

    def change_view(self, request: HttpRequest, object_id, form_url="", extra_context=None):
        context = {"show_save_and_add_another": False} | (extra_context or {})
        return super().change_view(request, object_id, form_url, context)

    def add_view(self, request: HttpRequest, form_url="", extra_context=None) -> HttpResponse:
        if self.has_view_or_change_permission(request) and Identity.objects.exists():
            return redirect("admin:forum_identity_change", ONLY_ROW)
        return super().add_view(request, form_url, extra_context)

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        if self.has_view_or_change_permission(request) and Identity.objects.exists():
            return redirect("admin:forum_identity_change", ONLY_ROW)
        if self.has_add_permission(request):
            return redirect("admin:forum_identity_add")
        return super().changelist_view(request, extra_context)
