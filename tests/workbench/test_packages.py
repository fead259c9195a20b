"""Packages from stated positions, through the whole of the workbench."""

from __future__ import annotations

import itertools
import json
from datetime import date

import numpy as np
import pytest

from pourparler.case.folder import open_case_folder
from pourparler.errors import CaseError, RangeError
from pourparler.workbench.packages import find_packages
from pourparler.workbench.packages_shapes import packages_json
from pourparler.workbench.reading import read_reports
from pourparler.workbench.stated_worth import as_last_stated, find_stated_worth
from pourparler.workbench.view import View

SIGNED = "assumption: {author: test, reason: r, known_on: 2024-01-01}"
CASE = f"""\
title: River talks
actors:
  - {{id: north, name: Northland, kind: state}}
  - {{id: front, name: River Front, kind: movement}}
parties: [north, front]
issues:
  - id: truce
    question: When does the fighting stop?
    scale: ordered
    options:
      - {{id: first, at: 0, words: A full truce before talks, examples: [an immediate truce]}}
      - {{id: phased, at: 50, words: A truce in phases, examples: [a phased truce]}}
      - {{id: after, at: 100, words: A truce only with a treaty, examples: [treaty first]}}
  - id: dam
    question: Who runs the dam?
    scale: unordered
    options:
      - {{id: board, words: A joint board runs the dam, examples: [joint board]}}
      - {{id: state, words: Northland runs the dam, examples: [national water company]}}
  - id: fish
    question: How much fishing is allowed?
    scale: interval
    options: [{{id: none, at: 0, words: No fishing}}, {{id: all, at: 100, words: Any fishing}}]
settlement:
  salience:
    north: {{truce: {{value: 0.2, {SIGNED}}}, dam: {{value: 0.8, {SIGNED}}}}}
    front: {{truce: {{value: 0.6, {SIGNED}}}, dam: {{value: 0.2, {SIGNED}}}}}
"""
TERMS = "  terms: [{issue: truce, option: phased, otherwise: after}]\n"
REPORT = """\
 date 2024-05-02 Both sides speak

Northland said on Wednesday that an immediate truce must come before any talks.

Northland said on Wednesday that the national water company must run the dam.

The River Front said it would accept a truce only with a signed treaty.

The River Front said that a joint board must run the dam.
"""


def open_talks(path, case=CASE, *, report=REPORT):
    folder = path / "talks"
    (folder / "reports").mkdir(parents=True)
    (folder / "case.yaml").write_text(case, "utf-8")
    (folder / "reports" / "2024-05-02.txt").write_text(report, "utf-8")
    opened = open_case_folder(folder)
    read_reports(opened, today=date(2024, 6, 1))
    return opened


@pytest.fixture
def folder(tmp_path):
    return open_talks(tmp_path)


def test_worth_follows_distance_on_a_scale_and_salience(folder):
    stated = find_stated_worth(folder, draws=64)
    assert [issue.id for issue in stated.issues] == ["truce", "dam"]
    assert stated.notes[0] == "Fish: left out, fewer than two parties say where they stand."
    truce, dam = stated.central.tables
    median = {(p.actor, p.issue.id): p for p in stated.positions}["front", "truce"].summary.median
    assert truce[:, 1] == pytest.approx(
        [0.75 * (1 - abs(median - at) / 100) for at in (0, 50, 100)]
    )
    share = {(p.actor, p.issue.id): p for p in stated.positions}["north", "dam"].density
    assert dam[:, 0] == pytest.approx(0.8 * share)
    assert truce[0, 0] > truce[1, 0] > truce[2, 0]


def test_every_draw_of_worth_lies_between_nothing_and_everything(folder):
    stated = find_stated_worth(folder, draws=128, seed=5)
    best = sum(table.max(axis=1) for table in stated.tables)
    worst = sum(table.min(axis=1) for table in stated.tables)
    assert (worst >= 0).all()
    assert (best <= 1 + 1e-12).all()
    assert ((stated.reservations >= worst) & (stated.reservations <= best)).all()
    assert set(np.unique(stated.tables[1][:, :, 0].round(9))) == {0.0, 0.8}


def test_frontier_and_shares_are_what_listing_everything_gives(folder):
    found = find_packages(folder, draws=64, seed=2)
    stated, (truce, dam) = found.stated, found.stated.central.tables
    listed = list(itertools.product(range(3), range(2)))
    worth = {pair: truce[pair[0]] + dam[pair[1]] for pair in listed}
    frontier = {
        (stated.issues[0].options[a].id, stated.issues[1].options[b].id)
        for a, b in listed
        if not any(
            (other >= worth[a, b]).all() and (other > worth[a, b]).any() for other in worth.values()
        )
    }
    assert {package.options for package in found.frontier} == frontier
    assert found.count == found.tried == 6
    for package in found.robust:
        a, b = (
            [o.id for o in issue.options].index(option)
            for issue, option in zip(stated.issues, package.options, strict=True)
        )
        accepted = 0
        for draw in range(64):
            value = stated.tables[0][draw, a] + stated.tables[1][draw, b]
            accepted += all(value[p] >= stated.reservations[draw, p] for p in range(2))
        assert package.together.count == accepted
    counts = [package.together.count for package in found.robust]
    assert counts == sorted(counts, reverse=True)


def test_what_each_cares_about_is_traded(folder):
    found = find_packages(folder, draws=64)
    assert found.named["nash"].options == ("after", "state")
    assert found.named["nash"].blocks == ()
    assert found.singly.options[0] == "phased"
    assert found.opening is None


def test_without_an_agreement_the_case_s_own_option_holds(tmp_path):
    stated = find_stated_worth(open_talks(tmp_path, CASE + TERMS), draws=64)
    assert stated.otherwise == ("after", None)
    assert "agreement on Dam:" in stated.notes[-1]
    both = CASE + TERMS.replace("]", ", {issue: dam, option: board, otherwise: state}]")
    certain = find_packages(open_talks(tmp_path / "both", both), draws=64)
    expected = certain.stated.tables[0][:, 2] + certain.stated.tables[1][:, 1]
    assert certain.stated.reservations == pytest.approx(expected)
    assert not any("kept" in weight.name for weight in certain.stated.weights)
    kept = next(p for p in certain.frontier if p.options == ("after", "state"))
    assert kept.together.count == 64


def test_an_empty_zone_says_what_would_open_it(tmp_path):
    about_dam = "\n\n".join(part for part in REPORT.split("\n\n") if "truce" not in part)
    found = find_packages(open_talks(tmp_path, report=about_dam), draws=64, seed=1)
    (table,) = found.stated.central.tables
    assert [len(package.blocks) for package in found.frontier] == [1, 1]
    assert set(found.named.values()) == {None}
    lost = found.stated.central_reservations - table
    assert found.opening.concession == pytest.approx(lost.max(axis=1).min())
    words = packages_json(found)["opening"]
    assert words["package"]["blocks"] in (["north"], ["front"])
    assert found.zone.share < 0.9


def test_the_same_seed_gives_the_same_numbers_and_none_is_certain(folder):
    first, again = (packages_json(find_packages(folder, draws=64, seed=3)) for _ in range(2))
    assert json.dumps(first) == json.dumps(again)
    assert first["robust"] != packages_json(find_packages(folder, draws=64, seed=4))["robust"]
    for package in first["frontier"]:
        assert 0 < package["together"]["share"] < 1
        assert all(0 < share["share"] < 1 for share in package["accepts"].values())


def test_before_anything_was_known_there_is_no_package(folder):
    early = find_packages(folder, view=View(known_at=date(2024, 5, 1)), draws=64)
    assert (early.count, early.frontier, early.zone) == (0, (), None)
    assert packages_json(early)["named"] == {}


def test_a_case_without_parties_and_odd_draws_are_named(tmp_path, folder):
    with pytest.raises(RangeError, match="100 draws"):
        find_packages(folder, draws=100)
    alone = open_talks(tmp_path / "alone", CASE.replace("parties: [north, front]\n", ""))
    with pytest.raises(CaseError, match="names 0 parties"):
        find_packages(alone)


def test_stale_positions_are_run_twice_and_the_answer_says_whether_it_changes(folder):
    assert find_packages(folder, draws=64).held is None
    late = View(as_of=date(2027, 1, 1))
    found = find_packages(folder, view=late, draws=64, seed=2)
    assert found.held is not None
    assert ("north", "truce") in found.held.silent
    held = as_last_stated(folder.case, found.stated, draws=64, seed=2)
    fresh = find_stated_worth(folder, draws=64, seed=2)
    for then, now, drifted in zip(
        fresh.central.tables, held.central.tables, found.stated.central.tables, strict=True
    ):
        assert now == pytest.approx(then, abs=0.12)
        assert np.abs(now - then).sum() <= np.abs(drifted - then).sum() + 1e-9
    for name, package in found.held.turned.items():
        before = found.named[name]
        assert (package and package.options) != (before and before.options)
    assert packages_json(found)["held"]["zone"]["share"] == pytest.approx(
        found.held.zone.share, abs=1e-8
    )


TOGETHER = f"""\
  together:
    - party: north
      options: {{truce: phased, dam: state}}
      worth: {{low: 0.1, high: 0.5, {SIGNED}}}
    - {{party: front, options: {{dam: board, truce: phased}}, worth: {{value: -0.25, {SIGNED}}}}}
"""


def test_options_that_hang_together_add_to_packages_that_have_both(tmp_path):
    plain = find_packages(open_talks(tmp_path / "plain"), draws=64, seed=1)
    found = find_packages(open_talks(tmp_path / "linked", CASE + TOGETHER), draws=64, seed=1)
    stated = found.stated
    assert [w.name for w in stated.weights][-2:] == [
        "north.together.truce=phased+dam=state",
        "front.together.dam=board+truce=phased",
    ]
    packages = stated.alone.package(np.arange(stated.alone.count))
    more = stated.central.of(packages) - stated.alone.of(packages)
    names = [
        tuple(i.options[k].id for i, k in zip(stated.issues, row, strict=True)) for row in packages
    ]
    expected = {("phased", "state"): (0.3, 0), ("phased", "board"): (0, -0.25)}
    for name, added in zip(names, more, strict=True):
        assert added == pytest.approx(expected.get(name, (0, 0)), abs=1e-9), name
    worth = {package.options: package.worth for package in found.frontier}
    before = {package.options: package.worth for package in plain.frontier}
    assert ("phased", "state") in worth
    assert worth != before
    everything = stated.central.of(packages)
    on = [
        name
        for name, own in zip(names, everything, strict=True)
        if not any((o >= own).all() and (o > own).any() for o in everything)
    ]
    assert sorted(worth) == sorted(on)


def test_links_hold_without_an_agreement_where_both_options_do(tmp_path):
    terms = (
        "  terms: [{issue: truce, option: phased, otherwise: phased}, "
        "{issue: dam, option: board, otherwise: state}]\n"
    )
    plain = find_stated_worth(open_talks(tmp_path / "plain", CASE + terms), draws=64)
    linked = find_stated_worth(open_talks(tmp_path / "linked", CASE + terms + TOGETHER), draws=64)
    more = linked.central_reservations - plain.central_reservations
    assert more == pytest.approx([0.3, 0.0])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("dam: state}", "dam: stat}", "did you mean 'state'"),
        ("party: north\n", "party: nort\n", "did you mean 'north'"),
        ("truce: phased, dam: state", "truce: phased", "two are needed"),
        ("value: -0.25", "value: -1.25", "between -1 and 1"),
    ],
)
def test_links_that_cannot_be_meant_are_named(tmp_path, old, new, words):
    with pytest.raises(CaseError, match=words):
        open_talks(tmp_path, CASE + TOGETHER.replace(old, new))


def test_saliences_known_only_later_are_left_wide_and_named(tmp_path):
    later = CASE.replace("known_on: 2024-01-01", "known_on: 2024-09-01")
    opened = open_talks(tmp_path, later)
    then = find_packages(opened, view=View(known_at=date(2024, 6, 1)), draws=64)
    assert then.stated.notes[0].startswith("Known only after 2024-06-01, and taken as not given")
    assert {w.author for w in then.stated.weights} == {"pourparler"}
    now = find_packages(opened, draws=64)
    assert "test" in {w.author for w in now.stated.weights}
