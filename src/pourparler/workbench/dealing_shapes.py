"""Commitments and events as other programs see them."""

from __future__ import annotations

from typing import Any

from pourparler.workbench.commitments import Commitment, CommitmentTelling
from pourparler.workbench.events import Event, EventTelling


def commitment_json(commitment: Commitment) -> dict[str, Any]:
    """Return a commitment under the names that other programs rely on."""
    return {
        "id": commitment.id,
        "kind": commitment.kind,
        "actor": commitment.actors[0],
        "actors": list(commitment.actors),
        "speaker": commitment.speaker,
        "issues": list(commitment.issues),
        "what": commitment.what,
        "condition": commitment.condition or None,
        "deadline": commitment.deadline,
        "made_on": commitment.made_on,
        "fate": commitment.fate,
        "fate_on": commitment.fate_on,
        "fate_rule": commitment.fate_rule,
        "tellings": [telling_json(telling) for telling in commitment.tellings],
    }


def telling_json(telling: CommitmentTelling) -> dict[str, Any]:
    """Return a place that tells of a commitment; offsets are those of the stored text."""
    mention = telling.mention
    return {
        "telling": mention.telling,
        "report": mention.report,
        "reported_on": telling.reported_on.isoformat(),
        "statement": mention.statement,
        "told_on": mention.told_on,
        "what": telling.what,
        "condition": telling.condition or None,
        "deadline": mention.deadline,
        "sentence": telling.sentence,
        "start": mention.start,
        "end": mention.end,
        "rule": mention.rule,
    }


def event_json(event: Event) -> dict[str, Any]:
    """Return an event under the names that other programs rely on."""
    return {
        "id": event.id,
        "kind": event.kind,
        "status": event.status,
        "held_on": event.held_on,
        "place": event.place or None,
        "actors": list(event.actors),
        "people": list(event.people),
        "said": [
            {
                "statement": said.statement.id,
                "when": said.when,
                "actors": list(said.statement.actors),
                "content": said.statement.content,
            }
            for said in event.said
        ],
        "tellings": [event_telling_json(telling) for telling in event.tellings],
    }


def event_telling_json(telling: EventTelling) -> dict[str, Any]:
    """Return a place that tells of an event; offsets are those of the stored text."""
    mention = telling.mention
    return {
        "report": mention.report,
        "reported_on": telling.reported_on.isoformat(),
        "kind": mention.kind,
        "status": mention.status,
        "held_on": mention.held_on,
        "place": telling.place or None,
        "sentence": telling.sentence,
        "start": mention.start,
        "end": mention.end,
        "rule": mention.rule,
    }
