"""Codings as a person makes or confirms them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from pourparler.case.case import Case
from pourparler.case.issues import Issue
from pourparler.case.nearest import unknown
from pourparler.case.records import MODALITIES, Coding, Modality
from pourparler.errors import UnknownNameError
from pourparler.ledger import is_machine
from pourparler.workbench.review.deciding import CERTAIN, RULE


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingChoice:
    """What a person says a statement means on one issue.

    ``to_option`` is ``from_option`` where the statement names one option; both are None
    where it names none. ``modality`` is a word as it was typed. ``about`` is the actor whose
    position it is, if not the speaker's.
    """

    issue: str
    from_option: str | None = None
    to_option: str | None = None
    modality: str = "supports"
    about: str | None = None


def make_codings(case: Case, choices: Iterable[CodingChoice], coder: str) -> tuple[Coding, ...]:
    """Return the codings that a person chose.

    Raises
    ------
    UnknownNameError
        The case has no such issue, option or actor, or there is no such modality.
    """
    return tuple(_make(case, choice, coder) for choice in choices)


def _make(case: Case, choice: CodingChoice, coder: str) -> Coding:
    issue = find_issue(case, choice.issue)
    first = choice.from_option if choice.from_option is not None else choice.to_option
    last = choice.to_option if choice.to_option is not None else choice.from_option
    places = [option.id for option in issue.options]
    ends = [find_option(issue, name) for name in (first, last) if name is not None]
    if issue.scale != "unordered":
        ends.sort(key=places.index)
    if choice.modality not in MODALITIES:
        raise UnknownNameError(
            f"modality {unknown(choice.modality, MODALITIES)}",
            hint=f"Modalities: {', '.join(MODALITIES)}.",
        )
    return Coding(
        issue=issue.id,
        from_option=ends[0] if ends else None,
        to_option=ends[1] if ends else None,
        modality=cast(Modality, choice.modality),
        probability=CERTAIN,
        coder=coder,
        wording=issue.wording,
        about=find_actor(case, choice.about) if choice.about is not None else None,
        rule=RULE,
    )


def confirm(case: Case, codings: Sequence[Coding], coder: str) -> tuple[Coding, ...]:
    """Return codings as a person confirms them, under today's ids and wording.

    What a person coded stays that person's.

    Raises
    ------
    UnknownNameError
        A coding points to what the case no longer has.
    """
    return tuple(_confirm(case, coding, coder) for coding in codings)


def _confirm(case: Case, coding: Coding, coder: str) -> Coding:
    issue = find_issue(case, coding.issue)
    ends = (coding.from_option, coding.to_option)
    first, last = (find_option(issue, name) if name is not None else None for name in ends)
    return replace(
        coding,
        issue=issue.id,
        from_option=first,
        to_option=last,
        about=find_actor(case, coding.about) if coding.about is not None else None,
        probability=CERTAIN,
        coder=coder if is_machine(coding.coder) else coding.coder,
        wording=issue.wording,
    )


def find_issue(case: Case, name: str) -> Issue:
    """Return the issue with that id, today's or an earlier one.

    Raises
    ------
    UnknownNameError
        There is none.
    """
    for issue in case.issues:
        if name == issue.id:
            return issue
    for issue in case.issues:
        if name in issue.renamed_from:
            return issue
    raise UnknownNameError(f"issue {unknown(name, [i.id for i in case.issues])}")


def find_option(issue: Issue, name: str) -> str:
    """Return the id that an option of the issue has today.

    Raises
    ------
    UnknownNameError
        There is none.
    """
    ids = [option.id for option in issue.options]
    if name in ids:
        return name
    for option in issue.options:
        if name in option.renamed_from:
            return option.id
    raise UnknownNameError(f"option of '{issue.id}' {unknown(name, ids)}")


def find_actor(case: Case, name: str) -> str:
    """Return the id that an actor has today.

    Raises
    ------
    UnknownNameError
        There is none.
    """
    ids = [actor.id for actor in case.actors]
    if name in ids:
        return name
    for actor in case.actors:
        if name in actor.renamed_from:
            return actor.id
    raise UnknownNameError(f"actor {unknown(name, ids)}")
