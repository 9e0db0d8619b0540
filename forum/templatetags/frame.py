"""What the templates of the admin's frame ask about a list or a form."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import template
from django.contrib.admin.views.main import ChangeList
from django.db.models.options import Options
from django.forms import BaseForm, BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

register = template.Library()


@register.filter
def has_bin(opts: Options) -> bool:
    """Whether deleted rows of the model go to the bin."""
    return getattr(opts.model, "has_bin", False)


@register.filter
def in_one_line(cell: str) -> SafeString:
    """Wrap the content of a cell of a list, so that styles can cut it where its own text ends."""
    head, content = cell.split(">", 1)
    content, tail = content.rsplit("</", 1)
    block = format_html('<div class="cell"><div dir="auto">{}</div></div>', SafeString(content))
    return SafeString(f"{head}>{block}</{tail}")


@dataclass(frozen=True)
class ActiveFilter:
    title: str
    choice: str
    removal: str
    """The query string of the list without this filter."""


@register.filter
def active_filters(changelist: ChangeList) -> list[ActiveFilter]:
    """The filters that narrow the list: their first choice shows all rows. Tabs show their own."""
    found = []
    for spec in changelist.filter_specs:
        if getattr(spec, "is_tabs", False):
            continue
        first, *others = spec.choices(changelist)
        found += [
            ActiveFilter(capfirst(spec.title), choice["display"], first["query_string"])
            for choice in others
            if choice.get("selected")
        ]
    return found


@register.filter
def list_tabs(changelist: ChangeList) -> list[dict]:
    """The choices of the filter that is drawn as tabs, without the number of the page."""
    tabs = [spec for spec in changelist.filter_specs if getattr(spec, "is_tabs", False)]
    return [choice for spec in tabs for choice in spec.choices(changelist)]


@dataclass(frozen=True)
class Mistake:
    """`field` is the id of the control to correct; empty for a mistake of a whole form."""

    field: str
    label: str
    text: str


@dataclass(frozen=True)
class Mistakes:
    """Every mistake of a page, each once."""

    listed: list[Mistake]
    of_form: list[str]
    """Those of the form as a whole."""
    is_conflict: bool
    """Whether those tell what a colleague did, which is no mistake."""

    @property
    def count(self) -> int:
        return len(self.listed) + (0 if self.is_conflict else len(self.of_form))


@register.simple_tag
def mistakes(adminform, inline_formsets: list) -> Mistakes:
    form = adminform.form
    listed = [*_of_fields(form), *_of_rows(inline_formsets)]
    return Mistakes(listed, form.non_field_errors(), bool(getattr(form, "conflict", None)))


def _of_fields(form: BaseForm) -> list[Mistake]:
    return [mistake for mistake in _of_form(form) if mistake.field]


def _of_rows(inline_formsets: list) -> list[Mistake]:
    found = []
    for inline in inline_formsets:
        title = str(capfirst(inline.opts.verbose_name))
        found += [
            Mistake(f"{inline.formset.prefix}-group", title, text)
            for text in inline.formset.non_form_errors()
        ]
        for number, form in enumerate(inline.formset.forms, start=1):
            found += _of_form(form, row=f"{title} {number}")
    return found


def _of_form(form: BaseForm, row: str = "") -> Iterator[Mistake]:
    for name, errors in form.errors.items():
        is_field = name in form.fields
        label = str(capfirst(form[name].label)) if is_field else ""
        where = ", ".join(filter(None, (row, label)))
        for text in errors:
            yield Mistake(_control_id(form[name]) if is_field else "", where, text)


def _control_id(field: BoundField) -> str:
    """The id of the field's control, or of the first of several."""
    return field.id_for_label or f"{field.auto_id}_0"
