"""The bin: deleted records, to be restored within 30 days or deleted for good."""

from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from content.history.bin import Deletion, binned_labels, deletions
from content.history.purge import forget_deletion
from content.history.recorded import recorded_model
from content.history.refusals import UndoError
from content.history.undo import restore_deleted
from forum.staff.security_log import log


def bin_urls(site: AdminSite) -> list:
    return [
        path("bin/", site.admin_view(bin_page), name="bin"),
        path("bin/<int:act>/restore/", site.admin_view(restore), name="bin_restore"),
        path("bin/<int:act>/delete/", site.admin_view(delete_for_good), name="bin_delete"),
    ]


def may_see_bin(request: HttpRequest) -> bool:
    return bool(labels_in_bin(request))


def labels_in_bin(request: HttpRequest) -> list[str]:
    """The models whose deleted records this member of staff may see and restore."""
    return [label for label in binned_labels() if _may_delete(recorded_model(label), request)]


def _may_delete(model: type[models.Model], request: HttpRequest) -> bool:
    site = admin.site
    return site.is_registered(model) and site.get_model_admin(model).has_delete_permission(request)


@require_safe
def bin_page(request: HttpRequest) -> HttpResponse:
    if not may_see_bin(request):
        raise PermissionDenied
    labels = labels_in_bin(request)
    found = deletions(labels, timezone.now())
    kinds = {deletion.records[0].model for deletion in found}
    chosen = request.GET.get("kind")
    context = {
        "title": _("Bin"),
        "kinds": [recorded_model(label)._meta for label in labels if label in kinds],
        "chosen": chosen if chosen in kinds else "",
        "deletions": [d for d in found if chosen not in kinds or d.records[0].model == chosen],
    }
    return render(request, "admin/bin/list.html", admin.site.each_context(request) | context)


@require_POST
def restore(request: HttpRequest, act: int) -> HttpResponse:
    if (deletion := _deletion(request, act)) is None:
        return _no_longer_there(request)
    try:
        restore_deleted(deletion.act, by=request.user)
    except UndoError as error:
        messages.error(request, str(error))
    else:
        names = {"name": deletion.records[0].name}
        messages.success(request, _("“%(name)s” has been restored.") % names)
    return redirect("admin:bin")


def delete_for_good(request: HttpRequest, act: int) -> HttpResponse:
    """Asks first; only for superusers, because nothing brings it back."""
    if not request.user.is_superuser:
        raise PermissionDenied
    if (deletion := _deletion(request, act)) is None:
        return _no_longer_there(request)
    if request.method == "POST":
        forget_deletion(deletion.act)
        records = [f"{record.model} {record.key}" for record in deletion.records]
        log("deleted_for_good", request=request, records=records)
        messages.success(request, _("Deleted for good, with its history."))
        return redirect("admin:bin")
    context = {
        **admin.site.each_context(request),
        "title": _("Delete for good"),
        "deletion": deletion,
    }
    return render(request, "admin/bin/delete.html", context)


def _deletion(request: HttpRequest, act: int) -> Deletion | None:
    """What this act deleted, if it is still in the bin and this member of staff may see it."""
    if not may_see_bin(request):
        raise PermissionDenied
    found = deletions(labels_in_bin(request), timezone.now())
    return next((deletion for deletion in found if deletion.act.pk == act), None)


def _no_longer_there(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("This is no longer in the bin."))
    return redirect("admin:bin")
