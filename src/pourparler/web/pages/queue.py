"""The review queue: which statements to look at first, and why."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from pourparler.web.dependencies import Asked
from pourparler.web.listing import pages_of
from pourparler.web.rendering import render
from pourparler.workbench.queue import Waiting, rank_waiting
from pourparler.workbench.series import hear_found

router = APIRouter(include_in_schema=False)


@router.get("/queue")
def list_queue(asked: Asked) -> Response:
    """List the unreviewed statements, those first whose reading most of the figures hangs on."""
    found, folder = asked.desk.found(), asked.desk.folder

    def rank() -> tuple[Waiting, ...]:
        heard = hear_found(folder.case, found, view=asked.desk.view())
        return rank_waiting(heard.series, found.statements, heard.day)

    waiting: tuple[Waiting, ...] = asked.desk.keep("queue", rank)
    values = {
        "listed": pages_of(waiting, asked.page),
        "all": len(found.statements),
        "reviewed": sum(s.reviewed for s in found.statements),
        "titles": {report.id: report.title for report in found.reports},
        "known_issues": {issue.id for issue in folder.case.issues},
        "mark": found.stamp.mark,
    }
    return render(asked.request, "queue/page.html", values)
