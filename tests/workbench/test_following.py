"""A case followed from decision to decision is the case found anew."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler.case.folder import CaseFolder, open_case_folder
from pourparler.errors import PourparlerError
from pourparler.ledger import Ledger, StatementQuery
from pourparler.workbench import review
from pourparler.workbench.following import Followed, follow
from pourparler.workbench.overview import Overview, look_over
from pourparler.workbench.positions import find_positions
from pourparler.workbench.review import CodingChoice, NewStatement, Note
from pourparler.workbench.statements import find_statements
from pourparler.workbench.view import View
from workbench.talks import make_coding, make_folder, make_report, make_statement

OPTIONS = {"truce": ("first", "alongside", "after"), "bridge": ("north", "front", "trust")}
ACTORS = ("north", "front")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> CaseFolder:
    """Reports with statements on both issues, some copied, some above the ceiling."""
    draw = random.Random(3)
    told, first = [], None
    for number in range(8):
        more = {"handling": "internal"} if number == 5 else {}
        if number == 6 and first is not None:
            more = {"duplicate_of": first.id}
        report = make_report(f"2024-05-{number + 1:02}", f"Paper {number % 3}", **more)
        first = first or report
        held = {"handling": "internal"} if number == 5 else {}
        said = []
        for place in range(0, 100, 25):
            issue = draw.choice(list(OPTIONS))
            coding = make_coding(issue, draw.choice(OPTIONS[issue]), probability=0.7)
            words = draw.choice(("a halt to the guns", "lunch at the ford"))
            said.append(
                make_statement(
                    report, draw.choice(ACTORS), coding, place=place, content=words, **held
                )
            )
        told.append((report, said))
    return make_folder(tmp_path_factory.mktemp("following") / "talks", told)


def decide(folder: CaseFolder, draw: random.Random) -> None:
    """Do something a person may do; what cannot be done is left."""
    with Ledger.open(folder.ledger_path) as ledger:
        held = ledger.find_statements(StatementQuery())
    one = draw.choice(held)
    issue = draw.choice(list(OPTIONS))
    choice = CodingChoice(issue=issue, from_option=draw.choice(OPTIONS[issue]))
    start = draw.randrange(5, 90)
    new = NewStatement(content=((start, start + 4),), actors=("front",), codings=(choice,))
    note = Note(text=f"Heard {start}.", written_on=one.reported_on, handling="public")
    by = {"coder": draw.choice(("ana", "bea"))}
    acts = [
        lambda: review.accept(folder, one.id, **by),
        lambda: review.reject(folder, one.id, **by),
        lambda: review.recode(folder, one.id, [choice], **by),
        lambda: review.correct(folder, one.id, {"actors": [draw.choice(ACTORS)]}, **by),
        lambda: review.correct(folder, one.id, {"hedged": draw.random() < 0.5}, **by),
        lambda: review.add(folder, one.report, new, **by),
        lambda: review.add(folder, note, replace(new, content=()), **by),
        lambda: review.undo(folder, **by),
        lambda: review.redo(folder, **by),
        lambda: retract(folder, one.id),
    ]
    try:
        draw.choice(acts)()
    except PourparlerError:
        return


def retract(folder: CaseFolder, statement: str) -> None:
    with Ledger.open(folder.ledger_path) as ledger:
        ledger.retract_statement(statement, coder="bea")


def assert_found(followed: Followed, folder: CaseFolder, view: View) -> None:
    anew = find_statements(folder, StatementQuery(), view=view)
    assert followed.found == anew


def assert_alike(one: Overview, other: Overview) -> None:
    """Hold a look that took over what did not change to one made from nothing."""
    assert [(s.actor, s.issue.id, s.testimonies) for s in one.heard.series] == [
        (s.actor, s.issue.id, s.testimonies) for s in other.heard.series
    ]
    for mine, theirs in zip(one.heard.series, other.heard.series, strict=True):
        for name in ("misread", "not_meant", "first_day", "stance", "report", "reviewed"):
            assert np.array_equal(getattr(mine.evidence, name), getattr(theirs.evidence, name))
        alike = [np.unique(s.evidence.utterance, return_inverse=True)[1] for s in (mine, theirs)]
        assert np.array_equal(*alike)
    for mine, theirs in zip(one.positions.positions, other.positions.positions, strict=True):
        assert (mine.actor, mine.issue.id, mine.basis) == (
            theirs.actor,
            theirs.issue.id,
            theirs.basis,
        )
        assert np.allclose(mine.density, theirs.density, rtol=0, atol=1e-12)
        assert mine.testimonies == theirs.testimonies
    for kind in ("shifts", "contradictions"):
        told = [
            [(s.actor, s.issue.id, s.first, s.last) for s in getattr(look.moved, kind)]
            for look in (one, other)
        ]
        assert told[0] == told[1]
    assert one.content == other.content
    assert one.entries == other.entries
    assert one.matrix == other.matrix
    assert one.heard.left_out == other.heard.left_out


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), ceiling=st.sampled_from(["public", "confidential"]))
def test_what_is_followed_is_what_is_found_anew(
    folder: CaseFolder, tmp_path_factory: pytest.TempPathFactory, seed: int, ceiling: str
) -> None:
    place = tmp_path_factory.mktemp("random") / "talks"
    own = open_case_folder(Path(shutil.copytree(folder.path, place)))
    draw, view = random.Random(seed), View(ceiling=ceiling)
    followed = follow(own, ceiling=ceiling)
    look = look_over(own.case, followed.found, view=view)
    assert look.entries
    for _ in range(6):
        for _ in range(draw.choice((1, 1, 1, 3))):
            decide(own, draw)
        followed = follow(own, ceiling=ceiling, before=followed)
        assert_found(followed, own, view)
        look = look_over(own.case, followed.found, view=view, before=look)
        assert_alike(look, look_over(own.case, follow(own, ceiling=ceiling).found, view=view))
    shutil.rmtree(place.parent)


def test_one_decision_leaves_all_it_does_not_touch_as_it_was(
    folder: CaseFolder, tmp_path: Path
) -> None:
    own = open_case_folder(Path(shutil.copytree(folder.path, tmp_path / "talks")))
    before = follow(own)
    look = look_over(own.case, before.found)
    one = next(s for s in before.found.statements if s.codings[0].issue == "bridge")
    review.accept(own, one.id, coder="ana")
    after = follow(own, before=before)
    touched = [s.id for s in after.found.statements if s not in before.found.statements]
    assert one.id in touched
    same = {id(s) for s in before.found.statements}
    for statement in after.found.statements:
        is_on_it = any(c.issue == "bridge" for c in statement.codings)
        assert (id(statement) in same) or is_on_it
    assert after.found.reports is before.found.reports
    assert look.entries
    now = look_over(own.case, after.found, before=look)
    assert "entries" in vars(now), "they are taken from the earlier look"
    kept = {id(s) for s in look.heard.series}
    anew = [s.issue.id for s in now.heard.series if id(s) not in kept]
    assert set(anew) == {"bridge"}
    estimated = {id(p) for p in look.positions.positions}
    assert all(id(p) in estimated for p in now.positions.positions if p.issue.id == "truce")


def test_what_a_reading_changes_is_read_anew(folder: CaseFolder, tmp_path: Path) -> None:
    own = open_case_folder(Path(shutil.copytree(folder.path, tmp_path / "talks")))
    before = follow(own)
    report = make_report("2024-05-20")
    said = make_statement(report, "north", make_coding("truce", "after", coder="machine"))
    with Ledger.open(own.ledger_path) as ledger:
        ledger.record_reading(report, [said], reader_version="1")
    after = follow(own, before=before)
    assert_found(after, own, View())
    assert len(after.found.reports) == len(before.found.reports) + 1
    found = find_positions(own)
    look = look_over(own.case, after.found, before=look_over(own.case, before.found))
    for mine, theirs in zip(look.positions.positions, found.positions, strict=True):
        assert np.allclose(mine.density, theirs.density, rtol=0, atol=1e-12)
