"""``pourparler score-seal``: hold sealed forecasts to what came."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.options import CaseName, Json
from pourparler.cli.output import print_json, print_table, write_text

if TYPE_CHECKING:
    from pourparler.workbench.seal_scores import ModelScore, ScoredSeals


def score_seal(
    case: CaseName,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="Seals; all in CASE/seals/ if not.")
    ] = None,
    chart: Annotated[
        Path | None, typer.Option(metavar="SVG", help="Draw how reliable the chances were.")
    ] = None,
    json: Json = False,
) -> None:
    """Score sealed forecasts against CASE/outcomes.yaml; name every seal that was changed."""
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.seal_scores import score_seal_json, score_seals

    found = score_seals(open_case(case), files or ())
    if json:
        print_json(score_seal_json(found))
    else:
        _print(found)
    if chart is not None:
        _draw(found, chart)
    if found.refused:
        raise typer.Exit(1)


def _print(found: ScoredSeals) -> None:
    for problem in found.refused:
        typer.echo(f"Left out: {problem}")
    if found.scores:
        columns = ("model", "forecasts", "Brier", "rel. - res. + unc.", "log score", "CRPS",
                   "80 % interval held")  # fmt: skip
        print_table(columns, (_row(score) for score in found.scores), title="Lower is better")
        for score in found.scores:
            _print_reliability(score)
        typer.echo(
            "CRPS is in points of 100. Forecasts of one issue, and options of one issue, are not "
            "independent: a few outcomes tell little about a model."
        )
    else:
        typer.echo("No sealed forecast can be scored.")
    for note in found.notes:
        typer.echo(note)
    typer.echo(f"{len(found.seals)} seals are as they were sealed.")


def _row(score: ModelScore) -> tuple[str, ...]:
    brier = score.brier
    parts = f"{brier.reliability:.3f} - {brier.resolution:.3f} + {brier.uncertainty:.3f}"
    held = f"{score.coverage.count} of {score.coverage.draws}"
    return (
        score.model,
        str(score.forecasts),
        f"{brier.score:.3f}",
        parts,
        f"{score.log_score:.3f}",
        f"{score.crps:.1f}",
        held,
    )


def _print_reliability(score: ModelScore) -> None:
    rows = [
        (f"{row.low:.0%} to {row.high:.0%}", f"{row.mean:.2f}",
         f"{row.happened.count} of {row.happened.draws}")
        for row in score.reliability
    ]  # fmt: skip
    if rows:
        print_table(("chance given", "on average", "came"), rows, title=score.model)


def _draw(found: ScoredSeals, path: Path) -> None:
    from pourparler.report.chart_svg import chart_svg
    from pourparler.report.reliability_chart import draw_reliability

    drawn = draw_reliability({score.model: score.reliability for score in found.scores})
    if drawn is None:
        typer.echo("No chart: too few chances have met their outcome.", err=True)
        return
    write_text(chart_svg(drawn, title="How reliable the chances were", name="reliability"), path)
