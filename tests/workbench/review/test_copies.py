"""Two copies of a case made one: what people decided, what they wrote into the case file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pourparler.case.edits.join import join_cases
from pourparler.case.edits.text import insert_entry
from pourparler.case.folder import CaseFolder, open_case_folder
from pourparler.case.yaml_source import read_yaml
from pourparler.errors import BundleError, CaseError
from pourparler.ledger import Ledger, StatementQuery
from pourparler.workbench import review
from pourparler.workbench.bundle import export_bundle
from pourparler.workbench.review import By
from pourparler.workbench.review.copies import join_copy

CHRIS = By(coder="chris")


@pytest.fixture
def copies(valley: CaseFolder, tmp_path: Path) -> tuple[CaseFolder, CaseFolder]:
    for name in ("one", "two"):
        shutil.copytree(valley.path, tmp_path / name)
    return open_case_folder(tmp_path / "one"), open_case_folder(tmp_path / "two")


def statements(folder: CaseFolder):
    with Ledger.open(folder.ledger_path) as ledger:
        return ledger.find_statements(StatementQuery()), ledger.find_utterances()


def groups(folder: CaseFolder) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for statement, utterance in statements(folder)[1].items():
        found.setdefault(utterance, set()).add(statement)
    return {frozenset(one) for one in found.values()}


def test_decisions_of_both_stand_and_the_merge_is_undone(copies):
    one, two = copies
    first, second, third = (s.id for s in statements(one)[0][:3])
    review.accept(one, first, coder="anna")
    review.reject(two, second, coder="ben")
    review.correct(two, third, {"force": "threat"}, coder="ben")
    before = statements(one)
    tried = join_copy(one, two.path, by=By(coder="chris", dry_run=True))
    assert statements(one) == before
    joined = join_copy(one, two.path, by=CHRIS)
    assert joined.conflicts == ()
    assert (tried.commands, tried.decided.after) == (joined.commands, joined.decided.after)
    found = {s.id: s for s in statements(one)[0]}
    assert (found[first].reviewed, second in found, found[third].force) == (True, False, "threat")
    names = {(e.coder, e.name) for e in review.history(one).entries}
    assert names >= {("anna", "accept"), ("ben", "reject"), ("ben", "correct"), ("chris", "merge")}
    after = statements(one)[0]
    review.undo(one, joined.decided.command, coder="chris")
    assert statements(one)[0] == before[0]
    review.redo(one, joined.decided.command, coder="chris")
    assert statements(one)[0] == after


def test_both_directions_come_to_the_same(copies, tmp_path):
    one, two = copies
    ids = [s.id for s in statements(one)[0]]
    review.accept(one, ids[0], coder="anna")
    review.reject(two, ids[1], coder="ben")
    with Ledger.open(two.ledger_path) as ledger:
        ledger.join_statements(ids[2:4], coder="ben")
    shutil.copytree(one.path, tmp_path / "three")
    three = open_case_folder(tmp_path / "three")
    join_copy(one, two.path, by=CHRIS)
    join_copy(two, three.path, by=CHRIS)
    assert statements(one)[0] == statements(two)[0]
    assert groups(one) == groups(two)
    assert any({ids[2], ids[3]} <= group for group in groups(one))
    assert join_copy(one, three.path, by=CHRIS).decided.command is None


def test_a_bundle_of_the_other_copy_does_as_well(copies, tmp_path):
    one, two = copies
    review.reject(two, statements(two)[0][0].id, coder="ben")
    file = tmp_path / "two.jsonl"
    file.write_text(export_bundle(two), "utf-8")
    assert join_copy(one, file, by=CHRIS).commands == 1
    assert statements(one)[0] == statements(two)[0]


def test_the_same_decided_differently_is_listed(copies):
    one, two = copies
    first = statements(one)[0][0].id
    review.accept(one, first, coder="anna")
    review.correct(two, first, {"force": "threat"}, coder="ben")
    (conflict,) = join_copy(one, two.path, by=CHRIS).conflicts
    assert (conflict.id, conflict.ours, conflict.theirs, conflict.kept) == (
        first, "anna", "ben", "theirs"
    )  # fmt: skip
    assert "force" in conflict.fields


def test_a_case_file_that_went_on_is_taken_over_and_given_back(copies):
    one, two = copies
    text = one.text
    review.reword(two, "dam", question="Who is to run the dam?", by=By(coder="ben"))
    two = open_case_folder(two.path)
    joined = join_copy(one, two.path, by=CHRIS)
    assert joined.case_conflicts == ()
    assert open_case_folder(one.path).text == two.text
    assert statements(open_case_folder(one.path))[0] == statements(two)[0]
    review.undo(open_case_folder(one.path), joined.decided.command, coder="chris")
    assert open_case_folder(one.path).text == text


def test_an_issue_worded_differently_is_a_conflict_and_ours_stays(copies):
    one, two = copies
    review.reword(one, "dam", question="Who runs it?", by=By(coder="anna"))
    review.reword(two, "dam", question="Who is to run it?", by=By(coder="ben"))
    one = open_case_folder(one.path)
    (conflict,) = join_copy(one, two.path, by=CHRIS).case_conflicts
    assert (conflict.place, conflict.id, conflict.fields) == ("issues", "dam", ("question",))
    assert open_case_folder(one.path).text == one.text


ONE = """\
title: Talks  # of ours
actors:
  - {id: a, name: A, kind: state}
parties: [a]
issues:
  - id: x
    question: When?
    scale: ordered
    options: [{id: no, at: 0, words: No}, {id: yes, at: 100, words: Yes}]
# the end
"""


def test_case_files_are_joined_as_a_union():
    two = ONE.replace("{id: a, name: A, kind: state}", "{id: b, name: B, kind: state}").replace(
        "id: x", "id: y"
    ).replace("parties: [a]", "language: en\nparties: [a]")  # fmt: skip
    forth, conflicts = join_cases(ONE, two)
    back, others = join_cases(two, ONE)
    assert conflicts == others == ()
    first, second = (read_yaml(text, name="case.yaml").data for text in (forth, back))
    for key in ("actors", "issues"):
        assert sorted(first[key], key=lambda e: e["id"]) == sorted(
            second[key], key=lambda e: e["id"]
        )
    assert first["language"] == "en"
    assert "# of ours" in forth
    assert join_cases(forth, two) == (forth, ())


def test_what_is_no_copy_is_refused(copies, tmp_path):
    one, _ = copies
    with pytest.raises(BundleError, match="cannot be read"):
        join_copy(one, tmp_path / "nowhere", by=CHRIS)
    other = tmp_path / "other"
    other.mkdir()
    (other / "case.yaml").write_text(ONE, "utf-8")
    Ledger.open(other / "ledger.db").close()
    with pytest.raises(BundleError, match="no actor in common"):
        join_copy(one, other, by=CHRIS)


def test_case_files_that_make_no_case_together_are_refused(copies):
    """An actor of the one has the name that another one of the other goes by."""
    one, two = copies
    first = {"id": "first", "name": "First League", "kind": "state", "aliases": ["The League"]}
    second = {"id": "second", "name": "The League", "kind": "state"}
    for folder, entry in ((one, first), (two, second)):
        text = insert_entry(folder.text, ("actors",), entry)
        (folder.path / "case.yaml").write_text(text, "utf-8")
    one = open_case_folder(one.path)
    before = export_bundle(one)
    with pytest.raises(CaseError, match="joined"):
        join_copy(one, two.path, by=CHRIS)
    assert export_bundle(one) == before
