"""What programs send to decide, and what they get back."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from pourparler.case.records import Attribution, Force, Modality
from pourparler.web.api.shared import Failed, Shape, Stamped
from pourparler.web.api.statements import Statement
from pourparler.workbench.review import CodingChoice, NewStatement

Piece = tuple[int, int] | Annotated[str, Field(max_length=20_000)]
"""Offsets in code points of the report's text, or words that stand in it once."""

Words = Annotated[str, Field(max_length=2000)]
Id = Annotated[str, Field(max_length=200)]
Pieces = Annotated[list[Piece], Field(max_length=100)]
Actors = Annotated[list[Id], Field(max_length=100)]


class Sending(BaseModel):
    """A body; a name that is not described is refused."""

    model_config = ConfigDict(extra="forbid")


class Signed(Sending):
    """Who decides, and why."""

    coder: Words | None = Field(
        None, description="In whose name; without it the visitor's, or the server's own"
    )
    reason: Words | None = Field(None, description="Why, for the log")
    dry_run: bool = Field(False, description="Write nothing, and say what it would come to")


class Decision(Signed):
    """A decision on a statement that was read before."""

    version: Id = Field(
        description="`statement_version` of the statement as it was read; "
        "where it changed since, nothing is written and the answer is 409"
    )


class Choice(Sending):
    """What a statement means on one issue."""

    issue: Id
    from_option: Id | None = None
    to_option: Id | None = None
    modality: Modality = "supports"
    about: Id | None = Field(None, description="Whose position it is, if not the speaker's")

    def meant(self) -> CodingChoice:
        """Return it as the workbench takes it."""
        return CodingChoice(**self.model_dump())


class Recoding(Decision):
    """All readings that a statement then has; none says that it bears on no issue."""

    codings: Annotated[list[Choice], Field(max_length=100)]


class Parts(Sending):
    """Fields of a statement; those left out stay as they are."""

    source: Pieces = []
    cue: Pieces = []
    content: Pieces = []
    actors: Actors = []
    speaker: Words | None = None
    attribution: Attribution = "indirect"
    force: Force = "description"
    said_on: Words | None = Field(None, description="EDTF; of a new statement the report's day")
    audience: Words | None = None
    hedged: bool = False
    negated: bool = False
    conditional: bool = False


class Changes(Parts):
    """Fields as they should be."""

    said_on: Words = Field("", description="EDTF")

    def given(self) -> dict[str, Any]:
        """Return those that were sent."""
        return self.model_dump(exclude_unset=True)


class Correction(Decision):
    """Fields to be corrected."""

    changes: Changes = Field(description="At least one field")


class NewOne(Signed):
    """A statement that nothing found."""

    statement: Parts
    codings: Annotated[list[Choice], Field(max_length=100)] = []

    def made(self) -> NewStatement:
        """Return it as the workbench takes it."""
        fields = self.statement.model_dump()
        for name in ("source", "cue", "content", "actors"):
            fields[name] = tuple(fields[name])
        return NewStatement(**fields, codings=tuple(choice.meant() for choice in self.codings))


class Turn(Signed):
    """Which command to undo, or to do again."""

    command: Id | None = Field(None, description="Its id; without it this coder's last one")


class Changed(Shape):
    """A statement that was touched: its id before and now, null where it did not hold."""

    before: str | None
    after: str | None


class Undone(Shape):
    """What an undo or redo was of."""

    command: str
    name: str


class Made(Shape):
    """What a decision came to."""

    name: str
    command: str | None = Field(
        description="To undo it by; null for a trial, or if it held already"
    )
    coder: str
    reason: str | None
    dry_run: bool
    changed: list[Changed]
    undone: Undone | None


class Decided(Stamped):
    """A decision that was written, or would be."""

    decision: Made


class Logged(Shape):
    """A command of the log."""

    command: str
    at: datetime
    coder: str
    name: str
    reason: str | None
    statements: int
    fields: list[str]
    of: str | None
    is_undone: bool
    can_be_undone: bool


class Source(Shape):
    """The report that a statement stands in."""

    id: str
    title: str
    reported_on: str
    publisher: str | None
    url: str | None
    path: str | None
    kind: str


class Shown(Stamped):
    """A statement, its version, and what was decided on it."""

    statement: Statement
    statement_version: str = Field(description="To be sent as `version` with a decision")
    report: Source
    together: list[str]
    decisions: list[Logged]


class Conflict(Failed):
    """Somebody decided meanwhile; or there is nothing to undo any more.

    The last three are null and empty where it is not about one statement.
    """

    statement: Statement | None = Field(None, description="As it holds now, null if it does not")
    statement_version: str | None = Field(None, description="Of what holds now")
    decisions: list[Logged] = Field([], description="What was decided since, the latest first")
