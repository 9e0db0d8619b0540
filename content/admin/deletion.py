"""The summary of related rows on the admin's delete confirmation page."""

from collections.abc import Iterable
from itertools import chain

from django.contrib.admin import AdminSite
from django.contrib.admin.utils import NestedObjects
from django.db import models, router
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.history.recorded import Recorded

MAX_NAMES = 20


def deletion_summary(rows: Iterable, request: HttpRequest, site: AdminSite) -> tuple:
    """Like `get_deleted_objects`, but lists at most 20 names, in a constant number of queries."""
    rows = list(rows)
    if not rows:
        return [], {}, set(), []
    collector = NestedObjects(using=router.db_for_write(type(rows[0])), origin=rows)
    collector.collect(rows)
    deleted = {model: len(instances) for model, instances in collector.model_objs.items()}
    counts = {
        model._meta.verbose_name_plural: count
        for model, count in deleted.items()
        if issubclass(model, Recorded)
    }
    counts |= _cleared(collector)
    forbidden = {m._meta.verbose_name for m in deleted if not _may_delete(m, request, site)}
    protected = sorted(collector.protected, key=lambda row: (row._meta.label, row.pk))
    protected_links = _links(_reload_for_names(protected, site), count=len(protected))
    return _links(rows, count=len(rows)), counts, forbidden, protected_links


def _cleared(collector: NestedObjects) -> dict[str, int]:
    """How many rows stay and lose their relation: “Sessions that lose their room”."""
    text = _("%(rows)s that lose their %(relation)s")
    counts: dict[str, int] = {}
    for (field, _value), found in collector.field_updates.items():
        names = {"rows": field.model._meta.verbose_name_plural, "relation": field.verbose_name}
        gone = collector.model_objs.get(field.model, set())
        if field.editable and (rows := set(chain.from_iterable(found)) - gone):
            counts[text % names] = len(rows)
    return counts


def _may_delete(model: type[models.Model], request: HttpRequest, site: AdminSite) -> bool:
    is_registered = site.is_registered(model)
    return not is_registered or site.get_model_admin(model).has_delete_permission(request)


def _reload_for_names(rows: list, site: AdminSite) -> list:
    """Load the first rows again together with the relations that `str()` needs."""
    reloaded = []
    for model in dict.fromkeys(type(row) for row in rows[:MAX_NAMES]):
        keys = [row.pk for row in rows[:MAX_NAMES] if type(row) is model]
        related = site.get_model_admin(model).list_select_related or []
        reloaded += model._base_manager.filter(pk__in=keys).select_related(*related).order_by("pk")
    return reloaded


def _links(rows: list, *, count: int) -> list[str]:
    """Links to the forms of the first rows, and the number of the others."""
    links = [
        format_html(
            '{}: <a href="{}">{}</a>',
            capfirst(row._meta.verbose_name),
            reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk]),
            row,
        )
        for row in rows[:MAX_NAMES]
    ]
    more = count - MAX_NAMES
    if more > 0:
        links.append(ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more})
    return links
