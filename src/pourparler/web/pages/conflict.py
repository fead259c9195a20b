"""Two people decided on one statement at once: both are shown, and the second one chooses."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from pourparler.case.records import Statement
from pourparler.errors import PourparlerError
from pourparler.ledger.history import LogQuery
from pourparler.ledger.query import StatementQuery
from pourparler.web.pages.report import place_of
from pourparler.web.rendering import render, statement_link
from pourparler.web.sent import Sent
from pourparler.web.told import tell_all
from pourparler.web.visitors import CSRF_FIELD
from pourparler.workbench.view import open_ledger

_WANTED: Final = {"accept": "Accept", "reject": "Reject", "recode": "Read it as chosen"}
_OURS: Final = frozenset({CSRF_FIELD, "expected"})


def show_conflict(sent: Sent, name: str, error: PourparlerError) -> Response:
    """Return the page that shows what another person decided beside what this one wanted.

    Raises
    ------
    PourparlerError
        ``error`` again, where nobody decided on such a statement, or it may not be shown.
    """
    folder, ceiling = sent.folder, sent.ceiling
    found = tell_all(folder, LogQuery(statement=name), ceiling=ceiling).told
    if not found or found[0].statement is None:
        raise error
    theirs = found[0]
    with open_ledger(folder) as ledger:
        here = ledger.find_statements(StatementQuery(id=name, ceiling=ceiling))
        versions = ledger.versions([name])
        opened = ledger.find_commands(LogQuery(id=sent.text("expected")))
        query = StatementQuery(
            id=name, ceiling=ceiling, recorded_at=opened[0].at if opened else None
        )
        seen = ledger.find_statements(query) if opened else []
    path = sent.request.url.path
    verb = path.rpartition("/")[2]
    report = theirs.statement.report if theirs.statement else ""
    moved = theirs.statement if theirs.holds and not here else None
    values = {
        "name": name,
        "theirs": theirs,
        "now": here[0] if here else None,
        "seen": seen[0] if seen else None,
        "successor": moved,
        "version": versions[name].command if name in versions else "",
        "wanted": _WANTED.get(verb, "Correct it as typed"),
        "action": path,
        "fields": [pair for pair in sent.pairs() if pair[0] not in _OURS],
        "keep": _goal(report, here, moved),
        "statement_link": statement_link,
    }
    page = render(sent.request, "review/conflict.html", values)
    page.status_code = 409
    return page


def _goal(report: str, here: list[Statement], moved: Statement | None) -> str:
    kept = here[0].id if here else moved.id if moved else None
    return place_of(report, kept)
