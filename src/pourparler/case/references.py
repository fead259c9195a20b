"""Checks across a case: every id that is used exists, and no name has two owners."""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.case.case import Case
from pourparler.case.nearest import unknown
from pourparler.case.settlement import Design, Guarantor, Settlement, Term

Place = tuple[str | int, ...]
Problem = tuple[Place, str]


def find_problems(case: Case) -> Iterator[Problem]:
    """Yield every broken reference of a case with its place."""
    yield from _repeated_ids(case)
    actors = [actor.id for actor in case.actors]
    for place, name in _actor_references(case):
        if name not in actors:
            yield place, unknown(name, actors)
    if case.settlement:
        yield from _settlement_references(case, case.settlement)
    yield from _shared_names(case)


def _repeated_ids(case: Case) -> Iterator[Problem]:
    for key in ("actors", "issues", "guarantors"):
        seen: set[str] = set()
        for i, entry in enumerate(getattr(case, key)):
            if entry.id in seen:
                yield (key, i, "id"), f"'{entry.id}' is used twice; ids must differ"
            seen.add(entry.id)


def _actor_references(case: Case) -> Iterator[tuple[Place, str]]:
    for i, actor in enumerate(case.actors):
        yield from ((("actors", i, "members", j), m) for j, m in enumerate(actor.members))
    yield from ((("people", i, "actor"), person.actor) for i, person in enumerate(case.people))
    yield from ((("parties", i), party) for i, party in enumerate(case.parties))
    for i, group in enumerate(case.guarantors):
        yield from ((("guarantors", i, "actors", j), a) for j, a in enumerate(group.actors))
    if not case.settlement:
        return
    for key in ("advancing", "other"):
        if side := getattr(case.settlement, key):
            yield ("settlement", key), side
    for i, design in enumerate(case.settlement.designs):
        if design.refused_by:
            yield ("settlement", "designs", i, "refused_by"), design.refused_by
    for i, link in enumerate(case.settlement.together):
        yield ("settlement", "together", i, "party"), link.party
    yield from ((("settlement", "salience", party), party) for party in case.settlement.salience)
    yield from ((("settlement", "exchange", party), party) for party in case.settlement.exchange)


def _settlement_references(case: Case, settlement: Settlement) -> Iterator[Problem]:
    groups = {group.id: group for group in case.guarantors}
    measures = [measure.id for measure in settlement.measures]
    for i, measure in enumerate(measures):
        if measure in groups:
            place: Place = ("settlement", "measures", i, "id")
            yield place, f"'{measure}' is already a group of guarantors"
    for i, design in enumerate(settlement.designs):
        for key, problem in _design_problems(design, groups, measures):
            yield ("settlement", "designs", i, *key), problem
        yield from _term_problems(case, design.terms, ("settlement", "designs", i))
    yield from _term_problems(case, settlement.terms, ("settlement",))
    yield from _together_problems(case, settlement)
    issues = [issue.id for issue in case.issues]
    for party, saliences in settlement.salience.items():
        for issue in saliences:
            if issue not in issues:
                yield ("settlement", "salience", party, issue), unknown(issue, issues)


def _design_problems(
    design: Design, groups: dict[str, Guarantor], measures: list[str]
) -> Iterator[Problem]:
    known = [*groups, *measures]
    for j, component in enumerate(design.components):
        if component not in known:
            yield ("components", j), unknown(component, known)
    for key, name in _guarantor_references(design):
        if name in measures:
            yield (key,), f"'{name}' is a measure, not a group of guarantors"
    leads = [c for c in design.components if c in groups and groups[c].lead]
    if len(leads) > 1 and design.lead is None:
        yield ("components",), f"two leads, {' and '.join(leads)}: name one as 'lead'"
    if design.lead in groups and groups[design.lead].count != 1:
        yield ("lead",), f"'{design.lead}' stands for several; a lead is one guarantor"


def _term_problems(case: Case, terms: list[Term], place: Place) -> Iterator[Problem]:
    issues = {issue.id: issue for issue in case.issues}
    for i, term in enumerate(terms):
        if term.issue not in issues:
            yield (*place, "terms", i, "issue"), unknown(term.issue, issues)
            continue
        options = [option.id for option in issues[term.issue].options]
        for key, option in (("option", term.option), ("otherwise", term.otherwise)):
            if option is not None and option not in options:
                yield (*place, "terms", i, key), unknown(option, options)


def _together_problems(case: Case, settlement: Settlement) -> Iterator[Problem]:
    issues = {issue.id: issue for issue in case.issues}
    for i, link in enumerate(settlement.together):
        for issue, option in link.options.items():
            place: Place = ("settlement", "together", i, "options", issue)
            if issue not in issues:
                yield place, unknown(issue, issues)
                continue
            options = [known.id for known in issues[issue].options]
            if option not in options:
                yield place, unknown(option, options)


def _guarantor_references(design: Design) -> Iterator[tuple[str, str]]:
    if design.lead is not None:
        yield "lead", design.lead
    yield from (("required", group) for group in design.required)


def _shared_names(case: Case) -> Iterator[Problem]:
    """Refuse a name that could stand for two owners: attribution never guesses.

    One person may be listed several times, for several roles in time.
    """
    owners: dict[str, str] = {}
    entries: list[tuple[Place, str, str]] = [
        (("actors", i), f"actor '{actor.id}'", name)
        for i, actor in enumerate(case.actors)
        for name in actor.names()
    ]
    entries += [
        (("people", i), f"person '{person.name}'", name)
        for i, person in enumerate(case.people)
        for name in person.names()
    ]
    for place, owner, name in entries:
        first = owners.setdefault(name.casefold(), owner)
        if first != owner:
            yield place, f"'{name}' stands for both {first} and {owner}"
