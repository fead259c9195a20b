"""Changes as other programs see them."""

from __future__ import annotations

from typing import Any

from pourparler.workbench.changes import Change, Diff, News
from pourparler.workbench.position_shapes import (
    contradiction_json,
    place_json,
    shift_json,
    statement_ids,
)
from pourparler.workbench.positions import Position
from pourparler.workbench.questions import Question
from pourparler.workbench.series import Heard


def diff_json(diff: Diff) -> dict[str, Any]:
    """Return what differs between two looks; ``before`` and ``after`` say what they were."""
    return {
        "before": _look_json(diff.before),
        "after": _look_json(diff.after),
        "changes": [_change_json(change) for change in diff.changes],
        "shifts": [shift_json(shift) for shift in diff.shifts],
        "contradictions": [contradiction_json(pair) for pair in diff.contradictions],
    }


def news_json(news: News) -> dict[str, Any]:
    """Return what is new since a day."""
    moved = [_change_json(change) for change in news.diff.moved]
    return diff_json(news.diff) | {
        "since": news.since.isoformat(),
        "changes": moved,
        "reports": [report.id for report in news.reports],
        "statements": statement_ids(news.statements),
        "questions": [question_json(question) for question in news.questions],
    }


def question_json(question: Question) -> dict[str, Any]:
    """Return what is open; ``actor`` is None where the issue itself is called unclear."""
    return {
        "kind": question.kind,
        "actor": question.actor,
        "issue": question.issue.id,
        "statements": statement_ids(question.testimonies),
    }


def _change_json(change: Change) -> dict[str, Any]:
    return {
        "actor": change.actor,
        "issue": change.issue.id,
        "before": _side_json(change.before),
        "after": _side_json(change.after),
        "moved": change.moved,
        "statements": statement_ids(change.news),
    }


def _side_json(position: Position | None) -> dict[str, Any] | None:
    if position is None:
        return None
    certainty = round(position.summary.certainty, 3)
    return place_json(position.summary, position.issue) | {"certainty": certainty}


def _look_json(heard: Heard) -> dict[str, Any]:
    return {
        "date": heard.day.isoformat() if heard.day else None,
        "reports": len(heard.reports),
        "statements": len(heard.statements),
    }
