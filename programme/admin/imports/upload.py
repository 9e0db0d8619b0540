"""What is imported: a file, or a table that was pasted; kept while its preview is looked at."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.admin.uploads import UploadStore
from programme.imports.reading import MOST_BYTES

KEPT = "kept"
"""The name of the field with the token of a kept file."""
ENDINGS = ".xlsx,.csv,.tsv,.txt,.html,.htm,.ics,.xml,.json"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        help_text=_(
            "A spreadsheet (XLSX or CSV), a web page with a table, a calendar (ICS), schedule.xml, "
            "schedule.json, or JSON of pretalx, Sessionize or Open Event; at most 32 MB."
        ),
    )
    table = forms.CharField(
        label=_("Or paste a table"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "data-pasted-table": "html"}),
        help_text=_("Copied from a spreadsheet, a document or a web page, with its headings."),
    )
    html = forms.CharField(required=False, widget=forms.HiddenInput)
    """The same table with its merged cells, where the browser has it."""

    def clean_file(self) -> File | None:
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 32 MB."))
        return file

    def clean(self) -> None:
        super().clean()
        has_table = self.cleaned_data.get("table", "").strip() or self.cleaned_data.get("html")
        if not self.errors and not (self.cleaned_data.get("file") or has_table):
            raise ValidationError(_("Choose a file, or paste a table."))

    @property
    def upload(self) -> File:
        """A pasted table has the same name every time, so that it is an edition of the last one."""
        if file := self.cleaned_data["file"]:
            return file
        text = self.cleaned_data["html"] or self.cleaned_data["table"]
        return ContentFile(text.encode(), name=gettext("Pasted table"))


@dataclass
class ImportFile:
    """The file of a preview, which is kept from its first page on."""

    name: str
    data: bytes
    store: UploadStore
    token: str = ""

    @classmethod
    def uploaded(cls, request: HttpRequest, file: File) -> "ImportFile":
        return cls(file.name, file.read(), store_of(request))

    @classmethod
    def kept(cls, request: HttpRequest) -> "ImportFile | None":
        """None if it is kept no longer."""
        store, token = store_of(request), request.POST.get(KEPT, "")
        file = store.find(token)
        return cls(file.name, file.read(), store, token) if file else None

    def keep(self) -> str:
        """The token by which it is found again; raises UploadNotKept."""
        if not self.token:
            self.token = self.store.keep(ContentFile(self.data, name=self.name)).token
        return self.token

    def discard(self) -> None:
        if self.token:
            self.store.discard(self.token)


def store_of(request: HttpRequest) -> UploadStore:
    return admin.site.kept_uploads(request, "programme.import")
