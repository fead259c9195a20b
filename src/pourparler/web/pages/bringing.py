"""Bringing reports in: pasted, uploaded, or a note of one's own."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from pourparler.case.records import HANDLINGS, Handling
from pourparler.errors import PourparlerError, RecordError, ReportError
from pourparler.web.address import link, read_date
from pourparler.web.dependencies import Asked, Question
from pourparler.web.pages.report import place_of
from pourparler.web.rendering import render
from pourparler.web.sent import Form, Sent, go
from pourparler.workbench import review
from pourparler.workbench.reading import ReadSummary, read_uploaded
from pourparler.workbench.review import NewStatement, Note

router = APIRouter(include_in_schema=False)

_TYPED = ("title", "publisher", "url", "day", "text", "note", "note_title", "written_on", "actor")


@router.get("/bring")
def show_ways(asked: Asked) -> Response:
    """Show the ways to bring a report in."""
    return _show(asked, {}, None)


@router.post("/bring/text")
def bring_text(asked: Asked, sent: Form) -> Response:
    """Take in a report that was pasted."""
    try:
        day = read_date({"date": sent.text("day")}, "date")
        if day is None:
            raise ReportError("the report has no date", hint="Give the day on which it came out.")
        content = compose(
            day, sent.text("title"), sent.text("text"), _fields(sent, "publisher", "url")
        )
        name = f"{day.isoformat()}-{_slug(sent.text('title'))}.txt"
        return _read(asked, sent, name, content, None)
    except PourparlerError as error:
        return _show(asked, _typed(sent), error)


@router.post("/bring/file")
def bring_file(asked: Asked, sent: Form) -> Response:
    """Take in a report that was uploaded, as `pourparler read` takes a file of that name."""
    file = sent.file("file")
    try:
        if file is None:
            raise ReportError("no file was chosen", hint="Choose one, then send it.")
        day = read_date({"date": sent.text("day")}, "date")
        return _read(asked, sent, file.filename or "", file.file.read(), day)
    except PourparlerError as error:
        return _show(asked, _typed(sent), error)


@router.post("/bring/note")
def bring_note(asked: Asked, sent: Form) -> Response:
    """Take in what an analyst knows that no report says, as a statement of its own."""
    try:
        day = read_date({"date": sent.text("written_on")}, "date") or _today()
        handling = sent.text("handling") or "internal"
        if handling not in HANDLINGS:
            raise RecordError(f"handling is '{handling}'", hint=f"Allowed: {', '.join(HANDLINGS)}.")
        note = Note(
            text=sent.text("note"),
            written_on=day,
            title=sent.text("note_title") or None,
            author=sent.coder,
            handling=handling,
        )
        actors = sent.texts("actor")
        decided = review.add(sent.folder, note, NewStatement(actors=actors), coder=sent.coder)
    except PourparlerError as error:
        return _show(asked, _typed(sent), error)
    done = decided.command or ""
    if _is_shown(handling, sent.ceiling) and decided.statement:
        report = review.report_of(sent.folder, decided.statement, ceiling=sent.ceiling)
        return go(place_of(report, decided.statement, done=done))
    return go(link("/history", {"done": done}))


def compose(day: date, title: str, text: str, fields: dict[str, str]) -> bytes:
    r"""Return a report in the text form, from its parts.

    Raises
    ------
    ReportError
        There is no text.

    Examples
    --------
    >>> compose(date(2025, 8, 19), "Talks\nresume", "They met.", {"publisher": "Post"})
    b' date 2025-08-19 Talks resume\npublisher: Post\n\nThey met.\n'
    """
    if not text.strip():
        raise ReportError("there is no text", hint="Paste the text of the report.")
    lines = [f" date {day.isoformat()} {_line(title)}".rstrip()]
    lines += [f"{name}: {_line(value)}" for name, value in fields.items() if _line(value)]
    body = text.strip().replace("\r\n", "\n")
    return ("\n".join(lines) + f"\n\n{body}\n").encode("utf-8", "surrogatepass")


def _read(asked: Question, sent: Sent, name: str, content: bytes, day: date | None) -> Response:
    _ = sent.coder  # whoever brings something in has a name, or is asked for it
    before = {report.id for report in asked.desk.found().reports} if _is_read(asked) else set()
    summary = read_uploaded(sent.folder, name, content, reported_on=day)
    if summary.skipped:
        return _show(asked, _typed(sent), None, summary)
    new = [report for report in asked.desk.found().reports if report.id not in before]
    if len(new) == 1:
        return go(place_of(new[0].id, None, brought="yes"))
    return _show(asked, {}, None, summary)


def _show(
    asked: Question,
    typed: dict[str, str],
    error: PourparlerError | None,
    summary: ReadSummary | None = None,
) -> Response:
    values: dict[str, Any] = {
        "typed": {name: typed.get(name, "") for name in _TYPED},
        "problem": {"message": Exception.__str__(error), "hint": error.hint} if error else None,
        "summary": summary,
        "handlings": HANDLINGS,
        "today": _today().isoformat(),
    }
    page = render(asked.request, "bring/page.html", values)
    page.status_code = 422 if error or (summary and summary.skipped) else 200
    return page


def _is_read(asked: Question) -> bool:
    return asked.desk.folder.ledger_path.exists()


def _is_shown(handling: str, ceiling: Handling) -> bool:
    return HANDLINGS.index(handling) <= HANDLINGS.index(ceiling)


def _typed(sent: Sent) -> dict[str, str]:
    return {name: sent.text(name) for name in _TYPED}


def _fields(sent: Sent, *names: str) -> dict[str, str]:
    return {name: sent.text(name) for name in names}


def _line(text: str) -> str:
    return " ".join(text.split())


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))[:60] or "pasted"


def _today() -> date:
    return datetime.now(UTC).date()
