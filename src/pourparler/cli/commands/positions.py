"""``pourparler positions``: where everybody says they stand, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from pourparler.case.counting import count_words
from pourparler.case.records import Handling
from pourparler.cli.commands.remarks import print_assessments
from pourparler.cli.days import why_nothing
from pourparler.cli.fitted_words import print_fitted
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
    WithAssessments,
)
from pourparler.cli.output import print_json, print_lines, print_table
from pourparler.cli.position_words import place_words, stance_words

if TYPE_CHECKING:
    from pourparler.workbench.coalitions import CoalitionLine, MemberLine
    from pourparler.workbench.mixing import Mixed
    from pourparler.workbench.positions import Position
    from pourparler.workbench.respaced import Respaced


def positions(
    case: CaseName,
    actor: OfActor = None,
    issue: OnIssue = None,
    as_of: Describes = None,
    known_at: KnownAt = None,
    recorded_at: RecordedAt = None,
    reviewed_only: ReviewedOnly = False,
    respace: Annotated[
        bool,
        typer.Option("--respace", help="Say what hangs on where ordered options were put."),
    ] = False,
    fit: Annotated[
        bool,
        typer.Option("--fit", help="Fit how fast positions move to this case, with intervals."),
    ] = False,
    with_assessments: WithAssessments = False,
    ceiling: Ceiling = "public",
    json: Json = False,
) -> None:
    """Say where each actor says it stands on each issue, and how sure that is."""
    from pourparler.workbench.coalitions import coalition_json, find_coalitions
    from pourparler.workbench.fitted_rates import find_fitted, fitted_json
    from pourparler.workbench.mixing import mix_in
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.position_shapes import mixed_json, position_json
    from pourparler.workbench.positions import find_positions
    from pourparler.workbench.remarks import find_remarks
    from pourparler.workbench.respaced import find_respaced, respaced_json
    from pourparler.workbench.series import PositionQuery
    from pourparler.workbench.view import View

    view = View(
        as_of=as_of, known_at=known_at, recorded_at=recorded_at, ceiling=cast(Handling, ceiling)
    )
    query = PositionQuery(actor=actor, issue=issue, reviewed_only=reviewed_only)
    folder = open_case(case)
    found = find_positions(folder, view=view, query=query)
    own = [
        one
        for one in find_remarks(folder, view).assessments
        if actor in (None, one.actor) and issue in (None, one.issue)
    ]
    lines = find_coalitions(folder, view=view, query=query, heard=found.heard)
    respaced = find_respaced(found) if respace else ()
    fitted = find_fitted(found) if fit else ()
    mixed = mix_in(folder, found, view=view, query=query) if with_assessments else None
    found = mixed.found if mixed else found
    if json:
        listed = [
            position_json(position) | (mixed_json(position) if mixed else {})
            for position in found.positions
        ]
        beside = [coalition_json(line) for line in lines]
        data: dict[str, Any] = {"positions": listed, "coalitions": beside}
        data["assessments"] = [one.as_json() for one in own]
        data |= {"with_assessments": True, "withheld": mixed.withheld} if mixed else {}
        if respace:
            data["respaced"] = [respaced_json(one) for one in respaced]
        if fit:
            data["fitted"] = [fitted_json(one) for one in fitted]
        print_json(data | found.heard.stamp.as_json())
        return
    columns = (
        "actor", "issue", "says it stands at", "median", "80 %", "certainty", "reports", "last said"
    )  # fmt: skip
    day = found.heard.day
    if not found.positions:
        typer.echo(why_nothing(folder, view, actor=actor, issue=issue))
    print_table(
        columns,
        [_row(position) for position in found.positions],
        title=_title(day, is_mixed=mixed is not None),
    )
    if mixed:
        _print_mixed(mixed)
    _print_silence(found.positions)
    _print_crossed(found.positions)
    _print_coalitions(lines)
    print_assessments(own, is_mixed=mixed is not None)
    _print_respaced(respaced)
    print_fitted(fitted)
    typer.echo(f"{count_words(len(found.positions), 'position')}. {found.heard.stamp.as_text()}")
    typer.echo("What actors say is estimated, not what they may want. --json gives the densities.")


def _row(position: Position) -> tuple[str, ...]:
    from pourparler.models.positions.summary import can_be_placed

    summary, basis = position.summary, position.basis
    is_placed = can_be_placed(summary)
    return (
        position.actor,
        position.issue.id,
        stance_words(position) + (f" + {_coders(position)}" if position.mixed else ""),
        "" if summary.median is None or not is_placed else f"{summary.median:.0f}",
        ", ".join(f"{low:.0f}–{high:.0f}" for low, high in summary.intervals if is_placed),
        f"{summary.certainty:.2f}",
        str(basis.reports) + _reviewed(basis.reviewed_share),
        _last_said(position),
    )


def _title(day: date | None, *, is_mixed: bool) -> str:
    if day is None:
        return ""
    return f"Positions on {day}, mixed" if is_mixed else f"Stated positions on {day}"


def _coders(position: Position) -> str:
    return ", ".join(dict.fromkeys(one.coder or "" for one in position.mixed))


def _print_mixed(mixed: Mixed) -> None:
    """Say whose estimates are in which positions, and how many are not."""
    rows = [position for position in mixed.found.positions if position.mixed]
    typer.echo(
        f"+ NAME: the own estimate of NAME is mixed in, in {count_words(len(rows), 'position')}. "
        "Reports and the last word are those of statements alone."
        if rows
        else "No analyst's estimate is mixed in."
    )
    if mixed.withheld:
        typer.echo(
            f"{count_words(mixed.withheld, 'estimate')} above the ceiling "
            f"{'is' if mixed.withheld == 1 else 'are'} left out; see --ceiling."
        )


def _reviewed(share: float | None) -> str:
    return "" if not share else f" ({share:.0%} reviewed)"


def _last_said(position: Position) -> str:
    days = position.basis.days_since_last
    if days is None:
        return "never"
    mark = "" if position.survives_silence else " *"
    return f"{days:.0f} days ago{', stale' if position.basis.stale else ''}{mark}"


def _print_silence(positions: Iterable[Position]) -> None:
    """Tell where the answer hangs on how a long silence is taken."""
    turned = [
        f"- {position.actor} on {position.issue.id}: {place_words(position.held, position.issue)}"
        for position in positions
        if position.held is not None and not position.survives_silence
    ]
    if turned:
        typer.echo("* As last stated, another option comes first:\n" + "\n".join(turned) + "\n")


def _print_crossed(positions: Iterable[Position]) -> None:
    """Tell where the latest words point elsewhere than the estimate, and why it stays."""
    from pourparler.report.crossing import crossed_words

    crossed = [
        f"- {position.actor} on {position.issue.id}: {crossed_words(position.crossed)}"
        for position in positions
        if position.crossed is not None
    ]
    if crossed:
        print_lines(("Latest words that point elsewhere than the estimate:", *crossed, ""))


def _print_coalitions(lines: Sequence[CoalitionLine]) -> None:
    """Print the line of each coalition, and each member's own, with where they part."""
    if not lines:
        return
    rows = []
    for line in lines:
        rows += [
            (
                line.coalition, line.issue.id, place_words(line.place, line.issue),
                member.actor, place_words(member.place, line.issue), _parting_words(member),
            )
            for member in line.members
        ]  # fmt: skip
    print_table(
        ("coalition", "issue", "says", "member", "says itself", "apart, and when likely"),
        rows,
        title="Coalitions beside their members, each by what was said in its own name",
    )


def _print_respaced(respaced: Sequence[Respaced]) -> None:
    """Print in what share of re-spacings each position on an ordered scale stays."""
    if not respaced:
        return
    rows = [
        (
            one.actor, one.issue.id, one.option, f"{one.same_option:.2f}",
            one.lowest if one.lowest == one.highest else f"{one.lowest} to {one.highest}",
        )
        for one in respaced
    ]  # fmt: skip
    print_table(
        ("actor", "issue", "median nearest to", "share that agree", "as far as"),
        rows,
        title=f"Ordered scales with options put elsewhere, {respaced[0].draws} times",
    )


def _parting_words(member: MemberLine) -> str:
    from pourparler.models.positions.summary import printable

    if not member.comparable:
        return "one is long unsaid"
    chance = f"{float(printable(member.apart_probability)):.2f}"
    spans = [str(a) if a == b else f"{a} to {b}" for a, b in member.parted]
    return chance + (f"; {', '.join(spans)}" if spans else "")
