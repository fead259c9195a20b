"""Reports: the list of them."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter
from starlette.responses import Response

from pourparler.case.records import Report
from pourparler.errors import UnknownNameError
from pourparler.web.dependencies import Asked
from pourparler.web.rendering import render
from pourparler.workbench.reports import ReportList, list_reports
from pourparler.workbench.statements import FoundStatements

router = APIRouter(include_in_schema=False)


@router.get("/reports")
def show_reports(asked: Asked) -> Response:
    """List the reports, newest first."""
    folder, view = asked.desk.folder, asked.view
    listed: ReportList = asked.desk.keep(("reports", view), lambda: list_reports(folder, view=view))
    statements = asked.desk.found().statements
    values = {
        "reports": listed.reports[::-1],
        "withheld": listed.withheld,
        "reviewed": Counter(s.report for s in statements if s.reviewed),
    }
    return render(asked.request, "report/list.html", values, dates=asked.dates)


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
