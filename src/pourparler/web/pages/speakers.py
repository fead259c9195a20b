"""Speakers: sources that are nobody in the case yet; say who they are, for all they said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast, get_args

from fastapi import APIRouter
from starlette.responses import Response

from pourparler.case.actors import ActorKind
from pourparler.errors import PourparlerError, UnknownNameError
from pourparler.web.address import link
from pourparler.web.dependencies import Asked, Question
from pourparler.web.listing import pages_of
from pourparler.web.rendering import render
from pourparler.web.sent import Form, Sent, go
from pourparler.web.told import tell
from pourparler.workbench import review
from pourparler.workbench.review import Decided, NewActor
from pourparler.workbench.review.deciding import By
from pourparler.workbench.review.speakers import (
    add_actor,
    add_person,
    ignore,
    name_source,
    suggest_id,
)
from pourparler.workbench.statements import UnmatchedSpeaker, find_unmatched, fold_source, known_by

router = APIRouter(include_in_schema=False)


@router.get("/speakers")
def list_speakers(asked: Asked) -> Response:
    """List the sources without an actor, the most frequent first, one of them to be decided on."""
    return _show(asked, asked.chosen("source"), None)


@router.post("/speakers/assign")
def assign(asked: Asked, sent: Form) -> Response:
    """Say that a source is an actor or a person of the case, here or in reports to come too."""
    kind, _, name = sent.text("who").partition(":")
    person, actor = (name, None) if kind == "person" else (None, name)

    def decide(source: str) -> Decided:
        if sent.text("always"):
            return name_source(sent.folder, source, actor=actor, person=person, by=_by(sent))
        return review.assign(sent.folder, source, actor=actor, person=person, coder=sent.coder)

    return _decide(asked, sent, decide)


@router.post("/speakers/person")
def make_person(asked: Asked, sent: Form) -> Response:
    """Say that a source is a person who is new to the case."""
    return _decide(
        asked,
        sent,
        lambda source: add_person(
            sent.folder,
            source,
            name=sent.text("name"),
            actor=sent.text("actor"),
            role=sent.text("role"),
            by=_by(sent),
        ),
    )


@router.post("/speakers/actor")
def make_actor(asked: Asked, sent: Form) -> Response:
    """Say that a source is an actor that is new to the case."""
    actor = NewActor(
        id=sent.text("id"), name=sent.text("name"), kind=cast(ActorKind, sent.text("kind"))
    )
    return _decide(asked, sent, lambda source: add_actor(sent.folder, source, actor, by=_by(sent)))


@router.post("/speakers/ignore")
def put_aside(asked: Asked, sent: Form) -> Response:
    """Say that a source is nobody whose position counts."""
    return _decide(asked, sent, lambda source: ignore(sent.folder, source, coder=sent.coder))


def _by(sent: Sent) -> By:
    return By(coder=sent.coder, reason=sent.text("reason") or None)


def _decide(asked: Question, sent: Sent, decide: Callable[[str], Decided]) -> Response:
    """Decide on a source that is listed; show what is wrong beside the form."""
    source, _ = sent.text("source"), sent.coder
    listed = [speaker.source for speaker in find_unmatched(asked.desk.found())]
    if fold_source(source) not in map(fold_source, listed):
        raise UnknownNameError(f"'{source}' is not among the sources without an actor")
    try:
        decided = decide(source)
    except PourparlerError as error:
        return _show(asked, source, error)
    return go(link("/speakers", {"done": decided.command or ""}))


def _show(asked: Question, source: str | None, error: PourparlerError | None) -> Response:
    found = known_by(asked.desk.found(), asked.dates.known_at)
    unmatched = find_unmatched(found)
    chosen = _choose(unmatched, source)
    values: dict[str, Any] = {
        "listed": pages_of(unmatched, asked.page),
        "nobodys": sum(speaker.count for speaker in unmatched),
        "all": len(found.statements),
        "chosen": chosen,
        "is_named": source is not None,
        "suggested": suggest_id(chosen.source) if chosen else "",
        "kinds": get_args(ActorKind),
        "problem": {"message": Exception.__str__(error), "hint": error.hint} if error else None,
        "done": tell(asked.desk.folder, asked.chosen("done"), ceiling=asked.view.ceiling),
        "mark": found.stamp.mark,
    }
    page = render(asked.request, "speakers/page.html", values, dates=asked.dates)
    page.status_code = 422 if error else 200
    return page


def _choose(unmatched: tuple[UnmatchedSpeaker, ...], source: str | None) -> UnmatchedSpeaker | None:
    """Return the source that is named, else the most frequent; None where none waits."""
    if source is None:
        return unmatched[0] if unmatched else None
    return next((s for s in unmatched if fold_source(s.source) == fold_source(source)), None)
