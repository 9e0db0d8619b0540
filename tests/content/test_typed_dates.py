"""Dates and hours are read as people write them in English, French and Arabic."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.forms import Field
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from content.admin.date_fields import DateField, DateTimeField, HoursField, TimeField
from content.typed_dates import (
    DateFault,
    NotADateError,
    NotATimeError,
    is_end_of_day,
    parse_date,
    parse_time,
)

LANGUAGES = ["en", "fr", "ar"]
UNREADABLE = DateFault.UNREADABLE
NO_SUCH_DAY = DateFault.NO_SUCH_DAY
TWO_DIGITS = DateFault.YEAR_OF_TWO_DIGITS
NO_YEAR = DateFault.NO_YEAR

NOVEMBER_19 = [
    "2027-11-19",
    "2027/11/19",
    "2027.11.19",
    "19/11/2027",
    "19.11.2027",
    "19-11-2027",
    "19 11 2027",
    "19 / 11 / 2027",
    "19\u201311\u20132027",
    "19 novembre 2027",
    "19 Novembre 2027",
    "vendredi 19 novembre 2027",
    "le vendredi 19 novembre 2027",
    "ven. 19 nov. 2027",
    "19 Nov 2027",
    "19-Nov-2027",
    "19 November 2027",
    "19th of November 2027",
    "November 19, 2027",
    "Fri 19 November 2027",
    "Friday, 19 November 2027",
    "Fri 19/11/2027",
    "19 نونبر 2027",
    "19 نوفمبر 2027",
    "19 تشرين الثاني 2027",
    "الجمعة 19 نونبر 2027",
    "يوم الجمعة، 19 نونبر 2027",
    "١٩/١١/٢٠٢٧",
    "١٩ نونبر ٢٠٢٧",
    "۱۹/۱۱/۲۰۲۷",
    "\u200f19\u200f/11\u200f/2027",
    "\u202a19\u00a0novembre\u202f2027\u202c",
    " 19/11/2027 ",
    "Mon 19 November 2027",
]


@pytest.mark.parametrize("typed", NOVEMBER_19, ids=ascii)
def test_a_date_is_read_in_every_form(typed):
    assert parse_date(typed) == dt.date(2027, 11, 19)


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("05/11/2027", dt.date(2027, 11, 5)),
        ("5/1/2027", dt.date(2027, 1, 5)),
        ("1er mai 2027", dt.date(2027, 5, 1)),
        ("mar. 4 mai 2027", dt.date(2027, 5, 4)),
        ("mar. 2 mars 2027", dt.date(2027, 3, 2)),
        ("mar 4/5/2027", dt.date(2027, 5, 4)),
        ("4 mar 2027", dt.date(2027, 3, 4)),
        ("Mar 4 2027", dt.date(2027, 3, 4)),
        ("3 غشت 2027", dt.date(2027, 8, 3)),
        ("3 آب 2027", dt.date(2027, 8, 3)),
        ("3 كانون الثاني 2027", dt.date(2027, 1, 3)),
        ("3 كانون الأول 2027", dt.date(2027, 12, 3)),
        ("29/02/2028", dt.date(2028, 2, 29)),
    ],
)
def test_the_day_stands_before_the_month(typed, date):
    assert parse_date(typed) == date


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("31/02/2027", NO_SUCH_DAY),
        ("29 février 2027", NO_SUCH_DAY),
        ("11/19/2027", NO_SUCH_DAY),
        ("0/1/2027", NO_SUCH_DAY),
        ("19/11/0027", NO_SUCH_DAY),
        ("19/11/9999", NO_SUCH_DAY),
        ("19/11/27", TWO_DIGITS),
        ("19 نونبر 27", TWO_DIGITS),
        ("19/11", NO_YEAR),
        ("Fri 19 November", NO_YEAR),
        ("19 novembre", NO_YEAR),
        ("19/11/202", UNREADABLE),
        ("20271119", UNREADABLE),
        ("19111/1/2027", UNREADABLE),
        ("19:11:2027", UNREADABLE),
        ("2027-11-19T10:00", UNREADABLE),
        ("19/11/2027 10:30", UNREADABLE),
        ("19 brumaire 2027", UNREADABLE),
        ("tomorrow", UNREADABLE),
        ("9" * 5000, UNREADABLE),
        ("1" * 5000 + "/1/2027", UNREADABLE),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_date_is_refused_with_its_reason(typed, fault):
    with pytest.raises(NotADateError) as raised:
        parse_date(typed)

    assert raised.value.fault == fault


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("10:30", "10:30"),
        ("10h30", "10:30"),
        ("10H30", "10:30"),
        ("10 h 30", "10:30"),
        ("10\u00a0h\u202f30", "10:30"),
        ("10 heures 30", "10:30"),
        ("10h30min", "10:30"),
        ("10.30", "10:30"),
        ("10,30", "10:30"),
        ("1030", "10:30"),
        ("930", "09:30"),
        ("10:30:00", "10:30"),
        ("10", "10:00"),
        ("9", "09:00"),
        ("10h", "10:00"),
        ("10 h", "10:00"),
        ("0:00", "00:00"),
        ("00h00", "00:00"),
        ("23:59", "23:59"),
        ("2:30 pm", "14:30"),
        ("2.30PM", "14:30"),
        ("2:30 p.m.", "14:30"),
        ("2 pm", "14:00"),
        ("2pm", "14:00"),
        ("12 pm", "12:00"),
        ("12 am", "00:00"),
        ("9 am", "09:00"),
        ("٠٩:٣٠", "09:30"),
        ("٩٫٣٠", "09:30"),
        ("٢:٣٠ م", "14:30"),
        ("2:30 مساءً", "14:30"),
        ("2:30 زوالا", "14:30"),
        ("9:30 ص", "09:30"),
        ("9 صباحا", "09:00"),
        ("\u200e10:30\u200f", "10:30"),
    ],
    ids=ascii,
)
def test_a_time_is_read_in_every_form(typed, clock):
    assert parse_time(typed) == dt.time.fromisoformat(clock)


@pytest.mark.parametrize(
    "typed",
    [
        *("9:5", "10h5", "10 30", "10::30", "10-30", "103000", "10:30:45", "-1", "1" * 5000),
        *("24:00", "25:00", "10:60", "2460", "13 pm", "0 am", "h30", "pm", "noon"),
    ],
    ids=lambda typed: typed[:20],
)
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(NotATimeError):
        parse_time(typed)


@pytest.mark.parametrize(
    ("typed", "is_end"),
    [
        *(("24:00", True), ("24h", True), ("٢٤:٠٠", True), ("2400", True)),
        *(("24:01", False), ("00:00", False), ("4:00", False), ("", False)),
    ],
)
def test_the_end_of_a_day_may_be_called_24(typed, is_end):
    assert is_end_of_day(typed) == is_end


@pytest.mark.parametrize("language", LANGUAGES)
@given(date=st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_a_date_that_a_form_shows_is_read_as_the_same(language, date):
    field = DateField()

    with override(language):
        shown = field.widget.format_value(date)

    assert (field.clean(shown), field.has_changed(date, shown)) == (date, False)


@pytest.mark.parametrize("field", [TimeField(), HoursField()], ids=["time", "hours"])
@given(time=st.times())
def test_a_time_is_shown_without_seconds_and_is_unchanged(field, time):
    shown = field.widget.format_value(time)

    assert parse_time(shown) == time.replace(second=0, microsecond=0)
    assert field.has_changed(field.to_python(time), shown) is False


def messages(field: Field, typed: str) -> list[str]:
    try:
        field.clean(typed)
    except ValidationError as error:
        return error.messages
    return []


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(typed):
    fields = [DateField(required=False), TimeField(required=False), HoursField(required=False)]

    assert all(len(messages(field, typed)) <= 1 for field in fields)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            "some\u202eday " + "x" * 60,
            f"“someday {'x' * 32}” is not a date. "
            "Enter one such as 19/11/2027, 19 November 2027 or 2027-11-19.",
        ),
        (
            "31/02/2027",
            "There is no day “31/02/2027”. "
            "Enter the day, the month and the year, for example 19/11/2027.",
        ),
        ("1/2/27", "“1/2/27”: enter the year with four digits, for example 19/11/2027."),
        ("1 May", "“1 May”: add the year, for example 19/11/2027."),
    ],
)
def test_a_refused_date_is_shown_with_what_is_taken(typed, sentence):
    with pytest.raises(ValidationError) as raised:
        DateField().clean(typed)

    assert raised.value.messages == [sentence]


def test_a_date_and_a_time_are_refused_each_by_its_own_sentence():
    with pytest.raises(ValidationError) as raised:
        DateTimeField().clean(["19/11/27", "25h10"])

    assert raised.value.messages == [
        "“19/11/27”: enter the year with four digits, for example 19/11/2027.",
        "“25h10” is not a time. Enter one such as 10:30, 10h30, 1030 or 2:30 pm.",
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["19/11/2027", ""], "Enter the time as well."),
        (["", "10:30"], "Enter the date as well."),
    ],
)
def test_a_date_and_a_time_belong_together(typed, sentence):
    with pytest.raises(ValidationError) as raised:
        DateTimeField(required=False).clean(typed)

    assert raised.value.messages == [sentence]
