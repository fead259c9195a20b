"""The brief: seen as it would be handed on, and taken out as a file that the log remembers."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter
from starlette.responses import Response

from pourparler.case.nearest import unknown
from pourparler.errors import AddressError, RefusedError, UnknownNameError
from pourparler.report.brief_content import BriefContent
from pourparler.web.address import link, read_date
from pourparler.web.dependencies import Asked, Question
from pourparler.web.guard import POLICY, comes_from_here
from pourparler.web.rendering import render
from pourparler.workbench.brief import gather_brief, render_brief
from pourparler.workbench.outputs import record_output

router = APIRouter(include_in_schema=False)

FORMS: Final = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
}
"""What a brief can be taken out as, with the types of the files."""

_PREVIEW: Final = "/brief/preview"
# The page alone may show a frame, the preview alone may stand in one; it runs nothing.
_FRAMING: Final = f"{POLICY}; frame-src 'self'"
_FRAMED: Final = (
    "default-src 'none'; style-src {style}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
_STYLE: Final = re.compile(rb"style-src ('sha256-[\w+/=]+')")
_CASE_NAME: Final = re.compile(r"[^A-Za-z0-9_-]")


@router.get("/brief")
def show_brief(asked: Asked) -> Response:
    """Show what would be handed on, and the files it can be taken out as."""
    since = _since(asked)
    kept = asked.dates.parameters() | ({"since": since.isoformat()} if since else {})
    values: dict[str, Any] = {
        "preview": link(_PREVIEW, kept),
        "since": since,
        "kept": kept,
        "forms": FORMS,
        "days": asked.desk.days(),
        "mark": asked.desk.mark(),
    }
    page = render(asked.request, "brief/page.html", values, dates=asked.dates)
    page.headers["content-security-policy"] = _FRAMING
    return page


@router.get(_PREVIEW)
def show_preview(asked: Asked) -> Response:
    """Show the very file that would be handed on; nothing is noted."""
    made = render_brief(_gather(asked), suffix=".html")
    # The file says itself which style is its own.
    style = _STYLE.search(made)
    policy = _FRAMED.format(style=style[1].decode() if style else "'none'")
    headers = {"content-security-policy": policy, "x-frame-options": "SAMEORIGIN"}
    return Response(made, media_type=FORMS["html"], headers=headers)


@router.get("/download/brief.{form}")
def download_brief(asked: Asked, form: str) -> Response:
    """Send the brief as a file, and note in the log what it used, as the command does."""
    if form not in FORMS:
        raise UnknownNameError(f"form {unknown(form, FORMS)}")
    if not comes_from_here(asked.request.headers):
        raise RefusedError(
            "a page of another site asked for the brief", hint="Take it out on the page Brief."
        )
    folder = asked.desk.folder
    made = render_brief(_gather(asked), suffix=f".{form}")
    name = _name(asked, form)
    record_output(
        folder,
        Path(name),
        made,
        kind="brief",
        view=asked.view,
        coder=asked.request.state.visitor.coder or None,
    )
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(made, media_type=FORMS[form], headers=headers)


def _since(asked: Question) -> date | None:
    """Read after which day the brief begins.

    Raises
    ------
    AddressError
        It is no date, or lies after the day that is described.
    """
    since = read_date(asked.request.query_params, "since")
    for end in (asked.dates.as_of, asked.dates.known_at):
        if since and end and since > end:
            raise AddressError(
                f"since is {since}, which lies after {end}: nothing can lie between them"
            )
    return since


def _gather(asked: Question) -> BriefContent:
    since = _since(asked)
    content: BriefContent = asked.desk.keep(
        ("brief", asked.view, since),
        lambda: gather_brief(asked.desk.folder, view=asked.view, since=since),
    )
    return content


def _name(asked: Question, form: str) -> str:
    """Return the name of the file: the case, and the day where it is not all that is known."""
    case = _CASE_NAME.sub("", asked.desk.folder.path.resolve().name)
    day = asked.dates.as_of or asked.dates.known_at
    return "-".join(filter(None, (case, "brief", str(day or "")))) + f".{form}"
