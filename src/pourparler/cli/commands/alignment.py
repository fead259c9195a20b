"""``pourparler alignment``: how far actors stand from each other, and who agrees with whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from pourparler.case.counting import count_words
from pourparler.case.records import Handling
from pourparler.cli.options import (
    CaseName,
    Ceiling,
    Describes,
    Json,
    KnownAt,
    OfActor,
    OnIssue,
    RecordedAt,
    ReviewedOnly,
)
from pourparler.cli.output import print_json, print_table, write_bytes

if TYPE_CHECKING:
    from pourparler.workbench.agreement import Agreement
    from pourparler.workbench.alignment import FoundAlignment
    from pourparler.workbench.alignment_shapes import Pair

_SHOWN: Final = 10
"""How many pairs are shown from either end when no actor is named."""

_GOOD_STRESS: Final = 0.05
_BAD_STRESS: Final = 0.2


def alignment(
    case: CaseName,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Draw the map: FILE.svg or FILE.png."),
    ] = None,
    actor: OfActor = None,
    issue: OnIssue = None,
    as_of: Describes = None,
    known_at: KnownAt = None,
    recorded_at: RecordedAt = None,
    reviewed_only: ReviewedOnly = False,
    seed: Annotated[int, typer.Option(metavar="N", help="Seed of the draws.")] = 0,
    ceiling: Ceiling = "public",
    json: Json = False,
) -> None:
    """Say how far actors say they stand from each other, and who agreed with whom when."""
    from pourparler.workbench.alignment import find_alignment
    from pourparler.workbench.alignment_map import check_map_suffix, render_map
    from pourparler.workbench.alignment_shapes import alignment_json, list_pairs
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.series import PositionQuery, check_names
    from pourparler.workbench.view import View

    if output is not None:
        check_map_suffix(output.suffix)
    folder = open_case(case)
    view = View(
        as_of=as_of, known_at=known_at, recorded_at=recorded_at, ceiling=cast(Handling, ceiling)
    )
    check_names(folder.case, PositionQuery(actor=actor))
    query = PositionQuery(issue=issue, reviewed_only=reviewed_only)
    found = find_alignment(folder, view=view, query=query, seed=seed)
    if output is not None:
        write_bytes(render_map(found, suffix=output.suffix), output)
    if json:
        print_json(alignment_json(found))
        return
    pairs = list_pairs(found)
    _print_pairs([p for p in pairs if actor in (None, p.one, p.other)], found, whole=bool(actor))
    _print_history(found)
    _print_map(found)
    if found.turned_by_silence:
        named = "; ".join(" and ".join(pair) for pair in found.turned_by_silence)
        typer.echo(f"Whether they agree hangs on how a long silence is taken: {named}.")
    typer.echo(
        f"{count_words(len(found.actors), 'actor')}, {count_words(len(pairs), 'pair')} with "
        f"a shared "
        f"issue, {count_words(found.draws, 'draw')}, "
        f"seed {found.seed}. {found.stamp.as_text()}"
    )
    if output is not None:
        typer.echo(f"Wrote {output}.")
    typer.echo("Compared is what actors say. Who says the same may still want something else.")


def _print_pairs(pairs: list[Pair], found: FoundAlignment, *, whole: bool) -> None:
    if not pairs:
        who = "This actor shares no issue with another" if whole else "No two actors share an issue"
        typer.echo(f"{who} on which both have said where they stand by {found.heard.day}.")
        return
    shown, title = pairs, "closest first"
    if not whole and len(pairs) > 2 * _SHOWN:
        shown = [*pairs[:_SHOWN], *pairs[-_SHOWN:]]
        title = (
            f"the {_SHOWN} closest and the {_SHOWN} furthest of {len(pairs)}; "
            "--actor ID shows all of one actor, --json all"
        )
    print_table(
        ("actor", "actor", "apart", "80 % of draws", "agree in", "issues shared"),
        [
            (
                pair.one,
                pair.other,
                f"{pair.median:.2f}",
                f"{pair.low:.2f}–{pair.high:.2f}",
                f"{100 * pair.agree.share:.0f} of 100",
                str(pair.issues),
            )
            for pair in shown
        ],
        title=f"How far apart on {found.heard.day}, in shares of the scale: {title}",
    )


def _print_history(found: FoundAlignment) -> None:
    if not found.history:
        return
    print_table(
        ("date", "pairs that agree", "groups that agree", "agree since", "agree no longer"),
        [_history_row(agreement) for agreement in found.history],
        title="Who agrees with whom, in more than half of the draws",
    )


def _history_row(agreement: Agreement) -> tuple[str, ...]:
    groups = [", ".join(group) for group in agreement.groups if len(group) > 1]
    return (
        str(agreement.day),
        f"{agreement.density:.0%}",
        "; ".join(groups) or "none",
        _pair_words(agreement.made),
        _pair_words(agreement.lost),
    )


def _pair_words(pairs: tuple[tuple[str, str], ...]) -> str:
    return "; ".join(f"{one}, {other}" for one, other in pairs)


def _print_map(found: FoundAlignment) -> None:
    if found.map is None:
        typer.echo("No map: it needs three actors who share issues with each other.")
        return
    left = [actor for actor in found.actors if actor not in found.on_map]
    typer.echo(
        f"Map of {count_words(len(found.on_map), 'actor')}: stress {found.map.stress:.2f}, "
        f"{_stress_words(found.map.stress)}."
        + (f" Not on it, for want of issues shared: {', '.join(left)}." if left else "")
    )


def _stress_words(stress: float) -> str:
    if stress <= _GOOD_STRESS:
        return "the plane shows the distances well"
    if stress <= _BAD_STRESS:
        return "the plane shows the distances roughly"
    return "the plane misleads, go by the table"
