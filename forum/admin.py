from django.contrib import admin
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from content.admin.base import ADDRESS_FIELDSET, StaffAdmin, search_columns
from content.admin.digest_guard import DigestGuard
from content.admin.filters import TRANSLATION_FILTERS
from content.admin.last_change import LastChangeMixin
from content.admin.pills import status
from forum.alerts_admin import AlertAdmin  # noqa: F401  registers itself
from forum.identity_admin import IdentityAdmin  # noqa: F401  registers itself
from forum.models import FormerAddress, Page
from forum.staff.locks_admin import SignInLockAdmin  # noqa: F401  registers itself


@admin.register(Page)
class PageAdmin(LastChangeMixin, StaffAdmin):
    list_display = ["title", status, "menu_position"]
    list_filter = ["status", *TRANSLATION_FILTERS]
    search_fields = [*search_columns("title"), "slug"]
    ordering = ["menu_position", "pk"]
    fieldsets = [
        (None, {"fields": ["title", "body"]}),
        (None, {"fields": ["status", "menu_position"]}),
        ADDRESS_FIELDSET,
    ]


@admin.register(FormerAddress)
class FormerAddressAdmin(DigestGuard):
    list_display = ["path", "moved_to"]
    search_fields = ["path", "moved_to"]
    ordering = ["path"]


admin.site.unregister([TOTPDevice, StaticDevice])
