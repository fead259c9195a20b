"""EDTF values come back as they were written, and bad forms are refused with a reason."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import DateFormError
from pourparler.reader.when.edtf import EdtfDate, parse_edtf


@st.composite
def values(draw: st.DrawFn) -> EdtfDate:
    first, last = sorted((draw(st.dates()), draw(st.dates())))
    year, month = first.year, first.month
    return draw(
        st.sampled_from(
            [
                EdtfDate(first, last, draw(st.booleans())),
                EdtfDate.of_day(first, approximate=draw(st.booleans())),
                EdtfDate.of_month(year, month),
                EdtfDate.of_year(year),
                EdtfDate(None, last, draw(st.booleans())),
                EdtfDate(first, None, draw(st.booleans())),
            ]
        )
    )


@given(values())
def test_a_value_comes_back_from_its_text(value: EdtfDate) -> None:
    assert parse_edtf(str(value)) == value


@given(values(), st.dates())
def test_what_is_cut_off_at_a_day_never_lies_after_it(value: EdtfDate, day: date) -> None:
    cut = value.until(day)
    if cut is None:
        assert value.first is not None
        assert value.first > day
    else:
        assert cut.first == value.first
        assert cut.last == min(value.last or day, day)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-11/2025-02", "2024-11-01", "2025-02-28"),
        ("2024-05-01~", "2024-05-01", "2024-05-01"),
    ],
)
def test_bounds(text: str, first: str, last: str) -> None:
    value = parse_edtf(text)
    assert (str(value.first), str(value.last)) == (first, last)


def test_open_ends() -> None:
    assert parse_edtf("../2025-08-19") == EdtfDate(None, date(2025, 8, 19))
    assert parse_edtf("2025-08-19/..") == EdtfDate(date(2025, 8, 19), None)


def test_a_whole_month_or_year_is_printed_as_such() -> None:
    assert str(EdtfDate(date(2025, 2, 1), date(2025, 2, 28))) == "2025-02"
    assert str(EdtfDate(date(2024, 2, 1), date(2024, 2, 28))) == "2024-02-01/2024-02-28"
    assert str(EdtfDate(date(2024, 1, 1), date(2024, 12, 31))) == "2024"


@pytest.mark.parametrize(
    "text",
    "|2025-|25-08-19|2025-13|2025-02-29|2025-00-10|0000|19.08.2025|2025-21|2025-08-1X|2025?|"
    "2025-08-19T10:00|2025-08-19/|/2025|../..|2025/2024|2025/2026/2027|2025-08-19 |２０２５|"
    "2025~/2026".split("|"),
)
def test_a_bad_form_is_refused(text: str) -> None:
    with pytest.raises(DateFormError) as raised:
        parse_edtf(text)
    assert raised.value.code == "PP304"
    assert str(raised.value)


def test_the_message_names_the_form_and_what_is_allowed() -> None:
    with pytest.raises(DateFormError, match=r"'summer 2025' is not a date: YYYY"):
        parse_edtf("summer 2025")
    with pytest.raises(DateFormError, match=r"ends on 2024-12-31, before it begins on 2025-01-01"):
        parse_edtf("2025/2024")
