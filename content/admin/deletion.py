"""What goes with a row, as the admin asks before it deletes: counted, never thousands of names."""

from collections.abc import Iterable

from django.contrib.admin import AdminSite
from django.contrib.admin.utils import NestedObjects
from django.db import models, router
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import ngettext

MOST_NAMES = 20


def deletion_summary(rows: Iterable, request: HttpRequest, site: AdminSite) -> tuple:
    """As `django.contrib.admin.utils.get_deleted_objects`, in as many queries for many rows."""
    rows = list(rows)
    if not rows:
        return [], {}, set(), []
    collector = NestedObjects(using=router.db_for_write(type(rows[0])), origin=rows)
    collector.collect(rows)
    going = {model: len(those) for model, those in collector.model_objs.items()}
    counts = {model._meta.verbose_name_plural: count for model, count in going.items()}
    kept = {model._meta.verbose_name for model in going if not _may_delete(model, request, site)}
    protected = sorted(collector.protected, key=lambda row: (row._meta.label, row.pk))
    return _named(rows), counts, kept, _named(_with_names(protected, site), len(protected))


def _may_delete(model: type[models.Model], request: HttpRequest, site: AdminSite) -> bool:
    known = site.is_registered(model)
    return not known or site.get_model_admin(model).has_delete_permission(request)


def _with_names(rows: list, site: AdminSite) -> list:
    """The first of the rows once more, with all that their names are made of."""
    found = []
    for model in dict.fromkeys(type(row) for row in rows[:MOST_NAMES]):
        keys = [row.pk for row in rows[:MOST_NAMES] if type(row) is model]
        related = site.get_model_admin(model).list_select_related or []
        found += model._base_manager.filter(pk__in=keys).select_related(*related).order_by("pk")
    return found


def _named(rows: list, count: int = 0) -> list[str]:
    """Each with a link to its form, and how many more there are."""
    names = [
        format_html(
            '{}: <a href="{}">{}</a>',
            capfirst(row._meta.verbose_name),
            reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk]),
            row,
        )
        for row in rows[:MOST_NAMES]
    ]
    more = max(count, len(rows)) - MOST_NAMES
    if more > 0:
        names.append(ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more})
    return names
