"""What moved, what does not go together, what is open: each with the statements it rests on."""

from __future__ import annotations

from datetime import date

import pytest

from pourparler.workbench.position_shapes import contradiction_json, shift_json
from pourparler.workbench.questions import find_questions
from pourparler.workbench.series import PositionQuery, hear
from pourparler.workbench.shifts import find_shifts
from pourparler.workbench.view import View
from workbench.talks import make_coding, make_folder, make_report, make_statement

MONTHS = ("2024-01-10", "2024-02-10", "2024-03-10", "2024-05-10", "2024-06-10", "2024-07-10")


@pytest.fixture
def folder(tmp_path):
    """North says one thing until March and another from May on; the Front both at once."""
    told = []
    for number, day in enumerate(MONTHS):
        report = make_report(day)
        words = make_coding("truce", "first" if number < 3 else "after")
        told.append((report, [make_statement(report, "north", words, content=f"no {number}")]))
    both = make_report("2024-07-12", "Wire")
    told.append(
        (
            both,
            [
                make_statement(both, "front", make_coding("truce", "first"), content="now"),
                make_statement(
                    both, "front", make_coding("truce", "after"), content="later", place=20
                ),
                make_statement(
                    both, "north", make_coding("bridge", None, modality="declined"), place=40
                ),
                make_statement(
                    both, (), make_coding("bridge", None, modality="ambiguous"), place=60
                ),
            ],
        )
    )
    return make_folder(tmp_path / "talks", told)


def test_a_shift_has_its_dates_and_the_statements_on_both_sides(folder):
    (shift,) = find_shifts(folder).shifts
    assert (shift.actor, shift.issue.id) == ("north", "truce")
    assert (shift.first, shift.last) == (date(2024, 3, 10), date(2024, 5, 10))
    assert [t.statement.content for t in shift.said_before] == ["no 2"]
    assert [t.statement.content for t in shift.said_after] == ["no 3"]
    assert shift.before.median < 20
    assert shift.after.median > 80


def test_what_moved_later_is_left_out_and_was_not_known_then(folder):
    assert not find_shifts(folder, view=View(as_of=date(2024, 5, 9))).shifts
    then = date(2024, 4, 1)
    assert not find_shifts(folder, view=View(as_of=then, known_at=then)).shifts


def test_two_answers_on_one_day_are_a_contradiction(folder):
    (pair,) = find_shifts(folder, query=PositionQuery(actor="front")).contradictions
    said = {t.statement.content for t in (*pair.said_first, *pair.said_last)}
    assert said == {"now", "later"}
    assert (pair.first, pair.last) == (date(2024, 7, 12), date(2024, 7, 12))


def test_the_json_names_of_the_contract(folder):
    found = find_shifts(folder)
    shown = shift_json(found.shifts[0])
    assert set(shown) == {
        "actor", "issue", "from", "to", "before", "after", "odds", "change_probability",
        "statements_before", "statements_after",
    }  # fmt: skip
    assert 0 < shown["change_probability"] < 1
    assert len(shown["statements_before"]) == 1
    pair = contradiction_json(found.contradictions[0])
    assert 0 < pair["probability"] < 1
    assert pair["odds"] <= 1e6


def test_what_is_open_at_a_date(folder):
    heard = hear(folder)
    open_ = {(q.kind, q.actor, q.issue.id): q for q in find_questions(heard)}
    assert set(open_) == {
        ("declined", "north", "bridge"),
        ("silent", "north", "bridge"),
        ("silent", "front", "bridge"),
        ("ambiguous", None, "bridge"),
    }
    (declined,) = open_["declined", "north", "bridge"].testimonies
    assert declined.coding.modality == "declined"
    only = find_questions(heard, PositionQuery(actor="front", issue="bridge"))
    assert [(q.kind, q.actor) for q in only] == [("silent", "front")]


def test_a_long_silence_is_open_with_its_last_word(folder):
    heard = hear(folder, view=View(as_of=date(2025, 7, 1)))
    stale = [q for q in find_questions(heard) if q.kind == "stale"]
    assert {q.actor for q in stale} == {"north", "front"}
    assert stale[0].testimonies[0].statement.content == "no 5"
