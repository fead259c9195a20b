"""The settlement part of a case file: what it holds, and what it refuses."""

from __future__ import annotations

import pytest

from pourparler.case.case import Case
from pourparler.case.folder import InvalidCaseError, parse_case

ACTORS = """
title: Talks
actors: [{id: north, name: North, kind: state}, {id: south, name: South, kind: state}]
parties: [north, south]
issues:
  - {id: name, question: Which name?, scale: ordered, options: [
      {id: old, at: 0, words: The old}, {id: new, at: 100, words: The new}]}
"""
SIGNED = "assumption: {author: A, reason: R, known_on: 2024-01-01}"
GROUPS = f"""
guarantors:
  - {{id: lead, name: Lead, lead: true, reliability: {{low: 0.2, high: 0.8, {SIGNED}}}}}
  - {{id: band, name: Band, count: 3, contribution: {{value: 2, {SIGNED}}}}}
"""


def case_with(settlement: str, *, groups: str = GROUPS) -> Case:
    return parse_case(ACTORS + groups + "settlement:\n" + settlement)


def test_every_number_is_listed_with_its_place():
    case = case_with(
        f"""
  advancing: north
  other: south
  measures: [{{id: army, name: Army, kind: army, amount: {{value: 40, {SIGNED}}}}}]
  terms: [{{issue: name, option: new}}]
  salience: {{north: {{name: {{value: 0.5, {SIGNED}}}}}}}
  exchange: {{south: {{low: 1, high: 3, {SIGNED}}}}}
  designs:
    - id: full
      name: Full
      components: [lead, band, army]
      required: [lead]
      refused_by: north
      refusal_cost: {{low: 1, high: 2, {SIGNED}}}
      trigger:
        automatic: {{value: 0.5, {SIGNED}}}
        agrees: {{value: 0.9, {SIGNED}}}
        members: 32
  punishment: {{value: 8, {SIGNED}}}
"""
    )
    assert [place for place, _ in case.quantities()] == [
        "guarantors.lead.reliability",
        "guarantors.band.contribution",
        "settlement.punishment",
        "settlement.measures.army.amount",
        "settlement.designs.full.trigger.automatic",
        "settlement.designs.full.trigger.agrees",
        "settlement.designs.full.refusal_cost",
        "settlement.salience.north.name",
        "settlement.exchange.south",
    ]


@pytest.mark.parametrize(
    ("settlement", "message"),
    [
        ("  designs: [{id: a, name: A, components: [leed]}]", "did you mean 'lead'"),
        ("  designs: [{id: a, name: A, components: [band], lead: lead}]", "not among the comp"),
        ("  designs: [{id: a, name: A, components: [band], required: [lead]}]", "not among"),
        ("  designs: [{id: a, name: A, components: [band], lead: band}]", "stands for several"),
        ("  designs: [{id: a, name: A, refused_by: north}]", "give both 'refused_by'"),
        (f"  decisiveness: {{low: 2, high: 1, {SIGNED}}}", "low 2 is above high 1"),
        (f"  decisiveness: {{low: -2, high: 1, {SIGNED}}}", "must not be below 0"),
        (f"  relief_snapback_share: {{low: 0.5, high: 1.5, {SIGNED}}}", "between 0 and 1"),
        ("  terms: [{issue: nam, option: new}]", "did you mean 'name'"),
        ("  terms: [{issue: name, option: newer}]", "'newer' is unknown; did you mean 'new'"),
        ("  relief: [-1]", "relief must not be below 0"),
        (f"  measures: [{{id: band, name: B, kind: army, amount: {{value: 1, {SIGNED}}}}}]", "alr"),
        (f"  measures: [{{id: m, name: M, kind: army, amount: {{value: -9, {SIGNED}}}}}]", "bel"),
        (f"  salience: {{north: {{nam: {{value: 1, {SIGNED}}}}}}}", "did you mean 'name'"),
        (f"  salience: {{north: {{name: {{value: 2, {SIGNED}}}}}}}", "between 0 and 1"),
        ("  designs: [{id: a, name: A, terms: [{issue: name, option: nw}]}]", "mean 'new'"),
        (f"  exchange: {{soth: {{value: 1, {SIGNED}}}}}", "did you mean 'south'"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_way_out(settlement, message):
    with pytest.raises(InvalidCaseError, match=message):
        case_with(settlement)


def test_a_reliability_above_one_is_refused():
    groups = (
        f"guarantors:\n  - {{id: g, name: G, reliability_with_lead: {{value: 1.2, {SIGNED}}}}}\n"
    )
    with pytest.raises(InvalidCaseError, match="reliability_with_lead must lie between 0 and 1"):
        case_with("  designs: []", groups=groups)


def test_two_leads_need_one_named():
    groups = (
        GROUPS + f"  - {{id: second, name: S, lead: true, reliability: {{value: 0.5, {SIGNED}}}}}\n"
    )
    with pytest.raises(InvalidCaseError, match="two leads, lead and second"):
        case_with("  designs: [{id: a, name: A, components: [lead, second]}]", groups=groups)
    named = case_with(
        "  designs: [{id: a, name: A, components: [lead, second], lead: lead}]", groups=groups
    )
    assert named.settlement is not None
    assert named.settlement.designs[0].lead == "lead"
