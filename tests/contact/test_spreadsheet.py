"""Messages as CSV and XLSX: every program opens them, and computes nothing."""

import csv
import io

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from forum.contact.models import Message
from forum.contact.spreadsheet import message_sheet
from tests import factories
from tests.contact.test_inbox import act

pytestmark = pytest.mark.django_db

HOSTILE = ["=1+1", "+212 600", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"]


def test_an_exported_spreadsheet_contains_no_formulas(staff):
    for text in HOSTILE:
        factories.message(text=text, organization=text.strip())

    rows = {}
    for kind in ("csv", "xlsx"):
        response = act(staff, f"export_{kind}", *Message.objects.all())
        rows[kind] = table(kind, response.content)
        assert f".{kind}" in response["Content-Disposition"]

    cells = {kind: sorted(row[8] for row in found[1:]) for kind, found in rows.items()}
    assert cells["csv"] == sorted(f"'{text.strip()}" for text in HOSTILE)
    assert [cell.lstrip("'") for cell in cells["xlsx"]] != []
    assert all(cell.startswith("'") for found in cells.values() for cell in found)
    assert rows["csv"][0] == rows["xlsx"][0]


def test_a_spreadsheet_speaks_the_language_of_the_admin(staff):
    message = factories.message()

    with override("fr"):
        content = message_sheet(Message.objects.filter(pk=message.pk), form="csv")

    heads, row = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert (heads[0], heads[2], row[0], row[2]) == (
        "Référence",
        "Statut",
        message.reference,
        "Nouveau",
    )


def test_messages_with_characters_that_xml_forbids_are_exported_without_them(staff):
    message = factories.message()
    unseen = "".join(map(chr, [*range(1, 32), 0xFFFE, 0xFFFF]))
    # As SQL or an import writes it: no form lets these through.
    Message.objects.update(name=f"Na{unseen}dia", text=f"\x01=1+1{unseen}")

    for kind in ("csv", "xlsx"):
        rows = table(kind, act(staff, f"export_{kind}", message).content)

        assert rows[1][5].split() == ["Na", "dia"]
        assert rows[1][8].strip() == "'=1+1"


def table(kind: str, content: bytes) -> list[list[str]]:
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    sheet = load_workbook(io.BytesIO(content)).active
    assert "f" not in {cell.data_type for row in sheet for cell in row}
    return [[cell.value for cell in row] for row in sheet]
