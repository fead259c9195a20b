"""Search: statements by words and by what they are, and the reports that hold the words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, cast, get_args

from fastapi import APIRouter
from starlette.responses import Response

from pourparler.case.case import Case
from pourparler.case.records import ATTRIBUTIONS, Attribution, Report, Statement
from pourparler.errors import AddressError
from pourparler.ledger.query import ReportQuery, StatementQuery
from pourparler.report.brief_content import BriefContent
from pourparler.report.chronology import ReadEntry
from pourparler.report.entries import Entry
from pourparler.report.readings import shown_codings
from pourparler.report.words import ATTRIBUTION_WORDS
from pourparler.web.address import read_date
from pourparler.web.dependencies import Asked, Question
from pourparler.web.listing import pages_of
from pourparler.web.rendering import render
from pourparler.workbench.statements import FoundStatements, find_statements
from pourparler.workbench.view import open_ledger

router = APIRouter(include_in_schema=False)

MOST_REPORTS: Final = 20


@router.get("/search")
def search(asked: Asked) -> Response:
    """Show the form, and what fits it."""
    query, folder = read_query(asked), asked.desk.folder
    case = folder.case
    values: dict[str, Any] = {
        "query": query,
        "actors": [(actor.id, actor.name) for actor in case.actors],
        "issues": [(issue.id, issue.label) for issue in case.issues],
        "attributions": [(name, ATTRIBUTION_WORDS[name]) for name in ATTRIBUTIONS],
        "listed": None,
        "entries": (),
        "reports": _reports(asked, query.text) if query.text else (),
        "kept": {k: v for k, v in asked.request.query_params.items() if v and k != "page"},
    }
    if query != StatementQuery():
        found = find_statements(folder, query, view=asked.view)
        listed = pages_of(found.statements[::-1], asked.page)
        values |= {"listed": listed, "entries": _entries(case, found, listed.items)}
    return render(asked.request, "search/page.html", values, dates=asked.dates)


def read_query(asked: Question) -> StatementQuery:
    """Read what is sought from the address.

    Raises
    ------
    AddressError
        A date or a kind is none.
    """
    attribution = asked.chosen("attribution")
    if attribution is not None and attribution not in get_args(Attribution):
        raise AddressError(
            f"attribution is '{attribution}'", hint=f"It is one of {', '.join(ATTRIBUTIONS)}."
        )
    reviewed = asked.chosen("reviewed")
    if reviewed not in (None, "yes", "no"):
        raise AddressError(f"reviewed is '{reviewed}'", hint="It is yes or no.")
    parameters = asked.request.query_params
    return StatementQuery(
        text=asked.chosen("q"),
        actor=asked.chosen("actor"),
        issue=asked.chosen("issue"),
        since=read_date(parameters, "since"),
        until=read_date(parameters, "until"),
        attribution=cast("Attribution | None", attribution),
        reviewed=None if reviewed is None else reviewed == "yes",
    )


def _entries(
    case: Case, found: FoundStatements, statements: Iterable[Statement]
) -> list[ReadEntry]:
    """Return what a page lists of these statements: their readings and their reports."""
    content = BriefContent(
        case=case, reports=found.reports, statements=(), digest="", mark="", version="", command=""
    )
    reports = {report.id: report for report in found.reports}
    entries = [Entry(statement, reports[statement.report], (), ()) for statement in statements]
    return [ReadEntry(entry, shown_codings(content, entry)) for entry in entries]


def _reports(asked: Question, text: str) -> list[Report]:
    query = ReportQuery(
        text=text, until=asked.view.known_at, ceiling=asked.view.ceiling, limit=MOST_REPORTS
    )
    with open_ledger(asked.desk.folder) as ledger:
        return ledger.find_reports(query)
