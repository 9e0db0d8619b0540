"""Which documents are refused, by their content."""

import random
import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError

from programme.models import Document, file_types
from programme.models.documents import FILE_TYPES
from programme.models.file_types import check_content
from tests import factories
from tests.adminforms import filled
from tests.html import read, texts

OFFICE = {
    "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main+xml"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
}
ODF = {"odt": "text", "odp": "presentation", "ods": "spreadsheet"}
MACROS = "This file contains macros. Save it without macros and choose it again."
TOO_LARGE = (
    "This file unpacks to more than 100 MB, or to too many files. Split it into smaller files."
)


def packed(entries: dict[str, str | bytes], **options) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def office(ending: str, **more: str | bytes) -> dict[str, str | bytes]:
    part, kind = OFFICE[ending]
    types = f'<Override PartName="/{part}" ContentType="application/vnd.{kind}"/>'
    return {"[Content_Types].xml": types, part: "<xml/>"} | more


def open_document(ending: str, **more: str | bytes) -> dict[str, str | bytes]:
    kind = f"application/vnd.oasis.opendocument.{ODF[ending]}"
    return {"mimetype": kind, "content.xml": "<xml/>"} | more


SAMPLES = {
    "pdf": factories.pdf().read(),
    "txt": "ﻢﻨﺘﺩﻯ — forum".encode("utf-8-sig"),
    "csv": b"name;country\r\nNadia;MA\r\n",
    "zip": packed({"a.txt": "a", "b/c.txt": "c"}),
    **{ending: packed(office(ending)) for ending in OFFICE},
    **{ending: packed(open_document(ending)) for ending in ODF},
}


def other_type(ending: str) -> str:
    return (
        f"This file is damaged, encrypted or not of the type {ending.upper()}. Save it again as "
        f"{ending.upper()} without a password, and choose it again."
    )


def refusal(content: bytes, ending: str) -> str:
    """The sentence for a file, empty if it is accepted; it is read from the start in any case."""
    file = BytesIO(content)
    file.read(3)
    try:
        check_content(file, ending)
    except ValidationError as error:
        return error.messages[0]
    finally:
        assert file.tell() == 0
    return ""


def test_every_accepted_type_has_a_sample():
    assert {ending: refusal(SAMPLES[ending], ending) for ending in FILE_TYPES} == dict.fromkeys(
        FILE_TYPES, ""
    )


def test_a_file_of_another_type_is_refused():
    accepted = {
        (content, ending)
        for content, sample in SAMPLES.items()
        for ending in FILE_TYPES
        if not refusal(sample, ending)
    }

    # A text may be anything; every office file is a zip file.
    same = {(ending, ending) for ending in FILE_TYPES}
    texts = {("txt", "csv"), ("csv", "txt"), ("pdf", "txt"), ("pdf", "csv")}
    assert accepted == same | texts | {(ending, "zip") for ending in (*OFFICE, *ODF)}


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00\x03",
        b"<!doctype html><script>alert(1)</script>",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"%PDF-1.7\n",
        b"PK\x05\x06" + bytes(18),
        b"PK\x05\x06" + b"\xff" * 18,
        b"%PDF-1.7\n%%EOF"[:5] + bytes(5000) + b"%%EOF" + bytes(5000),
    ],
)
@pytest.mark.parametrize("ending", ["pdf", "docx", "ods"])
def test_programs_web_pages_and_stumps_are_refused(content, ending):
    assert refusal(content, ending) == other_type(ending)


@pytest.mark.parametrize("ending", [*OFFICE, *ODF, "zip"])
def test_a_file_cut_short_or_with_a_flipped_byte_is_refused(ending):
    whole = SAMPLES[ending]
    flipped = bytearray(packed({"a.txt": random.Random(1).randbytes(900)}))  # noqa: S311
    flipped[400] ^= 1

    assert refusal(whole[: len(whole) // 2], ending) == other_type(ending)
    assert refusal(bytes(flipped), "zip") == other_type("zip")


@pytest.mark.parametrize(
    "text", ["Hé".encode("cp1252"), "Hé".encode("utf-16"), b"a\x00b", b"\xe2\x82"]
)
def test_text_in_another_encoding_is_refused(text):
    assert refusal(text, "csv") == (
        "This file is not text in UTF-8. Save it with the encoding UTF-8 and choose it again."
    )


@pytest.mark.parametrize(
    ("ending", "entries"),
    [
        ("docx", office("docx", **{"word/vbaProject.bin": b"\xd0\xcf"})),
        ("xlsx", office("xlsx", **{"xl/VBAPROJECT.BIN": b"\xd0\xcf"})),
        ("pptx", office("pptx") | {"[Content_Types].xml": "presentation.macroEnabled.main+xml"}),
        ("odt", open_document("odt", **{"Basic/Standard/Module1.xml": "<xml/>"})),
    ],
)
def test_macros_are_refused(ending, entries):
    assert refusal(packed(entries), ending) == MACROS


def test_the_main_part_may_have_another_name():
    entries = office("docx")
    entries["word/document2.xml"] = entries.pop("word/document.xml")

    assert refusal(packed(entries), "docx") == ""


class TestBombs:
    def test_a_file_that_unpacks_to_too_much_is_refused_without_unpacking_it(self, monkeypatch):
        monkeypatch.setattr(file_types, "MAX_UNPACKED", 5000)
        noise = random.Random(1).randbytes(3000)  # noqa: S311
        bomb = packed({"a": noise, "b": noise})
        monkeypatch.setattr(zipfile.ZipFile, "open", None)

        assert refusal(bomb, "zip") == TOO_LARGE

    def test_a_file_that_unpacks_to_a_hundred_times_its_size_is_refused(self):
        assert refusal(packed({"a": bytes(2_000_000)}, compresslevel=9), "zip") == TOO_LARGE

    @pytest.mark.parametrize("ending", ["docx", "odt"])
    def test_a_document_is_no_way_around(self, ending):
        whole = office(ending) if ending in OFFICE else open_document(ending)

        assert refusal(packed(whole | {"a": bytes(2_000_000)}), ending) == TOO_LARGE

    def test_an_entry_that_claims_to_be_small_is_not_read_further(self):
        packed_zeros = packed({"a": bytes(2_000_000)})
        lie = packed_zeros.replace((2_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))

        assert lie != packed_zeros
        assert refusal(lie, "zip") == other_type("zip")

    def test_too_many_entries_are_refused(self, monkeypatch):
        monkeypatch.setattr(file_types, "MAX_ENTRIES", 20)

        assert refusal(packed({str(number): "x" for number in range(21)}), "zip") == TOO_LARGE

    def test_a_long_list_of_entries_is_not_even_read(self, monkeypatch):
        monkeypatch.setattr(file_types, "MAX_READ", 70_000)
        monkeypatch.setattr(file_types, "MAX_ENTRIES", 10**9)

        assert refusal(packed({f"{n:050}": "" for n in range(800)}), "zip") == TOO_LARGE


@pytest.mark.django_db
def test_the_form_of_a_document_says_so(staff):
    path = "/admin/programme/document/add/"
    given = {"event": factories.event().pk, "title_en": "Paper"}
    file = factories.SimpleUploadedFile("paper.pdf", factories.pdf().read()[:12])

    page = read(staff.post(path, filled(read(staff.get(path))) | given | {"file": file}))

    assert texts(page, ".errorlist li") == [other_type("pdf")]
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_a_long_name_is_accepted(staff):
    path = "/admin/programme/document/add/"
    given = {"event": factories.event().pk, "title_en": "Paper"}
    file = factories.pdf("منتدى" * 40 + ".pdf")

    answer = staff.post(path, filled(read(staff.get(path))) | given | {"file": file})

    assert (answer.status_code, Document.objects.get().file.size) == (302, file.size)
