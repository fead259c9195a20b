"""Reports: the list of them."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter
from starlette.responses import Response

from pourparler.case.records import Report
from pourparler.errors import UnknownNameError
from pourparler.web.dependencies import Asked
from pourparler.web.rendering import render
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
