"""``pourparler issue add|reword|split|retire``: what is negotiated, in the case and in codings."""

from __future__ import annotations

from typing import Annotated, cast

import typer

from pourparler.cli.choices import OPTION_FORM, read_new_option, read_words
from pourparler.cli.decided import print_decided
from pourparler.cli.options import CaseName, DryRun, Json, NoRead, Reason, WhoDecides, one_of

SCALES = ("interval", "ordered", "unordered")

IssueId = Annotated[str, typer.Argument(metavar="ISSUE", help="Id of an issue of the case.")]
NewId = Annotated[str, typer.Argument(metavar="NEW", help="Id of the new issue.")]
Question = Annotated[str, typer.Option(metavar="WORDS", help="What is asked.")]
Label = Annotated[str | None, typer.Option("--name", metavar="WORDS", help="Label for tables.")]
Example = Annotated[
    list[str] | None, typer.Option(metavar="WORDS", help="A phrase that is about this issue.")
]

issue = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Add, reword, split and retire issues: in case.yaml and in every coding, undoably.",
)


@issue.command()
def add(
    case: CaseName,
    new_id: NewId,
    coder: WhoDecides,
    question: Question,
    option: Annotated[
        list[str],
        typer.Option(metavar=OPTION_FORM, help="An option; AT from 0 to 100 on a scale."),
    ],
    scale: Annotated[
        str, typer.Option(parser=one_of(SCALES), metavar="SCALE", help=f"{', '.join(SCALES)}.")
    ] = "ordered",
    name: Label = None,
    example: Example = None,
    reason: Reason = None,
    no_read: NoRead = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Add an issue and code the old reports on it; what people decided stays."""
    from pourparler.case.issues import Scale
    from pourparler.workbench import review
    from pourparler.workbench.opening import open_case

    new = review.NewIssue(
        id=new_id,
        question=question,
        scale=cast(Scale, scale),
        options=tuple(read_new_option(text) for text in option),
        name=name,
        examples=tuple(example or ()),
    )
    by = review.By(coder=coder, reason=reason, dry_run=dry_run)
    print_decided(review.add_issue(open_case(case), new, by=by, read=not no_read), json=json)


@issue.command()
def reword(
    case: CaseName,
    issue: IssueId,
    coder: WhoDecides,
    question: Annotated[
        str | None, typer.Option(metavar="WORDS", help="What is asked, in other words.")
    ] = None,
    option: Annotated[
        list[str] | None, typer.Option(metavar="ID=WORDS", help="An option in other words.")
    ] = None,
    reason: Reason = None,
    no_read: NoRead = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Word an issue anew: machines code it again, `check` lists what people had coded."""
    from pourparler.workbench import review
    from pourparler.workbench.opening import open_case

    by = review.By(coder=coder, reason=reason, dry_run=dry_run)
    words = dict(read_words(text) for text in option or ())
    decided = review.reword(
        open_case(case), issue, question=question, options=words, by=by, read=not no_read
    )
    print_decided(decided, json=json)


@issue.command()
def split(
    case: CaseName,
    issue: IssueId,
    new_id: NewId,
    coder: WhoDecides,
    question: Question,
    option: Annotated[
        list[str], typer.Option(metavar="ID", help="An option that moves; two or more.")
    ],
    name: Label = None,
    example: Example = None,
    reason: Reason = None,
    no_read: NoRead = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Let a new issue take options from another, with the codings on them."""
    from pourparler.workbench import review
    from pourparler.workbench.opening import open_case

    folder = open_case(case)
    review.require_issue(folder.case, issue)
    new = review.NewIssue(
        id=new_id,
        question=question,
        scale=folder.case.issue(issue).scale,
        name=name,
        examples=tuple(example or ()),
    )
    by = review.By(coder=coder, reason=reason, dry_run=dry_run)
    print_decided(review.split_off(folder, issue, new, option, by=by, read=not no_read), json=json)


@issue.command()
def retire(
    case: CaseName,
    issue: IssueId,
    coder: WhoDecides,
    reason: Reason = None,
    no_read: NoRead = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Take an issue out of the case, with all codings on it."""
    from pourparler.workbench import review
    from pourparler.workbench.opening import open_case

    by = review.By(coder=coder, reason=reason, dry_run=dry_run)
    print_decided(review.retire(open_case(case), issue, by=by, read=not no_read), json=json)
