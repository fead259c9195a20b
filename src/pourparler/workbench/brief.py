"""The brief: what is admissible is gathered here, and rendered by the report layer."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from pourparler.case.folder import CaseFolder
from pourparler.case.nearest import unknown
from pourparler.errors import UnknownNameError
from pourparler.ledger.query import StatementQuery
from pourparler.report.brief_content import BriefContent
from pourparler.report.method_words import data_note
from pourparler.report.outline import Section
from pourparler.report.words import count_words
from pourparler.workbench.assessments_section import AssessmentsPart
from pourparler.workbench.brief_parts import build_parts
from pourparler.workbench.brief_positions import state_positions
from pourparler.workbench.method import find_method
from pourparler.workbench.mixing import Mixed
from pourparler.workbench.statements import find_statements
from pourparler.workbench.view import View


def gather_brief(
    folder: CaseFolder,
    *,
    view: View | None = None,
    since: date | None = None,
    with_assessments: bool = False,
) -> BriefContent:
    """Return everything a brief shows of a case, as seen through a view.

    With ``since`` it begins with what reports dated after that day have brought; with
    ``with_assessments`` analysts' own estimates are mixed into its matrix, marked as such.

    Raises
    ------
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    view = view or View()
    found = find_statements(folder, StatementQuery(), view=view)
    stated = state_positions(folder, view, found, since=since, with_assessments=with_assessments)
    facts = find_method(folder, view=view, found=found, counts_left_out=False)
    parts = build_parts(folder, view, found)
    return BriefContent(
        case=folder.case,
        reports=found.reports,
        statements=found.statements,
        digest=found.stamp.digest,
        mark=found.stamp.mark,
        version=found.stamp.version,
        command=rebuild_command(folder, view, since=since, with_assessments=with_assessments),
        as_of=view.as_of,
        known_at=view.known_at,
        parts=(*stated.sections, *(_said_of(part, stated.mixed) for part in parts)),
        estimates=stated.estimates,
        utterances=found.utterances,
        commitments=found.commitments,
        data=(*data_note(facts), *_mixed_note(stated.mixed)),
        audit=facts.audit,
    )


def _said_of(part: Section, mixed: Mixed | None) -> Section:
    """Let the section on analysts' estimates say that they are mixed in, if they are."""
    if mixed is None or not isinstance(part.values, AssessmentsPart):
        return part
    return replace(part, values=replace(part.values, is_mixed=True))


def _mixed_note(mixed: Mixed | None) -> Iterator[str]:
    if mixed is None:
        return
    names = ", ".join(sorted({one.coder or "" for one in mixed.used}))
    if names:
        yield (
            f"Own estimates of {names} are mixed into the positions that are marked so, as one "
            "more utterance each. Shifts, contradictions, forecasts and the settlement rest on "
            "what was said alone."
        )
    if mixed.withheld:
        yield f"{count_words(mixed.withheld, 'estimate')} above the ceiling left out."


def rebuild_command(
    folder: CaseFolder,
    view: View,
    *,
    since: date | None = None,
    with_assessments: bool = False,
) -> str:
    """Return the command line that makes the same brief again."""
    words = ["pourparler", "brief", folder.path.resolve().name, "-o", "brief.html"]
    if since:
        words += ["--since", str(since)]
    if view.as_of:
        words += ["--as-of", str(view.as_of)]
    if view.known_at:
        words += ["--known-at", str(view.known_at)]
    if view.recorded_at:
        words += ["--recorded-at", view.recorded_at.isoformat()]
    if with_assessments:
        words += ["--with-assessments"]
    if view.ceiling != "public":
        words += ["--ceiling", view.ceiling]
    return shlex.join(words)


def render_brief(content: BriefContent, *, suffix: str) -> bytes:
    """Render a brief as the file that a file name's suffix stands for; texts are in UTF-8.

    Raises
    ------
    UnknownNameError
        No format has that suffix.
    OutputError
        A library that the format needs is not installed.
    """
    if suffix not in RENDERERS:
        raise UnknownNameError(
            f"brief format {unknown(suffix, RENDERERS)}",
            hint=f"End the file name in one of: {', '.join(RENDERERS)}.",
        )
    return RENDERERS[suffix](content)


def brief_suffix(path: Path) -> str:
    """Return the suffix that decides on the format."""
    return path.suffix.lower()


def _html(content: BriefContent) -> bytes:
    from pourparler.report.html import render_html

    return render_html(content).encode("utf-8", "replace")


def _markdown(content: BriefContent) -> bytes:
    from pourparler.report.markdown import render_markdown

    return render_markdown(content).encode("utf-8", "replace")


def _docx(content: BriefContent) -> bytes:
    from pourparler.report.word import render_docx

    return render_docx(content)


RENDERERS: Final[dict[str, Callable[[BriefContent], bytes]]] = {
    ".html": _html,
    ".htm": _html,
    ".md": _markdown,
    ".docx": _docx,
}
