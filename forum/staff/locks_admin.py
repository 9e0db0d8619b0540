"""The list of locked accounts, where a colleague is let in again."""

import datetime as dt

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from content.admin.row_boxes import RowBoxMixin
from forum.staff.locks import SignInLock


@admin.register(SignInLock)
class SignInLockAdmin(RowBoxMixin):
    list_display = ("account", "address", "failures", "ends_at")
    list_display_links = None
    search_fields = ("username", "ip_address")
    ordering = ("-attempt_time", "pk")
    actions = ("unlock",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).in_force(timezone.now())

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: SignInLock | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SignInLock | None = None) -> bool:
        """A lock is lifted from the list, without a question."""
        return False

    def has_unlock_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("forum.delete_signinlock")

    @admin.display(description=gettext_lazy("account"), ordering="username")
    def account(self, lock: SignInLock) -> str:
        return _("Every account") if lock.is_of_address else lock.username

    @admin.display(description=gettext_lazy("IP address"), ordering="ip_address")
    def address(self, lock: SignInLock) -> str:
        return lock.ip_address

    @admin.display(description=gettext_lazy("failed attempts"), ordering="failures_since_start")
    def failures(self, lock: SignInLock) -> int:
        """Without the tries that the lock refused."""
        return lock.limit

    @admin.display(description=gettext_lazy("locked until"))
    def ends_at(self, lock: SignInLock) -> dt.datetime:
        return lock.ends_at

    @admin.action(description=gettext_lazy("Unlock"), permissions=["unlock"])
    def unlock(self, request: HttpRequest, locks: models.QuerySet) -> None:
        count = locks.lift(request)
        done = ngettext(
            "%(count)s account was unlocked.", "%(count)s accounts were unlocked.", count
        )
        messages.success(request, done % {"count": count})
