"""Decisions by programs: those of the browser, typed, each on a version that was read.

No page of another site can send one: `guard` asks for JSON, which browsers let no other site
send unasked, and refuses what a browser says comes from elsewhere.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends
from starlette.requests import Request
from starlette.responses import JSONResponse

from pourparler.case.records import Handling
from pourparler.errors import AddressError, PourparlerError, StaleDecisionError, UnknownNameError
from pourparler.ledger.history import LogQuery
from pourparler.ledger.query import StatementQuery
from pourparler.web.answers import error_json
from pourparler.web.api import decision_shapes as shapes
from pourparler.web.api.shared import Failed
from pourparler.web.desk import Desk
from pourparler.web.settings import Settings
from pourparler.web.told import tell_all
from pourparler.web.visitors import check_name
from pourparler.workbench import review
from pourparler.workbench.review.log import make_entry
from pourparler.workbench.view import open_ledger
from pourparler.workbench.view import stamp as make_stamp

router = APIRouter(
    prefix="/api",
    tags=["decisions"],
    responses={
        **{status: {"model": Failed} for status in (400, 401, 403, 404, 413, 422, 500, 503)},
        409: {"model": shapes.Conflict},
    },
)

Json = dict[str, Any]


class Deciding:
    """A request to decide: the desk, the ceiling, and in whose name."""

    def __init__(self, request: Request) -> None:
        settings: Settings = request.app.state.settings
        self.desk: Desk = request.app.state.desk
        self.ceiling: Handling = settings.ceiling
        self._visitor = str(request.state.visitor.coder)

    def by(self, signed: shapes.Signed) -> Json:
        """Return who decides and why, as the workbench takes it.

        Raises
        ------
        AddressError
            Nobody is named, or the name is none for a person.
        """
        name = signed.coder or self._visitor
        if not name:
            raise AddressError(
                "the decision says nobody who answers for it", hint="Send the name as coder."
            )
        return {
            "coder": check_name(name),
            "reason": signed.reason or None,
            "dry_run": signed.dry_run,
        }

    def on(self, statement: str, sent: shapes.Decision) -> Json:
        """Return the same of a decision on a statement that may be shown here.

        Raises
        ------
        UnknownNameError
            There is none, or it is above the ceiling.
        """
        review.report_of(self.desk.folder, statement, ceiling=self.ceiling)
        return self.by(sent) | {"expected": sent.version}

    def stamp(self) -> Json:
        """Return what the next result is made from, counting what may be shown here."""
        folder = self.desk.folder
        with open_ledger(folder) as ledger:
            return make_stamp(folder, ledger, self.ceiling).as_json()

    def told(self, made: review.Decided) -> Json:
        """Return a decision; what the whole ledger holds is not counted, as some is not shown."""
        said = made.as_json()["decision"]
        return {"decision": {n: said[n] for n in shapes.Made.model_fields}} | self.stamp()


Asked = Annotated[Deciding, Depends(Deciding)]


@router.get("/statements/{statement}", response_model=shapes.Shown)
def get_statement(asked: Asked, statement: str) -> Json:
    """Return one statement with its version, to decide on it, and what was decided before."""
    folder = asked.desk.folder
    review.report_of(folder, statement, ceiling=asked.ceiling)
    shown = review.show(folder, statement).as_json()
    said = {name: shown[name] for name in ("statement", "statement_version", "report", "decisions")}
    with open_ledger(folder) as ledger:
        together = [
            name
            for name in shown["together"]
            if ledger.find_statements(StatementQuery(id=name, ceiling=asked.ceiling))
        ]
    return said | {"together": together} | asked.stamp()


@router.post("/statements/{statement}/accept", response_model=shapes.Decided)
def accept(asked: Asked, statement: str, sent: shapes.Decision) -> Any:
    """Confirm a statement with its readings."""
    return _on(asked, statement, sent, review.accept)


@router.post("/statements/{statement}/reject", response_model=shapes.Decided)
def reject(asked: Asked, statement: str, sent: shapes.Decision) -> Any:
    """Take a statement back."""
    return _on(asked, statement, sent, review.reject)


@router.post("/statements/{statement}/recode", response_model=shapes.Decided)
def recode(asked: Asked, statement: str, sent: shapes.Recoding) -> Any:
    """Put readings in the place of all that a statement has, and confirm it."""
    meant = [choice.meant() for choice in sent.codings]
    return _on(asked, statement, sent, review.recode, meant)


@router.post("/statements/{statement}/correct", response_model=shapes.Decided)
def correct(asked: Asked, statement: str, sent: shapes.Correction) -> Any:
    """Correct fields of a statement; other words or actors make it another, with its own id."""
    changes = sent.changes.given()
    if not changes:
        raise AddressError("no field is to be corrected", hint="Name one in changes.")
    return _on(asked, statement, sent, review.correct, changes)


@router.post("/reports/{report}/statements", response_model=shapes.Decided)
def add(asked: Asked, report: str, sent: shapes.NewOne) -> Json:
    """Add a statement that nothing found, reviewed and with a person's readings."""
    room = review.open_room(asked.desk.folder, report, ceiling=asked.ceiling)
    made = review.add(asked.desk.folder, room.report.id, sent.made(), **asked.by(sent))
    return asked.told(made)


@router.post("/undo", response_model=shapes.Decided)
def undo(asked: Asked, sent: Annotated[shapes.Turn, Body()]) -> Json:
    """Undo a decision by a further command, which can be undone too."""
    return asked.told(review.undo(asked.desk.folder, sent.command, **asked.by(sent)))


@router.post("/redo", response_model=shapes.Decided)
def redo(asked: Asked, sent: Annotated[shapes.Turn, Body()]) -> Json:
    """Do again what was undone."""
    return asked.told(review.redo(asked.desk.folder, sent.command, **asked.by(sent)))


def _on(
    asked: Deciding, statement: str, sent: shapes.Decision, decide: Any, *what: Any
) -> Json | JSONResponse:
    """Decide on a statement, or say what was decided on it since it was read."""
    try:
        by = asked.on(statement, sent)
        made: review.Decided = decide(asked.desk.folder, statement, *what, **by)
    except (StaleDecisionError, UnknownNameError) as error:
        found = _conflict(asked, statement, sent.version, error)
        if found is None:
            raise
        return JSONResponse(found, 409)
    return asked.told(made)


def _conflict(asked: Deciding, statement: str, version: str, error: PourparlerError) -> Json | None:
    """Return what was decided since a version; None where that is not what is wrong."""
    folder = asked.desk.folder
    told = tell_all(folder, LogQuery(statement=statement), ceiling=asked.ceiling).told
    if not told or told[0].statement is None:
        return None
    is_there = told[0].holds and told[0].statement.id == statement
    if is_there and not isinstance(error, StaleDecisionError):
        return None
    with open_ledger(folder) as ledger:
        log = ledger.find_commands(LogQuery(statement=statement))
    shown = review.show(folder, statement).as_json() if is_there else {}
    message = Exception.__str__(error)
    if not is_there:
        message = f"statement {statement} does not hold any more"
    said = error_json(
        message,
        status=409,
        code=StaleDecisionError.code,
        hint="Look at what holds now, and send the decision again with its version.",
    )
    since = [make_entry(one).as_json() for one in log if one.id > version]
    return said | {
        "statement": shown.get("statement"),
        "statement_version": shown.get("statement_version"),
        "decisions": since or [make_entry(one).as_json() for one in log[:1]],
    }
