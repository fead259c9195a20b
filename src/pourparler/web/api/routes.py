"""The addresses of the interface, each one function of the workbench."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from pourparler.case.records import Attribution
from pourparler.ledger.query import StatementQuery
from pourparler.web.api import case, positions, settlement, statements
from pourparler.web.api.shared import Failed
from pourparler.web.api.views import Asked, Sought
from pourparler.web.pages.reports import find_report
from pourparler.workbench.change_shapes import diff_json
from pourparler.workbench.changes import find_changes, read_look
from pourparler.workbench.checking import check_case
from pourparler.workbench.coalitions import coalition_json, find_coalitions
from pourparler.workbench.commitments import CommitmentQuery, find_commitments
from pourparler.workbench.dealing_shapes import commitment_json, event_json
from pourparler.workbench.events import EventQuery, find_events
from pourparler.workbench.outputs import outputs_json
from pourparler.workbench.position_shapes import (
    contradiction_json,
    position_json,
    shift_json,
    taken_back_json,
)
from pourparler.workbench.positions import describe
from pourparler.workbench.remarks import find_remarks
from pourparler.workbench.reports import list_reports, report_json, syndicated_json
from pourparler.workbench.settle.run import Settled, settle_case
from pourparler.workbench.settle.shape import settle_json
from pourparler.workbench.shapes import statement_json
from pourparler.workbench.shifts import detect
from pourparler.workbench.statements import find_statements, find_unmatched
from pourparler.workbench.taken_back import find_taken_back

router = APIRouter(
    prefix="/api",
    tags=["case"],
    responses={status: {"model": Failed} for status in (400, 401, 403, 404, 422, 500, 503)},
)

Json = dict[str, Any]


@router.get("/case", response_model=case.CaseDescription)
def get_case(asked: Asked) -> Json:
    """Return the names of the case: actors, parties, issues with their options."""
    described = asked.desk.folder.case
    found = asked.desk.found()
    return {
        "title": described.title,
        "language": described.language,
        "notice": described.notice,
        "parties": described.parties,
        "actors": [
            {
                "id": actor.id,
                "name": actor.name,
                "kind": actor.kind,
                "is_party": actor.id in described.parties,
                "members": actor.members,
            }
            for actor in described.actors
        ],
        "issues": [
            {
                "id": issue.id,
                "label": issue.label,
                "question": issue.question,
                "scale": issue.scale,
                "options": [{"id": o.id, "words": o.words, "at": o.at} for o in issue.options],
            }
            for issue in described.issues
        ],
        "days": [day.isoformat() for day in asked.desk.days()],
    } | found.stamp.as_json()


def _read_filter(  # noqa: PLR0913  (an address has as many parameters as it has filters)
    actor: str | None = None,
    issue: str | None = None,
    since: date | None = None,
    until: date | None = None,
    attribution: Attribution | None = None,
    reviewed: bool | None = None,
    report: str | None = None,
    text: Annotated[str | None, Query(description='Words, "phrases", beginnings (secur*)')] = None,
    limit: Annotated[int | None, Query(ge=1, le=100_000)] = None,
) -> StatementQuery:
    return StatementQuery(
        actor=actor,
        issue=issue,
        since=since,
        until=until,
        attribution=attribution,
        reviewed=reviewed,
        report=report,
        text=text,
        limit=limit,
    )


@router.get("/statements", response_model=statements.Statements)
def get_statements(asked: Asked, query: Annotated[StatementQuery, Depends(_read_filter)]) -> Json:
    """Return the statements that fit, in the order of their reports."""
    folder = asked.desk.folder
    found = find_statements(folder, query, view=asked.view)
    listed = [
        statement_json(s, folder.case, found.utterances, found.commitments)
        for s in found.statements
    ]
    return {"statements": listed} | found.stamp.as_json()


@router.get("/reports", response_model=statements.Reports)
def get_reports(asked: Asked, since: date | None = None, until: date | None = None) -> Json:
    """Return the reports by date, without their texts."""
    found = list_reports(asked.desk.folder, since=since, until=until, view=asked.view)
    return {
        "reports": [report_json(report) for report in found.reports],
        "syndicated": [syndicated_json(group) for group in found.syndicated],
        "withheld": found.withheld,
    } | found.stamp.as_json()


@router.get("/reports/{report}/text", response_model=statements.ReportText)
def get_report_text(asked: Asked, report: str) -> Json:
    """Return the text of a report, which the offsets of statements count in."""
    found = asked.desk.found()
    text = find_report(found, report).text
    return {"report": report, "text": text} | found.stamp.as_json()


@router.get("/speakers", response_model=statements.Speakers)
def get_speakers(asked: Asked) -> Json:
    """Return the sources that are nobody in the case, the most frequent first."""
    found = find_statements(asked.desk.folder, StatementQuery(), view=asked.view)
    listed = [dataclasses.asdict(speaker) for speaker in find_unmatched(found)]
    return {"speakers": listed} | found.stamp.as_json()


@router.get("/commitments", response_model=statements.Commitments)
def get_commitments(asked: Asked, actor: str | None = None, issue: str | None = None) -> Json:
    """Return threats and promises made by a day, and what became of them."""
    query = CommitmentQuery(actor=actor, issue=issue)
    found = find_commitments(asked.desk.folder, query, view=asked.view)
    return {
        "commitments": [commitment_json(commitment) for commitment in found.commitments],
        "as_of": found.as_of,
    } | found.stamp.as_json()


@router.get("/events", response_model=statements.Events)
def get_events(
    asked: Asked, actor: str | None = None, since: date | None = None, until: date | None = None
) -> Json:
    """Return meetings, calls, summits, talks and visits, the latest first."""
    query = EventQuery(actor=actor, since=since, until=until)
    found = find_events(asked.desk.folder, query, view=asked.view)
    return {"events": [event_json(event) for event in found.events]} | found.stamp.as_json()


@router.get("/positions", response_model=positions.Positions, response_model_by_alias=True)
def get_positions(asked: Asked, query: Sought) -> Json:
    """Return where each actor says it stands on each issue."""
    found = describe(asked.hear(query))
    lines = find_coalitions(asked.desk.folder, view=asked.view, query=query, heard=found.heard)
    own = find_remarks(asked.desk.folder, asked.view).assessments
    return {
        "positions": [position_json(position) for position in found.positions],
        "coalitions": [coalition_json(line) for line in lines],
        "assessments": [
            one.as_json()
            for one in own
            if query.actor in (None, one.actor) and query.issue in (None, one.issue)
        ],
    } | found.heard.stamp.as_json()


@router.get("/shifts", response_model=positions.Shifts)
def get_shifts(asked: Asked, query: Sought) -> Json:
    """Return what moved, and what does not go together."""
    found = detect(asked.hear(query))
    taken_back = find_taken_back(found.heard, found.shifts)
    return {
        "shifts": [shift_json(shift) for shift in found.shifts],
        "contradictions": [contradiction_json(pair) for pair in found.contradictions],
        "taken_back": [taken_back_json(taken) for taken in taken_back],
    } | found.heard.stamp.as_json()


@router.get("/diff", response_model=positions.Diff)
def get_diff(
    asked: Asked,
    query: Sought,
    before: Annotated[str, Query(description="A date, or the digest of a case version")],
    after: Annotated[str, Query(description="A date, or the digest of a case version")],
    as_known: Annotated[bool, Query(description="At each date, only reports up to it")] = False,
) -> Json:
    """Return what differs between two looks at the case."""
    looks = [read_look(word, view=asked.view, as_known=as_known) for word in (before, after)]
    found = find_changes(asked.desk.folder, *looks, query=query)
    return diff_json(found) | found.stamp.as_json()


@router.get("/settle", response_model=settlement.Settle)
def get_settle(asked: Asked) -> Json:
    """Return who would sign, whether it would hold and what decides; the first time in seconds."""
    settled: Settled = asked.desk.keep(
        ("settlement", asked.view.known_at),
        lambda: settle_case(asked.desk.folder, view=asked.view),
    )
    return settle_json(settled.solution) | settled.stamp.as_json()


@router.get("/check", response_model=settlement.Check)
def get_check(asked: Asked) -> Json:
    """Return every number somebody answers for, and readings that need a person."""
    folder = asked.desk.folder
    found = check_case(folder)
    listed = dataclasses.asdict(found) | {"outputs": outputs_json(found.outputs)}
    return {"valid": True, "case": folder.digest} | listed
