"""Whether what an actor said last points elsewhere than where it is estimated to stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from pourparler.case.issues import Issue
from pourparler.case.records import Coding
from pourparler.models.positions.evidence import Integers
from pourparler.models.positions.summary import Summary, can_be_placed, printable
from pourparler.report.crossing import Crossed
from pourparler.report.entries import said_order
from pourparler.workbench.evidence import Series


def find_crossed(series: Series, summary: Summary, day: date) -> Crossed | None:
    """Return the latest words where they leave out the estimate's first option.

    The latest words are those that a page shows: the actor's own that say where it stands;
    where there are none, those that another tells of it. Where an option that they leave open
    is at least half as likely as the first one, the two do not point apart.

    Parameters
    ----------
    series : Series
        Rows after those of its testimonies, as analysts' estimates have, are no words.
    summary : Summary
        The estimate.
    day : date
        Words of later days are left out.
    """
    spoken = np.arange(len(series.evidence)) < len(series.testimonies)
    if not spoken.all():
        series = replace(series, evidence=series.evidence.select(spoken))
    rows = _latest_rows(series, day)
    if not rows.size or not can_be_placed(summary):
        return None
    told = [series.testimonies[row] for row in rows.tolist()]
    last = max(told, key=lambda t: (said_order(t.statement), t.coding.probability))
    best, issue = int(summary.shares.argmax()), series.issue
    allowed = [leaves_open(issue, last.coding, n) for n in range(len(issue.options))]
    near = max((s for s, a in zip(summary.shares, allowed, strict=True) if a), default=0.0)
    if allowed[best] or not any(allowed) or near >= summary.shares[best] / 2:
        return None
    agreeing, occasions = _count_agreeing(series, day, best)
    return Crossed(
        issue=issue,
        statement=last.statement,
        coding=last.coding,
        option=issue.options[best],
        share=float(printable(summary.shares[best])),
        agreeing=agreeing,
        occasions=occasions,
        is_told=last.is_told,
        is_reviewed=last.is_reviewed,
    )


def leaves_open(issue: Issue, coding: Coding, option: int) -> bool:
    """Say whether words that take a side leave it open that an actor stands at an option.

    Parameters
    ----------
    issue : Issue
    coding : Coding
        For, against, or under a condition; one that names no option leaves all open.
    option : int
        Its place among the options of the issue.
    """
    order = [one.id for one in issue.options]
    ends = [order.index(o) for o in (coding.from_option, coding.to_option) if o in order]
    if not ends:
        return True
    among = ends if issue.scale == "unordered" else range(min(ends), max(ends) + 1)
    return (option in among) != (coding.modality == "opposes")


def _latest_rows(series: Series, day: date) -> Integers:
    """Return the rows among which the latest words are: few, so that they can be put in order.

    What stands for the day of saying lies between the middle of its span and its end.
    """
    said = series.evidence
    informs = said.informative & (said.first_day <= day.toordinal())
    own = informs & ~np.array([t.is_told for t in series.testimonies], dtype=bool)
    rows = np.flatnonzero(own if own.any() else informs)
    if not rows.size:
        return rows
    middle = np.floor((said.first_day[rows] + said.last_day[rows]) / 2)
    latest: Integers = rows[said.last_day[rows] >= middle.max()]
    return latest


def _count_agreeing(series: Series, day: date, option: int) -> tuple[int, int]:
    """Count the occasions that leave an option open, and all."""
    said = series.evidence
    rows = np.flatnonzero(said.informative & (said.first_day <= day.toordinal())).tolist()
    occasions = {int(said.utterance[row]) for row in rows}
    agreeing = {
        int(said.utterance[row])
        for row in rows
        if leaves_open(series.issue, series.testimonies[row].coding, option)
    }
    return len(agreeing), len(occasions)
