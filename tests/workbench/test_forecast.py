"""Forecasts from stated positions, through the whole of the workbench."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from pourparler.case.folder import open_case_folder
from pourparler.errors import RangeError
from pourparler.workbench.forecast import forecast_issues
from pourparler.workbench.forecast_shapes import forecast_json
from pourparler.workbench.forecast_silence import silence_words
from pourparler.workbench.forecasts import RECORD
from pourparler.workbench.reading import read_reports
from pourparler.workbench.view import View
from pourparler.workbench.weights import (
    as_known,
    find_influence,
    find_salience,
    known_later_words,
)

CASE = """\
title: River talks
actors:
  - id: north
    name: Northland
    kind: state
    influence: {value: 60, assumption: {author: test, reason: larger, known_on: 2024-01-01}}
  - {id: front, name: River Front, kind: movement}
  - {id: league, name: League of Rivers, kind: coalition, members: [north]}
issues:
  - id: truce
    question: When does the fighting stop?
    scale: ordered
    options:
      - {id: first, at: 0, words: A full truce before talks, examples: [an immediate truce]}
      - {id: phased, at: 50, words: A truce in phases, examples: [a phased truce]}
      - {id: after, at: 100, words: A truce only with a signed treaty, examples: [treaty first]}
  - id: water
    question: Who runs the dam?
    scale: unordered
    options: [{id: board, words: A joint board runs it}, {id: north, words: Northland runs it}]
settlement:
  salience:
    front:
      truce: {low: 0.6, high: 0.9, assumption: {author: test, reason: r, known_on: 2024-01-01}}
"""
REPORT = """\
 date 2024-05-02 Both sides speak

Northland said on Wednesday that an immediate truce must come before any talks.

The River Front said it would accept a truce only with a signed treaty.

The League of Rivers called for an immediate truce.
"""


def read_case(place, text, report):
    """Write a case with one report, and read it."""
    case = place / "talks"
    (case / "reports").mkdir(parents=True)
    (case / "case.yaml").write_text(text, "utf-8")
    (case / "reports" / "2024-05-02.txt").write_text(report, "utf-8")
    opened = open_case_folder(case)
    read_reports(opened, today=date(2024, 6, 1))
    return opened


@pytest.fixture
def folder(tmp_path):
    return read_case(tmp_path, CASE, REPORT)


def test_every_model_forecasts_an_issue_with_a_scale(folder):
    found = forecast_issues(folder, draws=256)
    (one,) = found.forecasts
    assert {model.model for model in one.models} == set(RECORD) - {"nash"}
    for model in one.models:
        assert 0 <= model.low <= model.median <= model.high <= 100
        assert sum(share.count for _, share in model.shares) == 256
        assert all(0 < share.share < 1 for _, share in model.shares)
    assert found.notes == (
        "Truce: League of Rivers left out: who is in it counts already, alone or in a larger "
        "coalition.",
        "Water: its options have no order, so there is no point to forecast.",
    )


def test_a_coalition_does_not_count_beside_its_members(folder):
    (one,) = forecast_issues(folder, draws=64).forecasts
    assert [participant.actor for participant in one.participants] == ["north", "front"]


def test_two_coalitions_with_a_silent_member_in_common_count_it_once(tmp_path):
    members = "  - {id: delta, name: Delta Towns, kind: movement}\n"
    members += "  - {id: union, name: Union of Deltas, kind: coalition, members: [delta, hills]}\n"
    members += "  - {id: hills, name: Hill Clans, kind: movement}\nissues:"
    text = CASE.replace("members: [north]", "members: [delta]").replace("issues:", members, 1)
    report = REPORT + "\nThe Union of Deltas called for an immediate truce.\n"
    opened = read_case(tmp_path, text, report)
    found = forecast_issues(opened, draws=64)
    names = [participant.actor for participant in found.forecasts[0].participants]
    assert names == ["north", "front", "union"]
    assert found.notes[0].startswith("Truce: League of Rivers left out")


def test_the_mean_lies_between_two_opposed_sides_and_weight_pulls_it(folder):
    (one,) = forecast_issues(folder, draws=512).forecasts
    models = {model.model: model for model in one.models}
    assert 35 < models["mean"].median < 65
    assert one.participants[0].influence == pytest.approx(60)
    levers = sum(participant.lever_position for participant in one.participants)
    assert levers == pytest.approx(1.0, abs=0.1)


def test_the_same_seed_gives_the_same_numbers_and_only_known_reports_count(folder):
    first, again = (forecast_json(forecast_issues(folder, draws=64, seed=3)) for _ in range(2))
    assert json.dumps(first) == json.dumps(again)
    assert first["seed"] == 3
    other = forecast_json(forecast_issues(folder, draws=64, seed=4))
    assert first["forecast"] != other["forecast"]
    early = forecast_issues(folder, view=View(known_at=date(2024, 5, 1)), draws=64)
    assert early.forecasts == ()
    assert early.notes[0] == "Truce: fewer than two actors have said where they stand."


def test_stale_positions_are_run_twice_and_the_answer_says_whether_it_changes(folder):
    fresh = forecast_issues(folder, draws=64).forecasts[0]
    assert all(model.held is None for model in fresh.models)
    assert silence_words(fresh) == ""
    late = forecast_issues(folder, view=View(as_of=date(2026, 6, 1)), draws=256).forecasts[0]
    assert all(participant.position.basis.stale for participant in late.participants)
    for then, now in zip(fresh.models, late.models, strict=True):
        assert now.held is not None
        assert abs(now.held - then.median) < 12, now.model
    assert "Long unsaid, and used as last estimated: north, front. As last stated" in (
        silence_words(late)
    )


def test_a_model_that_silence_turns_is_named(folder):
    one = forecast_issues(folder, draws=64).forecasts[0]
    stale = replace(one.participants[0].position.basis, stale=True)
    people = (
        replace(one.participants[0], position=replace(one.participants[0].position, basis=stale)),
    )
    turned = replace(one.models[0], held=99.0, survives_silence=False)
    words = silence_words(replace(one, participants=people, models=(turned, *one.models[1:])))
    assert words.endswith("elsewhere: mean at “A truce only with a signed treaty”.")


def test_levers_of_every_model_sum_to_the_whole_where_it_is_an_average(folder):
    (one,) = forecast_issues(folder, draws=128, levers=True).forecasts
    assert [levers.model for levers in one.levers] == [model.model for model in one.models]
    mean, compromise = one.levers[:2]
    for levers in (mean, compromise):
        total = sum(lever.position.mean for lever in levers.actors)
        assert total == pytest.approx(1.0, abs=1e-6)
    assert all(lever.salience.mean == 0 for lever in mean.actors)
    assert all(lever.position.is_exact for lever in compromise.actors)
    assert not any(lever.position.is_exact for lever in mean.actors)
    directions = {lever.actor: lever.salience.direction for lever in compromise.actors}
    assert directions == {"north": "down", "front": "up"}
    assert forecast_issues(folder, draws=64).forecasts[0].levers == ()


def test_weights_come_from_the_case_or_are_left_wide(folder):
    given = find_salience(folder.case, "front", "truce")
    assert (given.low, given.high, given.author) == (0.6, 0.9, "test")
    wide = find_salience(folder.case, "north", "truce")
    assert (wide.low, wide.high, wide.author) == (0.1, 0.9, "pourparler")
    assert np.ptp(find_influence(folder.case, "north").range.quantile([0.05, 0.95])) == 0
    assert find_influence(folder.case, "front").range.quantile([0.05, 0.95]) == pytest.approx(
        [10, 90]
    )


def test_a_number_of_draws_that_is_no_power_of_two_is_named(folder):
    with pytest.raises(RangeError, match="100 draws"):
        forecast_issues(folder, draws=100)


def test_a_weight_known_only_later_is_left_wide(folder):
    then = as_known(folder.case, date(2023, 12, 31))
    assert find_salience(then, "front", "truce").author == "pourparler"
    assert find_influence(then, "north").author == "pourparler"
    assert known_later_words(folder.case, date(2023, 12, 31)) == (
        "Known only after 2023-12-31, and taken as not given: north.influence, "
        "front.salience.truce.",
    )
    assert known_later_words(folder.case, date(2024, 1, 1)) == ()
    assert as_known(folder.case, date(2024, 1, 1)) == folder.case
