"""``pourparler show``: a statement with everything behind it, a report, an actor or an issue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.commands.history import print_log
from pourparler.cli.options import CaseName, Json
from pourparler.cli.output import print_json, print_lines, print_table

if TYPE_CHECKING:
    from pourparler.case.folder import CaseFolder
    from pourparler.workbench.remarks import NoteOn
    from pourparler.workbench.review import Shown


def show(
    case: CaseName,
    name: Annotated[
        str, typer.Argument(metavar="ID", help="Id of a statement, report, actor or issue.")
    ],
    json: Json = False,
) -> None:
    """Print a statement, report, actor or issue, with the notes on it and what was decided."""
    from pourparler.workbench import review
    from pourparler.workbench.opening import open_case

    folder = open_case(case)
    if review.find_kind(folder, name) == "statement":
        _show_statement(folder, name, json=json)
        return
    thing = review.show_thing(folder, name)
    notes = _notes_on(folder, {name})
    if json:
        print_json(thing.as_json() | {"notes": [one.as_json() for one in notes]})
        return
    print_lines([f"{thing.kind.capitalize()} {thing.id}: {thing.title}"])
    print_table(("field", "value"), thing.facts)
    _print_notes(notes)
    if thing.kind != "report":
        print_lines([f"Its statements: `pourparler statements CASE --{thing.kind} {thing.id}`."])
    elif thing.statements:
        print_lines([f"Statements: {', '.join(thing.statements)}"])
    typer.echo(thing.stamp.as_text())


def _notes_on(folder: CaseFolder, targets: set[str]) -> list[NoteOn]:
    """Return the notes on some things, whatever their level: this is for who has the case."""
    from pourparler.workbench.remarks import find_remarks
    from pourparler.workbench.view import View

    every = find_remarks(folder, View(ceiling="confidential")).notes
    return [one for one in every if one.target in targets]


def _print_notes(notes: list[NoteOn]) -> None:
    if notes:
        print_table(
            ("on", "note", "who", "handling"),
            [(one.target, one.text, one.coder, one.handling) for one in notes],
            title="Notes",
        )


def _show_statement(folder: CaseFolder, statement: str, *, json: bool) -> None:
    from pourparler.workbench import review

    shown = review.show(folder, statement)
    notes = _notes_on(folder, {shown.statement.id, shown.report.id})
    if json:
        print_json(shown.as_json() | {"notes": [one.as_json() for one in notes]})
        return
    print_lines(_head(shown))
    print_table(("field", "value", "rule"), _fields(shown))
    print_table(
        ("issue", "options", "modality", "about", "probability", "coder", "rule"),
        [
            (
                coding["issue"],
                " to ".join(dict.fromkeys(filter(None, _ends(coding)))) or "none",
                coding["modality"],
                coding["about"] or "",
                f"{coding['probability']:g}",
                coding["coder"],
                coding["rule"],
            )
            for coding in shown.json["codings"]
        ],
        title="Codings" if shown.json["codings"] else "Codings: on no issue of the case",
    )
    _print_notes(notes)
    print_log(shown.decisions, title="What was done")
    typer.echo(f"Version {shown.version.command}. {shown.stamp.as_text()}")


def _head(shown: Shown) -> Iterator[str]:
    statement, report = shown.statement, shown.report
    yield " ".join(statement.context.split())
    named = ", ".join(filter(None, (report.publisher, str(report.reported_on), report.kind)))
    yield f"Report {report.id}: {report.title} ({named})"
    if report.url or report.path:
        yield f"  {report.url or report.path}"
    if shown.together:
        yield f"Of the same occasion: {', '.join(shown.together)}"
    yield ""


def _fields(shown: Shown) -> Iterator[tuple[str, str, str]]:
    rules = shown.json["rules"]
    names = (
        "source", "cue", "content", "actors", "speaker", "attribution", "force", "said_on",
        "audience", "hedged", "negated", "conditional", "confidence", "reviewed", "handling",
    )  # fmt: skip
    for name in names:
        yield name, _words(shown.json[name]), str(rules.get(name, ""))
    yield "spans", f"{shown.json['start']}-{shown.json['end']}", ""


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else " ".join(str(value).split())


def _ends(coding: dict[str, object]) -> tuple[str | None, str | None]:
    first, last = coding["from_option"], coding["to_option"]
    return (str(first) if first else None), (str(last) if last else None)
