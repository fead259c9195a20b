"""The section of a brief that prints people's notes, where its ceiling admits them."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.case.folder import CaseFolder
from pourparler.report.outline import Section
from pourparler.workbench.remarks import find_remarks
from pourparler.workbench.statements import FoundStatements
from pourparler.workbench.view import View


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A note in words; ``statement`` is the id of the one it is on, or empty. Frozen."""

    on: str
    statement: str
    text: str
    coder: str
    written_on: str


@dataclass(frozen=True, slots=True)
class NotesPart:
    """What the section's templates see. Frozen."""

    notes: tuple[ShownNote, ...]


def build_notes(folder: CaseFolder, view: View, found: FoundStatements) -> Section | None:
    """Return the section, or None where the view admits no note on anything that it shows."""
    names = {actor.id: actor.name for actor in folder.case.actors}
    names |= {issue.id: issue.label for issue in folder.case.issues}
    names |= {report.id: f"“{report.title}”" for report in found.reports}
    statements = {one.id: one for one in found.statements}
    copies = {report.id for report in found.reports if report.duplicate_of}
    shown = []
    for one in find_remarks(folder, view).notes:
        statement = statements.get(one.target)
        if statement is not None:
            on = " ".join(statement.content.split()) or "a statement"
        elif one.target in names:
            on = names[one.target]
        else:
            continue
        shown.append(
            ShownNote(
                on=on,
                statement=statement.id if statement and statement.report not in copies else "",
                text=one.text,
                coder=one.coder,
                written_on=f"{one.at:%Y-%m-%d}",
            )
        )
    if not shown:
        return None
    return Section(
        name="notes",
        title="Notes",
        after="statements",
        values=NotesPart(tuple(shown)),
        lines=tuple(f"{n.on}: {n.text} ({n.coder}, {n.written_on})" for n in shown),
    )
