"""``pourparler check``: is the case valid, what is assumed, what needs another look."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.case.counting import count_words
from pourparler.cli.options import CaseName, Json
from pourparler.cli.output import print_error, print_json, print_table

if TYPE_CHECKING:
    from pourparler.case.folder import CaseFolder
    from pourparler.errors import CaseError
    from pourparler.workbench.checking import CheckResult


def check(
    case: CaseName,
    json: Json = False,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of case.yaml and stop.")
    ] = False,
) -> None:
    """Validate a case; list its assumptions, stale human codings and orphaned ids."""
    from pourparler.case.schema import case_schema
    from pourparler.errors import CaseError
    from pourparler.workbench.checking import check_case
    from pourparler.workbench.opening import open_case

    if schema:
        print_json(case_schema())
        return
    try:
        folder = open_case(case)
    except CaseError as error:
        _print_problems(error, json=json)
        raise typer.Exit(error.exit_code) from error
    result = check_case(folder)
    if json:
        from pourparler.workbench.outputs import outputs_json

        said = {f.name: getattr(result, f.name) for f in dataclasses.fields(result)}
        listed = {n: [dataclasses.asdict(one) for one in v] for n, v in said.items()}
        listed["outputs"] = outputs_json(result.outputs)
        listed["purged"] = [one.as_json() for one in result.purged]
        print_json({"valid": True, "case": folder.digest} | listed)
    else:
        _print(folder, result)
    if result.orphans:
        raise typer.Exit(2)


def _print_problems(error: CaseError, *, json: bool) -> None:
    """Print the first problem as any error, and the others, if any, after it."""
    from pourparler.case.folder import InvalidCaseError

    problems = error.problems if isinstance(error, InvalidCaseError) else ()
    if json:
        listed = [dataclasses.asdict(problem) for problem in problems]
        unread = {"line": None, "place": "", "message": str(error)}
        print_json({"valid": False, "problems": listed or [unread]})
        return
    print_error(str(error), error.hint)
    for problem in problems[1:]:
        typer.echo(f"also: {problem}", err=True)


def _print(folder: CaseFolder, result: CheckResult) -> None:
    case = folder.case
    typer.echo(
        f"{folder.path} is valid: {count_words(len(case.actors), 'actor')}, "
        f"{count_words(len(case.people), 'person', 'people')}, "
        f"{count_words(len(case.issues), 'issue')}, "
        f"{count_words(len(case.guarantors), 'group')} of guarantors."
    )
    if result.numbers:
        print_table(
            ("number", "range", "basis", "author", "reason or source", "known on"),
            [
                (n.place, f"{n.low:g} to {n.high:g}", n.basis, n.author, n.reason, n.known_on)
                for n in result.numbers
            ],
            title="Numbers a settlement rests on",
        )
    for title, doubts in (
        ("Human codings to confirm: the wording has changed", result.stale),
        ("Orphans: give the new id a `renamed_from:` with the old one", result.orphans),
    ):
        if doubts:
            rows = [(d.statement, d.coder, d.problem, d.quote) for d in doubts]
            print_table(("statement", "coder", "problem", "content"), rows, title=title)
    if result.unread:
        print_table(
            ("report", "title", "language", "why", "statements by hand"),
            [(u.report, u.title, u.language, u.reason, str(u.by_hand)) for u in result.unread],
            title="Not machine-read: search them, and code them with `pourparler add`",
        )
    if result.purged:
        print_table(
            ("report", "title", "purged by", "on"),
            [
                (p.report, p.title, p.tombstone.coder, f"{p.tombstone.at:%Y-%m-%d}")
                for p in result.purged
            ],
            title="Purged in another copy of the case: `pourparler purge` here, or `--lift` it",
        )
    for written in result.outputs:
        of = written.output
        print_table(
            ("statement", "what became of it", "by", "when (UTC)"),
            [
                (a.statement, a.how, a.coder or "", f"{a.at:%Y-%m-%d %H:%M}" if a.at else "")
                for a in written.affected
            ],
            title=f"{of.file} ({of.kind}, written {of.at:%Y-%m-%d %H:%M} by {of.coder}) used what "
            "has changed since",
        )
