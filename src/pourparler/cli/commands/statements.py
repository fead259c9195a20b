"""``pourparler statements``: the ledger as a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from pourparler.case.counting import count_words
from pourparler.case.records import ATTRIBUTIONS, Attribution, Handling
from pourparler.cli.days import check_order, why_nothing
from pourparler.cli.options import (
    AsOf,
    CaseName,
    Ceiling,
    Json,
    KnownAt,
    RecordedAt,
    one_of,
    read_day,
)
from pourparler.cli.output import print_json, print_lines, print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.case.records import Statement
    from pourparler.workbench.statements import FoundStatements

_KINDS: Final[Mapping[Attribution, str]] = {
    "deed": "told as an act, nobody quoted",
    "anonymous": "by a source without a name",
    "direct": "quoted",
    "mixed": "partly quoted",
    "indirect": "in the reporter's words",
}

Day = Annotated[date | None, typer.Option(parser=read_day, metavar="DATE", help="By date said.")]


def statements(
    case: CaseName,
    actor: Annotated[str | None, typer.Option(metavar="ID", help="Of this actor.")] = None,
    issue: Annotated[str | None, typer.Option(metavar="ID", help="On this issue.")] = None,
    since: Day = None,
    until: Day = None,
    attribution: Annotated[
        str | None,
        typer.Option(
            parser=one_of(ATTRIBUTIONS), metavar="KIND", help=f"One of {', '.join(ATTRIBUTIONS)}."
        ),
    ] = None,
    reviewed: Annotated[
        bool | None, typer.Option("--reviewed/--unreviewed", help="Seen by a person or not.")
    ] = None,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="With these words.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most N.")] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    recorded_at: RecordedAt = None,
    ceiling: Ceiling = "public",
    json: Json = False,
) -> None:
    """Print who said what, when, on which issue; every row leads to its sentence."""
    from pourparler.ledger.query import StatementQuery
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.shapes import statement_json
    from pourparler.workbench.statements import find_statements
    from pourparler.workbench.view import View

    check_order(since, until=until, as_of=as_of, known_at=known_at)
    folder = open_case(case)
    query = StatementQuery(
        actor=actor,
        issue=issue,
        since=since,
        until=until,
        attribution=cast(Attribution | None, attribution),
        reviewed=reviewed,
        text=text,
        limit=limit,
    )
    view = View(
        as_of=as_of, known_at=known_at, recorded_at=recorded_at, ceiling=cast(Handling, ceiling)
    )
    found = find_statements(folder, query, view=view)
    if json:
        listed = [
            statement_json(statement, folder.case, found.utterances, found.commitments)
            for statement in found.statements
        ]
        print_json({"statements": listed} | found.stamp.as_json())
        return
    if not found.statements:
        filters = {"actor": actor, "issue": issue, "since": since, "until": until, "text": text}
        others = {"attribution": attribution, "reviewed": reviewed}
        print_lines([why_nothing(folder, view, **filters, **others), found.stamp.as_text()])
        return
    columns = ("id", "said on", "actor", "speaker", "how", "verb", "content", "issue: option")
    print_table((*columns, "report"), [_row(statement) for statement in found.statements])
    print_lines([*_legend(found.statements), f"{_count(found)} {found.stamp.as_text()}"])


def _count(found: FoundStatements) -> str:
    """Count what is listed, not what the ledger holds."""
    reports = {statement.report for statement in found.statements}
    return (
        f"Listed: {count_words(len(found.statements), 'statement')} of "
        f"{count_words(len(reports), 'report')}."
    )


def _legend(statements: Sequence[Statement]) -> list[str]:
    """Explain the marks that stand in the table, and no others."""
    marked = " ".join(statement.said_on for statement in statements)
    codings = " ".join(word for statement in statements for word in _coding_words(statement))
    modalities = {c.modality for statement in statements for c in statement.codings}
    kinds = {statement.attribution for statement in statements}
    lines = [
        ("said on: ~ about that day", "~" in marked),
        ("../ up to that day, / between two days", "/" in marked),
        *((f"{kind}: {meaning}", kind in kinds) for kind, meaning in _KINDS.items()),
        ("not: speaks against the option", "opposes" in modalities),
        ("conditional: on a condition", "conditional" in modalities),
        ("ambiguous, declined: names the question and not an answer",
         bool(modalities & {"ambiguous", "declined"})),
        ("no option: about the issue, for none of its options", "no option" in codings),
        ("@: the position of that actor, as told by another", "@" in codings),
        ("?: less likely than not to be so meant, and counted for no position", "?" in codings),
    ]  # fmt: skip
    shown = "; ".join(words for words, is_there in lines if is_there)
    return [f"Legend: {shown}.", "`pourparler show CASE ID` prints the sentence of an id."]


def _row(statement: Statement) -> tuple[str, ...]:
    return (
        statement.id,
        statement.said_on,
        ", ".join(statement.actors),
        statement.speaker or "",
        f"{statement.attribution}, translated"
        if statement.translated_by
        else statement.attribution,
        " ".join(statement.cue.split()),
        " ".join(statement.content.split()),
        "; ".join(_coding_words(statement)),
        statement.report,
    )


def _coding_words(statement: Statement) -> list[str]:
    from pourparler.workbench.evidence import LEAST_CREDIBLE

    words = []
    for coding in statement.codings:
        options = dict.fromkeys(o for o in (coding.from_option, coding.to_option) if o)
        sign = {"supports": "", "opposes": "not "}.get(coding.modality, f"{coding.modality} ")
        about = f"@{coding.about}" if coding.about and coding.about not in statement.actors else ""
        doubt = "" if coding.probability >= LEAST_CREDIBLE else "?"
        words.append(f"{coding.issue}: {sign}{' to '.join(options) or 'no option'}{about}{doubt}")
    return words
