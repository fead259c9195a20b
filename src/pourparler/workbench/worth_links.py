"""Options that hang together: what a case says two of them are worth only in one package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pourparler.case.case import Case
from pourparler.case.issues import Issue
from pourparler.models.packages.additive import AdditiveWorth
from pourparler.models.packages.frontier import Floats
from pourparler.models.packages.worth import Link, LinkedWorth
from pourparler.workbench.weights import Weight, find_together

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLink:
    """One pair of options, what it is worth to one party in D draws, and at the median. Frozen.

    ``issues``, ``options`` and ``party`` are places.
    """

    issues: tuple[int, int]
    options: tuple[int, int]
    party: int
    drawn: Floats
    central: float

    def holds(self, packages: Integers) -> NDArray[np.bool_]:
        """Say which packages, shape (N, I), have both options."""
        one, other = (
            packages[:, issue] == option
            for issue, option in zip(self.issues, self.options, strict=True)
        )
        both: NDArray[np.bool_] = one & other
        return both


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDraft:
    """A link on the way: its number, where it belongs, and its place among the links."""

    weight: Weight
    issues: tuple[int, int]
    options: tuple[int, int]
    party: int

    def draw(self, shares: Floats) -> DrawnLink:
        """Return the link drawn at shares of its range, shape (D,)."""
        return DrawnLink(
            issues=self.issues,
            options=self.options,
            party=self.party,
            drawn=np.clip(self.weight.range.quantile(shares), -1.0, 1.0),
            central=float(self.weight.range.median),
        )


def find_links(case: Case, issues: Sequence[Issue]) -> tuple[list[LinkDraft], list[str]]:
    """Return the links of a case between issues that packages are made of, and what is left out."""
    known = {issue.id: place for place, issue in enumerate(issues)}
    found, notes = [], []
    for link in case.settlement.together if case.settlement else []:
        names = list(link.options)
        if link.party not in case.parties or any(name not in known for name in names):
            notes.append(f"{link.name}: left out, its issues or its party are not in the packages.")
            continue
        one, other = (known[name] for name in names)
        options = tuple(
            [option.id for option in issues[place].options].index(link.options[name])
            for place, name in ((one, names[0]), (other, names[1]))
        )
        found.append(
            LinkDraft(
                weight=find_together(link),
                issues=(one, other),
                options=(options[0], options[1]),
                party=case.parties.index(link.party),
            )
        )
    return found, notes


def link_worth(alone: AdditiveWorth, links: Sequence[DrawnLink]) -> AdditiveWorth | LinkedWorth:
    """Return worth at the medians, with links where there are any."""
    if not links:
        return alone
    tables = []
    for link in links:
        one, other = link.issues
        table = np.zeros((alone.sizes[one], alone.sizes[other], alone.parties))
        table[link.options[0], link.options[1], link.party] = link.central
        tables.append(Link((one, other), table))
    return LinkedWorth(alone, tables)
