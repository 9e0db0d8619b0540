"""Values in read-only forms of the admin."""

from django import template
from django.contrib.admin.helpers import AdminReadonlyField
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from content.admin.pills import status
from content.admin.uploads import StoredUpload

register = template.Library()


@register.filter
def readonly_contents(field: AdminReadonlyField) -> str:
    """What Django shows, but words in place of its icons, and the way to a stored file.

    The public address of a file may answer 404.
    """
    name, row = field.field["name"], field.form.instance
    value = getattr(row, name, None) if isinstance(name, str) else None
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if name == "status" and hasattr(row, "get_status_display"):
        return status(row)
    if isinstance(value, FieldFile) and value:
        return render_to_string("admin/_stored_file.html", {"upload": StoredUpload(value)})
    return field.contents()
