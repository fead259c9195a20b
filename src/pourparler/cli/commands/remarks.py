"""``pourparler assess`` and ``pourparler note``: what analysts think themselves, kept apart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated, cast

import typer

from pourparler.case.counting import count_words
from pourparler.case.records import HANDLINGS, Handling
from pourparler.cli.options import CaseName, Ceiling, Json, WhoWrites, one_of, read_day
from pourparler.cli.output import print_json, print_lines, print_table

if TYPE_CHECKING:
    from pourparler.workbench.remarks import Assessment, Remarks

Level = Annotated[
    str,
    typer.Option(
        "--handling",
        parser=one_of(HANDLINGS),
        metavar="LEVEL",
        help=f"Who may see it: {', '.join(HANDLINGS)}.",
    ),
]


def assess(
    case: CaseName,
    actor: Annotated[str | None, typer.Argument(metavar="[ACTOR]", help="Id of the actor.")] = None,
    issue: Annotated[str | None, typer.Argument(metavar="[ISSUE]", help="Id of the issue.")] = None,
    at: Annotated[
        str | None,
        typer.Option(metavar="RANGE", help="Options or places: first, first..after, 20..60."),
    ] = None,
    held_on: Annotated[
        date | None,
        typer.Option("--on", parser=read_day, metavar="DATE", help="The day it is about; today."),
    ] = None,
    reason: Annotated[str, typer.Option(metavar="WORDS", help="Why you think so.")] = "",
    handling: Level = "internal",
    coder: WhoWrites = None,
    ceiling: Ceiling = "internal",
    json: Json = False,
) -> None:
    """Keep your own estimate of where an actor stands; without ACTOR, list all."""
    from pourparler.workbench import remarks
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.view import View

    folder = open_case(case)
    if actor is None:
        found = remarks.find_remarks(folder, View(ceiling=cast(Handling, ceiling)))
    else:
        if issue is None or at is None or coder is None:
            raise typer.BadParameter("give ACTOR, ISSUE, --at RANGE, --reason and --coder")
        ends = remarks.read_range(folder.case, issue, at)
        estimate = remarks.Assessment(
            actor=actor,
            issue=issue,
            from_option=ends[0],
            to_option=ends[1],
            low=ends[2],
            high=ends[3],
            held_on=held_on or remarks.today(),
            reason=reason,
            handling=cast(Handling, handling),
        )
        found = remarks.assess(folder, estimate, coder=coder)
    if json:
        listed = [one.as_json() for one in found.assessments]
        print_json({"assessments": listed} | found.stamp.as_json())
        return
    print_assessments(found.assessments)
    _print_undo(found, new=actor is not None)


def print_assessments(assessments: Iterable[Assessment], *, is_mixed: bool = False) -> None:
    """Print analysts' own estimates, if there are any, named as such."""
    where = "mixed into the positions above" if is_mixed else "in no other figure"
    rows = [
        (a.actor, a.issue, a.range_words, str(a.held_on), a.coder or "", a.reason, a.handling)
        for a in assessments
    ]
    if rows:
        print_table(
            ("actor", "issue", "thinks it stands at", "on", "who", "why", "handling"),
            rows,
            title=f"Analysts' own estimates: not what was said, and {where}",
        )


def note(
    case: CaseName,
    target: Annotated[
        str | None,
        typer.Argument(metavar="[TARGET]", help="Id of a statement, report, actor or issue."),
    ] = None,
    text: Annotated[str | None, typer.Argument(metavar="[TEXT]", help="The note.")] = None,
    handling: Level = "internal",
    coder: WhoWrites = None,
    ceiling: Ceiling = "internal",
    json: Json = False,
) -> None:
    """Keep a note on a statement, report, actor or issue; without TARGET, list all."""
    from pourparler.workbench import remarks
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.view import View

    folder = open_case(case)
    if target is None:
        found = remarks.find_remarks(folder, View(ceiling=cast(Handling, ceiling)))
    else:
        if text is None or coder is None:
            raise typer.BadParameter("give TARGET, TEXT and --coder")
        level = cast(Handling, handling)
        found = remarks.note(folder, target, text, coder=coder, handling=level)
    if json:
        listed = [one.as_json() for one in found.notes]
        print_json({"notes": listed, "withheld": found.withheld} | found.stamp.as_json())
        return
    print_table(
        ("on", "note", "who", "when (UTC)", "handling"),
        [(n.target, n.text, n.coder, f"{n.at:%Y-%m-%d %H:%M}", n.handling) for n in found.notes],
    )
    _print_left_out(found, ceiling if target is None else "public", new=target is not None)
    _print_undo(found, new=target is not None)


def _print_left_out(found: Remarks, ceiling: str, *, new: bool) -> None:
    """Say that notes are left out here, or that the new one is below its level."""
    above = [one for one in found.notes if one.handling != ceiling] if new else []
    count = len(above) if new else found.withheld
    if not count:
        return
    words = (
        f"{count_words(count, 'note')} above the level {ceiling} {'is' if count == 1 else 'are'}"
    )
    where = "left out of briefs, exports and pages at that level" if new else "left out"
    typer.echo(
        f"{words} {where}; --ceiling {above[0].handling if new else 'confidential'} shows it."
    )


def _print_undo(found: Remarks, *, new: bool) -> None:
    made = [a.command for a in found.assessments] + [n.command for n in found.notes]
    if new and made:
        print_lines([f"To take it back: `pourparler undo CASE {made[-1]}`."])
    typer.echo(found.stamp.as_text())
