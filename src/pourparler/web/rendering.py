"""Pages from templates: everything escaped, everything from reports made harmless."""

from __future__ import annotations

from typing import Any, Final

from jinja2 import ChoiceLoader, PackageLoader
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pourparler import __version__
from pourparler.case.case import Case
from pourparler.case.records import Statement
from pourparler.report.palette import issue_class
from pourparler.report.templating import harmless, template_environment
from pourparler.web.address import Dates, link
from pourparler.web.assets import asset_address
from pourparler.web.desk import Desk
from pourparler.web.navigation import entries
from pourparler.web.settings import Settings
from pourparler.web.visitors import CSRF_FIELD, Visitor, form_token

_ENVIRONMENT: Final = template_environment(harmless)
_ENVIRONMENT.loader = ChoiceLoader(
    [PackageLoader("pourparler.web"), PackageLoader("pourparler.report")]
)


def render(
    request: Request, template: str, values: dict[str, Any], *, dates: Dates | None = None
) -> Response:
    """Return a page.

    Parameters
    ----------
    request : Request
    template : str
        Under ``templates/``.
    values : dict
        What the template sees beside what every page sees: ``case``, ``link`` (an address
        that keeps the dates), ``statement_link``, ``issue_class``, ``csrf``, ``visitor``.
    dates : Dates, optional
        Those the page shows; links to other pages keep them.
    """
    settings: Settings = request.app.state.settings
    desk: Desk = request.app.state.desk
    shared = _of_case(request, dates) | _shared(request, settings.secret)
    shared |= {
        "ceiling": settings.ceiling,
        "waiting": desk.waiting() if desk.has_ledger else 0,
        "navigation": entries(),
        "here": request.url.path,
    }
    if desk.has_ledger:
        shared["mark"] = desk.mark()
    return HTMLResponse(_ENVIRONMENT.get_template(template).render(shared | values))


def statement_link(statement: Statement | str) -> str:
    """Return where a statement stands in its report, or what leads there."""
    if isinstance(statement, str):
        return link(f"/statement/{statement}")
    return link(f"/report/{statement.report}", {"statement": statement.id}, f"s-{statement.id}")


def render_part(
    request: Request, template: str, values: dict[str, Any], *, dates: Dates | None = None
) -> Markup:
    """Return a piece of a page, to be kept and put into a page later.

    It sees what pages see of the case, and nothing of the visitor.
    """
    text = _ENVIRONMENT.get_template(template).render(_of_case(request, dates) | values)
    return Markup(text)  # noqa: S704 - the template escapes


def _of_case(request: Request, dates: Dates | None) -> dict[str, Any]:
    desk: Desk = request.app.state.desk
    folder = desk.folder
    kept = (dates or Dates()).parameters()
    return {
        "case": folder.case,
        "digest": folder.digest,
        "dates": dates or Dates(),
        "link": lambda path, anchor="", **more: link(path, kept | more, anchor),
        "statement_link": statement_link,
        "issue_class": _issue_classes(folder.case),
    }


def render_error(request: Request, *, title: str, said: dict[str, Any]) -> Response:
    """Return a page that says what is wrong and what to do; it needs no case."""
    settings: Settings = request.app.state.settings
    values = _shared(request, settings.secret) | {"title": title, "said": said}
    page = _ENVIRONMENT.get_template("layout/error.html").render(values)
    return HTMLResponse(page, said["status"])


def render_plain(request: Request, template: str, values: dict[str, Any]) -> Response:
    """Return a page that shows nothing of the case."""
    settings: Settings = request.app.state.settings
    page = _ENVIRONMENT.get_template(template).render(_shared(request, settings.secret) | values)
    return HTMLResponse(page)


def _shared(request: Request, secret: bytes) -> dict[str, Any]:
    visitor: Visitor = request.state.visitor
    return {
        "asset": asset_address,
        "csrf": form_token(visitor, secret),
        "csrf_field": CSRF_FIELD,
        "visitor": visitor,
        "version": __version__,
    }


def _issue_classes(case: Case) -> Any:
    places = {issue.id: n for n, issue in enumerate(case.issues)}
    return lambda issue_id: issue_class(places.get(issue_id))
