"""Which statements report one occasion: the ledger's utterances, and near copies joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from pourparler.case.records import Report, Statement


def number_occasions(
    statements: Iterable[Statement], reports: Mapping[str, Report], utterances: Mapping[str, str]
) -> dict[str, int]:
    """Return the number of each statement's occasion, by statement id.

    Statements share a number when the ledger joins them, or when they are the same words
    of the same actors in two reports one of which is a near copy of the other: what
    two papers print from one wire was said once. The n-th telling in one copy goes
    with the n-th in another, as a report may repeat itself.

    Parameters
    ----------
    statements : iterable of Statement
    reports : mapping
        Reports by id, with what they are near copies of.
    utterances : mapping
        The utterance of each statement that shares one.
    """
    numbers: dict[str, int] = {}
    by_key: dict[object, int] = {}
    told: Counter[tuple[str, str, tuple[str, ...], str]] = Counter()
    for statement in sorted(statements, key=lambda s: (s.reported_on, s.report, s.spans.extent())):
        words = " ".join(statement.content.casefold().split())
        original = _original(statement.report, reports)
        key = (statement.report, original, statement.actors, words)
        told[key] += 1
        copy = (original, statement.actors, words, told[key])
        own = utterances.get(statement.id, statement.id)
        number = by_key.get(own, by_key.get(copy, len(by_key)))
        by_key.setdefault(own, number)
        by_key.setdefault(copy, number)
        numbers[statement.id] = number
    return numbers


def _original(report: str, reports: Mapping[str, Report]) -> str:
    """Follow near copies to the report that all of them copy, as far as it is given."""
    seen = {report}
    while (known := reports.get(report)) and (earlier := known.duplicate_of):
        if earlier in seen or earlier not in reports:
            break
        seen.add(earlier)
        report = earlier
    return report
