"""The reliability diagram: chances that were given against how often it then came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import altair as alt

from pourparler.models.scoring.events import ReliabilityBin
from pourparler.report.palette import ISSUES_LIGHT

_FULL: Final = alt.Scale(domain=[0, 1], nice=False)
_INK: Final = "#4a5057"
_SIDE: Final = 150


def draw_reliability(
    tables: Mapping[str, Sequence[ReliabilityBin]],
) -> alt.FacetChart | None:
    """Draw one panel a model: shares that came with their intervals, and the diagonal.

    Parameters
    ----------
    tables : mapping of model to its bins

    Returns
    -------
    chart, or None where no model has a table
    """
    rows = [
        {"model": model, "mean": row.mean, "came": row.happened.share, "count": row.happened.draws,
         "low": row.happened.interval[0], "high": row.happened.interval[1], "zero": 0, "one": 1}
        for model, table in tables.items()
        for row in table
    ]  # fmt: skip
    if not rows:
        return None
    x = alt.X("mean:Q", scale=_FULL, title="chance given", axis=_axis())
    base = alt.Chart().encode(x=x)
    y = alt.Y("came:Q", scale=_FULL, title="how often it came", axis=_axis())
    dots = base.mark_point(filled=True, opacity=1, color=ISSUES_LIGHT[0]).encode(
        y=y, size=alt.Size("count:Q", legend=alt.Legend(title="chances"))
    )
    doubt = base.mark_rule(color=ISSUES_LIGHT[0]).encode(
        y=alt.Y("low:Q", scale=_FULL, title="how often it came"), y2="high:Q"
    )
    diagonal = (
        alt.Chart()
        .mark_rule(color=_INK, strokeDash=[3, 3])
        .encode(
            x=alt.X("zero:Q", scale=_FULL, title="chance given"),
            x2="one:Q",
            y=alt.Y("zero:Q", scale=_FULL, title="how often it came"),
            y2="one:Q",
        )
    )
    layers = alt.layer(diagonal, doubt, dots, data=alt.InlineData(values=rows))
    facet = alt.Facet("model:N", title=None, sort=list(tables))
    drawn: alt.FacetChart = layers.properties(width=_SIDE, height=_SIDE).facet(
        facet=facet, columns=3
    )
    styled: alt.FacetChart = drawn.configure_view(stroke=None)
    return styled


def _axis() -> alt.Axis:
    return alt.Axis(format=".0%", tickCount=3, grid=True)
