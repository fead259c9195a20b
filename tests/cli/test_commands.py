"""Each command does what its help says, for people and for programs."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from pourparler import __version__

JSON_PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "json.md").read_text("utf-8")
DOCUMENTED = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]+)`", JSON_PAGE))))


def test_version_and_help(run):
    assert run("--version").out == f"pourparler {__version__}\n"
    helped = run("--help")
    assert helped.code == 0
    for command in ("demo", "new", "check", "read", "statements", "speakers", "brief", "export"):
        assert re.search(rf"^\W*{command}\b", helped.out, re.MULTILINE), command


def test_a_mistyped_command_is_answered_with_the_nearest_one(run):
    ran = run("statments", "talks")
    assert ran.code == 2
    assert "statements" in ran.err
    assert len(ran.err.splitlines()) == 2


def test_from_nothing_to_a_case_that_validates(run):
    assert run("new", "talks").code == 0
    checked = run("check", "talks")
    assert checked.code == 0
    assert "talks is valid" in checked.out


def test_check_lists_who_signed_for_each_number(run, talks):
    shown = run("check", talks)
    assert "settlement.discount_per_year" in shown.out
    assert "0.03 to 0.15" in shown.out
    number = run("check", talks, "--json").json["numbers"][0]
    assert number["author"] == "test"
    assert number["basis"] == "assumption"


def test_check_prints_a_schema(run):
    assert run("check", "x", "--schema").json["title"] == "Case"


def test_reading_counts_what_it_did_and_again_adds_nothing(run, talks):
    first = run("read", talks, "--json").json
    assert (first["reports"], first["new_reports"]) == (2, 2)
    assert first["added"] >= 3
    again = run("read", talks, "--json").json
    assert (again["new_reports"], again["added"], again["retracted"]) == (0, 0, 0)


def test_statements_for_people(run, read_talks):
    shown = run("statements", read_talks)
    assert "Ana Torvald" in shown.out
    assert "truce: first" in shown.out
    (row,) = (line for line in shown.out.splitlines() if "Ana Torvald" in line)
    assert " said " in row
    assert "mixed: partly quoted" in shown.out
    assert "not: speaks" not in shown.out
    assert (
        f"{len(run('statements', read_talks, '--json').json['statements'])} statements" in shown.out
    )
    assert (
        "Listed: 1 statement of 1 report." in run("statements", read_talks, "--actor", "north").out
    )
    assert re.search(r"Case [0-9a-f]{12}, ledger .+, pourparler", shown.out)


def test_statements_for_programs(run, read_talks):
    found = run("statements", read_talks, "--actor", "north", "--json").json
    assert set(found) == {"statements", "case", "ledger", "version", "seed"}
    (said,) = found["statements"]
    assert said["speaker"] == "Ana Torvald"
    assert said["said_on"] == "2024-05-01"
    assert said["codings"][0]["issue"] == "truce"
    text = (read_talks / "reports" / "first.txt").read_text("utf-8")
    (start, end) = said["spans"]["source"][0]
    assert text[start:end] == said["source"]


def test_every_json_name_is_documented(run, read_talks):
    for words in (
        ["statements", read_talks],
        ["speakers", read_talks],
        ["check", read_talks],
        ["read", read_talks],
        ["export", read_talks, "jsonl"],
        ["brief", read_talks, "-o", "brief.md"],
        ["new", "other"],
    ):
        assert _keys(run(*words, "--json").json) <= DOCUMENTED, words


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        # Names of rules are keyed by the fields they filled.
        inner = [_keys(part) for key, part in value.items() if key != "rules"]
        return set(value).union(*inner)
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["--actor", "front"], 1),
        (["--issue", "truce"], 2),
        (["--since", "2024-05-05"], 1),
        (["--until", "2024-05-02", "--actor", "north"], 1),
        (["--attribution", "mixed"], 1),
        (["--text", "treaty"], 1),
        (["--known-at", "2024-05-05", "--issue", "truce"], 1),
        (["--reviewed"], 0),
        (["--limit", "1"], 1),
    ],
)
def test_filters(run, read_talks, words, count):
    assert len(run("statements", read_talks, *words, "--json").json["statements"]) == count


def test_a_source_that_is_nobody_is_listed(run, read_talks):
    assert "Coast Guard officer" in run("speakers", read_talks).out
    (speaker,) = run("speakers", read_talks, "--json").json["speakers"]
    assert speaker["count"] == 1


def test_the_brief_as_a_page_as_text_and_on_the_terminal(run, read_talks):
    assert run("brief", read_talks, "-o", "brief.html").code == 0
    assert run("brief", read_talks, "-o", "brief.md").code == 0
    page, text = Path("brief.html").read_text("utf-8"), Path("brief.md").read_text("utf-8")
    shown = run("brief", read_talks).out
    for rendered in (page, text, shown):
        assert "River talks" in rendered
        assert "Ana Torvald" in rendered


def test_the_same_view_gives_the_same_page(run, read_talks):
    run("brief", read_talks, "-o", "one.html")
    run("brief", read_talks, "-o", "two.html")
    assert Path("one.html").read_bytes() == Path("two.html").read_bytes()


def test_what_was_known_earlier_has_no_later_report(run, read_talks):
    run("brief", read_talks, "-o", "early.html", "--known-at", "2024-05-05")
    assert "The Front answers" not in Path("early.html").read_text("utf-8")


def test_the_brief_is_written_for_word(run, read_talks, tmp_path):
    assert run("brief", read_talks, "-o", "talks.docx").code == 0
    assert run("export", read_talks, "docx", "-o", "again.docx").code == 0
    written = (tmp_path / "talks.docx").read_bytes()
    assert written.startswith(b"PK")
    assert written == (tmp_path / "again.docx").read_bytes()


def test_a_bundle_makes_the_same_case_elsewhere(run, read_talks, tmp_path):
    assert run("export", read_talks, "bundle", "-o", "talks.jsonl").code == 0
    made = run("import", "copy", "talks.jsonl")
    assert (made.code, "Made copy" in made.out) == (0, True)
    assert run("export", "copy", "bundle").out == (tmp_path / "talks.jsonl").read_text("utf-8")
    again = run("read", "copy", "--json").json
    assert (again["new_reports"], again["added"], again["unchanged_reports"]) == (0, 0, 2)
    assert run("import", "other", "talks.jsonl", "--json").json["rows"]["report"] == 2


def test_a_case_is_published_without_texts_and_made_whole(run, read_talks):
    whole = run("export", read_talks, "bundle").out
    run("export", read_talks, "replication", "-o", "replication.jsonl")
    made = run("rehydrate", "again", "replication.jsonl", read_talks / "reports")
    assert made.code == 0
    assert "2 reports with their text; 0 left out" in made.out
    assert run("export", "again", "bundle").out == whole
    some = run("rehydrate", "some", "replication.jsonl", read_talks / "reports" / "first.txt")
    assert "The Front answers" in some.out
    listed = run("rehydrate", "none", "replication.jsonl", read_talks / "case.yaml", "--json").json
    assert (listed["found"], len(listed["missing"])) == (0, 2)


def test_the_schema_of_a_bundle_is_printed(run, talks):
    schema = run("export", talks, "bundle", "--schema").json
    assert "report_row" in schema["$defs"]


def test_exports_hold_every_statement(run, read_talks):
    found = run("statements", read_talks, "--json").json["statements"]
    lines = run("export", read_talks, "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == found
    rows = list(csv.DictReader(io.StringIO(run("export", read_talks, "csv").out)))
    assert {row["id"] for row in rows} == {statement["id"] for statement in found}


def test_a_cell_is_no_formula(run, talks):
    text = ' date 2024-05-03 Sums\n\nAna Torvald said "=1+1 is an immediate truce" on Thursday.\n'
    (talks / "reports" / "third.txt").write_text(text, "utf-8")
    run("read", talks)
    rows = csv.reader(io.StringIO(run("export", talks, "csv").out))
    assert not [cell for row in rows for cell in row if cell.startswith("=")]


def test_demo_ends_with_a_page_and_what_to_type_next(run):
    ran = run("demo")
    assert ran.code == 0, ran.err
    assert Path("brief.html").stat().st_size > 10_000
    assert "What to type next" in ran.out
    again = run("demo", "--json").json
    assert again["reports"] >= 10


def test_a_bundled_case_opens_as_a_copy(run):
    assert run("read", "sarn-valley").code == 0
    assert Path("sarn-valley/case.yaml").is_file()


def test_statements_of_one_occasion_share_an_utterance(run, talks):
    first = (talks / "reports" / "first.txt").read_text("utf-8")
    again = first.replace("2024-05-02 The president speaks", "2024-05-03 Again")
    again = again.replace("on Wednesday", "on 1 May").replace("calm", "quiet")
    (talks / "reports" / "again.txt").write_text(again, "utf-8")
    run("read", talks)
    said = run("statements", talks, "--actor", "north", "--json").json["statements"]
    assert len(said) == 2
    assert said[0]["utterance"] is not None
    assert said[0]["utterance"] == said[1]["utterance"]
    alone = run("statements", talks, "--actor", "front", "--json").json["statements"]
    assert [s["utterance"] for s in alone] == [None] * len(alone)


def test_a_new_case_with_a_space_in_its_name_is_printed_so_that_it_can_be_pasted(run):
    assert "pourparler check 'my talks' &&" in run("new", "my talks").out
