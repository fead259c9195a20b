"""Near-duplicates: agency copy that several publishers print is one report, not several.

Reports are compared by MinHash over runs of five words; what looks alike is then compared
exactly. A near-duplicate is marked, never dropped: who printed it is evidence too.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from datasketch import MinHash

from pourparler.case.records import Report
from pourparler.reader.tagger import WORD

SHARED: Final = 0.5  # Jaccard share of five-word runs from which two reports are near-duplicates
WINDOW: Final = timedelta(days=7)
_RUN: Final = 5
_PERMUTATIONS: Final = 64
_SLACK: Final = 0.2  # two standard errors of the estimate with 64 permutations, and more


class DuplicateFinder:
    """Remembers reports and finds the one that a new report is a near copy of.

    Parameters
    ----------
    reports : iterable of Report
        The reports that are already known.
    """

    def __init__(self, reports: Iterable[Report] = ()) -> None:
        self._known: list[tuple[Report, frozenset[str], MinHash]] = []
        for report in reports:
            self.add(report)

    def add(self, report: Report) -> None:
        """Remember a report."""
        runs = word_runs(report.text[report.body_start :])
        self._known.append((report, runs, _sketch(runs)))

    def find(self, report: Report) -> Report | None:
        """Return the known report, within a week, that shares most; None below the share.

        The first of a chain of copies is returned, so that all of them name the same one.
        """
        runs = word_runs(report.text[report.body_start :])
        sketch = _sketch(runs)
        best, best_share = None, SHARED
        for other, other_runs, other_sketch in self._known:
            if other.id == report.id or abs(other.reported_on - report.reported_on) > WINDOW:
                continue
            if sketch.jaccard(other_sketch) < SHARED - _SLACK:
                continue
            share = len(runs & other_runs) / len(runs | other_runs) if runs or other_runs else 0.0
            if share >= best_share:
                best, best_share = other, share
        return self._first(best) if best else None

    def _first(self, report: Report) -> Report:
        for other, _, _ in self._known:
            if other.id == report.duplicate_of:
                return other
        return report


def word_runs(text: str) -> frozenset[str]:
    """Return every run of five words, in lower case, punctuation left out.

    Examples
    --------
    >>> sorted(word_runs("One two three, four five six."))
    ['one two three four five', 'two three four five six']
    """
    words = [m.group().lower() for m in WORD.finditer(text) if m.group()[0].isalnum()]
    return frozenset(" ".join(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1)))


def _sketch(runs: frozenset[str]) -> MinHash:
    sketch = MinHash(num_perm=_PERMUTATIONS, seed=1)
    sketch.update_batch([run.encode("utf-8", "replace") for run in runs])
    return sketch
