"""The section of a brief that shows analysts' own estimates, apart from what was said."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.case.folder import CaseFolder
from pourparler.case.issues import Issue
from pourparler.report.outline import Section
from pourparler.workbench.remarks import Assessment, find_remarks
from pourparler.workbench.statements import FoundStatements
from pourparler.workbench.view import View


@dataclass(frozen=True, slots=True)
class ShownAssessment:
    """An estimate in words. Frozen."""

    actor: str
    issue: str
    range: str
    held_on: str
    coder: str
    reason: str


@dataclass(frozen=True, slots=True)
class AssessmentsPart:
    """What the section's templates see. Frozen. ``is_mixed``: they are in the matrix, too."""

    assessments: tuple[ShownAssessment, ...]
    is_mixed: bool = False


def build_assessments(folder: CaseFolder, view: View, _: FoundStatements) -> Section | None:
    """Return the section, or None where the view admits no estimate."""
    actors = {actor.id: actor.name for actor in folder.case.actors}
    issues = {issue.id: issue for issue in folder.case.issues}
    shown = tuple(
        ShownAssessment(
            actor=actors[one.actor],
            issue=issues[one.issue].label,
            range=_words(one, issues[one.issue]),
            held_on=str(one.held_on),
            coder=one.coder or "",
            reason=one.reason,
        )
        for one in find_remarks(folder, view).assessments
        if one.actor in actors and one.issue in issues
    )
    if not shown:
        return None
    return Section(
        name="assessments",
        title="What analysts think themselves",
        label="Own estimates",
        after="positions",
        values=AssessmentsPart(shown),
        lines=tuple(
            f"{one.actor}, {one.issue}: {one.range} ({one.coder}, {one.held_on}): {one.reason}"
            for one in shown
        ),
    )


def _words(one: Assessment, issue: Issue) -> str:
    words = {option.id: option.words for option in issue.options}
    ends = [words.get(end, end) for end in (one.from_option, one.to_option) if end is not None]
    return " to ".join(dict.fromkeys(ends)) or f"{one.range_words} on a scale from 0 to 100"
