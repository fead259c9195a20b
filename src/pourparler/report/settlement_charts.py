"""Charts of a settlement, one function each: a solution in, a chart out.

Every chart shows shares of draws or bands over them, never a point by itself. They are plain
altair charts: in a notebook they show themselves, and `chart_svg` makes them part of a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import altair as alt

from pourparler.models.settlement.solution import MapResult, SettlementSolution
from pourparler.report.driver_words import outcome_words
from pourparler.report.figure_words import input_words
from pourparler.report.palette import ISSUES_LIGHT
from pourparler.report.plain import plain_text, shorten

WIDTH: Final = 420
_ROW: Final = 44
_NAME: Final = 42
_SMALL: Final = 138
_LONG: Final = 70
_SHORT: Final = 32
_LETTER: Final = 7.0  # width of a letter that is wide enough for any font of a page
_FIRST, _SECOND, _THIRD = ISSUES_LIGHT[0], ISSUES_LIGHT[1], ISSUES_LIGHT[2]
_SHARE: Final = alt.Axis(format=".0%", title=None, tickCount=5)
_FULL: Final = alt.Scale(domain=[0, 1], nice=False)


def draw_signing(solution: SettlementSolution) -> alt.LayerChart:
    """Draw in how many draws each design is signed, holds, and both.

    Parameters
    ----------
    solution : SettlementSolution
    """
    kinds = ("signed by all", "holds", "both") if solution.advancing else ("holds",)
    rows = []
    for found in solution.designs:
        shares = (found.signable, found.durable, found.both) if solution.advancing else (
            found.durable,
        )  # fmt: skip
        for kind, share in zip(kinds, shares, strict=True):
            if share is not None:
                low, high = share.interval
                rows.append(
                    {"design": _name(found.name), "kind": kind, "share": share.share,
                     "low": low, "high": high}
                )  # fmt: skip
    names = [_name(found.name) for found in solution.designs]
    base = _data(rows).encode(
        y=alt.Y("design:N", sort=None, title=None, axis=_names(names)),
        yOffset=alt.YOffset("kind:N", sort=list(kinds)),
    )
    colour = _colours(kinds, title=None)
    bars = base.mark_bar(height=9).encode(
        x=alt.X("share:Q", scale=_FULL, axis=_SHARE), color=alt.Color("kind:N", **colour)
    )
    doubt = base.mark_rule(strokeWidth=1).encode(
        x=alt.X("low:Q", scale=_FULL), x2="high:Q", color=alt.value(_INK)
    )
    return finish(alt.layer(bars, doubt), width=WIDTH - 120, height=_ROW * len(solution.designs))


def draw_survival(solution: SettlementSolution) -> alt.FacetChart:
    """Draw the chance that peace holds, year by year: median and 90 % band per design."""
    rows = [
        {"design": _name(found.name, _SHORT), "year": float(year), "low": float(low),
         "high": float(high), "median": float(median), "bar": solution.bar}
        for found in solution.designs
        for year, low, median, high in zip(
            found.curve.years, found.curve.low, found.curve.median, found.curve.high, strict=True
        )
    ]  # fmt: skip
    x = alt.X("year:Q", title="years after the signature", axis=alt.Axis(tickCount=5))
    base = alt.Chart().encode(x=x)

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=_FULL, axis=_SHARE)

    band = base.mark_area(opacity=0.25, color=_FIRST).encode(y=y("low"), y2="high:Q")
    line = base.mark_line(color=_FIRST, strokeWidth=2).encode(y=y("median"))
    bar = base.mark_line(color=_INK, strokeWidth=1, strokeDash=[3, 3]).encode(y=y("bar"))
    layers = alt.layer(band, bar, line, data=alt.InlineData(values=rows)).properties(
        width=WIDTH // 2 + 20, height=110
    )
    order = [_name(found.name, _SHORT) for found in solution.designs]
    styled: alt.FacetChart = _style(layers.facet(facet=_facet("design", order), columns=2))
    return styled


def draw_packages(solution: SettlementSolution) -> alt.VConcatChart | None:
    """Draw the map of packages: shares of draws by land and relief; None without a map."""
    if not solution.maps:
        return None
    names = {found.design: found.name for found in solution.designs}
    charts = [
        _draw_map(found, _name(names[found.design], _LONG), last=found is solution.maps[-1])
        for found in solution.maps
    ]
    styled: alt.VConcatChart = _style(alt.vconcat(*charts, spacing=10))
    return styled


def _draw_map(found: MapResult, title: str, *, last: bool) -> alt.FacetChart:
    kinds = ("signed by all", "holds", "both")
    grids = (found.signable, found.durable, found.both)
    rows = [
        {"kind": kind, "land": land, "relief": f"{relief:g}", "share": float(grid[a, b])}
        for kind, grid in zip(kinds, grids, strict=True)
        for a, land in enumerate(found.territory_km2)
        for b, relief in enumerate(found.relief)
    ]
    axis = alt.Axis(labelAngle=0, labelFontSize=10, title="relief (u)" if last else None)
    legend = alt.Legend(title="share of draws", format=".0%", orient="top", gradientLength=140)
    cells = alt.Chart().mark_rect().encode(
        x=alt.X("relief:O", sort=None, axis=axis),
        y=alt.Y("land:O", sort=None, title="land (km2)", axis=alt.Axis(labelFontSize=10)),
        color=alt.Color(
            "share:Q",
            scale=alt.Scale(domain=[0, 1], range=[_PALE, _FIRST]),
            legend=legend,
        ),
    )  # fmt: skip
    chart = cells.properties(width=_SMALL, height=92, data=alt.InlineData(values=rows))
    columns = alt.Column("kind:N", sort=list(kinds), title=None, header=_header())
    drawn: alt.FacetChart = chart.facet(column=columns, spacing=14).properties(title=title)
    return drawn


def draw_contributions(solution: SettlementSolution) -> alt.LayerChart | None:
    """Draw what each component adds to survival, from none of them to all; None without any."""
    found = solution.attribution
    if found is None:
        return None
    rows, level = [_step("nothing", 0.0, found.without, "total")], found.without
    for part in sorted(found.contributions, key=lambda part: -part.shapley):
        rows.append(_step(_name(part.name), level, level + part.shapley, "adds"))
        level += part.shapley
    rows.append(_step("all of it", 0.0, level, "total"))
    base = _data(rows).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=_names(str(row["name"]) for row in rows))
    )
    bars = base.mark_bar(height=14).encode(
        x=alt.X("start:Q", scale=_FULL, axis=_SHARE),
        x2="end:Q",
        color=alt.Color(
            "kind:N",
            scale=alt.Scale(domain=["total", "adds"], range=[_GREY, _FIRST]),
            legend=None,
        ),
    )
    labels = base.mark_text(align="left", dx=4, baseline="middle").encode(
        x=alt.X("most:Q", scale=_FULL), text="label:N"
    )
    return finish(alt.layer(bars, labels), width=WIDTH - 120, height=26 * len(rows))


def draw_land(solution: SettlementSolution) -> alt.LayerChart | None:
    """Draw land at signature under both sequences; None where delay is not known."""
    delay = solution.delay
    if delay is None:
        return None
    rows = [
        {"name": name, "low": band.low, "median": band.median, "high": band.high}
        for name, band in (
            ("deal first", delay.deal_first.land_at_signature_km2),
            ("ceasefire first", delay.ceasefire_first.land_at_signature_km2),
        )
    ]
    scale = alt.Scale(type="symlog", constant=500, nice=False)
    axis = alt.Axis(
        title="km2 gained until a signature, 90 % of draws",
        format="~s",
        values=[-10000, -1000, 0, 1000, 10000, 100000],
    )
    base = _data(rows).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=_names(str(row["name"]) for row in rows))
    )
    bars = base.mark_bar(height=12, color=_FIRST, opacity=0.35).encode(
        x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q"
    )
    middle = base.mark_tick(color=_FIRST, thickness=3, height=18).encode(
        x=alt.X("median:Q", scale=scale)
    )
    return finish(alt.layer(bars, middle), width=WIDTH, height=70)


def draw_drivers(solution: SettlementSolution, *, most: int = 6) -> alt.VConcatChart | None:
    """Draw which inputs are behind how much of each outcome's variance; None without any."""
    outputs = list(dict.fromkeys(driver.output for driver in solution.drivers))
    if not outputs:
        return None
    charts = []
    names = [_name(input_words(driver.input, solution.names)) for driver in solution.drivers]
    for output in outputs:
        rows = [
            {"input": _name(input_words(d.input, solution.names)), "effect": d.total_effect,
             "low": max(d.total_effect - 2 * d.standard_error, 0.0),
             "high": min(d.total_effect + 2 * d.standard_error, 1.0)}
            for d in [d for d in solution.drivers if d.output == output][:most]
        ]  # fmt: skip
        base = _data(rows).encode(y=alt.Y("input:N", sort=None, title=None, axis=_names(names)))
        bars = base.mark_bar(height=11, color=_FIRST).encode(
            x=alt.X("effect:Q", scale=_FULL, axis=_SHARE)
        )
        doubt = base.mark_rule(strokeWidth=1, color=_INK).encode(
            x=alt.X("low:Q", scale=_FULL), x2="high:Q"
        )
        title = outcome_words(solution, output)
        charts.append(
            alt.layer(bars, doubt).properties(
                width=WIDTH - 100,
                height=22 * len(rows),
                title=_name(title[:1].upper() + title[1:], 70),
            )
        )
    styled: alt.VConcatChart = _style(alt.vconcat(*charts, spacing=18))
    return styled


_INK: Final = "#4a5057"
_GREY: Final = "#767c84"
_PALE: Final = "#eef1f6"


def _step(name: str, start: float, end: float, kind: str) -> dict[str, Any]:
    label = f"{end - start:+.2f}" if kind == "adds" else f"{end:.2f}"
    most = max(start, end)
    return {"name": name, "start": start, "end": end, "kind": kind, "label": label, "most": most}


def _data(rows: Iterable[Mapping[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=list(rows)))


def _name(words: str, longest: int = _NAME) -> str:
    return shorten(plain_text(words), longest)


def _names(names: Iterable[str]) -> alt.Axis:
    """Return an axis with room for the names, whatever font the page has."""
    room = 8 + _LETTER * max((len(name) for name in names), default=0)
    return alt.Axis(
        labelLimit=360, domain=False, ticks=False, labelPadding=8, minExtent=room, maxExtent=room
    )


def _header(**more: Any) -> alt.Header:
    return alt.Header(labelLimit=290, labelAlign="left", labelAnchor="start", **more)


def _facet(field: str, order: list[str]) -> alt.Facet:
    return alt.Facet(f"{field}:N", sort=order, title=None, header=_header())


def _colours(kinds: Iterable[str], *, title: str | None) -> dict[str, Any]:
    domain = list(kinds)
    return {
        "scale": alt.Scale(domain=domain, range=[_FIRST, _SECOND, _THIRD][: len(domain)]),
        "legend": alt.Legend(orient="top", title=title, columnPadding=30),
    }


def finish(chart: Any, *, width: int, height: int) -> alt.LayerChart:
    """Give a layered chart its size and the style that all charts share."""
    finished: alt.LayerChart = _style(chart.properties(width=width, height=height))
    return finished


def _style(chart: Any) -> Any:
    """Set everything that would depend on a machine or on taste once, for all charts."""
    return (
        chart.configure(background="transparent", font="sans-serif", padding=4)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelColor=_INK,
            titleColor=_INK, gridColor="#dcdfe3", domainColor="#dcdfe3", tickColor="#dcdfe3",
        )
        .configure_legend(labelFontSize=12, titleFontSize=12, labelColor=_INK, titleColor=_INK,
                          titleFontWeight="normal")
        .configure_header(labelFontSize=12, labelColor=_INK, labelFontWeight="bold")
        .configure_title(fontSize=12, anchor="start", color=_INK, fontWeight="bold")
        .configure_text(fontSize=12, color=_INK)
    )  # fmt: skip
