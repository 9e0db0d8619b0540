"""The answer to the form of a record that has been deleted meanwhile: what was typed is shown."""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.forms import BoundField, PasswordInput
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from content.admin.comparison import typed_words
from content.bidi import isolate
from content.history.models import Change, ChangeKind


@dataclass(frozen=True, slots=True)
class TypedPart:
    """The fields of the record, or of one row of an inline: labels and what was typed."""

    name: str
    values: tuple[tuple[str, str], ...]


def answer_gone(page: ModelAdmin, request: HttpRequest, key: int) -> HttpResponse:
    changes = Change.objects.filter(model=page.opts.label_lower, key=key, kind=ChangeKind.DELETED)
    last = changes.select_related("act__by").order_by("-pk").first()
    context = {
        **page.admin_site.each_context(request),
        "title": _("This record no longer exists"),
        "opts": page.opts,
        "deletion": last,
        "who": isolate(last.act.who) if last else "",
        "name": isolate(last.name) if last else "",
        "bin_url": _bin_url() if last else "",
        "typed": [part for part in _typed(page, request) if part.values],
    }
    request.current_app = page.admin_site.name
    return TemplateResponse(request, "admin/gone.html", context, status=410)


def _bin_url() -> str:
    try:
        return reverse("admin:bin")
    except NoReverseMatch:
        return ""


def _typed(page: ModelAdmin, request: HttpRequest) -> list[TypedPart]:
    fields = flatten_fieldsets(page.get_fieldsets(request, None))
    form = page.get_form(request, None, change=True, fields=fields)(request.POST, request.FILES)
    parts = [_part("", form)]
    for formset, inline in page.get_formsets_with_inlines(request):
        rows = formset(request.POST, request.FILES, prefix=formset.get_default_prefix())
        noun = str(inline.verbose_name_plural)
        parts += [_part(noun, row) for row in rows.forms] if rows.is_bound else []
    return parts


def _part(name: str, form: Any) -> TypedPart:
    fields = [form[name] for name in form.fields if not _is_secret(form[name])]
    pairs = ((str(one.label), typed_words(one)) for one in fields)
    return TypedPart(name, tuple(pair for pair in pairs if pair[1]))


def _is_secret(one: BoundField) -> bool:
    return one.is_hidden or isinstance(one.field.widget, PasswordInput)
