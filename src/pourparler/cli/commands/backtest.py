"""``pourparler backtest``: the models of an issue's outcome held to past decisions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pourparler.cli.options import Json
from pourparler.cli.output import print_json, print_table


def backtest(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The table of DEU III, deu3.csv; bring your own.")
    ],
    seed: Annotated[int, typer.Option(metavar="N", help="Seed of the bootstrap.")] = 0,
    json: Json = False,
) -> None:
    """Print how far each model's forecasts were from decisions that were made."""
    from pourparler import __version__
    from pourparler.workbench.backtest import BASELINE, Record, backtest_models
    from pourparler.workbench.decisions import read_decisions

    decisions = read_decisions(file)
    records = backtest_models(decisions, seed=seed)

    def row(record: Record) -> dict[str, Any]:
        compared = record.against_baseline
        return {
            "model": record.model,
            "decisions": record.decisions,
            "mean_error": record.mean_error,
            "median_error": record.median_error,
            "near": record.near,
            "difference": compared and compared.difference,
            "low": compared and compared.low,
            "high": compared and compared.high,
        }

    if json:
        listed = [row(record) for record in records]
        print_json({"backtest": listed, "version": __version__, "seed": seed})
        return
    print_table(
        ("model", "decisions", "mean error", "median error", "within 10", f"less {BASELINE}'s"),
        [
            (
                record.model,
                str(record.decisions),
                f"{record.mean_error:.2f}",
                f"{record.median_error:.2f}",
                f"{record.near:.0%}",
                _interval(row(record)),
            )
            for record in records
        ],
    )
    typer.echo(
        "Errors are absolute, on scales of 100 points. The last column is a paired bootstrap: mean "
        "and 95 % interval. These are decisions of the European Union and no peace talks: a model "
        "that does well here need not do well there."
    )


def _interval(row: dict[str, Any]) -> str:
    if row["difference"] is None:
        return ""
    return f"{row['difference']:+.2f} ({row['low']:+.2f} to {row['high']:+.2f})"
