"""``pourparler reports``: what was read, from where, and how its date is known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, cast

import typer

from pourparler.case.counting import count_words
from pourparler.case.records import Handling
from pourparler.cli.days import check_order, why_nothing
from pourparler.cli.options import CaseName, Ceiling, Json, KnownAt, RecordedAt, read_day
from pourparler.cli.output import print_json, print_table

if TYPE_CHECKING:
    from pourparler.workbench.reports import ListedReport

Day = Annotated[
    date | None, typer.Option(parser=read_day, metavar="DATE", help="By date of the report.")
]


def reports(
    case: CaseName,
    since: Day = None,
    until: Day = None,
    known_at: KnownAt = None,
    recorded_at: RecordedAt = None,
    ceiling: Ceiling = "public",
    json: Json = False,
) -> None:
    """List the reports: source, date and how it is known, language, handling, copies."""
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.reports import list_reports, report_json, syndicated_json
    from pourparler.workbench.view import View

    check_order(since, until=until, known_at=known_at)
    folder = open_case(case)
    view = View(known_at=known_at, recorded_at=recorded_at, ceiling=cast(Handling, ceiling))
    found = list_reports(folder, since=since, until=until, view=view)
    if json:
        listed = [report_json(report) for report in found.reports]
        groups = [syndicated_json(group) for group in found.syndicated]
        print_json(
            {"reports": listed, "syndicated": groups, "withheld": found.withheld}
            | found.stamp.as_json()
        )
        return
    if not found.reports:
        typer.echo(why_nothing(folder, view, since=since, until=until))
    columns = (
        "date", "known by", "title", "source", "language", "handling",
        "statements", "copy of", "report", "kept as",
    )  # fmt: skip
    print_table(columns, [_row(report) for report in found.reports])
    for group in found.syndicated:
        printed = ", ".join(group.publishers) or "publishers not stated"
        typer.echo(f"In {len(group.copies) + 1} reports ({printed}): {group.first.title}")
    if found.withheld:
        typer.echo(
            f"{found.withheld} more above '{ceiling}'; --ceiling confidential lists them too."
        )
    typer.echo(f"{count_words(len(found.reports), 'report')}. {found.stamp.as_text()}")


def _row(listed: ListedReport) -> tuple[str, ...]:
    report = listed.report
    language = report.language
    if listed.language.reason:
        language += f", not machine-read: {listed.language.reason}"
    return (
        report.reported_on.isoformat(),
        listed.dated_by,
        report.title,
        report.publisher or report.author or report.url or "",
        language,
        report.handling,
        str(listed.statements),
        report.duplicate_of or "",
        report.id,
        (report.path or "") if listed.is_kept else f"{report.path or 'no copy'} (missing)",
    )
