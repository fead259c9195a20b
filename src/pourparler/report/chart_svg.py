"""An altair chart as SVG for a page: no script, no network, recoloured on dark screens.

Import it where a chart is drawn, not before: altair and vl_convert cost a third of a second.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any, Final

import altair as alt
import vl_convert

from pourparler.report.palette import ISSUES_LIGHT
from pourparler.report.plain import plain_text

_ARIA: Final = re.compile(r' (?:role|aria-[a-z]+|pointer-events)="[^"]*"')
_SIZE: Final = re.compile(r'viewBox="([^"]*)"')
_ID: Final = re.compile(r' id="([^"]*)"')
_PAINT: Final = re.compile(r'<(path|line|rect|text|g)([^>]*?) (fill|stroke)="(#[0-9a-f]{6})"')


def chart_svg(chart: Any, *, title: str, name: str) -> str:
    """Return a chart as an ``<svg>`` element.

    Parameters
    ----------
    chart : altair chart
    title : str
        What it shows, for those who cannot see it.
    name : str
        A word to tell it from other charts of the page.
    """
    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    drawn = vl_convert.vegalite_to_svg(chart.to_dict(), vl_version=version)
    found = _SIZE.search(drawn)
    size = found[1] if found else "0 0 640 320"
    inner = drawn[drawn.index(">", drawn.index("<svg")) + 1 :].removesuffix("</svg>")
    inner = _own_ids(_PAINT.sub(_classed, _ARIA.sub("", inner)), name)
    width = float(size.split()[2])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart {name}" role="img" '
        f'viewBox="{size}" width="{width:.0f}" aria-labelledby="chart-{name}">'
        f'<title id="chart-{name}">{escape(plain_text(title))}</title>{inner}</svg>'
    )


def _own_ids(svg: str, name: str) -> str:
    """Name what is referred to after the chart: the library counts on over all charts."""
    for number, found in enumerate(dict.fromkeys(_ID.findall(svg))):
        own = f"{name}-{number}"
        svg = svg.replace(f'id="{found}"', f'id="{own}"').replace(f"(#{found})", f"(#{own})")
    return svg


def _classed(found: re.Match[str]) -> str:
    """Name what is painted in a colour of the palette, so that a page can repaint it."""
    tag, before, property_, colour = found.groups()
    if colour not in ISSUES_LIGHT or " class=" in before:
        return found[0]
    place = ISSUES_LIGHT.index(colour) + 1
    return f'<{tag}{before} class="i{place} {property_}" {property_}="{colour}"'
