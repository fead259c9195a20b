"""The commands of ``pourparler``, each in a file of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from pourparler import __version__
from pourparler.cli.commands.accept import accept, reject
from pourparler.cli.commands.actor import actor
from pourparler.cli.commands.add import add
from pourparler.cli.commands.alignment import alignment
from pourparler.cli.commands.assign import assign
from pourparler.cli.commands.audit import audit
from pourparler.cli.commands.backtest import backtest
from pourparler.cli.commands.brief import brief
from pourparler.cli.commands.check import check
from pourparler.cli.commands.codebook import codebook
from pourparler.cli.commands.commitments import commitments
from pourparler.cli.commands.correct import correct
from pourparler.cli.commands.demo import demo
from pourparler.cli.commands.diff import diff
from pourparler.cli.commands.events import events
from pourparler.cli.commands.export import export
from pourparler.cli.commands.forecast import forecast
from pourparler.cli.commands.handling import handling
from pourparler.cli.commands.history import history
from pourparler.cli.commands.import_ import import_
from pourparler.cli.commands.issue import issue
from pourparler.cli.commands.merge import merge
from pourparler.cli.commands.method import method
from pourparler.cli.commands.new import new
from pourparler.cli.commands.packages import packages
from pourparler.cli.commands.positions import positions
from pourparler.cli.commands.purge import purge
from pourparler.cli.commands.read import read
from pourparler.cli.commands.reader_score import reader
from pourparler.cli.commands.recode import recode
from pourparler.cli.commands.rehydrate import rehydrate
from pourparler.cli.commands.remarks import assess, note
from pourparler.cli.commands.reports import reports
from pourparler.cli.commands.score_seal import score_seal
from pourparler.cli.commands.seal import seal
from pourparler.cli.commands.serve import serve
from pourparler.cli.commands.settle import settle
from pourparler.cli.commands.shifts import shifts
from pourparler.cli.commands.show import show
from pourparler.cli.commands.speakers import speakers
from pourparler.cli.commands.statements import statements
from pourparler.cli.commands.undo import redo, undo
from pourparler.cli.commands.watch import watch

app = typer.Typer(
    name="pourparler",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (
    demo,
    new,
    check,
    read,
    reports,
    statements,
    speakers,
    commitments,
    events,
    positions,
    shifts,
    diff,
    watch,
    alignment,
    settle,
    forecast,
    packages,
    seal,
    audit,
    brief,
    serve,
    show,
    accept,
    reject,
    recode,
    correct,
    add,
    assign,
    undo,
    redo,
    history,
    export,
    backtest,
):
    app.command()(_command)
app.command("score-seal")(score_seal)
app.command("import")(import_)
app.add_typer(actor, name="actor")
app.add_typer(issue, name="issue")
app.command()(method)
app.command()(codebook)
app.command()(rehydrate)
app.command()(merge)
app.command()(assess)
app.command()(note)
app.command()(handling)
app.command()(purge)
app.add_typer(reader, name="reader")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pourparler {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Follow peace talks with sources: who said what on which issue, when, and how firmly.

    Begin with `pourparler demo`. CASE is a folder that holds case.yaml, or the name of a
    bundled case. Every command takes --json.
    """
    del version
