"""Second coding: a report coded anew without others' decisions in sight, and compared."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from pourparler.case.records import MODALITIES
from pourparler.errors import AddressError, RefusedError, UnknownNameError
from pourparler.web.address import link
from pourparler.web.dependencies import Asked
from pourparler.web.rendering import render, statement_link
from pourparler.web.sent import Form, go
from pourparler.web.told import tell
from pourparler.workbench import review
from pourparler.workbench.review import CodingChoice
from pourparler.workbench.second_coding import (
    code_second,
    compare,
    find_marked,
    is_hidden_from,
    mark_report,
)

router = APIRouter(include_in_schema=False)

_READINGS = 2


@router.get("/second/{name}")
def show_second(asked: Asked, name: str) -> Response:
    """Show a marked report's statements, one to be coded, with nothing that others decided."""
    ceiling, coder = asked.view.ceiling, asked.request.state.visitor.coder
    found = compare(asked.desk.folder, name, ceiling=ceiling)
    waiting = [u.statement.id for u in found.units if u.by(coder) is None]
    wanted = asked.chosen("statement") or (waiting[0] if waiting else None)
    chosen = next((u for u in found.units if u.statement.id == wanted), None)
    room = review.open_room(asked.desk.folder, name, ceiling=ceiling)
    values = {
        "report": room.report,
        "units": found.units,
        "coder": coder,
        "waiting": len(waiting),
        "chosen": chosen,
        "own": chosen.by(coder) if chosen else None,
        "places": range(_READINGS),
        "MODALITIES": MODALITIES,
        "mark": asked.desk.mark(),
    }
    return render(asked.request, "second/page.html", values)


@router.post("/second/{name}/mark")
def mark(sent: Form, name: str) -> Response:
    """Mark a report for second coding, or end it."""
    review.open_room(sent.folder, name, ceiling=sent.ceiling)  # refuses what may not be seen
    mark_report(sent.folder, name, coder=sent.coder, on=sent.text("on") != "no")
    return go("/agreement")


@router.post("/second/{name}/code")
def code(sent: Form, name: str) -> Response:
    """Keep what a second coder makes of a statement, and go on to the next."""
    review.open_room(sent.folder, name, ceiling=sent.ceiling)
    is_said = sent.text("verdict") != "nobody"
    choices = []
    for n in range(_READINGS):
        issue, _, option = sent.text(f"reading{n}").partition(":")
        modality = sent.text(f"modality{n}") or "supports"
        if issue and is_said:
            choices.append(
                CodingChoice(
                    issue=issue,
                    from_option=option or None,
                    modality=modality,
                )
            )
    if len({choice.issue for choice in choices}) < len(choices):
        raise AddressError("two readings on one issue", hint="Give one reading for each issue.")
    code_second(
        sent.folder, name, sent.text("statement"), choices, coder=sent.coder, is_said=is_said
    )
    return go(f"/second/{name}#decide")


@router.get("/agreement")
def list_agreement(asked: Asked) -> Response:
    """List the marked reports: who coded them, and how far coders agree."""
    folder, ceiling = asked.desk.folder, asked.view.ceiling
    coder = asked.request.state.visitor.coder
    compared, not_yet = [], set()
    for name in find_marked(folder):
        try:
            found = compare(folder, name, ceiling=ceiling)
        except UnknownNameError:
            continue  # above the ceiling
        compared.append((review.open_room(folder, name, ceiling=ceiling).report, found))
        if is_hidden_from(folder, name, coder):
            not_yet.add(name)
    values = {
        "compared": compared,
        "not_yet": not_yet,
        "done": tell(folder, asked.chosen("done"), ceiling=ceiling),
        "statement_link": statement_link,
        "mark": asked.desk.mark(),
    }
    return render(asked.request, "second/agreement.html", values)


@router.post("/second/{name}/take")
def take(sent: Form, name: str) -> Response:
    """Adjudicate: let what one coder made of a statement be what counts."""
    found = compare(sent.folder, name, ceiling=sent.ceiling)
    if is_hidden_from(sent.folder, name, sent.coder):
        raise RefusedError("code all of the report first", hint="Then compare, and adjudicate.")
    unit = next((u for u in found.units if u.statement.id == sent.text("statement")), None)
    opinion = unit.by(sent.text("of")) if unit else None
    if unit is None or opinion is None:
        raise UnknownNameError("nobody of that name coded such a statement")
    reason = sent.text("reason") or f"adjudicated: as {opinion.coder} read it"
    statement = unit.statement.id
    if opinion.is_said:
        decided = review.recode(
            sent.folder, statement, opinion.choices, coder=sent.coder, reason=reason
        )
    else:
        decided = review.reject(sent.folder, statement, coder=sent.coder, reason=reason)
    return go(link("/agreement", {"done": decided.command or ""}, f"u-{statement}"))
