"""``reports`` says where each report is from, how its date is known and what copies what."""

from __future__ import annotations

import pytest

COPY = """\
 date 2024-05-11 The Front answers, agency says
publisher: Hill Courier

The River Front said it would accept a truce only with a signed treaty. Nothing else was said in
the long statement that its office put out on Thursday night after the meeting of its council.
"""


@pytest.fixture
def read_talks(run, talks):
    folder = talks / "in"
    folder.mkdir()
    original = COPY.replace("Hill Courier", "River Post").replace("05-11", "05-10")
    (folder / "a.txt").write_text(original, "utf-8")
    (folder / "b.txt").write_text(COPY, "utf-8")
    (folder / "2024-05-12-c.txt").write_text("The Front said no word on Sunday.", "utf-8")
    (folder / "d.md").write_text("---\ndate: 2024-05-13\nhandling: internal\n---\nIt said so.\n")
    (folder / "e.csv").write_text("date,text,language\n2024-05-14,Il a dit non.,fr\n", "utf-8")
    assert run("read", talks, folder).code == 0
    return talks


def by_date(ran):
    return {report["reported_on"]: report for report in ran.json["reports"]}


def test_each_report_says_how_its_date_is_known(run, read_talks):
    listed = by_date(run("reports", read_talks, "--ceiling", "confidential", "--json"))
    assert {day: report["dated_by"] for day, report in listed.items() if day > "2024-05-10"} == {
        "2024-05-11": "first line",
        "2024-05-12": "given",
        "2024-05-13": "first line",
        "2024-05-14": "column date",
    }
    assert (listed["2024-05-14"]["language"], listed["2024-05-14"]["is_read"]) == ("fr", False)
    assert listed["2024-05-12"]["path"] == "reports/2024-05-12-c.txt"
    assert all(report["is_kept"] for report in listed.values())


def test_near_copies_are_listed_and_who_printed_them_is_said(run, read_talks):
    ran = run("reports", read_talks, "--since", "2024-05-11", "--json")
    copy = by_date(ran)["2024-05-11"]
    assert ran.json["syndicated"] == []  # the first of them is outside what was asked for
    whole = run("reports", read_talks, "--json").json
    (group,) = whole["syndicated"]
    assert copy["duplicate_of"] == group["report"]
    assert group["copies"] == [copy["id"]]
    assert group["publishers"] == ["River Post", "Hill Courier"]
    assert "In 2 reports (River Post, Hill Courier)" in run("reports", read_talks).out


def test_what_is_above_the_ceiling_is_counted_and_not_shown(run, read_talks):
    ran = run("reports", read_talks, "--json")
    assert ran.json["withheld"] == 1
    assert "internal" not in ran.out
    assert "1 more above 'public'" in run("reports", read_talks).out
    assert "internal" in run("reports", read_talks, "--ceiling", "internal").out


def test_statements_are_counted_and_a_copy_that_is_gone_is_said(run, read_talks):
    (read_talks / "reports" / "2024-05-12-c.txt").unlink()
    ran = run("reports", read_talks, "--until", "2024-05-12", "--json")
    listed = by_date(ran)
    statements = run("statements", read_talks, "--json").json["statements"]
    for report in listed.values():
        assert report["statements"] == sum(s["report"] == report["id"] for s in statements)
    assert not listed["2024-05-12"]["is_kept"]
    assert "(missing)" in run("reports", read_talks).out


def test_a_case_that_was_not_read_says_so(run, talks):
    ran = run("reports", talks)
    assert ran.code == 1
    assert "has no ledger yet" in ran.err
