"""The brief as one HTML file: no network, no script, the same bytes for the same content."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import Final

from markupsafe import Markup

from pourparler.report.brief_content import BriefContent
from pourparler.report.outline import Section
from pourparler.report.page import BriefPage, arrange
from pourparler.report.palette import colour_rules, issue_class
from pourparler.report.templating import harmless, template_environment
from pourparler.report.timeline import count_titles, timeline_note
from pourparler.report.timeline_layout import NARROW, WIDE, lay_out


def render_html(content: BriefContent) -> str:
    """Render a brief as a page that can be mailed, printed and read without script.

    Everything from reports is stripped of controls (`plain_text`) and escaped; only http
    and https addresses become links. A content security policy forbids whatever else.

    Parameters
    ----------
    content : BriefContent
        What to show.

    Returns
    -------
    str
        A whole document, to be written as UTF-8. Equal contents give equal strings.
    """
    page = arrange(content)
    style = Markup(_style(page.outline))  # noqa: S704 - our own file
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = _ENVIRONMENT.get_template("brief.html")
    issues = {issue.id: n for n, issue in enumerate(content.case.issues)}
    return template.render(
        page=page,
        case=content.case,
        content=content,
        style=style,
        style_digest=digest,
        charts=_charts(page),
        chart_note=timeline_note(page.timeline) if page.timeline else "",
        issue_class=lambda issue_id: issue_class(issues.get(issue_id)),
    )


def brief_style() -> str:
    """Return the style of a brief with every section, for pages that show the same marks."""
    names = [entry.name for entry in (files("pourparler.report") / _SECTIONS).iterdir()]
    sections = sorted(name.removesuffix(".css") for name in names if name.endswith(".css"))
    return _style(tuple(Section(name=name, title=name) for name in sections))


def _style(outline: tuple[Section, ...]) -> str:
    template = _ENVIRONMENT.get_template("brief.css")
    return template.render(colours=colour_rules(), outline=outline)


def _charts(page: BriefPage) -> tuple[Markup, ...]:
    """Draw the chart twice: for screens and paper, and for narrow screens."""
    if page.timeline is None:
        return ()
    # Imported here because altair costs a third of a second that no other output needs.
    from pourparler.report.timeline_svg import draw_timeline

    title = count_titles(page.content, page.timeline.marks)
    return tuple(
        Markup(draw_timeline(lay_out(page.timeline, form), title=title, name=name))  # noqa: S704 - escaped there
        for form, name in ((WIDE, "wide"), (NARROW, "narrow"))
    )


_SECTIONS: Final = "templates/sections"
_ENVIRONMENT: Final = template_environment(harmless)
