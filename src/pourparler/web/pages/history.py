"""History: who decided what and when, each to be undone or done again."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from pourparler.ledger.history import LogQuery
from pourparler.web.dependencies import Asked
from pourparler.web.listing import PAGE, Listed
from pourparler.web.rendering import render
from pourparler.web.told import tell, tell_all

router = APIRouter(include_in_schema=False)


@router.get("/history")
def list_history(asked: Asked) -> Response:
    """List the decisions of people, the latest first: all, of one person, or on a statement."""
    folder, ceiling = asked.desk.folder, asked.view.ceiling
    coder, statement = asked.chosen("coder"), asked.chosen("statement")
    query = LogQuery(coder=coder, statement=statement, people_only=statement is None)
    found = tell_all(folder, query, ceiling=ceiling, page=asked.page, size=PAGE)
    values = {
        "listed": Listed(found.told, asked.page, -(-found.total // PAGE) or 1, found.total),
        "coders": found.coders,
        "coder": coder,
        "statement": statement,
        "done": tell(folder, asked.chosen("done"), ceiling=ceiling),
        "mark": asked.desk.mark(),
    }
    return render(asked.request, "history/page.html", values)
