"""Uploads that survive the refusal of another field: the form keeps them by a token.

The token is in a hidden field of the upload's own row, so it stays with the row when rows move.
The admin site says where files are kept: `site.kept_uploads(request, field)` is an `UploadStore`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from io import BytesIO
from pathlib import PurePosixPath
from typing import ClassVar, Protocol

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from content.admin.thumbnails import staff_url, thumbnail

LOST = object()
"""The value of a field whose token names no file: it is too old, or belongs to somebody else."""


@dataclass(frozen=True)
class KeptUpload:
    name: str
    token: str
    url: str


class KeptFile(File):
    """A file that was uploaded with an earlier attempt to save the form; read when it is needed."""

    def __init__(self, kept: KeptUpload, *, size: int, read: Callable[[], bytes]):
        self.name, self.kept, self.size, self._read = kept.name, kept, size, read

    @cached_property
    def file(self) -> BytesIO:
        return BytesIO(self._read())

    def open(self, mode: str | None = None) -> "KeptFile":
        self.seek(0)
        return self

    def close(self) -> None:
        pass


@dataclass(frozen=True)
class StoredUpload:
    """A file of a row as staff see it, whether it is public or not."""

    file: FieldFile

    def __str__(self) -> str:
        """The name that it came with or is downloaded as: the stored name tells nothing."""
        name, ending = self.file.instance.get_upload_name(), PurePosixPath(self.file.name).suffix
        has_ending = not name or name.lower().endswith(ending)
        return (name or self.file.name) + ("" if has_ending else ending)

    @property
    def url(self) -> str:
        return staff_url(self.file.name)

    @property
    def size(self) -> int | None:
        """In bytes, if its row knows it."""
        return getattr(self.file.instance, "size", None)

    @property
    def thumbnail(self) -> SafeString:
        return thumbnail(self.file)


@dataclass(frozen=True)
class RefusedUpload:
    """What a file field shows after a refusal: its stored file, and the kept upload or why none."""

    stored: File | None
    kept: KeptUpload | None
    reason: str


class UploadNotKept(Exception):
    """The text says why, for the person who has to choose the file again."""


class UploadStore(Protocol):
    """The kept uploads of one person and one field."""

    def keep(self, file: File) -> KeptUpload:
        """Raises UploadNotKept if there is no room."""

    def find(self, token: str) -> KeptFile | None: ...

    def discard(self, token: str) -> None: ...


def _hint(ratio: float) -> str:
    if ratio == 1:
        return _("Click the face: pages show the square around it. Or type the two numbers below.")
    return _("Click what must stay in sight: pages cut the edges. Or type the two numbers below.")


class KeptFileInput(AdminFileWidget):
    class Media:
        js: ClassVar = [Script("js/admin/focus-point.js", type="module")]

    def __init__(self, store: UploadStore, attrs: dict | None = None):
        super().__init__(attrs)
        self.store = store

    def value_from_datadict(self, data, files, name):
        """A file chosen now wins over one that is kept."""
        value = super().value_from_datadict(data, files, name)
        token = data.get(f"{name}-kept")
        if value is not None or not token or f"{name}-drop" in data:
            return value
        return self.store.find(token) or LOST

    def get_context(self, name, value, attrs) -> dict:
        """The stored file is linked in the admin: the public may not see it yet."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        if "data-focus-x" in widget["attrs"]:
            widget["attrs"]["data-focus-hint"] = _hint(widget["attrs"]["data-focus-ratio"])
        if widget["is_initial"]:
            widget["value"] = StoredUpload(value)
            if record := getattr(value, "record", None):
                widget["attrs"]["data-focus-source"] = staff_url(record.source)
        return context

    def _render(self, template_name, context, renderer=None) -> SafeString:
        """The stored file, by a template of the site, and below it the plain input."""
        stored = SafeString("")
        if context["widget"]["is_initial"]:
            stored = render_to_string("admin/_file_field.html", context)
            context["widget"]["value"] = None  # no value of an input of this type
        return stored + super()._render("django/forms/widgets/input.html", context, renderer)

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        if not isinstance(value, RefusedUpload):
            return super().render(name, value, attrs, renderer)
        note = render_to_string("admin/_kept_upload.html", {"name": name, "upload": value})
        return super().render(name, value.stored, attrs, renderer) + note


class KeptFileField(forms.FileField):
    def clean(self, data, initial=None):
        if data is LOST:
            message = _("This file is no longer kept. Please choose it again.")
            raise ValidationError(message, code="upload_lost")
        return super().clean(data, initial)

    def bound_data(self, data, initial):
        kept, reason = getattr(data, "kept", None), getattr(data, "reason_not_kept", "")
        return RefusedUpload(initial, kept, reason) if kept or reason else initial


def upload_options(store: UploadStore) -> dict[str, object]:
    """The options of `formfield()` for a file field. A long name is fine: it is not stored."""
    return {"form_class": KeptFileField, "widget": KeptFileInput(store), "max_length": None}


class KeepsUploads:
    """A mixin for a `ModelAdmin`: keeps the valid uploads of a refused form until it is saved."""

    def render_change_form(self, request: HttpRequest, context: dict, **options) -> HttpResponse:
        if request.method == "POST":
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            for form in _all_forms(context["adminform"].form, formsets):
                _keep_uploads(form)
        return super().render_change_form(request, context, **options)

    def save_related(self, request: HttpRequest, form, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        for one in _all_forms(form, formsets):
            _discard_used(one)


def _all_forms(form: forms.Form, formsets: Iterable) -> list[forms.Form]:
    return [form, *(row for formset in formsets for row in formset.forms)]


def _file_fields(form: forms.Form) -> dict[str, KeptFileField]:
    return {name: field for name, field in form.fields.items() if isinstance(field, KeptFileField)}


def _keep_uploads(form: forms.Form) -> None:
    for name, field in _file_fields(form).items():
        store, html_name = field.widget.store, form.add_prefix(name)
        file, token = form.files.get(html_name), form.data.get(f"{html_name}-kept")
        if token and (file or f"{html_name}-drop" in form.data):
            store.discard(token)
        if file and name not in form.errors:
            _keep(file, store)


def _keep(file: File, store: UploadStore) -> None:
    try:
        file.kept = store.keep(file)
    except UploadNotKept as error:
        file.reason_not_kept = str(error)


def _discard_used(form: forms.Form) -> None:
    for name, field in _file_fields(form).items():
        kept = getattr(form.cleaned_data.get(name), "kept", None)
        if kept:
            transaction.on_commit(partial(field.widget.store.discard, kept.token), robust=True)
