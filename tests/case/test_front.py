"""front.csv: what is read, and what is refused with line and value."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.case.front import COLUMNS, FRONT_FILE, parse_front, read_front
from pourparler.errors import CaseError

HEAD = ",".join(COLUMNS)
FIRST = "2024-01-31,1200.5,2024-02-02,Survey"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: columns are ''"),
        ("date,area\n2024-01-31,1", "line 1: columns are 'date,area'"),
        (HEAD, "holds no rows"),
        (f"{HEAD}\n2024-01-31,1200", "line 2: 2 values, 4 are needed"),
        (f"{HEAD}\n31.1.2024,1200,2024-02-02,S", "line 2: date '31.1.2024' is not a date"),
        (f"{HEAD}\n20240131,1200,2024-02-02,S", "line 2: date '20240131' is not a date"),
        (f"{HEAD}\n2024-02-30,1200,2024-03-02,S", "line 2: date '2024-02-30' is not a date"),
        (f"{HEAD}\n{FIRST}\n2024-02-29,,2024-03-01,S", "line 3: area_km2 ''"),
        (f"{HEAD}\n{FIRST}\n2024-02-29,nan,2024-03-01,S", "line 3: area_km2 'nan'"),
        (f"{HEAD}\n{FIRST}\n2024-02-29,1e999,2024-03-01,S", "line 3: area_km2 '1e999'"),
        (f"{HEAD}\n{FIRST}\n2024-02-29,-1,2024-03-01,S", "line 3: area_km2 '-1'"),
        (f"{HEAD}\n2024-01-31,1,2024-01-30,S", "line 2: published_on 2024-01-30 is before date"),
        (f"{HEAD}\n2024-01-31,1,soon,S", "line 2: published_on 'soon'"),
        (f"{HEAD}\n{FIRST}\n\n2024-01-31,1,2024-02-03,S", "line 4: date 2024-01-31 does not come"),
        (f"{HEAD}\n2024-01-31,1,2024-02-02, ", "line 2: cited is empty"),
        (f'{HEAD}\n2024-01-31,1,2024-02-02,"S', "line 2: unexpected end of data"),
    ],
)
def test_lines_that_are_refused(text, message):
    with pytest.raises(CaseError, match=message) as refused:
        parse_front(text)
    assert refused.value.hint


def test_a_case_without_a_front(tmp_path):
    assert read_front(tmp_path) is None


def test_the_file_of_a_case(tmp_path):
    file = tmp_path / FRONT_FILE
    file.write_bytes(f"\ufeff{HEAD}\r\n{FIRST}\r\n".encode())
    front = read_front(tmp_path)
    assert front is not None
    assert (front.rows[0].date, front.rows[0].cited) == (date(2024, 1, 31), "Survey")
    assert front.known_at(date(2024, 2, 1)) == ()
    assert front.known_at(date(2024, 2, 2)) == front.rows
    file.write_bytes(f"{HEAD}\n2024-01-31,1,2024-02-02,Gr\xfcn\n".encode("latin-1"))
    with pytest.raises(CaseError, match="line 2: byte 59 is not UTF-8"):
        read_front(tmp_path)


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.lists(st.tuples(st.integers(1, 400), st.floats(0, 1e7), st.integers(0, 90)), min_size=1),
)
def test_what_is_written_comes_back(start, steps):
    lines, day = [HEAD], start
    for gap, area, delay in steps:
        day = min(day + timedelta(days=gap), date(9999, 1, 1))
        lines.append(f'{day},{area!r},{day + timedelta(days=delay)},"A, B"')
    front = parse_front("\n".join(lines))
    assert [row.area_km2 for row in front.rows] == [area for _, area, _ in steps]
    assert all(row.cited == "A, B" and row.published_on >= row.date for row in front.rows)
    assert parse_front("\n".join(lines)).digest == front.digest


def test_the_bundled_series_is_complete_and_attributed():
    folder = files("pourparler") / "data" / "cases" / "ukraine-2025"
    front = parse_front((folder / FRONT_FILE).read_text(encoding="utf-8"))
    assert len(front.rows) == 54
    assert {row.cited for row in front.rows} == {"ISW, as published by The Economist (CC BY 4.0)"}
    months = [row.date for row in front.rows]
    assert all((day + timedelta(days=1)).day == 1 for day in months)
    known = front.known_at(date(2025, 8, 19))
    assert (known[-1].date, known[-1].area_km2) == (date(2025, 7, 31), 118190.2)
