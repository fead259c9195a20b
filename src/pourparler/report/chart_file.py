"""An altair chart as a file of its own, SVG or PNG.

Import it where a chart is drawn, not before: altair and vl_convert cost a third of a second.
"""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import vl_convert

from pourparler.errors import OutputError

SUFFIXES: Final = (".svg", ".png")
_SCALE: Final = 2.0
"""Pixels of a PNG for each point of the chart, so that it is sharp on paper."""

_PAGE: Final = {"background": "white", "font": "sans-serif", "padding": 12}


def check_suffix(suffix: str) -> None:
    """Refuse a kind of file that charts are not written as.

    Raises
    ------
    OutputError
        The suffix is neither ``.svg`` nor ``.png``.
    """
    if suffix.lower() not in SUFFIXES:
        raise OutputError(
            f"a chart cannot be written as '{suffix}'",
            hint=f"End the name of the file in {' or '.join(SUFFIXES)}.",
        )


def render_chart(chart: Any, *, suffix: str) -> bytes:
    """Return the bytes of a file with the chart on white.

    Parameters
    ----------
    chart : altair chart
    suffix : str
        ``.svg`` or ``.png``.

    Raises
    ------
    OutputError
        The suffix is another.
    """
    check_suffix(suffix)
    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    drawn = chart.to_dict()
    drawn["config"] = drawn.get("config", {}) | _PAGE
    if suffix.lower() == ".svg":
        return vl_convert.vegalite_to_svg(drawn, vl_version=version).encode()
    return bytes(vl_convert.vegalite_to_png(drawn, vl_version=version, scale=_SCALE))
