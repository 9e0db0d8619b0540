"""Accounts and groups: administrators manage accounts, but give no right that they lack."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from content.admin.digest_guard import DigestGuard
from content.admin.layout import fold
from content.admin.row_boxes import RowBoxMixin
from forum.accounts import letters, rights
from forum.accounts.account_list import AccountList
from forum.accounts.admin_forms import ChangedAccountForm, GivenPasswordForm, NewAccountForm
from forum.accounts.passwords import password_given
from forum.accounts.permission_names import PermissionBoxes, PermissionsField
from forum.staff.roles import role_name
from forum.staff.second_factor_admin import SecondFactorMixin
from forum.staff.security_log import log
from forum.staff.sessions import end_sessions

admin.site.unregister([User, Group])


class RolesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, group: Group) -> str:
        return role_name(group)


@admin.register(User)
class AccountAdmin(AccountList, SecondFactorMixin, DigestGuard, UserAdmin):
    form = ChangedAccountForm
    change_password_form = GivenPasswordForm
    add_form = NewAccountForm
    add_form_template = None
    add_fieldsets = (
        (None, {"fields": (("first_name", "last_name"), ("email", "username"), "language")}),
        (None, {"fields": ("groups", "invites")}),
    )
    fieldsets = (
        (None, {"fields": (("first_name", "last_name"), ("email", "username"), "language")}),
        (_("Rights"), {"fields": ("groups", ("is_active", "is_staff", "is_superuser"))}),
        fold("password", _("Password and sign-in"), ["password", ("last_login", "date_joined")]),
        fold("permissions", _("Further permissions"), ["user_permissions"]),
    )
    readonly_fields = ("last_login", "date_joined")
    has_private_form = True

    def get_urls(self) -> list:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/invite/", view(require_POST(self.invite)), name="auth_user_invite"),
            path("<int:pk>/log-out/", view(require_POST(self.log_out)), name="auth_user_log_out"),
            *super().get_urls(),
        ]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        is_allowed = super().has_change_permission(request, obj)
        return is_allowed and (obj is None or rights.may_manage(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        is_allowed = super().has_delete_permission(request, obj)
        is_other = obj is None or (obj != request.user and rights.may_manage(request.user, obj))
        return is_allowed and is_other

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple:
        own = super().get_readonly_fields(request, obj)
        return own if request.user.is_superuser else (*own, "is_superuser")

    def get_form(self, request: HttpRequest, obj: User | None = None, **options: Any) -> type:
        form = super().get_form(request, obj, **options)
        form.manager = request.user  # a class made for this request
        return form

    def formfield_for_manytomany(self, db_field, request, **options):
        if db_field.name == "groups":
            options |= {
                "form_class": RolesField,
                "queryset": rights.groups_to_give(request.user),
                "widget": forms.CheckboxSelectMultiple,
                "label": _("Roles"),
                "help_text": _("Superusers change what a role may do under “Roles”."),
            }
        if db_field.name == "user_permissions":
            permissions = rights.permissions_of(request.user).select_related("content_type")
            options |= {
                "form_class": PermissionsField,
                "queryset": permissions,
                "widget": PermissionBoxes,
            }
        return super().formfield_for_manytomany(db_field, request, **options)

    def formfield_for_dbfield(self, db_field, request, **options):
        field = super().formfield_for_dbfield(db_field, request, **options)
        if db_field.name == "groups" and field:
            field.widget.can_add_related = False  # a new group would have no rights
        return field

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        stored = User.objects.get(pk=obj.pk) if change else None
        form.rights_before = rights.rights_of_account(stored) if stored else frozenset()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        user, after = form.instance, rights.rights_of_account(form.instance)
        form.save_language()
        event = "rights_changed" if change else "account_added"
        rights.log_changed(event, form.rights_before, after, request, user=user)
        if not (user.is_active and user.is_staff):
            end_sessions(user)
        if form.cleaned_data.get("invites"):
            self._invite(request, user)

    def response_add(self, request: HttpRequest, obj: User, post_url_continue=None):
        """As for other records: this form asks for everything."""
        return super(UserAdmin, self).response_add(request, obj, post_url_continue)

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        log("account_deleted", user=obj.pk, request=request)
        end_sessions(obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for user in queryset:
            self.delete_model(request, user)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = ""):  # noqa: A002
        """One's own is changed on a page that asks for the password before."""
        if self.get_object(request, id) == request.user:
            return redirect("admin:password_change")
        answer = super().user_change_password(request, id, form_url)
        if request.method == "POST" and answer.status_code == 302:
            password_given(self.get_object(request, id), request)
        return answer

    def invite(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send a new link; the one before does not work any more."""
        user = self._managed(request, pk)
        if may_be_invited(user):
            user.set_unusable_password()
            user.save(update_fields=["password"])
            self._invite(request, user)
        return redirect("admin:auth_user_change", pk)

    def log_out(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self._managed(request, pk)
        log("signed_out_everywhere", user=user, request=request, ended=end_sessions(user))
        messages.success(request, gettext("This account is logged out on all devices."))
        return redirect("admin:auth_user_change", pk)

    def _managed(self, request: HttpRequest, pk: int) -> User:
        user = get_object_or_404(User, pk=pk)
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        return user

    def _invite(self, request: HttpRequest, user: User) -> None:
        letters.queue_invitation(user)
        log("account_invited", user=user, request=request)
        text = gettext("An invitation will be sent to %(address)s shortly.") % {
            "address": user.email
        }
        messages.success(request, text)

    def render_change_form(self, request, context, *args, **options) -> HttpResponse:
        user = context.get("original")
        context["may_be_invited"] = user is not None and may_be_invited(user)
        return super().render_change_form(request, context, *args, **options)


def may_be_invited(user: User) -> bool:
    """Whether the account waits for its first password."""
    return bool(user.is_active and user.is_staff and user.email and not user.has_usable_password())


@admin.register(Group)
class StaffGroupAdmin(RowBoxMixin, DigestGuard, GroupAdmin):
    """Whoever changes a group changes the rights of its members: superusers only."""

    list_display = ("shown_name",)
    filter_horizontal = ()
    formfield_overrides: ClassVar = {models.ManyToManyField: {"form_class": PermissionsField}}

    @admin.display(description=_("Name"), ordering="name")
    def shown_name(self, group: Group) -> str:
        return role_name(group)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        """Staff speak of roles."""
        title = _("Change role") if object_id else _("Add role")
        context = {"title": title} | (extra_context or {})
        return super().changeform_view(request, object_id, form_url, context)

    def get_deleted_objects(self, groups: Sequence[Group], request: HttpRequest) -> tuple:
        """The roles, and how many accounts lose one; the rows between have no name to show."""
        members = User.objects.filter(groups__in=groups).distinct().count()
        counts = {_("Roles"): len(groups), _("Accounts that lose a role"): members}
        return [role_name(group) for group in groups], counts, set(), []

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return request.user.is_superuser

    def save_model(self, request: HttpRequest, obj: Group, form: Any, change: bool) -> None:
        form.rights_before = rights.rights_of_group(obj) if change else frozenset()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        before, after = form.rights_before, rights.rights_of_group(form.instance)
        event = "group_rights_changed"
        rights.log_changed(event, before, after, request, group=form.instance.pk)

    def delete_model(self, request: HttpRequest, obj: Group) -> None:
        before, key = rights.rights_of_group(obj), obj.pk
        super().delete_model(request, obj)
        log("group_deleted", request=request, group=key, taken=sorted(before))

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for group in queryset:
            self.delete_model(request, group)
