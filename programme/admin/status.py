"""Forms that change a status through the verbs of the model."""

from content.admin.forms import StaffForm
from content.translations import columns


class StatusForm(StaffForm):
    """A status is set by the verb for it, which also decides what else changes with it."""

    cleared_with_status: tuple[str, ...] = ()
    """Translated fields that a verb may clear: what nobody typed now is not put back."""

    def clean(self):
        super().clean()
        status = self.cleaned_data.pop("status", None)
        if status is None or status == self.instance.status:
            return
        kept = [name for field in self.cleared_with_status for name in columns(field)]
        for name in set(kept) - set(self.changed_data):
            self.cleaned_data.pop(name, None)
        self.instance.set_status(status)
