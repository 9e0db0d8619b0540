"""Stored files in read-only forms of the admin."""

from django import template
from django.contrib.admin.helpers import AdminReadonlyField
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string

from content.admin.uploads import StoredUpload

register = template.Library()


@register.filter
def readonly_contents(field: AdminReadonlyField) -> str:
    """What Django shows, but for a stored file: its public address may answer 404."""
    name = field.field["name"]
    value = getattr(field.form.instance, name, None) if isinstance(name, str) else None
    if not (isinstance(value, FieldFile) and value):
        return field.contents()
    return render_to_string("admin/_stored_file.html", {"upload": StoredUpload(value)})
