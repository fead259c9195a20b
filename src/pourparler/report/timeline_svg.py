"""Draw the chart of statements through time as SVG, without script and without network.

Import it where a chart is drawn, not before: altair and vl_convert cost a third of a second.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Final

import vl_convert

from pourparler.report.palette import issue_class, issue_colour
from pourparler.report.plain import plain_text
from pourparler.report.timeline import Mark
from pourparler.report.timeline_layout import Layout
from pourparler.report.timeline_spec import full_size, specify

_PLACEHOLDER: Final = re.compile(
    r'<path aria-label="mark(\d+)"[^>]*?( transform="[^"]*" d="[^"]*")[^>]*/>'
)
_LINE: Final = re.compile(r'<line aria-label="line(\d+)"([^>]*)/>')
_ARIA: Final = re.compile(r' (?:role|aria-[a-z]+|pointer-events)="[^"]*"')
_EMPTY: Final = re.compile(r'<path class="(?:fore|back)ground"[^>]*/>')


def draw_timeline(layout: Layout, *, title: str, name: str) -> str:
    """Return the chart as an ``<svg>`` element.

    Every mark is a link to its statement (``#s-ID``) with the statement as its title, and
    has the style class of its issue, so that a page can recolour it for a dark screen.
    Words of reports never pass through Vega: marks carry numbers there, and are given
    their titles, escaped, afterwards. Equal layouts give equal bytes, on any machine: no
    measure depends on an installed font.

    Parameters
    ----------
    layout : Layout
        The placed marks.
    title : str
        What the chart shows, for those who cannot see it.
    name : str
        A word to tell this drawing from others on the same page, in ids and classes.
    """
    version, specification = specify(layout)
    svg = vl_convert.vegalite_to_svg(specification, vl_version=version)
    svg = svg[svg.index("<g ") :].removesuffix("</svg>")
    marks = [placed.mark for placed in layout.placed]
    svg = _PLACEHOLDER.sub(_linked(marks), svg)
    svg = _LINE.sub(_classed(marks), svg)
    svg = _EMPTY.sub("", _ARIA.sub("", svg))
    width, height = full_size(layout)
    label = escape(plain_text(title))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="timeline {name}" role="img" '
        f'viewBox="0 0 {width:g} {height:g}" aria-labelledby="timeline-{name}">'
        f'<title id="timeline-{name}">{label}</title>{svg}</svg>'
    )


def _linked(marks: list[Mark]) -> Callable[[re.Match[str]], str]:
    def link(found: re.Match[str]) -> str:
        mark = marks[int(found[1])]
        return (
            f'<a href="#s-{escape(mark.target)}" tabindex="-1" class="{issue_class(mark.issue)}">'
            f"<title>{escape(plain_text(mark.title))}</title>"
            f'<path{found[2]} fill="{issue_colour(mark.issue)}"/></a>'
        )

    return link


def _classed(marks: list[Mark]) -> Callable[[re.Match[str]], str]:
    def name(found: re.Match[str]) -> str:
        return f'<line class="{issue_class(marks[int(found[1])].issue)}"{found[2]}/>'

    return name
