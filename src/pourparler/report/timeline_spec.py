"""The chart of statements through time in Vega-Lite: places in, specification out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import altair as alt

from pourparler.report.palette import MARKS, issue_colour
from pourparler.report.timeline_layout import Layout

_INK: Final = "#4a5057"
_RULE: Final = "#dcdfe3"
_TOP: Final = 24
_BOTTOM: Final = 2
_SIDE: Final = 6
_FONT_SIZE: Final = 13
_DASH: Final = (3, 3)


def full_size(layout: Layout) -> tuple[float, float]:
    """Return width and height of the drawing in pixels, names and ticks included."""
    width = layout.format.labels + layout.format.plot + _SIDE
    return width, layout.height + _TOP + _BOTTOM


def specify(layout: Layout) -> tuple[str, dict[str, Any]]:
    """Return the version of Vega-Lite that altair writes, and the chart in it.

    Marks and their lines are described as ``mark0``, ``line0``, ... by their place in
    ``layout.placed``. Sizes are fixed, so that no font of the machine can shift anything.
    """
    form = layout.format
    chart = (
        alt.layer(*_frame(layout), *_names(layout), *_lines(layout), _points(layout))
        .properties(
            width=form.plot,
            height=layout.height,
            padding={
                "left": form.labels, "right": _SIDE, "top": _TOP, "bottom": _BOTTOM,
            },
            autosize=alt.AutoSizeParams(type="none"),
            background="transparent",
        )
        .configure_view(stroke=None)
        .configure_text(fontSize=_FONT_SIZE, color=_INK)
        .configure_rule(color=_RULE)
    )  # fmt: skip
    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    return version, chart.to_dict()


def _data(rows: Iterable[Mapping[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=list(rows)))


def _x(layout: Layout, field: str = "x") -> alt.X:
    scale = alt.Scale(domain=[0, layout.format.plot], nice=False, zero=False)
    return alt.X(field, type="quantitative", scale=scale, axis=None)


def _y(layout: Layout) -> alt.Y:
    scale = alt.Scale(domain=[layout.height, 0], nice=False, zero=False)
    return alt.Y("y", type="quantitative", scale=scale, axis=None)


def _frame(layout: Layout) -> list[alt.Chart]:
    """Return the lines of the dates, their labels above, and the lines between rows."""
    ticks = [{"x": x, "label": label} for x, label in layout.ticks]
    rules = [{"y": y} for y in (0.0, *layout.rules)]
    edge = alt.value(-layout.format.labels)
    return [
        _data(ticks).mark_rule(style="tick").encode(x=_x(layout)),
        _data(rules).mark_rule(style="row").encode(
            y=_y(layout), x=edge, x2=alt.value(layout.format.plot + _SIDE)
        ),
        _data(ticks).mark_text(align="left", dx=2, baseline="bottom").encode(
            x=_x(layout), y=alt.value(-6), text="label:N"
        ),
    ]  # fmt: skip


def _names(layout: Layout) -> list[alt.Chart]:
    names = [{"y": y, "label": label} for y, label in layout.names]
    text = _data(names).mark_text(align="left", baseline="middle")
    return [text.encode(x=alt.value(-layout.format.labels), y=_y(layout), text="label:N")]


def _lines(layout: Layout) -> list[alt.Chart]:
    """Return a thin line for each span of dates, dashed where the beginning is open."""
    spans = [
        {"x": p.x_first, "x2": p.x_last, "y": p.y, "c": issue_colour(p.mark.issue), "d": f"line{n}",
         "open": p.mark.first is None}
        for n, p in enumerate(layout.placed) if p.x_first < p.x_last
    ]  # fmt: skip
    charts = []
    for is_open in (False, True):
        rows = [span for span in spans if span["open"] == is_open]
        mark = _data(rows).mark_rule(strokeWidth=1.5, strokeDash=_DASH if is_open else (1, 0))
        charts.append(
            mark.encode(
                x=_x(layout), x2="x2", y=_y(layout), description="d:N",
                color=alt.Color("c:N", scale=None),
            )
        )  # fmt: skip
    return charts


def _points(layout: Layout) -> alt.Chart:
    points = [
        {"x": p.x, "y": p.y, "size": p.diameter**2, "shape": MARKS[p.mark.modality],
         "c": issue_colour(p.mark.issue), "d": f"mark{n}"}
        for n, p in enumerate(layout.placed)
    ]  # fmt: skip
    chart: alt.Chart = _data(points).mark_point(filled=True, opacity=1).encode(
        x=_x(layout),
        y=_y(layout),
        size=alt.Size("size:Q", scale=None),
        shape=alt.Shape("shape:N", scale=None),
        color=alt.Color("c:N", scale=None),
        description="d:N",
    )  # fmt: skip
    return chart
