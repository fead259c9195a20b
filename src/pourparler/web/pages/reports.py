"""Reports: the list, and each as it was given with its statements marked."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from pourparler.case.records import Report, Statement
from pourparler.errors import UnknownNameError
from pourparler.report.marked import mark_report
from pourparler.web.dependencies import Asked
from pourparler.web.rendering import render, statement_link
from pourparler.workbench.statements import FoundStatements, known_by

router = APIRouter(include_in_schema=False)


@router.get("/reports")
def list_reports(asked: Asked) -> Response:
    """List the reports, newest first."""
    found = known_by(asked.desk.found(), asked.dates.known_at)
    counts = Counter(s.report for s in found.statements)
    reviewed = Counter(s.report for s in found.statements if s.reviewed)
    values = {
        "reports": tuple(reversed(found.reports)),
        "counts": counts,
        "reviewed": reviewed,
        "mark": found.stamp.mark,
    }
    return render(asked.request, "report/list.html", values, dates=asked.dates)


@router.get("/report/{name}")
def show_report(asked: Asked, name: str) -> Response:
    """Show one report, with one of its statements brought forward where it is asked for."""
    found = asked.desk.found()
    report = find_report(found, name)
    statements = [s for s in found.statements if s.report == report.id]
    values = {
        "report": report,
        "paragraphs": mark_report(report, statements),
        "statements": statements,
        "chosen": asked.chosen("statement"),
        "known_issues": {issue.id for issue in asked.desk.folder.case.issues},
        "mark": found.stamp.mark,
    }
    return render(asked.request, "report/page.html", values, dates=asked.dates)


@router.get("/statement/{name}")
def find_statement(asked: Asked, name: str) -> Response:
    """Lead to the place of a statement in its report."""
    return RedirectResponse(statement_link(_statement(asked.desk.found(), name)), 303)


def find_report(found: FoundStatements, name: str) -> Report:
    """Return the report of that id.

    Raises
    ------
    UnknownNameError
        None holds that the server may show.
    """
    for report in found.reports:
        if report.id == name:
            return report
    raise UnknownNameError(f"report '{name}' does not hold, or may not be shown here")


def _statement(found: FoundStatements, name: str) -> Statement:
    for statement in found.statements:
        if statement.id == name:
            return statement
    raise UnknownNameError(
        f"statement '{name}' does not hold, or may not be shown here",
        hint="It may have been taken back; the reports page shows what holds.",
    )
