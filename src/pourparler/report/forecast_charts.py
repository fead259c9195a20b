"""Charts of forecasts and packages, one function each: what is known in, a chart out."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import numpy as np

from pourparler.report.forecast_part import IssueLine, PackageLine, PackagesLines
from pourparler.report.palette import ISSUES_LIGHT
from pourparler.report.plain import plain_text, shorten
from pourparler.report.settlement_charts import finish

_BIN: Final = 4
_WIDTH: Final = 300
_FIRST, _SECOND, _THIRD, _FOURTH = ISSUES_LIGHT[:4]
_GREY: Final = "#767c84"
_INK: Final = "#4a5057"
_SCALE: Final = alt.Scale(domain=[0, 100], nice=False)
_FULL: Final = alt.Scale(domain=[0, 1], nice=False)
_SHARE: Final = alt.Axis(format=".0%", title=None, tickCount=5)


def draw_issue(line: IssueLine) -> alt.LayerChart:
    """Draw where models put an issue, a strip each, with where actors say they stand beneath."""
    rows, spans = [], []
    for model in line.models:
        shares = np.histogram(model.quantiles, bins=_edges())[0] / len(model.quantiles)
        rows += _strip(model.short, "models", shares)
        spans.append({"row": model.short, "low": model.low, "high": model.high})
    for actor in line.actors:
        places = np.linspace(0, 100, len(actor.density))
        shares = np.histogram(places, bins=_edges(), weights=actor.density)[0]
        rows += _strip(_name(actor.name), "stated positions", shares / shares.sum())
    names = list(dict.fromkeys(str(row["row"]) for row in rows))
    y = alt.Y("row:N", sort=names, title=None, axis=_names(names))
    places_axis = alt.Axis(
        title=None, values=[at for _, at in line.options], labelExpr=_labels(line), grid=True
    )
    strips = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_rect(height=15)
        .encode(
            y=y,
            x=alt.X("low:Q", scale=_SCALE, axis=places_axis),
            x2="high:Q",
            opacity=alt.Opacity(
                "share:Q",
                scale=alt.Scale(domain=[0, 0.3], range=[0.04, 1], clamp=True),
                legend=None,
            ),
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=["models", "stated positions"], range=[_FIRST, _SECOND]),
                legend=alt.Legend(orient="top", title=None),
            ),
        )
    )
    spread = (
        alt.Chart(alt.InlineData(values=spans))
        .mark_rule(strokeWidth=1.5, color=_INK)
        .encode(y=y, x=alt.X("low:Q", scale=_SCALE), x2="high:Q")
    )
    return finish(alt.layer(strips, spread), width=_WIDTH, height=21 * len(names))


def draw_frontier(packages: PackagesLines) -> alt.LayerChart:
    """Draw what packages are worth to two parties: the frontier, named points, no agreement."""
    first, second = (_name(f"worth to {party}") for party in packages.parties)
    x = alt.X("x:Q", scale=_FULL, title=first, axis=alt.Axis(tickCount=5))
    y = alt.Y("y:Q", scale=_FULL, title=second, axis=alt.Axis(tickCount=5))
    points = [{"x": worth[0], "y": worth[1]} for worth in packages.frontier]
    frontier = alt.Chart(alt.InlineData(values=points)).encode(x=x, y=y)
    named = _together(packages.named)
    kinds = [str(row["name"]) for row in named]
    least = [{"x": packages.reservations[0], "y": packages.reservations[1]}]
    none = alt.Chart(alt.InlineData(values=least))
    marked = (
        alt.Chart(alt.InlineData(values=named))
        .mark_point(filled=True, size=110, opacity=1)
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "name:N",
                sort=kinds,
                scale=alt.Scale(
                    domain=kinds, range=[_FIRST, _SECOND, _THIRD, _FOURTH][: len(kinds)]
                ),
                legend=_legend(),
            ),
        )
    )
    layers = alt.layer(
        frontier.mark_line(color=_GREY, strokeWidth=1, interpolate="step-after"),
        frontier.mark_point(filled=True, color=_GREY, size=28, opacity=1),
        none.mark_rule(color=_INK, strokeDash=[4, 3]).encode(x=x),
        none.mark_rule(color=_INK, strokeDash=[4, 3]).encode(y=y),
        marked,
    )
    return finish(layers, width=_WIDTH, height=_WIDTH)


def draw_accepting(packages: PackagesLines) -> alt.LayerChart:
    """Draw in how many draws each party, and all, accept the packages that last best."""
    kinds = [*(_name(party) for party in packages.parties), "all of them"]
    rows = []
    for line in packages.robust:
        for kind, share in zip(kinds, (*line.accepts, line.together), strict=True):
            low, high = share.interval
            rows.append(
                {
                    "package": f"package {line.number}",
                    "kind": kind,
                    "share": share.share,
                    "low": low,
                    "high": high,
                }
            )
    names = [f"package {line.number}" for line in packages.robust]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("package:N", sort=names, title=None, axis=_names(names)),
        yOffset=alt.YOffset("kind:N", sort=kinds),
    )
    bars = base.mark_bar(height=8).encode(
        x=alt.X("share:Q", scale=_FULL, axis=_SHARE),
        color=alt.Color(
            "kind:N",
            sort=kinds,
            scale=alt.Scale(domain=kinds, range=list(ISSUES_LIGHT[: len(kinds)])),
            legend=alt.Legend(orient="top", title=None),
        ),
    )
    doubt = base.mark_rule(strokeWidth=1, color=_INK).encode(
        x=alt.X("low:Q", scale=_FULL), x2="high:Q"
    )
    return finish(alt.layer(bars, doubt), width=_WIDTH, height=14 * len(rows))


def _edges() -> Any:
    return np.arange(0, 100 + _BIN, _BIN)


def _strip(row: str, kind: str, shares: Any) -> list[dict[str, Any]]:
    return [
        {"row": row, "kind": kind, "low": _BIN * n, "high": _BIN * (n + 1), "share": float(share)}
        for n, share in enumerate(shares)
        if share > 0
    ]


def _labels(line: IssueLine) -> str:
    """Return an expression that letters the options where they stand."""
    pairs = (f"datum.value == {at:g} ? '{_letter(n)}'" for n, (_, at) in enumerate(line.options))
    return " : ".join((*pairs, "''"))


def _letter(number: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number] if number < 26 else str(number + 1)


def _together(lines: tuple[PackageLine, ...]) -> list[dict[str, Any]]:
    """Return named points by the numbers of their packages; those of one point are joined."""
    found: dict[tuple[float, ...], list[str]] = {}
    for line in lines:
        found.setdefault(line.worth, []).append(str(line.number))
    return [
        {"x": worth[0], "y": worth[1], "name": f"package {', '.join(numbers)}"}
        for worth, numbers in found.items()
    ]


def _name(words: str) -> str:
    return shorten(plain_text(words), 34)


def _names(names: list[str]) -> alt.Axis:
    room = 8 + 7 * max((len(name) for name in names), default=0)
    return alt.Axis(
        labelLimit=300, domain=False, ticks=False, labelPadding=8, minExtent=room, maxExtent=room
    )


def _legend() -> alt.Legend:
    return alt.Legend(orient="bottom", title=None, columns=1, labelLimit=420)
