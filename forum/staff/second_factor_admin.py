"""On the page of an account: whether it has a second factor, and how to remove it."""

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.admin.layout import beside
from content.dates import date_format
from forum.staff import second_factor
from forum.staff.security_log import log
from forum.staff.sign_in_state import SignInState


class SecondFactorMixin(admin.ModelAdmin):
    """For an account whose owner has lost phone and recovery codes."""

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.remove_second_factor)
        address = "<int:pk>/remove-second-factor/"
        return [path(address, view, name="auth_user_second_factor"), *super().get_urls()]

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> list:
        own = list(super().get_fieldsets(request, obj))
        return [*own, beside(_("Second factor"), ["second_factor"])] if obj else own

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple:
        own = (*super().get_readonly_fields(request, obj),)
        return (*own, "second_factor") if obj else own

    @admin.display(description=gettext_lazy("second factor"))
    def second_factor(self, user: User) -> str:
        since = SignInState.of(user).second_factor_since
        if not since:
            return _("Off")
        address = reverse("admin:auth_user_second_factor", args=[user.pk])
        text = _("On since %(date)s") % {"date": date_format(since)}
        return format_html('{} <a href="{}">{}</a>', text, address, _("Remove…"))

    def remove_second_factor(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks first. One's own is turned off with a password or a code, on another page."""
        user = get_object_or_404(User, pk=pk)
        if user == request.user:
            return redirect("admin:second_factor")
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        if request.method == "POST":
            return self._remove(request, user)
        frame = self.admin_site.each_context(request)
        context = {"title": _("Remove the second factor"), "account": user}
        return render(request, "admin/second_factor/remove.html", frame | context)

    def _remove(self, request: HttpRequest, user: User) -> HttpResponse:
        second_factor.turn_off(user)
        log("second_factor_off", user=user, request=request)
        self.log_change(request, user, _("Second factor removed"))
        messages.success(request, _("The second factor of this account was removed."))
        return redirect("admin:auth_user_change", user.pk)
