"""What to review first: the statements that would move what is printed most if misread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from pourparler.case.issues import Issue
from pourparler.case.records import Coding, Statement
from pourparler.models.positions.spaces import Floats
from pourparler.models.positions.summary import summarise_density
from pourparler.workbench.evidence import Series
from pourparler.workbench.series import estimate_series, option_points, space_of

MOST_ROWS: Final = 200
"""Testimonies of one actor on one issue that are weighed, the latest: older ones have faded."""

MOST_TRIED: Final = 60
"""Of those, so many unreviewed ones are left out in turn, the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An unreviewed statement, and what hangs on its reading. Frozen.

    Attributes
    ----------
    statement : Statement
    coding : Coding or None
        The reading that most hangs on; None where no reading counts as evidence.
    actor, issue : str and Issue, or None
        Whose position on what would move.
    misread : float, in [0, 1]
        The chance that this reading is wrong.
    change : float, in [0, 1]
        How far the shares of the options move when the reading is left out: half the sum of
        the absolute differences.
    option, otherwise : str or None
        The option likeliest with the reading, and without it; None where nothing else was
        said.
    """

    statement: Statement
    coding: Coding | None = None
    actor: str | None = None
    issue: Issue | None = None
    misread: float = 0.0
    change: float = 0.0
    option: str | None = None
    otherwise: str | None = None

    @property
    def stakes(self) -> float:
        """The expected movement of the printed shares: chance of a misreading times change."""
        return self.misread * self.change

    @property
    def turns(self) -> bool:
        """Whether the likeliest option would be another one."""
        return self.otherwise is not None and self.option != self.otherwise


def rank_waiting(
    series: Iterable[Series], statements: Iterable[Statement], day: date | None
) -> tuple[Waiting, ...]:
    """Return the unreviewed statements, the one with most at stake first.

    Each reading is left out in turn and the position estimated anew, at the day that is
    printed. A statement that bears on several positions stands with the one that it moves
    most. Those whose readings count for nothing come last, the surest of them first: had they
    been read rightly, they might count.

    Parameters
    ----------
    series : iterable of Series
        All testimonies, as `hear_found` gathers them.
    statements : iterable of Statement
        Those that may wait.
    day : date or None
        Of the positions that are printed; None where nothing was said yet.

    Notes
    -----
    Source: leave-one-out influence, Cook 1977, with the total variation distance between the
    shares that are printed, times the chance that the reading is wrong.
    """
    best: dict[str, Waiting] = {}
    if day is not None:
        for found in _weigh(list(series), day):
            held = best.get(found.statement.id)
            if held is None or found.stakes > held.stakes:
                best[found.statement.id] = found
    waiting = [best.get(s.id, Waiting(statement=s)) for s in statements if not s.reviewed]
    return tuple(sorted(waiting, key=lambda w: (-w.stakes, -_surest(w.statement), w.statement.id)))


def _weigh(series: list[Series], day: date) -> Iterator[Waiting]:
    tried: list[tuple[Series, int]] = []
    variants: list[Series] = []
    for one in series:
        kept = _latest(one)
        rows = [n for n, t in enumerate(kept.testimonies) if not t.is_reviewed]
        informative = kept.evidence.informative
        rows = [n for n in rows if informative[n]][-MOST_TRIED:]
        if not rows:
            continue
        tried.append((kept, -1))
        variants.append(kept)
        for n in rows:
            tried.append((kept, n))
            variants.append(kept.select(np.arange(len(kept.testimonies)) != n))
    shares = _shares(variants, day)
    whole: Floats = np.zeros(0)
    for (one, n), now in zip(tried, shares, strict=True):
        if n < 0:
            whole = now
            continue
        testimony, options = one.testimonies[n], one.issue.options
        yield Waiting(
            statement=testimony.statement,
            coding=testimony.coding,
            actor=one.actor,
            issue=one.issue,
            misread=float(one.evidence.misread[n]),
            change=float(np.abs(whole - now).sum() / 2.0),
            option=options[int(whole.argmax())].id,
            otherwise=options[int(now.argmax())].id if one.evidence.informative.sum() > 1 else None,
        )


def _latest(series: Series) -> Series:
    """Return the latest testimonies of a series, in its own order."""
    if len(series.testimonies) <= MOST_ROWS:
        return series
    order = np.argsort(series.evidence.last_day, kind="stable")[-MOST_ROWS:]
    rows = np.zeros(len(series.testimonies), dtype=bool)
    rows[order] = True
    return series.select(rows)


def _shares(variants: list[Series], day: date) -> list[Floats]:
    """Return the share per option of each series at a day."""
    told = [v for v in variants if v.testimonies]
    tracks = iter(estimate_series(told, [[day]] * len(told)) if told else [])
    shares = []
    for one in variants:
        space = space_of(one.issue)
        flat = np.full(space.size, 1.0 / space.size)
        density = next(tracks).density[0] if one.testimonies else flat
        shares.append(summarise_density(space, density, option_points(one.issue)).shares)
    return shares


def _surest(statement: Statement) -> float:
    return max((coding.probability for coding in statement.codings), default=0.0)
