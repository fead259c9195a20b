"""A folder of mixed files is read but for the broken ones, and a killed run is gone on with."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.mixed_inbox import (
    BROKEN,
    BROKEN_FILES,
    CASE,
    MAKERS,
    count_rows,
    kill_when,
    make_inbox,
    read_whole,
)

GOOD = 3 * len(MAKERS)


@pytest.fixture
def folders(tmp_path):
    case, inbox = tmp_path / "case", tmp_path / "inbox"
    case.mkdir()
    (case / "case.yaml").write_text(CASE, "utf-8")
    make_inbox(inbox, GOOD + BROKEN)
    return case, inbox


def test_a_killed_run_is_gone_on_with_and_nothing_is_done_twice(folders):
    case, inbox = folders
    before = kill_when(case, inbox, GOOD // 2)
    assert GOOD // 2 <= before < GOOD
    again = read_whole(case, inbox).summary
    assert (again["unchanged_reports"], again["new_reports"]) == (before, GOOD - before)
    assert {Path(skipped["name"]).name for skipped in again["skipped"]} == set(BROKEN_FILES)
    assert all(skipped["reason"] and skipped["hint"] for skipped in again["skipped"])
    last = read_whole(case, inbox).summary
    assert (last["unchanged_reports"], last["new_reports"], last["added"]) == (GOOD, 0, 0)
    assert count_rows(case, "command", "name = 'record_reading'") == GOOD
    assert count_rows(case, "report") == GOOD
    kept = {path.name for path in (case / "reports").iterdir()}
    assert len(kept) == GOOD
    assert not any(name.startswith(".") for name in kept)
