"""The rows of an inline, each with the stored row of its own form."""

from collections.abc import Iterator

from django.contrib.admin.helpers import InlineAdminForm, InlineAdminFormSet
from django.contrib.admin.utils import flatten_fieldsets


class PairedFormSet(InlineAdminFormSet):
    """Django pairs the submitted forms with the stored rows by their order, so that one shows
    the name of another once somebody has moved, added or deleted a row, and the last is hidden.
    """

    def __iter__(self) -> Iterator[InlineAdminForm]:
        yield from map(self._stored, self.formset.initial_forms)
        yield from map(self._new, self.formset.extra_forms)
        if self.has_add_permission:
            yield self._new(self.formset.empty_form)

    def _stored(self, form) -> InlineAdminForm:
        row = form.instance if form.instance.pk else None
        hidden = self.readonly_fields
        if not self.has_change_permission:
            hidden = [*hidden, *flatten_fieldsets(self.fieldsets)]
        address = row and self.opts.get_view_on_site_url(row)
        return self._form(form, row, hidden, view_on_site_url=address)

    def _new(self, form) -> InlineAdminForm:
        return self._form(form, None, self.readonly_fields)

    def _form(self, form, row, readonly, **options) -> InlineAdminForm:
        return InlineAdminForm(
            self.formset,
            form,
            self.fieldsets,
            self.prepopulated_fields,
            row,
            readonly,
            model_admin=self.opts,
            **options,
        )


def paired(stock: InlineAdminFormSet) -> PairedFormSet:
    permissions = {
        f"has_{name}_permission": getattr(stock, f"has_{name}_permission")
        for name in ("add", "change", "delete", "view")
    }
    return PairedFormSet(
        stock.opts,
        stock.formset,
        stock.fieldsets,
        stock.prepopulated_fields,
        stock.readonly_fields,
        model_admin=stock.model_admin,
        **permissions,
    )
