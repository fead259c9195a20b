"""Who may see a report: a choice on its page, and the decision that it sends."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from pourparler.case.records import HANDLINGS
from pourparler.errors import RecordError
from pourparler.web.pages.report import place_of
from pourparler.web.pages.review import with_done
from pourparler.web.sent import Form, go
from pourparler.workbench import review

router = APIRouter(include_in_schema=False)


@router.post("/report/{name}/handling")
def set_handling(sent: Form, name: str) -> Response:
    """Set who may see a report; where it is shown no longer, lead to the list of reports."""
    review.open_room(sent.folder, name, ceiling=sent.ceiling)  # only what is shown is decided on
    level = sent.text("level")
    if level not in HANDLINGS:
        raise RecordError(f"handling is '{level}'", hint=f"Allowed: {', '.join(HANDLINGS)}.")
    decided = review.set_handling(
        sent.folder,
        level,
        [name],
        coder=sent.coder,
        reason=sent.text("reason") or None,
    )
    if HANDLINGS.index(level) > HANDLINGS.index(sent.ceiling):
        return go(with_done("/history", decided))
    return go(place_of(name, None, done=decided.command or ""))
