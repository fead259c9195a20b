"""Latest words that point elsewhere than the estimate are told, with what keeps it there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.ledger.query import StatementQuery
from pourparler.report.crossing import crossed_words
from pourparler.workbench.brief_positions import state_positions
from pourparler.workbench.latest_words import leaves_open
from pourparler.workbench.overview import look_over
from pourparler.workbench.position_shapes import position_json
from pourparler.workbench.positions import find_positions
from pourparler.workbench.statements import find_statements
from pourparler.workbench.view import View
from workbench.talks import TALKS, make_coding, make_folder, make_report, make_statement

MONTHS = ("2024-01-10", "2024-02-10", "2024-03-10")
TRUCE, BRIDGE = TALKS.issues
OPTIONS = st.sampled_from([0, 1, 2])


def said(day, coding, **fields):
    report = make_report(day)
    return report, [make_statement(report, "north", coding, content=f"on {day}", **fields)]


def positions(tmp_path, *told):
    tmp_path.mkdir(exist_ok=True)
    folder = make_folder(tmp_path / "talks", list(told))
    return find_positions(folder, view=View()).positions


@pytest.fixture
def firm():
    """Three months of the same words."""
    return [said(day, make_coding("truce", "first")) for day in MONTHS]


def test_words_that_are_weaker_than_what_was_said_before_are_told(tmp_path, firm):
    last = said("2024-03-12", make_coding("truce", "after", probability=0.6))
    (north,) = positions(tmp_path, *firm, last)
    assert north.crossed is not None
    assert (north.crossed.agreeing, north.crossed.occasions) == (3, 4)
    words = crossed_words(north.crossed)
    assert words.startswith(
        "latest words (12 Mar 2024): supports “A truce with a treaty only”; estimate still "
        "“A truce before talks” (0."
    )
    assert "because what was said on 3 of 4 occasions leads there" in words
    assert words.endswith("and the latest words were read with little confidence (0.54)")
    told = position_json(north)["latest_words"]
    assert (told["modality"], told["from_option"]) == ("supports", "after")
    assert told["statement"] == last[1][0].id
    assert told["because"] in words


def test_words_against_the_first_option_are_told_and_others_are_not(tmp_path, firm):
    against = make_coding("truce", "first", modality="opposes", probability=0.6)
    (north,) = positions(tmp_path, *firm, said("2024-03-12", against))
    assert "opposes “A truce before talks”; estimate still “A truce" in crossed_words(north.crossed)
    other = make_coding("truce", "after", modality="opposes")
    (north,) = positions(tmp_path / "b", *firm, said("2024-03-12", other))
    assert north.crossed is None
    assert crossed_words(north.crossed) == ""
    assert position_json(north)["latest_words"] is None


def test_words_that_the_estimate_follows_are_not_told(tmp_path, firm):
    later = [said(f"2024-0{n}-10", make_coding("truce", "after")) for n in (7, 8, 9)]
    (north,) = positions(tmp_path, *firm, *later)
    assert north.summary.shares.argmax() == 2
    assert north.crossed is None


def test_what_is_said_after_the_day_is_not_the_latest_then(tmp_path, firm):
    last = said("2024-03-12", make_coding("truce", "after", probability=0.6))
    folder = make_folder(tmp_path / "talks", [*firm, last])
    (before,) = find_positions(
        folder, view=View(as_of=last[0].reported_on.replace(day=11))
    ).positions
    assert before.crossed is None


def test_own_words_go_before_what_another_tells(tmp_path, firm):
    report = make_report("2024-03-12")
    about = make_coding("truce", "after", about="north", probability=0.6)
    told = (report, [make_statement(report, "front", about, content="they")])
    north = next(p for p in positions(tmp_path, *firm, told) if p.actor == "north")
    assert north.crossed is None


@given(
    low=OPTIONS, high=OPTIONS, option=OPTIONS,
    modality=st.sampled_from(["supports", "opposes", "conditional"]),
    issue=st.sampled_from([TRUCE, BRIDGE]),
)  # fmt: skip
def test_the_plain_way_says_the_same(low, high, option, modality, issue):
    ids = [one.id for one in issue.options]
    coding = replace(make_coding(issue.id, ids[low], modality=modality), to_option=ids[high])
    named = {ids[low], ids[high]}
    if issue is TRUCE and {low, high} == {0, 2}:
        named.add(ids[1])
    assert leaves_open(issue, coding, option) == ((ids[option] in named) != (modality == "opposes"))


def test_cells_of_brief_and_overview_tell_of_the_words_they_show(first_case):
    found = find_statements(first_case, StatementQuery(), view=View())
    overview = look_over(first_case.case, found)
    crossed = {(p.actor, p.issue.id): p.crossed for p in overview.positions.positions if p.crossed}
    assert crossed
    cells = {
        (row.actor, issue.id): cell
        for row in overview.matrix.rows
        for issue, cell in zip(overview.matrix.issues, row.cells, strict=True)
    }
    printed = {
        (e.actor, e.issue): e.crossed for e in state_positions(first_case, View(), found).estimates
    }
    for key, one in crossed.items():
        assert cells[key].latest.entry.statement.id == one.statement.id
        assert overview.estimates[key].crossed == printed[key] == crossed_words(one)
    assert {key for key, words in printed.items() if words} == set(crossed)
