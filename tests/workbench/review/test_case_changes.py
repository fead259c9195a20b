"""Actors and issues change in the case file and in every statement, and go back byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pourparler.case.folder import CaseFolder, open_case_folder
from pourparler.case.records import Statement
from pourparler.errors import CaseError, UndoError, UnknownNameError
from pourparler.ledger import Ledger, StatementQuery
from pourparler.workbench import review
from pourparler.workbench.checking import check_case
from pourparler.workbench.review import (
    By,
    CodingChoice,
    Decided,
    NewActor,
    NewIssue,
    NewOption,
)
from workbench.talks import CASE, make_coding, make_folder, make_report, make_statement

ANNA = By(coder="anna")
COMMENTED = "# A comment at the top\n" + CASE.replace(
    "issues:\n", "# What is negotiated\nissues:  # two of them\n"
).replace("parties: [north, front]", "parties: [north, front]   # both sign")
REPORT = make_report("2024-05-02")
BY_NORTH = make_statement(REPORT, "north", make_coding("truce", "first"), place=3)
JOINT = make_statement(REPORT, ("north", "front"), make_coding("bridge", "trust"), place=20)
BY_FRONT = make_statement(
    REPORT,
    "front",
    make_coding("truce", "after", coder="anna"),
    make_coding("truce", "first", about="north"),
    place=40,
    reviewed=True,
    speaker="Ana Torvald",
)


@pytest.fixture
def folder(tmp_path: Path) -> CaseFolder:
    told = [(REPORT, [BY_NORTH, JOINT, BY_FRONT])]
    return make_folder(tmp_path / "talks", told, COMMENTED)


def visible(folder: CaseFolder) -> list[Statement]:
    with Ledger.open(folder.ledger_path) as ledger:
        return ledger.find_statements(StatementQuery())


def again(folder: CaseFolder) -> CaseFolder:
    return open_case_folder(folder.path)


def log(folder: CaseFolder) -> list[str]:
    """Return what was decided after the reports were read and one statement was coded."""
    return [e.name for e in review.history(folder).entries if e.name != "record_statement"]


AID = NewIssue(
    id="aid",
    question="Who brings aid?",
    scale="ordered",
    options=(NewOption(id="none", words="Nobody", at=0), NewOption(id="all", words="All", at=100)),
)
CHANGES: dict[str, Callable[[CaseFolder, By], Decided]] = {
    "actor_merge": lambda f, by: review.merge(f, "band", "north", by=by, read=False),
    "actor_merge of a party": lambda f, by: review.merge(f, "front", "north", by=by, read=False),
    "actor_rename": lambda f, by: review.rename(
        f, "north", new_id="upper", name="Upper Land", by=by, read=False
    ),
    "actor_split": lambda f, by: review.split(
        f,
        "front",
        NewActor(id="wing", name="The Wing", kind="movement", statements=(BY_FRONT.id,)),
        by=by,
        read=False,
    ),
    "issue_add": lambda f, by: review.add_issue(f, AID, by=by, read=False),
    "issue_retire": lambda f, by: review.retire(f, "truce", by=by, read=False),
    "issue_reword": lambda f, by: review.reword(
        f, "truce", question="When: at last?", options={"first": "No truce # none"}, by=by,
        read=False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_one_command_and_undone_byte_for_byte(folder, name):
    file = folder.path / "case.yaml"
    raw, start = file.read_bytes(), visible(folder)
    done = CHANGES[name](folder, ANNA)
    after = file.read_bytes(), visible(folder)
    assert after[0] != raw
    assert log(folder) == [name.split()[0]]
    assert done.stamp.digest == again(folder).digest
    undone = review.undo(again(folder), coder="anna", read=False)
    assert (file.read_bytes(), visible(folder)) == (raw, start)
    assert (undone.after, undone.stamp.digest) == (done.before, folder.digest)
    review.redo(again(folder), coder="anna", read=False)
    assert (file.read_bytes(), visible(folder)) == after
    review.undo(again(folder), coder="anna", read=False)
    assert (file.read_bytes(), visible(folder)) == (raw, start)
    assert [p.name for p in folder.path.iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize("name", CHANGES)
def test_a_trial_changes_nothing_and_counts_what_would_be(folder, name):
    held = {p.name: p.read_bytes() for p in folder.path.iterdir() if p.is_file()}
    tried = CHANGES[name](folder, replace(ANNA, dry_run=True))
    assert {p.name: p.read_bytes() for p in folder.path.iterdir() if p.is_file()} == held
    assert (tried.command, tried.stamp.digest) == (None, folder.digest)
    done = CHANGES[name](folder, ANNA)
    assert (tried.before, tried.after, tried.changed) == (done.before, done.after, done.changed)


@pytest.mark.parametrize("name", CHANGES)
def test_comments_stay_and_nothing_is_orphaned(folder, name):
    CHANGES[name](folder, ANNA)
    text = (folder.path / "case.yaml").read_text("utf-8")
    for comment in ("# A comment at the top", "# What is negotiated", "# two of them"):
        assert comment in text
    assert check_case(again(folder)).orphans == ()


def test_the_file_keeps_its_byte_order_mark_and_line_ends(folder):
    file = folder.path / "case.yaml"
    raw = b"\xef\xbb\xbf" + COMMENTED.replace("\n", "\r\n").encode()
    file.write_bytes(raw)
    CHANGES["actor_rename"](again(folder), ANNA)
    changed = file.read_bytes()
    assert changed.startswith(b"\xef\xbb\xbf# A comment")
    assert changed.count(b"\n") == changed.count(b"\r\n") > 20
    review.undo(again(folder), coder="anna", read=False)
    assert file.read_bytes() == raw


def test_after_a_merge_all_is_said_by_the_one_that_stays(folder):
    done = CHANGES["actor_merge of a party"](folder, ANNA)
    case, held = again(folder).case, {s.content: s for s in visible(folder)}
    assert [actor.id for actor in case.actors] == ["north", "band"]
    assert case.actor("north").renamed_from == ["norland", "front"]
    assert "River Front" in case.actor("north").aliases
    assert case.parties == ["north"]
    assert case.actor("band").members == ["north"]
    assert {s.actors for s in held.values()} == {("north",)}
    assert held[BY_FRONT.content].reviewed
    assert held[BY_FRONT.content].codings == BY_FRONT.codings
    assert (done.before.actors, done.after.actors) == ({"front": 2, "north": 2}, {"north": 3})


def test_what_machines_read_stays_theirs_when_it_is_moved(folder):
    CHANGES["actor_rename"](folder, ANNA)
    moved = next(s for s in visible(folder) if s.content == BY_NORTH.content)
    with Ledger.open(folder.ledger_path) as ledger:
        assert ledger.machines_own([s.id for s in visible(folder)]) == {
            s.id for s in visible(folder) if s.content != BY_FRONT.content
        }
        ledger.record_reading(REPORT, [replace(moved, hedged=True)], reader_version="2")
    held = {s.content: s for s in visible(folder)}
    assert held[BY_NORTH.content].hedged
    assert JOINT.content not in held
    review.undo(again(folder), coder="anna", read=False)  # what the machine gave up comes back
    with Ledger.open(folder.ledger_path) as ledger:
        ledger.record_reading(REPORT, [BY_NORTH, JOINT], reader_version="3")
    held = {s.content: s for s in visible(folder)}
    assert not held[BY_NORTH.content].hedged
    assert held[JOINT.content] == JOINT
    assert held[BY_FRONT.content] == replace(BY_FRONT, handling="public")


def test_a_person_who_decided_since_is_not_overrun(folder):
    CHANGES["actor_rename"](folder, ANNA)
    moved = next(s for s in visible(folder) if s.content == BY_NORTH.content)
    review.reject(again(folder), moved.id, coder="boris")
    with pytest.raises(UndoError, match=f"statement {moved.id} was decided on again"):
        review.undo(again(folder), coder="anna", read=False)
    review.undo(again(folder), coder="boris")
    new = review.NewStatement(content=((60, 70),), actors=("upper",))
    review.add(again(folder), REPORT.id, new, coder="boris")
    with pytest.raises(UndoError, match="needs upper"):
        review.undo(again(folder), coder="anna", read=False)


def test_a_case_that_was_edited_since_is_not_overwritten(folder):
    file = folder.path / "case.yaml"
    CHANGES["issue_reword"](folder, ANNA)
    file.write_text(file.read_text("utf-8") + "# later\n", "utf-8")
    held = file.read_bytes(), visible(folder)
    with pytest.raises(UndoError, match=r"case\.yaml was changed since then"):
        review.undo(again(folder), coder="anna", read=False)
    with pytest.raises(CaseError, match="was changed since it was opened"):
        CHANGES["issue_add"](folder, ANNA)
    assert (file.read_bytes(), visible(folder)) == held
    assert log(folder) == ["issue_reword"]


def test_two_statements_that_become_one_keep_what_people_coded(tmp_path):
    mine = make_statement(
        REPORT, "north", make_coding("truce", "first", coder="anna"), place=3, reviewed=True
    )
    theirs = make_statement(
        REPORT, "front", make_coding("bridge", "trust", coder="boris"), place=3, reviewed=True
    )
    folder = make_folder(tmp_path / "talks", [(REPORT, [mine, theirs, BY_FRONT])])
    start = visible(folder)
    CHANGES["actor_merge of a party"](folder, ANNA)
    held = [s for s in visible(folder) if s.content == mine.content]
    assert [[c.issue for c in s.codings] for s in held] == [["truce", "bridge"]]
    review.undo(again(folder), coder="anna", read=False)
    assert visible(folder) == start


def test_an_issue_is_split_with_its_codings(tmp_path):
    text = CASE.replace(
        "words: The Front holds it}\n",
        "words: The Front holds it}\n      - {id: pay, words: Who crosses pays}\n",
    )
    told = [
        make_statement(REPORT, "north", make_coding("bridge", option), place=3 + 10 * n)
        for n, option in enumerate(("north", "pay", "trust"))
    ]
    both = make_statement(
        REPORT, "front", make_coding("bridge", "north", to_option="pay", coder="anna"),
        place=60, reviewed=True,
    )  # fmt: skip
    folder = make_folder(tmp_path / "talks", [(REPORT, [*told, both])], text)
    new = NewIssue(id="toll", question="Who pays?", scale="unordered")
    start = visible(folder)
    review.split_off(folder, "bridge", new, ["pay", "trust"], by=ANNA, read=False)
    case = again(folder).case
    assert [o.id for o in case.issue("toll").options] == ["pay", "trust"]
    assert [o.id for o in case.issue("bridge").options] == ["north", "front"]
    coded = [[(c.issue, c.from_option, c.coder) for c in s.codings] for s in visible(folder)]
    assert coded == [
        [("bridge", "north", "machine")],
        [("toll", "pay", "machine")],
        [("toll", "trust", "machine")],
        [("bridge", "north", "anna"), ("toll", "pay", "anna")],
    ]
    review.undo(again(folder), coder="anna", read=False)
    assert visible(folder) == start
    with pytest.raises(CaseError, match="would have 1 options"):
        review.split_off(folder, "bridge", new, ["pay"], by=ANNA, read=False)


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        (lambda f: review.merge(f, "nort", "front", by=ANNA), UnknownNameError, "mean 'north'"),
        (lambda f: review.merge(f, "north", "north", by=ANNA), UnknownNameError, "into itself"),
        (lambda f: review.rename(f, "north", by=ANNA), UnknownNameError, "no new id"),
        (lambda f: review.rename(f, "north", new_id="front", by=ANNA), CaseError, "used twice"),
        (lambda f: review.rename(f, "north", new_id="A b", by=ANNA), CaseError, "A b"),
        (
            lambda f: review.split(
                f, "north", NewActor(id="x", name="X", kind="state", people=("Nobody",)), by=ANNA
            ),
            UnknownNameError,
            "person of 'north'",
        ),
        (lambda f: review.retire(f, "truec", by=ANNA), UnknownNameError, "mean 'truce'"),
        (lambda f: review.reword(f, "truce", by=ANNA), UnknownNameError, "no new words"),
        (
            lambda f: review.reword(f, "truce", options={"frist": "x"}, by=ANNA),
            UnknownNameError,
            "mean 'first'",
        ),
        (
            lambda f: review.add_issue(f, replace(AID, id="truce"), by=ANNA),
            CaseError,
            "used twice",
        ),
        (lambda f: review.add_issue(f, replace(AID, options=()), by=ANNA), CaseError, "options"),
    ],
)
def test_a_change_that_does_not_fit_is_refused(folder, change, error, words):
    held = (folder.path / "case.yaml").read_bytes(), visible(folder)
    with pytest.raises(error, match=words):
        change(folder)
    assert ((folder.path / "case.yaml").read_bytes(), visible(folder)) == held
    assert log(folder) == []


def test_a_person_codes_on_a_new_issue_before_it_is_undone(folder):
    CHANGES["issue_add"](folder, ANNA)
    choice = CodingChoice(issue="aid", from_option="all")
    review.recode(again(folder), BY_NORTH.id, [choice], coder="boris")
    with pytest.raises(UndoError, match=f"{BY_NORTH.id} was decided on since then and needs aid"):
        review.undo(again(folder), coder="anna", read=False)
