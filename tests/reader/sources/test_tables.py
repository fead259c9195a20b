"""Tables: one report a row, mistakes named by row and column, nothing computed or followed."""

from __future__ import annotations

import io
import json
import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.errors import ReportError
from pourparler.reader.sources import rows as rows_module
from pourparler.reader.sources.formats import TABLES
from pourparler.reader.sources.found import Found, Taken
from pourparler.reader.sources.text import read_text_report

TODAY = date(2025, 6, 1)
GIVEN = date(2024, 4, 30)
SAID = "The minister said, “a truce” must come first."
ROW = {
    "date": "2024-05-01",
    "title": "Talks resume",
    "text": f"{SAID}\n\nSecond paragraph.",
    "publisher": "Wire A",
    "language": "en",
    "translation": "agency",
    "kind": "interview",
    "handling": "internal",
    "url": "https://example.org/1",
    "retrieved_at": "2024-05-02T10:00:00",
}


def take(raw, name, reported_on=None):
    raw = raw if isinstance(raw, bytes) else raw.encode()
    return list(Found(name, None, raw).take(raw, today=TODAY, reported_on=reported_on))


def csv_of(rows, delimiter=","):
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows]
    return "".join(delimiter.join(row) + "\r\n" for row in quoted)


def xlsx_of(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FILES = {
    "t.csv": csv_of([list(ROW), list(ROW.values())]),
    "semicolons.csv": csv_of([list(ROW), list(ROW.values())], ";").encode("utf-8-sig"),
    "t.jsonl": json.dumps(ROW) + "\n\n",
    "t.xlsx": xlsx_of([list(ROW), list(ROW.values())]),
}


@pytest.mark.parametrize("name", FILES)
def test_a_row_is_a_report_with_its_metadata_and_reads_the_same_from_its_copy(name):
    (taken,) = take(FILES[name], name)
    report = taken.report
    assert (report.reported_on, report.title) == (date(2024, 5, 1), "Talks resume")
    assert (report.publisher, report.kind, report.handling) == ("Wire A", "interview", "internal")
    assert (report.translation, report.url) == ("agency", "https://example.org/1")
    assert report.retrieved_at == datetime(2024, 5, 2, 10, tzinfo=UTC)
    assert report.text[report.body_start :].strip() == ROW["text"]
    assert "dated_by: column date" in report.text[: report.body_start]
    assert (taken.path, taken.file_name) == (None, "talks-resume.txt")
    assert read_text_report(report.raw, name="copy.txt", today=TODAY) == report


def test_the_same_row_is_the_same_report_in_every_format():
    assert len({take(raw, name)[0].report.id for name, raw in FILES.items()}) == 1


def test_a_spreadsheets_own_dates_are_read_and_other_columns_left_aside():
    raw = xlsx_of([["Date", "text", None, "x"], [datetime(2024, 5, 1), SAID, 1, 2], [], [None]])
    (taken,) = take(raw, "t.xlsx")
    assert taken.report.reported_on == date(2024, 5, 1)


def test_a_row_without_a_date_takes_the_given_one_and_does_not_say_the_table_dated_it():
    (taken,) = take(csv_of([["text"], [SAID]]), "t.csv", reported_on=GIVEN)
    assert taken.report.reported_on == GIVEN
    assert "dated_by" not in taken.report.text


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"date": ""}, "row 2, column date: there is no date"),
        ({"date": "01/05/2024"}, "row 2, column date: '01/05/2024' is not a date"),
        ({"date": "2024-02-30"}, "row 2, column date: '2024-02-30' is not a date"),
        ({"date": "2099-01-01"}, "row 2 is dated 2099-01-01, which is in the future"),
        ({"text": " \n"}, "row 2, column text: there is no text"),
        ({"kind": "poem"}, "row 2, column kind: kind 'poem' is not allowed"),
        ({"language": "English"}, "row 2, column language: language 'English' is not"),
        ({"retrieved_at": "noon"}, "row 2, column retrieved_at: retrieved_at 'noon'"),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl"])
def test_a_bad_row_is_named_by_row_and_column_and_the_next_one_goes_in(kind, row, message):
    good, bad = list(ROW.values()), list((ROW | row).values())
    if kind == "jsonl":
        raw = f"\n{json.dumps(ROW | row)}\n{json.dumps(ROW)}"
    else:
        raw = csv_of([list(ROW), bad, good]) if kind == "csv" else xlsx_of([list(ROW), bad, good])
    error, taken = take(raw, f"in/t.{kind}")
    assert f"in/t.{kind} {message}" in str(error)
    assert error.hint
    assert isinstance(taken, Taken)


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("t.csv", "date,titel,text\n", "column 'titel' is unknown; did you mean 'title'"),
        ("t.csv", "date,title\n", "has no column 'text'"),
        ("t.csv", "text,text\n", "column 'text' is there twice"),
        ("t.csv", "", "is empty"),
        ("t.xlsx", xlsx_of([["date"]]), "has no column 'text'"),
        ("t.xlsx", xlsx_of([]), "has no column 'text'"),
        ("t.xlsx", b"PK no", "damaged"),
        ("t.xlsx", FILES["t.xlsx"][:3000], "damaged"),
    ],
)
def test_a_table_that_is_none_is_refused_whole(name, raw, message):
    with pytest.raises(ReportError, match=message):
        take(raw, name)


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("t.csv", 'text\n"open', "row 2: unexpected end of data"),
        ("t.csv", "text\na,b\n", "row 2 has 2 cells, and the first row 1"),
        ("t.jsonl", "no", "row 1 is not JSON"),
        ("t.jsonl", "[" * 100_000, "row 1 is not JSON"),
        ("t.jsonl", "[1]", "row 1 is not an object"),
        ("t.jsonl", '{"text": 7, "date": "2024-05-01"}', "column text: 7 is not text"),
        ("t.jsonl", '{"txt": "x"}', "did you mean 'text'"),
    ],
)
def test_a_row_that_cannot_be_taken_apart_is_named(name, raw, message):
    (error,) = take(raw, name, reported_on=GIVEN)
    assert message in str(error)


def test_formulas_are_text_and_are_not_computed():
    formula = '=HYPERLINK("http://127.0.0.1:9/","said")'
    (taken,) = take(csv_of([["text"], [formula]]), "t.csv", reported_on=GIVEN)
    assert formula in taken.report.text
    (error,) = take(xlsx_of([["date", "text"], ["2024-05-01", formula]]), "t.xlsx")
    assert "row 2, column text: there is no text" in str(error)


def test_rows_and_mistakes_are_bounded(monkeypatch):
    for module in ("csv_rows", "json_rows", "xlsx_rows"):
        monkeypatch.setattr(f"pourparler.reader.sources.{module}.MAX_ROWS", 5)
    many = [["text"]] + [[f"{SAID} {i}"] for i in range(9)]
    for name, raw in (
        ("t.csv", csv_of(many)),
        ("t.xlsx", xlsx_of(many)),
        ("t.jsonl", "\n".join(json.dumps({"text": text}) for (text,) in many[1:])),
    ):
        *_, last = take(raw, name, reported_on=GIVEN)
        assert "are read" in str(last)
    monkeypatch.setattr(rows_module, "_MAX_BAD_ROWS", 3)
    *_, last = take(csv_of(many[:5]), "t.csv")
    assert "3 rows that cannot be read; the rest was not tried" in str(last)


def _repacked(raw, change):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
    return out.getvalue()


def test_a_workbook_that_would_expand_is_refused():
    def bomb(name, content):
        return content + b" " * 200_000_000 if name.endswith("sheet1.xml") else content

    with pytest.raises(ReportError, match="unpacks to"):
        take(_repacked(FILES["t.xlsx"], bomb), "t.xlsx")

    def entities(name, content):
        return content.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "a">]><worksheet', 1)

    with pytest.raises(ReportError, match="damaged"):
        take(_repacked(FILES["t.xlsx"], entities), "t.xlsx")
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(10_001):
            archive.writestr(str(number), b"")
    with pytest.raises(ReportError, match="more than 10,000 parts"):
        take(many.getvalue(), "t.xlsx")


def test_a_sheet_that_claims_to_be_endless_is_read_to_its_end():
    def claim(name, content):
        return content.replace(b'ref="A1:J2"', b'ref="A1:XFD1048576"')

    raw = _repacked(FILES["t.xlsx"], claim)
    assert raw != FILES["t.xlsx"]
    assert [type(taken) for taken in take(raw, "t.xlsx")] == [Taken]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(TABLES)), st.binary(max_size=200), st.integers(0, 5000))
def test_any_bytes_are_rows_or_refused(suffix, noise, place):
    base = FILES[f"t{suffix}"]
    base = base if isinstance(base, bytes) else base.encode()
    with suppress(ReportError):
        take(base[:place] + noise + base[place + len(noise) :], f"t{suffix}", reported_on=GIVEN)


@pytest.mark.parametrize(
    ("heading", "meant"), [("Headline", "title"), ("Body", "text"), ("Link", "url")]
)
def test_a_heading_of_others_is_answered_with_ours(heading, meant):
    columns = {"date": "2024-05-01", "title": "Talks", "text": SAID, "url": "https://a.example"}
    names = [heading if name == meant else name for name in columns]
    raw = f"{','.join(names)}\n" + ",".join(f'"{value}"' for value in columns.values())
    with pytest.raises(ReportError, match=f"'{meant}' is meant"):
        list(take(raw, "talks.csv"))
    both = f"{heading},{','.join(columns)}\nx," + ",".join(f'"{v}"' for v in columns.values())
    assert len(list(take(both, "talks.csv"))) == 1
