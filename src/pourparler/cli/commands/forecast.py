"""``pourparler forecast``: what the field's models make of the positions, with their record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from pourparler.case.counting import count_words
from pourparler.case.records import Handling
from pourparler.cli.lever_cells import slope_cell
from pourparler.cli.options import (
    CaseName,
    Ceiling,
    Describes,
    Json,
    KnownAt,
    OnIssue,
    RecordedAt,
)
from pourparler.cli.output import print_json, print_table

if TYPE_CHECKING:
    from pourparler.workbench.forecasts import FoundForecasts, IssueForecast


def forecast(
    case: CaseName,
    issue: OnIssue = None,
    draws: Annotated[int, typer.Option(metavar="N", help="Draws, a power of two.")] = 1024,
    seed: Annotated[int, typer.Option(metavar="N", help="Seed of the draws.")] = 0,
    levers: Annotated[
        bool, typer.Option("--levers", help="Which actor moves each model's outcome, and how far.")
    ] = False,
    as_of: Describes = None,
    known_at: KnownAt = None,
    recorded_at: RecordedAt = None,
    ceiling: Ceiling = "public",
    json: Json = False,
) -> None:
    """Print what models of bargaining make of stated positions, and how far they have erred."""
    from pourparler.workbench.forecast import forecast_issues
    from pourparler.workbench.forecast_shapes import forecast_json
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.view import View

    view = View(
        as_of=as_of, known_at=known_at, recorded_at=recorded_at, ceiling=cast(Handling, ceiling)
    )
    found = forecast_issues(
        open_case(case), view=view, issue=issue, draws=draws, seed=seed, levers=levers
    )
    if json:
        print_json(forecast_json(found))
        return
    for one in found.forecasts:
        _print_issue(one)
    for note in found.notes:
        typer.echo(note)
    _print_basis(found)


def _print_issue(one: IssueForecast) -> None:
    from pourparler.report.terms import TERMS, model_words
    from pourparler.workbench.forecast_silence import silence_words
    from pourparler.workbench.forecasts import RECORD

    words = {option.id: option.words for option in one.issue.options}
    rows = []
    for model in one.models:
        option, share = max(model.shares, key=lambda pair: pair[1].share)
        rows.append(
            (
                model_words(model.model),
                f"{model.low:.0f} to {model.high:.0f}",
                f"{words[option]} ({100 * share.share:.0f} of 100 draws)",
                f"{100 * model.survives.share:.0f} of 100",
                f"{RECORD[model.model]:.1f}",
            )
        )
    columns = (
        "model",
        "80 % of draws",
        "most often nearest to",
        TERMS["respacing"].words,
        "has erred",
    )
    print_table(columns, rows, title=f"{one.issue.label}: {one.issue.question}")
    if silent := silence_words(one):
        typer.echo(silent)
    strongest = max(one.participants, key=lambda a: a.lever_position)
    typer.echo(
        f"In the compromise model {strongest.actor} moves the outcome most: "
        f"{strongest.lever_position:.2f} points for each point of its position. That is a finding "
        "about the model, and no advice.\n"
    )
    if one.levers:
        _print_levers(one)


def _print_levers(one: IssueForecast) -> None:
    rows = [
        (levers.model, lever.actor, slope_cell(lever.position), slope_cell(lever.salience))
        for levers in one.levers
        for lever in levers.actors
    ]
    columns = ("model", "actor", "per point of its position", "per tenth of its salience")
    print_table(
        columns,
        rows,
        title=f"{one.issue.label}: points by which the outcome moves, with 90 % interval "
        "(* from small changes in the same draws)",
    )


def _print_basis(found: FoundForecasts) -> None:
    used = [p.position for one in found.forecasts for p in one.participants]
    reviewed = sum(1 for position in used if position.basis.reviewed_share)
    typer.echo(
        f"{found.draws} draws, seed {found.seed}, over stated positions and "
        f"{count_words(len(found.assumptions), 'assumed weight')} (--json lists them). Of "
        f"{len(used)} positions "
        f"{reviewed} rest on a reading that a person has checked."
    )
    typer.echo(
        '"Has erred": mean absolute error in points of 100 over 351 decisions of the European '
        "Union; none was measured on peace talks. A plain mean did better there than the famous "
        "models. Terms in brackets: docs/reference/glossary.md."
    )
    typer.echo(found.heard.stamp.as_text())
