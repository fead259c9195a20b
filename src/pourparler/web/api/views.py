"""What programs ask with: a view, and whose statements or positions on what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import Depends, Query
from starlette.requests import Request

from pourparler.web.desk import Desk
from pourparler.workbench.series import Heard, PositionQuery, hear
from pourparler.workbench.view import View


@dataclass(frozen=True, slots=True)
class Asking:
    """The desk, and the view that the request asks for."""

    desk: Desk
    view: View

    def hear(self, query: PositionQuery) -> Heard:
        """Return the series asked for."""
        return hear(self.desk.folder, view=self.view, query=query)


def _read_view(
    request: Request,
    as_of: Annotated[date | None, Query(description="The day that is described")] = None,
    known_at: Annotated[date | None, Query(description="Only reports dated up to this day")] = None,
    recorded_at: Annotated[
        datetime | None, Query(description="The ledger as it was at this instant")
    ] = None,
) -> Asking:
    desk: Desk = request.app.state.desk
    if recorded_at is not None and recorded_at.tzinfo is None:
        recorded_at = recorded_at.replace(tzinfo=UTC)
    view = desk.view(as_of=as_of, known_at=known_at, recorded_at=recorded_at)
    return Asking(desk, view)


def _read_query(
    actor: Annotated[str | None, Query(description="Id of the actor")] = None,
    issue: Annotated[str | None, Query(description="Id of the issue")] = None,
    reviewed_only: Annotated[
        bool, Query(description="Use only what a person made or confirmed")
    ] = False,
) -> PositionQuery:
    return PositionQuery(actor=actor, issue=issue, reviewed_only=reviewed_only)


Asked = Annotated[Asking, Depends(_read_view)]
Sought = Annotated[PositionQuery, Depends(_read_query)]
