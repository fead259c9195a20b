"""Each decision is one command; it shows in what holds, and undoing it gives back what held."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pourparler.case.folder import CaseFolder
from pourparler.case.records import Statement
from pourparler.errors import (
    DateFormError,
    RecordError,
    StaleDecisionError,
    UndoError,
    UnknownNameError,
)
from pourparler.ledger import Ledger, StatementQuery
from pourparler.ledger.history import LogQuery
from pourparler.workbench import review
from pourparler.workbench.review import CodingChoice, Decided, NewStatement, Note
from workbench.talks import make_coding, make_folder, make_report, make_statement

REPORT = make_report("2024-05-02", words="The north wants a truce first, a source said.")
SPOKEN = make_statement(REPORT, "north", make_coding("truce", "first"), place=3)
OTHER = make_statement(REPORT, "front", make_coding("bridge", "trust"), place=20)
NOBODY = make_statement(
    REPORT, (), place=40, source="A Coast  Guard officer", rules=(("actors", "unmatched"),)
)
NOBODY_TOO = make_statement(
    REPORT, (), make_coding("truce", "after"), place=60, source="a coast guard officer"
)


@pytest.fixture
def folder(tmp_path: Path) -> CaseFolder:
    return make_folder(tmp_path / "talks", [(REPORT, [SPOKEN, OTHER, NOBODY, NOBODY_TOO])])


def visible(folder: CaseFolder) -> list[Statement]:
    with Ledger.open(folder.ledger_path) as ledger:
        return ledger.find_statements(StatementQuery())


def one(folder: CaseFolder, id_: str | None) -> Statement:
    with Ledger.open(folder.ledger_path) as ledger:
        return ledger.statement(str(id_))


def log(folder: CaseFolder) -> list[str]:
    return [e.name for e in review.history(folder).entries]


def read_again(folder: CaseFolder, *statements: Statement) -> None:
    with Ledger.open(folder.ledger_path) as ledger:
        ledger.record_reading(REPORT, list(statements), reader_version="2")


DECISIONS: dict[str, Callable[..., Decided]] = {
    "accept": lambda folder, **k: review.accept(folder, SPOKEN.id, **k),
    "reject": lambda folder, **k: review.reject(folder, SPOKEN.id, **k),
    "recode": lambda folder, **k: review.recode(
        folder, SPOKEN.id, [CodingChoice(issue="bridge", from_option="trust")], **k
    ),
    "correct": lambda folder, **k: review.correct(
        folder, SPOKEN.id, {"actors": ["front"], "force": "offer"}, **k
    ),
    "add": lambda folder, **k: review.add(
        folder, REPORT.id, NewStatement(content=((5, 20),), actors=("north",)), **k
    ),
    "add a note": lambda folder, **k: review.add(
        folder, Note(text="They will wait.", written_on=date(2024, 5, 3)), NewStatement(), **k
    ),
    "assign": lambda folder, **k: review.assign(
        folder, "A coast guard officer", actor="north", **k
    ),
}


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_is_one_command_and_undoing_it_gives_back_what_held(folder, name):
    start = visible(folder)
    done = DECISIONS[name](folder, coder="anna", reason="as printed")
    after = visible(folder)
    assert after != start
    assert log(folder) == [name.split()[0]]
    undone = review.undo(folder, coder="anna")
    assert undone.undone == (done.command, done.name)
    assert visible(folder) == start
    assert (undone.before, undone.after) == (done.after, done.before)
    review.redo(folder, coder="anna")
    assert visible(folder) == after
    review.undo(folder, coder="anna")
    assert visible(folder) == start
    with pytest.raises(UndoError, match="nothing of anna to undo"):
        review.undo(folder, coder="anna")


@pytest.mark.parametrize("name", DECISIONS)
def test_a_trial_writes_nothing_and_counts_what_would_be(folder, name):
    file = folder.ledger_path.read_bytes()
    tried = DECISIONS[name](folder, coder="anna", dry_run=True)
    assert folder.ledger_path.read_bytes() == file
    assert tried.command is None
    done = DECISIONS[name](folder, coder="anna")
    assert (tried.before, tried.after, tried.changed) == (done.before, done.after, done.changed)


@pytest.mark.parametrize("name", DECISIONS)
def test_what_comes_back_is_json(folder, name):
    done = DECISIONS[name](folder, coder="anna", reason="as printed")
    said = json.loads(json.dumps(done.as_json()))
    assert said["decision"]["reason"] == "as printed"
    assert said["decision"]["before"] == json.loads(json.dumps(dataclasses.asdict(done.before)))
    assert {"case", "ledger", "version", "seed"} <= said.keys()


def test_accepting_makes_the_codings_a_persons_under_todays_wording(folder):
    done = review.accept(folder, SPOKEN.id, coder="anna")
    held = one(folder, SPOKEN.id)
    assert held.reviewed
    assert [(c.coder, c.wording) for c in held.codings] == [
        ("anna", folder.case.issue("truce").wording)
    ]
    assert (done.before.reviewed, done.after.reviewed) == (0, 1)
    assert (done.before.by_hand, done.after.by_hand) == (0, 1)
    assert review.accept(folder, SPOKEN.id, coder="boris").command is None  # holds already


def test_what_a_person_rejected_does_not_come_back_until_that_is_undone(folder):
    review.reject(folder, SPOKEN.id, coder="anna")
    read_again(folder, SPOKEN, OTHER)
    assert {s.id for s in visible(folder)} == {OTHER.id}
    review.undo(folder, coder="anna")
    assert one(folder, SPOKEN.id) == SPOKEN
    read_again(folder, OTHER)
    assert {s.id for s in visible(folder)} == {OTHER.id}
    read_again(folder, SPOKEN, OTHER)
    assert one(folder, SPOKEN.id) == SPOKEN


def test_after_an_undo_a_statement_is_the_machines_again(folder):
    review.accept(folder, SPOKEN.id, coder="anna")
    hedged = replace(SPOKEN, hedged=True)
    read_again(folder, hedged, OTHER)
    assert not one(folder, SPOKEN.id).hedged
    review.undo(folder, coder="anna")
    read_again(folder, SPOKEN, OTHER)
    read_again(folder, hedged, OTHER)
    assert one(folder, SPOKEN.id).hedged


def test_undoing_an_addition_does_not_forbid_the_reader_to_find_it(folder):
    review.reject(folder, SPOKEN.id, coder="anna")
    same = NewStatement(
        content=SPOKEN.spans.content, source=SPOKEN.spans.source, actors=SPOKEN.actors
    )
    assert review.add(folder, REPORT.id, same, coder="anna").statement == SPOKEN.id
    review.undo(folder, coder="anna")
    read_again(folder, SPOKEN, OTHER)
    assert SPOKEN.id not in {s.id for s in visible(folder)}  # still rejected from before
    review.undo(folder, coder="anna")
    added = review.add(
        folder, REPORT.id, NewStatement(content=((5, 20),), actors=("north",)), coder="anna"
    )
    found = one(folder, added.statement)
    review.undo(folder, coder="anna")
    machine = replace(found, reviewed=False)
    read_again(folder, SPOKEN, OTHER, machine)
    assert found.id in {s.id for s in visible(folder)}


def test_a_correction_names_its_rule_and_keeps_the_rest(folder):
    done = review.correct(
        folder,
        SPOKEN.id,
        {
            "actors": ["front", "norland"],  # a former id
            "speaker": " Ana Torvald ",
            "said_on": "2024-04",
            "content": [[30, 36]],
            "hedged": True,
        },
        coder="anna",
    )
    held = one(folder, done.statement)
    assert done.changed == ((SPOKEN.id, held.id),)
    assert held.actors == ("front", "north")
    assert held.speaker == "Ana Torvald"
    assert (held.said_first, held.said_last) == (date(2024, 4, 1), date(2024, 4, 30))
    assert held.content == REPORT.text[30:36]
    assert held.codings == SPOKEN.codings
    assert not held.reviewed
    assert {name for name, rule in held.rules if rule == "by hand"} == {
        "actors", "speaker", "said_on", "content", "hedged",
    }  # fmt: skip
    read_again(folder, SPOKEN, OTHER)
    assert SPOKEN.id not in {s.id for s in visible(folder)}


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"contents": []}, UnknownNameError, "did you mean 'content'"),
        ({"force": "wihs"}, UnknownNameError, "did you mean 'wish'"),
        ({"actors": ["nort"]}, UnknownNameError, "did you mean 'north'"),
        ({"said_on": "yesterday"}, DateFormError, "yesterday"),
        ({"said_on": "2024-06-01"}, RecordError, "after the report"),
        ({"content": [[3, 3]]}, RecordError, "content 3-3"),
        ({"content": [[3, 99999]]}, RecordError, "content 3-99999"),
        ({"content": [], "source": []}, RecordError, "at least one span"),
        ({"hedged": "yes"}, RecordError, "true or false"),
        ({"speaker": 3}, RecordError, "not text"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(folder, changes, error, words):
    with pytest.raises(error, match=words):
        review.correct(folder, SPOKEN.id, changes, coder="anna")
    assert log(folder) == []


def test_recoding_takes_former_ids_and_orders_the_ends(folder):
    choice = CodingChoice(issue="ceasefire", from_option="after", to_option="meanwhile")
    review.recode(folder, SPOKEN.id, [choice], coder="anna")
    (coding,) = one(folder, SPOKEN.id).codings
    assert (coding.issue, coding.from_option, coding.to_option) == ("truce", "alongside", "after")
    assert coding.coder == "anna"
    with pytest.raises(UnknownNameError, match="option of 'truce' 'frist' is unknown"):
        review.recode(
            folder, SPOKEN.id, [CodingChoice(issue="truce", from_option="frist")], coder="anna"
        )


def test_an_assigned_source_is_matched_in_all_its_statements(folder):
    done = review.assign(folder, "a coast guard OFFICER", actor="north", coder="anna")
    assert len(done.changed) == 2
    assert (done.before.unmatched, done.after.unmatched) == (2, 0)
    for _, id_ in done.changed:
        assert one(folder, id_).actors == ("north",)
    assert one(folder, done.changed[1][1]).codings == NOBODY_TOO.codings
    with pytest.raises(UnknownNameError, match="source"):
        review.assign(folder, "a coast guard officer", actor="north", coder="anna")
    with pytest.raises(UnknownNameError, match="either an actor or a person"):
        review.assign(folder, "a coast guard officer", coder="anna")


def test_a_note_is_a_report_that_only_internal_views_show(folder):
    note = Note(text="They will wait for the harvest.", written_on=date(2024, 5, 3), author="Anna")
    truce = CodingChoice(issue="truce", from_option="after")
    done = review.add(folder, note, NewStatement(actors=("front",), codings=(truce,)), coder="anna")
    held = one(folder, done.statement)
    assert (held.content, held.handling, held.reviewed) == (note.text, "internal", True)
    shown = review.show(folder, held.id)
    assert (shown.report.kind, shown.report.author) == ("note", "Anna")
    with Ledger.open(folder.ledger_path) as ledger:
        assert held.id not in {
            s.id for s in ledger.find_statements(StatementQuery(ceiling="public"))
        }
    again = NewStatement(content=((0, 4),), actors=("north",))
    review.add(folder, shown.report.id, again, coder="boris")
    with pytest.raises(UndoError, match="added from the same note"):
        review.undo(folder, done.command, coder="anna")


def test_a_decision_on_what_somebody_else_changed_meanwhile_is_refused(folder):
    seen = review.versions(folder, [SPOKEN.id, OTHER.id])
    review.recode(folder, SPOKEN.id, [], coder="boris", expected=seen[SPOKEN.id])
    before = visible(folder)
    for decide in (DECISIONS["accept"], DECISIONS["reject"], DECISIONS["correct"]):
        with pytest.raises(StaleDecisionError, match="changed by boris at"):
            decide(folder, coder="anna", expected=seen[SPOKEN.id])
    assert visible(folder) == before
    review.accept(folder, OTHER.id, coder="anna", expected=seen[OTHER.id])
    review.reject(folder, OTHER.id, coder="boris")
    with pytest.raises(UnknownNameError):
        review.accept(folder, OTHER.id, coder="anna", expected=seen[OTHER.id])


def test_undo_takes_ones_own_last_decision_and_not_what_others_built_on(folder):
    first = review.accept(folder, SPOKEN.id, coder="anna")
    review.recode(folder, SPOKEN.id, [], coder="boris")
    with pytest.raises(UndoError, match=f"{SPOKEN.id} was decided on again"):
        review.undo(folder, coder="anna")
    review.undo(folder, coder="boris")
    assert review.undo(folder, coder="anna").undone == (first.command, "accept")
    assert one(folder, SPOKEN.id) == SPOKEN
    with pytest.raises(UndoError, match="is undone already"):
        review.undo(folder, first.command, coder="anna")
    read = next(e for e in review.history(folder, LogQuery()).entries if e.name == "record_reading")
    with pytest.raises(UndoError, match="cannot be undone"):
        review.undo(folder, read.command, coder="anna")
    with pytest.raises(UnknownNameError, match="not in the log"):
        review.undo(folder, "0" * 26, coder="anna")


def test_a_new_decision_ends_what_can_be_done_again_without_a_name(folder):
    first = review.accept(folder, SPOKEN.id, coder="anna")
    review.undo(folder, coder="anna")
    review.accept(folder, OTHER.id, coder="anna")
    with pytest.raises(UndoError, match="nothing of anna to do again"):
        review.redo(folder, coder="anna")
    review.redo(folder, first.command, coder="anna")
    assert one(folder, SPOKEN.id).reviewed
    with pytest.raises(UndoError, match="is not undone"):
        review.redo(folder, first.command, coder="anna")


def test_history_and_show_tell_who_did_what(folder):
    review.correct(folder, SPOKEN.id, {"force": "wish"}, coder="anna", reason="it is a wish")
    review.undo(folder, coder="anna")
    entries = review.history(folder).entries
    assert [(e.name, e.coder, e.is_undone) for e in entries] == [
        ("undo", "anna", False),
        ("correct", "anna", True),
    ]
    assert entries[1].fields == ("force",)
    assert entries[1].reason == "it is a wish"
    assert entries[0].of == entries[1].command
    shown = review.show(folder, SPOKEN.id)
    assert [e.name for e in shown.decisions] == ["undo", "correct", "record_reading"]
    assert shown.version.command == entries[0].command
    assert json.loads(json.dumps(shown.as_json()))["statement"]["id"] == SPOKEN.id
    assert [e.name for e in review.history(folder, LogQuery(coder="boris")).entries] == []


def test_what_a_person_joined_stays_joined_when_an_id_changes(folder):
    with Ledger.open(folder.ledger_path) as ledger:
        utterance = ledger.join_statements([SPOKEN.id, OTHER.id], coder="anna")
    done = review.correct(folder, SPOKEN.id, {"actors": ["front"]}, coder="anna")
    with Ledger.open(folder.ledger_path) as ledger:
        assert ledger.find_utterances() == {done.statement: utterance, OTHER.id: utterance}
    review.undo(folder, coder="anna")
    with Ledger.open(folder.ledger_path) as ledger:
        assert ledger.find_utterances() == {SPOKEN.id: utterance, OTHER.id: utterance}
    review.undo(folder, coder="anna")
    with Ledger.open(folder.ledger_path) as ledger:
        assert ledger.find_utterances() == {}


def test_a_machine_does_not_decide(folder):
    with pytest.raises(RecordError, match="expected a person"):
        review.accept(folder, SPOKEN.id, coder="machine:second")
    with pytest.raises(RecordError, match="coder is empty"):
        review.accept(folder, SPOKEN.id, coder=" ")
