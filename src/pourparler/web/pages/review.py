"""Decisions on statements: accept, reject, read by hand, undo; each leads on to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final, cast

from fastapi import APIRouter
from starlette.responses import Response

from pourparler.case.folder import CaseFolder
from pourparler.case.nearest import unknown
from pourparler.case.records import MODALITIES, Coding, Modality, Statement
from pourparler.errors import (
    AddressError,
    DateFormError,
    RecordError,
    StaleDecisionError,
    UnknownNameError,
)
from pourparler.web.dependencies import Asked
from pourparler.web.draft import read_draft
from pourparler.web.pages.conflict import show_conflict
from pourparler.web.pages.report import NEW, lacking, place_of, problem_with, show_room
from pourparler.web.sent import Form, Sent, go
from pourparler.workbench import review
from pourparler.workbench.review import CodingChoice, Decided, Room

router = APIRouter(include_in_schema=False)

NO_ISSUE: Final = "none"
"""The option that says: this statement is not about that issue."""

NO_OPTION: Final = "open"
"""The option that says: about that issue, and no one option of it."""


@router.post("/statement/{name}/accept")
def accept(sent: Form, name: str) -> Response:
    """Confirm a statement as it was read."""
    return _decide(sent, name, review.accept)


@router.post("/statement/{name}/reject")
def reject(sent: Form, name: str) -> Response:
    """Take a statement back."""
    return _decide(sent, name, review.reject)


@router.post("/statement/{name}/recode")
def recode(sent: Form, name: str) -> Response:
    """Put one reading of a statement right, or add one, and confirm the statement."""

    def decide(folder: CaseFolder, name: str, **by: Any) -> Decided:
        statement = _room_of(sent, name).find(name)
        chosen = [] if statement is None else choose(sent, statement)
        return review.recode(folder, name, chosen, **by)

    return _decide(sent, name, decide)


def choose(sent: Sent, statement: Statement) -> list[CodingChoice]:
    """Return all readings that a statement then has.

    Raises
    ------
    AddressError
        It has no reading of that number.
    UnknownNameError
        There is no such modality.
    """
    choices = [_as_choice(coding) for coding in statement.codings]
    place, option = sent.text("coding"), sent.text("option")
    modality = sent.text("modality") or "supports"
    if modality not in MODALITIES:
        raise UnknownNameError(f"modality {unknown(modality, MODALITIES)}")
    meant = cast(Modality, modality)
    ends = None if option in (NO_OPTION, NO_ISSUE) else option
    is_gone = all(choice.issue != sent.text("issue") for choice in choices)
    if place == NEW or (place.isdecimal() and is_gone):
        fresh = CodingChoice(
            issue=sent.text("issue"), from_option=ends, to_option=ends, modality=meant
        )
        return choices if option == NO_ISSUE else [*choices, fresh]
    if not place.isdecimal() or int(place) >= len(choices):
        raise AddressError(f"the statement has no reading number '{place}'")
    n = int(place)
    changed = replace(choices[n], from_option=ends, to_option=ends, modality=meant)
    return choices[:n] + ([] if option == NO_ISSUE else [changed]) + choices[n + 1 :]


@router.post("/statement/{name}/correct")
def correct(asked: Asked, sent: Form, name: str) -> Response:
    """Correct fields of a statement; it stays in front, to be accepted then."""
    coder, draft = sent.coder, read_draft(sent)
    try:
        room = _room_of(sent, name)
    except UnknownNameError as error:
        return show_conflict(sent, name, error)
    statement = room.find(name)
    changes = draft.changes(statement) if statement else {}
    if not changes:
        return go(place_of(room.report.id, name))
    try:
        decided = review.correct(
            sent.folder,
            name,
            changes,
            coder=coder,
            reason=sent.text("reason") or None,
            expected=sent.text("expected") or None,
        )
    except StaleDecisionError as error:
        return show_conflict(sent, name, error)
    except (RecordError, UnknownNameError, DateFormError) as error:
        return show_room(asked, room, problem_with(draft, room, error, name), status=422)
    goal = decided.statement or name
    return go(place_of(room.report.id, goal, done=decided.command or ""))


@router.post("/report/{name}/add")
def add(asked: Asked, sent: Form, name: str) -> Response:
    """Add a statement that nothing found, from words of the report."""
    room, draft = review.open_room(sent.folder, name, ceiling=sent.ceiling), read_draft(sent)
    if again := lacking(draft, room):
        return show_room(asked, room, again, status=422)
    try:
        decided = review.add(
            sent.folder,
            name,
            draft.new_statement(),
            coder=sent.coder,
            reason=sent.text("reason") or None,
        )
    except (RecordError, UnknownNameError, DateFormError) as error:
        return show_room(asked, room, problem_with(draft, room, error, None), status=422)
    return go(place_of(name, decided.statement, done=decided.command or ""))


@router.post("/undo")
def undo(sent: Form) -> Response:
    """Undo a decision, the visitor's last one if none is named."""
    return _turn(sent, review.undo)


@router.post("/redo")
def redo(sent: Form) -> Response:
    """Do again what was undone."""
    return _turn(sent, review.redo)


def _as_choice(coding: Coding) -> CodingChoice:
    return CodingChoice(
        issue=coding.issue,
        from_option=coding.from_option,
        to_option=coding.to_option,
        modality=coding.modality,
        about=coding.about,
    )


def _decide(sent: Sent, name: str, decide: Callable[..., Decided]) -> Response:
    """Decide, and lead to the next statement that waits in the report."""
    coder = sent.coder
    try:
        room = _room_of(sent, name)
        if (seen := sent.text("expected")) and room.versions[name] != seen:
            raise StaleDecisionError(f"statement {name} was changed since it was read")
        decided = decide(
            sent.folder,
            name,
            coder=coder,
            reason=sent.text("reason") or None,
            expected=sent.text("expected") or None,
        )
    except StaleDecisionError as error:
        return show_conflict(sent, name, error)
    except UnknownNameError as error:
        if sent.text("expected") and not _holds(sent, name):
            return show_conflict(sent, name, error)
        raise
    goal = room.after(name) or decided.statement
    back = sent.back("")
    if back:
        return go(with_done(back, decided))
    return go(place_of(room.report.id, goal, done=decided.command or ""))


def _holds(sent: Sent, statement: str) -> bool:
    try:
        review.report_of(sent.folder, statement, ceiling=sent.ceiling)
    except UnknownNameError:
        return False
    return True


def _room_of(sent: Sent, statement: str) -> Room:
    report = review.report_of(sent.folder, statement, ceiling=sent.ceiling)
    return review.open_room(sent.folder, report, ceiling=sent.ceiling)


def _turn(sent: Sent, turn: Callable[..., Decided]) -> Response:
    """Undo or redo, and lead to the statement that it was about."""
    decided = turn(sent.folder, sent.text("command") or None, coder=sent.coder)
    back = sent.back("")
    now = next((new for _, new in decided.changed if new), None)
    if sent.text("stay") or now is None:
        return go(with_done(back or "/history", decided))
    try:
        report = review.report_of(sent.folder, now, ceiling=sent.ceiling)
    except UnknownNameError:
        return go(with_done(back or "/history", decided))
    return go(place_of(report, now, done=decided.command or ""))


def with_done(address: str, decided: Decided) -> str:
    """Return an address that tells what was done."""
    path, hash_, anchor = address.partition("#")
    mark = "&" if "?" in path else "?"
    done = f"{mark}done={decided.command}" if decided.command else ""
    return f"{path}{done}{hash_}{anchor}"
