"""The sections of a brief in the order in which they are printed.

A section that other modules arrange (positions, a settlement) joins as a `Section` in
``BriefContent.parts`` with three files of its own: ``templates/sections/NAME.html``,
``NAME.md`` and, if it needs marks of its own, ``NAME.css``. Nothing else has to change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pourparler.errors import BriefError


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of a brief.

    Parameters
    ----------
    name : str
        Its anchor in the page, and the stem of its templates.
    title : str
        Its heading.
    label : str
        Its name in the list of contents; the title if left out.
    after : str
        The section that it follows; "" for the end, before the reports.
    values : object
        What its templates see as ``part``: a frozen record, arranged by whoever adds it.
    lines : tuple of str
        What the terminal prints of it, one line each; none leaves it out there.
    in_markdown : bool
        Whether it has a Markdown template.
    """

    name: str
    title: str
    label: str = ""
    after: str = ""
    values: object = None
    lines: tuple[str, ...] = ()
    in_markdown: bool = True

    @property
    def template(self) -> str:
        """The path of its templates, without their suffix."""
        return f"sections/{self.name}"

    @property
    def link_words(self) -> str:
        """What the list of contents says."""
        return self.label or self.title


OWN_SECTIONS: Final = (
    Section(name="positions", title="Where actors say they stand", label="Positions"),
    Section(
        name="through-time",
        title="Statements through time",
        label="Through time",
        in_markdown=False,
    ),
    Section(name="chronology", title="Chronology"),
    Section(name="open", title="Open questions"),
    Section(name="statements", title="Statements by issue", label="Statements"),
    Section(name="reports", title="Reports"),
    Section(name="method", title="What this brief claims", label="Method"),
)
"""What every brief has. Its templates see the page as ``page``."""


def order_sections(parts: Iterable[Section] = ()) -> tuple[Section, ...]:
    """Return the own sections with the parts where they belong.

    Parts that follow the same section keep their order.

    Raises
    ------
    BriefError
        A part follows no section there is, or takes the name of another.

    Examples
    --------
    >>> shifts = Section(name="shifts", title="What moved", after="positions")
    >>> [section.name for section in order_sections([shifts])][:3]
    ['positions', 'shifts', 'through-time']
    """
    ordered = list(OWN_SECTIONS)
    for part in parts:
        names = [section.name for section in ordered]
        if part.name in names:
            raise BriefError(f"section '{part.name}' is given twice; each name may occur once")
        if part.after not in ("", *names):
            raise BriefError(
                f"section '{part.name}' follows '{part.after}', which is none of: "
                f"{', '.join(names)}"
            )
        place = names.index(part.after) + 1 if part.after else names.index("reports")
        while place < len(ordered) and ordered[place].after and ordered[place].after == part.after:
            place += 1
        ordered.insert(place, part)
    return tuple(ordered)
