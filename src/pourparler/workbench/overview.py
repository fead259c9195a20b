"""Everything a page shows of a case seen through a view: who stands where, and what moved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pourparler.case.case import Case
from pourparler.report.brief_content import BriefContent
from pourparler.report.chronology import ReadEntry, read_entries
from pourparler.report.entries import list_entries
from pourparler.report.estimates import Estimate
from pourparler.report.matrix import Matrix, build_matrix
from pourparler.report.readings import list_readings
from pourparler.workbench.brief_positions import draw_estimates
from pourparler.workbench.positions import FoundPositions, describe
from pourparler.workbench.series import Heard, hear_found
from pourparler.workbench.shifts import FoundShifts, detect
from pourparler.workbench.statements import FoundStatements, known_by, said_by
from pourparler.workbench.view import View


@dataclass(frozen=True)
class Overview:
    """A case through a view.

    Attributes
    ----------
    content : BriefContent
        The case, the reports known and the statements made by the view's dates.
    heard : Heard
        The series behind the positions.
    positions : FoundPositions
    moved : FoundShifts
    estimates : mapping
        By actor and issue, ready to be drawn.
    """

    content: BriefContent
    heard: Heard
    positions: FoundPositions
    moved: FoundShifts
    estimates: dict[tuple[str, str], Estimate]

    @property
    def case(self) -> Case:
        """The case."""
        return self.content.case

    @cached_property
    def entries(self) -> tuple[ReadEntry, ...]:
        """The statements with the readings a page shows, oldest first, near copies once."""
        return read_entries(self.content, list_entries(self.content))

    @cached_property
    def matrix(self) -> Matrix:
        """Actors by issues, with the latest statement of each."""
        entries = tuple(read.entry for read in self.entries)
        return build_matrix(self.case, list_readings(self.content, entries))


def look_over(case: Case, found: FoundStatements, *, view: View | None = None) -> Overview:
    """Estimate where everybody stands and what moved, from statements that were found before.

    Positions are those of the view's date in the light of all that the view knows;
    statements are listed up to that date.

    Parameters
    ----------
    case : Case
    found : FoundStatements
        Of any dates; `known_by` and `said_by` leave out what the view does not admit.
    view : View, optional
    """
    view = view or View()
    heard = hear_found(case, found, view=view)
    positions = describe(heard)
    moved = detect(heard, positions.tracks)
    told = said_by(known_by(found, view.known_at), view.as_of)
    content = BriefContent(
        case=case,
        reports=told.reports,
        statements=told.statements,
        digest=found.stamp.digest,
        mark=found.stamp.mark,
        version=found.stamp.version,
        command="",
        as_of=view.as_of,
        known_at=view.known_at,
        utterances=found.utterances,
    )
    drawn = draw_estimates(positions, moved, {})
    return Overview(content, heard, positions, moved, {(e.actor, e.issue): e for e in drawn})
