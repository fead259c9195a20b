"""The map of a case's actors as a file."""

from __future__ import annotations

from pourparler.case.counting import count_words
from pourparler.errors import OutputError
from pourparler.workbench.alignment import FoundAlignment


def check_map_suffix(suffix: str) -> None:
    """Refuse a kind of file that a map is not written as, before any work is done.

    Raises
    ------
    OutputError
        The suffix is neither ``.svg`` nor ``.png``.
    """
    from pourparler.report.chart_file import check_suffix

    check_suffix(suffix)


def render_map(found: FoundAlignment, *, suffix: str) -> bytes:
    """Return the map as the bytes of a file.

    Parameters
    ----------
    found : FoundAlignment
    suffix : str
        ``.svg`` or ``.png``.

    Raises
    ------
    OutputError
        The suffix is another, or there is no map.
    """
    from pourparler.report.alignment_chart import MapDrawing, draw_map
    from pourparler.report.chart_file import render_chart

    if found.map is None:
        raise OutputError(
            f"there is no map on {found.heard.day}",
            hint="A map needs three actors who share issues with each other; see the table.",
        )
    names = {actor.id: actor.name for actor in found.heard.case.actors}
    places = {actor: place for place, actor in enumerate(found.on_map)}
    network = found.history[-1]
    drawing = MapDrawing(
        map=found.map,
        names=tuple(names[actor] for actor in found.on_map),
        groups=tuple(_group_of(actor, network.groups, found.on_map) for actor in found.on_map),
        edges=tuple(
            (places[one], places[other], edge["share"])
            for one, other, edge in network.graph.edges(data=True)
            if one in places and other in places
        ),
        title=f"Who says they stand near whom, {found.heard.day}",
        subtitle=_subtitle(found),
    )
    return render_chart(draw_map(drawing), suffix=suffix)


def _group_of(actor: str, groups: tuple[tuple[str, ...], ...], on_map: tuple[str, ...]) -> int:
    """Return the number of the actor's group; -1 where it is alone of it on the map."""
    shown = [set(group).intersection(on_map) for group in groups]
    return next((n for n, group in enumerate(shown) if actor in group and len(group) > 1), -1)


def _subtitle(found: FoundAlignment) -> str:
    left = len(found.actors) - len(found.on_map)
    stress = found.map.stress if found.map else 0.0
    return f"Stress {stress:.2f} (above 0.2 it misleads)" + (
        f"; {count_words(left, 'actor')} not on it for want of shared issues" if left else ""
    )
