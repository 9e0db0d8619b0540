"""The list of accounts: who somebody is, what they may do, and how they log in."""

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from content.admin.row_boxes import RowBoxMixin
from content.translations import join_list
from forum.staff.roles import role_name
from forum.staff.sign_in_state import SignInState


class RoleFilter(admin.RelatedFieldListFilter):
    def field_choices(self, field, request: HttpRequest, model_admin) -> list[tuple[int, str]]:
        return [(group.pk, role_name(group)) for group in Group.objects.order_by("name")]


class AccountList(RowBoxMixin):
    list_display = ("username", "full_name", "email_address", "roles", "way_in", "last_login")
    list_filter = ("is_staff", "is_superuser", "is_active", ("groups", RoleFilter))
    list_select_related = ("sign_in_state",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("Name"), ordering="first_name")
    def full_name(self, user: User) -> str:
        return user.get_full_name()

    @admin.display(description=_("E-mail address"), ordering="email")
    def email_address(self, user: User) -> str:
        return user.email

    @admin.display(description=_("Roles"))
    def roles(self, user: User) -> str:
        return join_list(sorted(map(role_name, user.groups.all())))

    @admin.display(description=_("Logging in"))
    def way_in(self, user: User) -> str:
        """In words, which stand without their heading on a phone."""
        if not (user.is_active and user.is_staff):
            return pgettext("account", "Closed")
        if not user.has_usable_password():
            return gettext("No password yet")
        has_factor = SignInState.of(user).second_factor_since
        return gettext("Password and second factor") if has_factor else gettext("Password only")
