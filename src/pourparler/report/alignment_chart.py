"""The map of actors as a chart: who says they stand near whom, and who agrees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import numpy as np

from pourparler.models.positions.actor_map import ActorMap
from pourparler.models.positions.spaces import Floats
from pourparler.report.palette import ISSUES_LIGHT, OTHER_LIGHT
from pourparler.report.plain import plain_text, shorten

SIZE: Final = 520
_INK: Final = "#4a5057"
_LINE: Final = 15.0  # height of a label
_LETTER: Final = 6.6  # width of a letter that is wide enough for any font
_BESIDE: Final = 9.0
_ROOM: Final = 1.12
_NAME: Final = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class MapDrawing:
    """What the map shows. Frozen.

    Attributes
    ----------
    map : ActorMap
    names : tuple of str
        Of the actors on the map, in its order, as a page prints them.
    groups : tuple of int
        For each the number of its group; actors who agree with nobody have -1.
    edges : tuple of (place, place, share)
        Actors who agree, by their places on the map, and in what share of the draws.
    title, subtitle : str
    """

    map: ActorMap
    names: tuple[str, ...]
    groups: tuple[int, ...]
    edges: tuple[tuple[int, int, float], ...]
    title: str
    subtitle: str


def draw_map(drawing: MapDrawing) -> alt.LayerChart:
    """Draw actors as dots, a line between those who agree, thicker in more of the draws.

    Both axes have the same unit, so that distances can be compared in any direction; the axes
    themselves mean nothing and are not drawn. A bar shows a tenth of the scale.
    """
    places, reach = _centre(drawing.map.places)
    dots = [
        {"x": float(x), "y": float(y), "name": name, "colour": _colour(group)}
        for (x, y), name, group in zip(
            places, _short(drawing.names), drawing.groups, strict=True
        )
    ]  # fmt: skip
    lines = [
        {
            "x": float(places[a, 0]), "y": float(places[a, 1]),
            "x2": float(places[b, 0]), "y2": float(places[b, 1]), "share": share,
        }
        for a, b, share in drawing.edges
    ]  # fmt: skip
    labels = _place_labels(places, _short(drawing.names), 2 * reach / SIZE)
    layers = [
        _rules(lines, reach).encode(
            strokeWidth=alt.StrokeWidth(
                "share:Q", scale=alt.Scale(domain=[0.5, 1], range=[1, 6]),
                legend=alt.Legend(
                    title="agree in (of draws)", format=".0%", values=[0.5, 0.7, 0.9],
                    orient="bottom", symbolStrokeColor=OTHER_LIGHT, direction="horizontal",
                ),
            )
        ),
        _rules(labels, reach, colour=_INK, opacity=0.4),
        _data(dots).mark_point(filled=True, size=110, opacity=1).encode(
            x=_axis("x", reach), y=_axis("y", reach), color=alt.Color("colour:N", scale=None)
        ),
        _data(labels).mark_text(align="left", baseline="middle", fontSize=12, color=_INK).encode(
            x=_axis("x2", reach), y=_axis("y2", reach), text="name:N"
        ),
        *_draw_unit(reach),
    ]  # fmt: skip
    title = alt.TitleParams(
        plain_text(drawing.title), subtitle=plain_text(drawing.subtitle), anchor="start",
        color=_INK, subtitleColor=_INK, fontSize=14, subtitleFontSize=12,
    )  # fmt: skip
    chart = alt.layer(*layers).properties(width=SIZE, height=SIZE, title=title)
    finished: alt.LayerChart = chart.configure_view(stroke="#dcdfe3").configure_legend(
        labelFontSize=12, titleFontSize=12, labelColor=_INK, titleColor=_INK,
        titleFontWeight="normal",
    )  # fmt: skip
    return finished


def _centre(places: Floats) -> tuple[Floats, float]:
    """Return the places around 0 and how far a square has to reach to hold them and names."""
    middle = (places.max(axis=0) + places.min(axis=0)) / 2
    moved = places - middle
    reach = max(float(np.abs(moved).max()) * _ROOM, 0.05)
    return moved - [reach * 0.15, 0.0], reach * 1.2  # names stand to the right of the dots


def _place_labels(places: Floats, names: Sequence[str], unit: float) -> list[dict[str, Any]]:
    """Put a name to the right of each dot, lower where another name is in the way.

    ``unit`` is how much of the map one point of the drawing is.
    """
    taken: list[tuple[float, float, float]] = []
    found = []
    for place in np.argsort(-places[:, 1], kind="stable").tolist():
        x, y = (places[place] / unit).tolist()
        left, right, level = x + _BESIDE, x + _BESIDE + _LETTER * len(names[place]), y
        for low, high, at in sorted(taken, key=lambda box: -box[2]):
            if low < right and left < high and abs(at - level) < _LINE:
                level = at - _LINE
        taken.append((left, right, level))
        found.append(
            {"x": x * unit, "y": y * unit, "x2": left * unit, "y2": level * unit,
             "name": names[place]}
        )  # fmt: skip
    return found


def _draw_unit(reach: float) -> list[alt.Chart]:
    """Draw how long a tenth of the scale is."""
    left, low = -reach * 0.96, -reach * 0.95
    bar = [{"x": left, "x2": left + 0.1, "y": low, "y2": low, "name": "a tenth of the scale"}]
    words = _data(bar).mark_text(align="left", dx=0, dy=-9, fontSize=11, color=_INK)
    return [
        _rules(bar, reach, colour=_INK),
        words.encode(x=_axis("x", reach), y=_axis("y", reach), text="name:N"),
    ]


def _rules(
    rows: Sequence[Mapping[str, Any]],
    reach: float,
    *,
    colour: str = OTHER_LIGHT,
    opacity: float = 0.6,
) -> alt.Chart:
    base = _data(rows).mark_rule(color=colour, opacity=opacity)
    drawn: alt.Chart = base.encode(x=_axis("x", reach), y=_axis("y", reach), x2="x2:Q", y2="y2:Q")
    return drawn


def _axis(field: str, reach: float) -> alt.X | alt.Y:
    kind = alt.X if field.startswith("x") else alt.Y
    return kind(
        f"{field}:Q", scale=alt.Scale(domain=[-reach, reach], nice=False, zero=False), axis=None
    )


def _data(rows: Sequence[Mapping[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=list(rows)))


def _short(names: Sequence[str]) -> list[str]:
    return [shorten(plain_text(name), _NAME) for name in names]


def _colour(group: int) -> str:
    return ISSUES_LIGHT[group] if 0 <= group < len(ISSUES_LIGHT) else OTHER_LIGHT
