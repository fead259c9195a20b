"""Statements as other programs see them: the JSON names of the contract."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from pourparler.case.case import Case
from pourparler.case.records import Coding, Statement

NOTHING_JOINED: Final[Mapping[str, str]] = MappingProxyType({})


def statement_json(
    statement: Statement,
    case: Case,
    utterances: Mapping[str, str] = NOTHING_JOINED,
    commitments: Mapping[str, str] = NOTHING_JOINED,
) -> dict[str, Any]:
    """Return a statement under the names that other programs rely on.

    Offsets are code points of the report's stored text; ``actor`` is the first of
    ``actors`` or None. ``utterance`` is None for a statement that stands for an occasion of
    its own, ``commitment`` for one that makes no threat or promise and ends none.
    """
    spans = statement.spans
    start, end = spans.extent()
    return {
        "id": statement.id,
        "report": statement.report,
        "utterance": utterances.get(statement.id),
        "reported_on": statement.reported_on.isoformat(),
        "said_on": statement.said_on,
        "said_rule": statement.said_rule,
        "said_order": statement.said_order,
        "actor": statement.actor,
        "actors": list(statement.actors),
        "speaker": statement.speaker,
        "attribution": statement.attribution,
        "force": statement.force,
        "audience": statement.audience,
        "source": statement.source,
        "cue": statement.cue,
        "content": statement.content,
        "context": statement.context,
        "start": start,
        "end": end,
        "spans": {
            "source": [list(span) for span in spans.source],
            "cue": [list(span) for span in spans.cue],
            "content": [list(span) for span in spans.content],
        },
        "hedged": statement.hedged,
        "negated": statement.negated,
        "conditional": statement.conditional,
        "confidence": statement.confidence,
        "reviewed": statement.reviewed,
        "language": statement.language,
        "translation": statement.translated_by,
        "handling": statement.handling,
        "rules": dict(statement.rules),
        "codings": [coding_json(coding, case) for coding in statement.codings],
        "commitment": commitments.get(statement.id),
    }


def coding_json(coding: Coding, case: Case) -> dict[str, Any]:
    """Return a coding; ``low`` and ``high`` are where its options stand today, or None."""
    low, high = option_points(coding, case)
    return {
        "issue": coding.issue,
        "from_option": coding.from_option,
        "to_option": coding.to_option,
        "low": low,
        "high": high,
        "modality": coding.modality,
        "about": coding.about,
        "probability": coding.probability,
        "coder": coding.coder,
        "rule": coding.rule,
    }


def option_points(coding: Coding, case: Case) -> tuple[float | None, float | None]:
    """Return the points (0 to 100) of a coding's options; None on an unordered scale."""
    issue = next((issue for issue in case.issues if issue.id == coding.issue), None)
    points = {option.id: option.at for option in issue.options} if issue else {}
    return points.get(coding.from_option or ""), points.get(coding.to_option or "")
