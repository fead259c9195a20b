"""A bundle holds a case whole: taken in and exported again it is the same, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ledger.histories import histories, play
from ledger.samples import Clock, make_report, make_statement
from pourparler.case.folder import open_case_folder
from pourparler.errors import BundleError
from pourparler.ledger import Ledger, StatementQuery
from pourparler.ledger.entries import read_entry
from pourparler.ledger.row_models import DERIVED, bundled_tables, shapes
from pourparler.ledger.tables import metadata
from pourparler.workbench.bundle import export_bundle, import_bundle, read_bundle
from pourparler.workbench.bundle_schema import bundle_schema

CASE = """\
title: Talks on the Long River
actors:
  - {id: norland, name: Norland, kind: state}
  - {id: sudland, name: Sudland, kind: state}
parties: [norland, sudland]
issues:
  - id: truce
    question: When does the fighting stop?
    scale: ordered
    options: [{id: now, at: 0, words: At once}, {id: later, at: 100, words: After a treaty}]
"""


def make_case(path: Path, history: list[tuple[str, Any]]) -> Any:
    path.mkdir()
    (path / "case.yaml").write_text(CASE, "utf-8")
    with Ledger.open(path / "ledger.db", now=_past()) as ledger:
        ledger.record_case(CASE)
        play(ledger, history)
    return open_case_folder(path)


def _past() -> Clock:
    clock = Clock()
    clock.instant = clock.instant.replace(year=2024)
    return clock


@given(history=histories(), ceiling=st.sampled_from(["public", "internal", "confidential"]))
@settings(
    max_examples=15, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
def test_a_bundle_taken_in_and_exported_again_is_the_same(history, ceiling):
    with TemporaryDirectory() as name:
        folder = make_case(Path(name, "one"), history)
        text = export_bundle(folder, ceiling=ceiling)
        imported = import_bundle(Path(name, "two"), read_bundle(text.encode(), name="b.jsonl"))
        again = export_bundle(open_case_folder(imported.folder), ceiling=ceiling)
        assert again == text
        if ceiling == "confidential":
            with (
                Ledger.open(folder.ledger_path) as one,
                Ledger.open(imported.folder / "ledger.db") as two,
            ):
                assert two.mark() == one.mark()
                assert two.find_statements(StatementQuery()) == one.find_statements(
                    StatementQuery()
                )
                assert two.find_utterances() == one.find_utterances()


def test_what_was_read_while_a_report_was_closed_stays_out(tmp_path):
    closed = make_report("They met behind closed doors.", handling="confidential")
    opened = replace(closed, handling="public")
    then, now = make_statement(closed, content="THE-SECRET"), make_statement(opened, 1)
    folder = make_case(tmp_path / "one", [("read", (closed, [then])), ("read", (opened, [now]))])
    text = export_bundle(folder)
    assert "THE-SECRET" not in text
    imported = import_bundle(tmp_path / "two", read_bundle(text.encode(), name="b.jsonl"))
    assert export_bundle(open_case_folder(imported.folder)) == text
    with Ledger.open(imported.folder / "ledger.db") as ledger:
        assert [s.id for s in ledger.find_statements(StatementQuery())] == [now.id]


def test_a_case_with_commitments_and_events_travels_whole(first_case, tmp_path):
    text = export_bundle(first_case)
    tables = {json.loads(line).get("table") for line in text.splitlines()}
    assert tables >= {"commitment", "event", "utterance"}
    validator = jsonschema.Draft202012Validator(bundle_schema())
    for line in text.splitlines():
        assert validator.is_valid(json.loads(line)), line[:200]
    imported = import_bundle(tmp_path / "two", read_bundle(text.encode(), name="b.jsonl"))
    again = open_case_folder(imported.folder)
    assert export_bundle(again) == text
    with Ledger.open(first_case.ledger_path) as one, Ledger.open(again.ledger_path) as two:
        assert two.find_commitments() == one.find_commitments()
        assert two.find_events() == one.find_events()


@pytest.fixture
def history() -> list[tuple[str, Any]]:
    open_report = make_report("An open report on the talks: wir bleiben dabei, ça suffit.")
    closed = make_report("A closed report with THE-SECRET in it.", handling="confidential")
    note = make_report("An internal note with THE-OTHER-SECRET.", handling="internal")
    open_statements = [make_statement(open_report, n) for n in range(3)]
    return [
        ("read", (open_report, open_statements)),
        ("read", (closed, [make_statement(closed, content="THE-SECRET")])),
        ("read", (note, [make_statement(note, 1), make_statement(note, 2)])),
        ("decide", 0),
        ("place", 0),
        ("take back", 1),
        ("decide", 2),
    ]


@pytest.fixture
def lines(tmp_path: Path, history: list[tuple[str, Any]]) -> list[dict[str, Any]]:
    text = export_bundle(make_case(tmp_path / "one", history), ceiling="confidential")
    return [json.loads(line) for line in text.splitlines()]


def encode(lines: list[Any]) -> bytes:
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def test_what_is_above_the_ceiling_is_in_no_line(tmp_path, history):
    folder = make_case(tmp_path / "one", history)
    whole = export_bundle(folder, ceiling="confidential")
    assert "THE-SECRET" in whole
    ids = {h[1][0].id for h in history[1:3]}
    for ceiling, hidden in (("internal", ["THE-SECRET"]), ("public", ["THE-SECRET", "THE-OTHER"])):
        text = export_bundle(folder, ceiling=ceiling)
        assert not [word for word in hidden if word in text]
        assert "VEhFL" not in text or ceiling == "internal"  # THE- in base64
    assert not [id_ for id_ in ids if id_ in export_bundle(folder)]


def test_a_report_that_was_closed_later_takes_its_earlier_rows_with_it(tmp_path):
    report = make_report("Words that were open once.")
    closed = replace(report, handling="confidential")
    shut = [
        ("read", (report, [make_statement(report)])),
        ("read", (closed, [make_statement(closed)])),
    ]
    assert "open once" not in export_bundle(make_case(tmp_path / "shut", shut))
    opened = list(reversed(shut))
    text = export_bundle(make_case(tmp_path / "opened", opened))
    assert "open once" in text
    assert "confidential" not in text.splitlines()[-1]


def test_a_near_copy_of_a_closed_report_does_not_name_it(tmp_path):
    closed = make_report("The closed one.", handling="internal")
    copy = make_report("The open copy.", duplicate_of=closed.id)
    folder = make_case(tmp_path / "one", [("read", (closed, [])), ("read", (copy, []))])
    text = export_bundle(folder)
    assert "The open copy." in text
    assert closed.id not in text
    assert closed.id in export_bundle(folder, ceiling="internal")


def test_every_table_travels_or_is_made_again():
    carried = {table.name for table in bundled_tables()}
    assert carried | DERIVED == set(metadata.tables)
    for table in bundled_tables():
        assert shapes()[table.name].key, f"{table.name} has no key to find a row by"
        assert not [c.name for c in table.c if c.name.endswith("_serial")]


def test_every_line_fits_the_published_schema(lines):
    validator = jsonschema.Draft202012Validator(bundle_schema())
    jsonschema.Draft202012Validator.check_schema(bundle_schema())
    assert {line.get("table") for line in lines} >= {"report", "statement", "utterance"}
    for line in lines:
        validator.validate(line)
    broken = lines[-1] | {"row": lines[-1]["row"] | {"recorded_at": "yesterday"}}
    assert not validator.is_valid(broken)


def set_row(table: str, field: str, value: Any, nth: int = 0) -> Callable[[list[Any]], None]:
    def change(lines: list[Any]) -> None:
        [line for line in lines if line.get("table") == table][nth]["row"][field] = value

    return change


def drop_field(lines: list[Any]) -> None:
    next(line for line in lines if line.get("table") == "report")["row"].pop("title")


def repeat(table: str) -> Callable[[list[Any]], None]:
    def change(lines: list[Any]) -> None:
        place = next(n for n, line in enumerate(lines) if line.get("table") == table)
        lines.insert(place, json.loads(json.dumps(lines[place])))
        lines[0]["rows"][table] += 1

    return change


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (set_row("report", "text", "Another text."), r"line \d+: report .*: id is .*, expected"),
        (set_row("report", "raw", "eA=="), r"report\.sha256 is"),
        (set_row("report", "raw", "!"), r"report\.raw is '!'; expected bytes in base64"),
        (set_row("report", "reported_on", "2025-02-30"), r"report\.reported_on is .*YYYY-MM-DD"),
        (set_row("report", "handling", "secret"), r"report\.handling is 'secret'; .*'public'"),
        (set_row("report", "title", "a\0b"), r"report\.title holds U\+0000"),
        (set_row("report", "title", "a\ud800"), r"report\.title holds U\+D800"),
        (set_row("report", "title", 7), r"report\.title is 7"),
        (set_row("report", "colour", "red"), r"report\.colour is not a field; allowed: id, "),
        (drop_field, r"report\.title is missing"),
        (
            set_row("report", "command", "01HWGXXXXXXXXXXXXXXXXXXXXX"),
            r"report\.command .*not in the log",
        ),
        (
            set_row("report", "recorded_at", "2024-05-01T00:00:00.000000Z"),
            r"report\.recorded_at is",
        ),
        (set_row("statement", "id", "0123456789ab"), "statement 0123456789ab: id is"),
        (set_row("statement", "report", "0123456789ab"), r"statement\.report is 0123456789ab"),
        (
            set_row("statement", "spans", {"source": [[5, 9999]], "content": []}),
            "statement .*: id is",
        ),
        (set_row("statement", "spans", {"who": [[1, 2]]}), r"statement\.spans\.who"),
        (set_row("statement", "confidence", 1.0), r"statement\.confidence is 1.0; .*less than 1"),
        (set_row("statement", "actors", "norland"), r"statement\.actors is 'norland'"),
        (set_row("statement", "start", -5), r"statement\.start is -5"),
        (set_row("coding", "probability", 2), r"coding\.probability is 2"),
        (set_row("coding", "statement", "0123456789ab"), r"coding\.id .*statement that holds"),
        (set_row("coding", "id", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"), r"coding\.id is 7ZZ.*drawn after"),
        (set_row("command", "recorded_at", "9999-01-01T00:00:00.000000Z", -1), "after tomorrow"),
        (
            set_row("command", "id", "00000000000000000000000000", 1),
            r"command\.id .*expected one after",
        ),
        (set_row("command", "arguments", [1]), r"command\.arguments is \[1\]"),
        (set_row("case_version", "text", "title: x"), r"case_version\.digest is"),
        (repeat("report"), r"report\.id is .*never replaced"),
        (repeat("coding"), r"coding\.id is .*never replaced"),
        (lambda lines: lines.pop(), "line 1 says"),
        (lambda lines: lines[0].update(version=2), "version is 2, expected 1"),
        (lambda lines: lines[0].update(bundle="zip"), "bundle is 'zip'"),
        (lambda lines: lines[1].update(file="../x"), r"line 2: file is '\.\./x'"),
        (lambda lines: lines[1].update(text="title: Talks"), "line 2: .*actors"),
        (lambda lines: lines.__setitem__(1, lines[3]), "has no case.yaml|line 1 says"),
        (lambda lines: lines.append({"table": "about", "row": {}}), "table 'about'"),
        (lambda lines: lines.append([1]), "is list, expected an object"),
        (lambda lines: lines.append({}), "has no keys"),
    ],
)
def test_a_hostile_bundle_is_refused_by_row_and_field(tmp_path, lines, change, named):
    change(lines)
    with pytest.raises(BundleError, match=f"(?s){named}"):
        import_bundle(tmp_path / "two", read_bundle(encode(lines), name="b.jsonl"))
    assert not (tmp_path / "two").exists()


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"{}\n", b"[" * 99_999 + b"\n", b"\xff\n", b"nan\n", b"NaN\n"]
)
def test_what_is_no_bundle_is_refused(content):
    with pytest.raises(BundleError, match=r"b\.jsonl"):
        read_bundle(content, name="b.jsonl")


def test_a_report_is_never_written_outside_the_reports(tmp_path, lines):
    places = [
        "../out.txt",
        "/tmp/out.txt",
        "reports/../../out.txt",
        "case.yaml",
        "reports",
        "C:\\out",
    ]
    for place in places:
        set_row("report", "path", place)(lines)
        target = tmp_path / "deep" / str(places.index(place))
        import_bundle(target, read_bundle(encode(lines), name="b.jsonl"))
        assert {p.name for p in target.iterdir()} <= {"case.yaml", "ledger.db", "reports"}
    assert {p.name for p in tmp_path.iterdir()} == {"one", "deep"}
    set_row("report", "path", "reports/out.txt")(lines)
    import_bundle(tmp_path / "two", read_bundle(encode(lines), name="b.jsonl"))
    assert (tmp_path / "two" / "reports" / "out.txt").read_text("utf-8").startswith("An open")


def test_a_bundle_goes_only_where_nothing_is(tmp_path, lines):
    bundle = read_bundle(encode(lines), name="b.jsonl")
    with pytest.raises(BundleError, match="not empty"):
        import_bundle(tmp_path / "one", bundle)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "case.yaml").write_text(CASE.replace("Long", "Short"), "utf-8")
    with pytest.raises(BundleError, match="another than the bundle's"):
        import_bundle(tmp_path / "other", bundle)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(BundleError, match="full is not empty"):
        import_bundle(tmp_path / "full", bundle)
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(BundleError, match="is a file"):
        import_bundle(tmp_path / "file", bundle)
    (tmp_path / "same").mkdir()
    (tmp_path / "same" / "case.yaml").write_text(CASE, "utf-8")
    assert import_bundle(tmp_path / "same", bundle).rows["report"] == 3


def test_the_log_goes_on_after_a_bundle_was_taken_in(tmp_path, lines):
    import_bundle(tmp_path / "two", read_bundle(encode(lines), name="b.jsonl"))
    with Ledger.open(tmp_path / "two" / "ledger.db") as ledger:
        before = ledger.mark()
        found = ledger.find_statements(StatementQuery())[0]
        ledger.retract_statement(found.id, coder="anna")
        assert ledger.mark().statements == before.statements - 1
        assert ledger.mark().command > before.command


def test_an_unknown_table_gets_the_nearest_name():
    with pytest.raises(BundleError, match="did you mean 'statement'"):
        read_entry("b.jsonl, line 3", "statment", {})
