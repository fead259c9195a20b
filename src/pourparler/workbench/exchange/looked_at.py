"""What can be said about packages that another program wrote, and a case's packages for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from pourparler.models.packages.frontier import Floats
from pourparler.models.packages.survey import Survey, survey_packages
from pourparler.workbench.exchange.files import read_files
from pourparler.workbench.exchange.space import NamedIssue, PackageSpace
from pourparler.workbench.stated_worth import StatedWorth

LISTED: Final = 1_000
"""Packages of the frontier that are listed in JSON; all of them are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """A space of packages and what was found about it. Frozen."""

    space: PackageSpace
    survey: Survey

    def named(self) -> dict[str, int]:
        """Return the named points that there are, as places on the frontier."""
        return {name: at for name, at in self.survey.named.items() if at is not None}

    def blocks(self, place: int) -> tuple[str, ...]:
        """Return who would rather have no agreement than a package of the frontier."""
        gains = self.survey.frontier.utilities[place] - self.space.reservations
        return tuple(p for p, gain in zip(self.space.parties, gains, strict=True) if gain < 0)


def look_at(place: Path) -> LookedAt:
    """Read a space of packages from files and look at all of it.

    Raises
    ------
    ExchangeError
        As for ``files.read_files``.
    """
    space = read_files(place)
    return LookedAt(space=space, survey=survey_packages(space.worth, space.reservations))


def space_of(stated: StatedWorth, name: str) -> PackageSpace | None:
    """Return the packages of a case at the medians of all inputs; None where it has none."""
    if stated.central is None:
        return None
    return PackageSpace(
        name=name,
        issues=tuple(
            NamedIssue(name=issue.id, options=tuple(option.id for option in issue.options))
            for issue in stated.issues
        ),
        parties=stated.parties,
        worth=stated.central,
        reservations=np.asarray(stated.central_reservations, dtype=np.float64),
        notes=stated.notes,
    )


def looked_at_json(found: LookedAt) -> dict[str, Any]:
    """Return what was found under the names that other programs rely on."""
    space, survey = found.space, found.survey
    opening = survey.opening
    order = np.argsort(-survey.frontier.utilities[:, 0], kind="stable")[:LISTED]
    return {
        "name": space.name,
        "issues": [{"issue": issue.name, "options": list(issue.options)} for issue in space.issues],
        "parties": [
            {"party": party, "reservation": float(least), "blocks": int(blocked)}
            for party, least, blocked in zip(
                space.parties, space.reservations, survey.blocked, strict=True
            )
        ],
        "packages": survey.frontier.count,
        "in_zone": survey.in_zone,
        "on_frontier": len(survey.frontier.packages),
        "frontier": [_package(found, int(place)) for place in order],
        "named": {
            name: None if at is None else _package(found, at) for name, at in survey.named.items()
        },
        "opening": {
            "package": _package(found, opening.package),
            "concession": opening.concession,
            "side_payment": opening.side_payment,
            "paid_package": None
            if opening.paid_package is None
            else _package(found, opening.paid_package),
        },
        "notes": list(space.notes),
    }


def _package(found: LookedAt, place: int) -> dict[str, Any]:
    worth: Floats = found.survey.frontier.utilities[place]
    return {
        "options": found.space.options_of(found.survey.frontier.packages[place]),
        "worth": dict(zip(found.space.parties, worth.tolist(), strict=True)),
        "blocks": list(found.blocks(place)),
    }
