"""The guard of rows with a history, and of their parts in inlines."""

from collections.abc import Iterator

from django.contrib.admin.utils import flatten_fieldsets
from django.db import DEFAULT_DB_ALIAS, models
from django.forms.models import _get_foreign_key
from django.http import HttpRequest, HttpResponse

from content.admin.comparison import CHOICE, Comparison, FormComparison, InlineComparison
from content.admin.differences import Difference
from content.admin.forms import is_primary_key
from content.admin.guard import VERSION, GuardedAdmin
from content.admin.opened_rows import OpenedRow, Rows, by_row
from content.admin.private_columns import PRIVATE, OpenedPrivate, private_digests
from content.admin.submissions import Submission
from content.history.models import Change
from content.locks import stored_rows


class HistoryGuard(GuardedAdmin):
    def lock_row(self, key: int) -> models.Model | None:
        return stored_rows(self.model, DEFAULT_DB_ALIAS, pk=key).get(key)

    def stored_version(self, key: int) -> int:
        changes = Change.objects.of_row(self.opts.label_lower, key)
        return changes.aggregate(last=models.Max("pk"))["last"] or 0

    def compare(self, request: HttpRequest, row: models.Model, version: int) -> Comparison:
        opened = _read_version(request.POST.get(VERSION, ""), version)
        if opened == version and not self._needs_work(request, row):
            return Comparison()
        submission, changes = Submission.of(request), None
        if opened is not None:
            changes = Change.objects.of_row(self.opts.label_lower, row.pk).filter(pk__gt=opened)
            changes = by_row(changes.select_related("act__by").order_by("pk"))
        found = [*self._of_row(request, row, submission, changes)]
        found += self._of_inlines(request, row, submission, changes)
        submission.replace_in(request)
        is_known = opened is not None and all(one.is_mine_selected for one in found)
        return Comparison(tuple(found), is_version_known=is_known, name=str(row))

    def render_change_form(self, request, context, *args, **options) -> HttpResponse:
        """Columns of which no version is selected stay unknown until one is."""
        if context.get("original") is not None:
            undecided = context.get("comparison", Comparison()).undecided
            context[PRIVATE] = private_digests(context["adminform"].form, left_out=undecided)
        return super().render_change_form(request, context, *args, **options)

    def _needs_work(self, request: HttpRequest, row: models.Model) -> bool:
        """Whether choices were made or are due, or rows of inlines were moved to another record."""
        if any(name.endswith(CHOICE) for name in request.POST) or _private(request, row).unknown:
            return True
        submission = Submission(request.POST, request.FILES)
        for inline in self.get_inline_instances(request, row):
            fk = _get_foreign_key(self.model, inline.model, fk_name=inline.fk_name)
            rows = submission.rows(fk.remote_field.get_accessor_name())
            keys = {one.key for one in rows if one.key is not None}
            parts = inline.model._base_manager.filter(**{fk.name: row, "pk__in": keys})
            if keys and parts.count() < len(keys):
                return True
        return False

    def _of_row(self, request, row, submission, changes) -> Iterator[Difference]:
        fields = flatten_fieldsets(self.get_fieldsets(request, row))
        make = self.get_form(request, row, change=True, fields=fields)
        opened = _opened(row, changes)
        private = _private(request, row)
        return FormComparison(submission, opened, row, make, private=private).differences()

    def _of_inlines(self, request, row, submission, changes) -> Iterator[Difference]:
        for formset, inline in self.get_formsets_with_inlines(request, row):
            prefix = formset.get_default_prefix()
            if not inline.has_change_permission(request, row) or not submission.has_rows(prefix):
                continue
            stored = {
                r.pk: r for r in inline.get_queryset(request).filter(**{formset.fk.name: row})
            }
            own = None if changes is None else _of_model(formset.model, changes)
            yield from InlineComparison(submission, prefix, formset, stored, own).differences()


def _opened(row: models.Model, changes: Rows | None) -> OpenedRow:
    if changes is None:
        return OpenedRow.unknown_version(row)
    return OpenedRow.before(changes.get((row._meta.label_lower, row.pk), []), row)


def _private(request: HttpRequest, row: models.Model) -> OpenedPrivate:
    return OpenedPrivate.read(request.POST.get(PRIVATE, ""), row)


def _of_model(model: type[models.Model], changes: Rows) -> dict[int, list[Change]]:
    label = model._meta.label_lower
    return {key: found for (name, key), found in changes.items() if name == label}


def _read_version(text: str, stored: int) -> int | None:
    """None for what no form of this site has ever carried."""
    version = int(text) if is_primary_key(text) else None
    return None if version is None or version > stored else version
