"""Days on the command line: in an order that can hold anything, and why nothing was found."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pourparler.errors import DateOrderError

if TYPE_CHECKING:
    from pourparler.case.folder import CaseFolder
    from pourparler.workbench.view import View


def check_order(since: date | None, **ends: date | None) -> None:
    """Refuse a span that begins after it ends.

    Parameters
    ----------
    since : date, optional
        The first day that is asked for.
    **ends : date, optional
        Last days, by the name of their option with an underscore (``known_at``).

    Raises
    ------
    DateOrderError
        The first day lies after one of the last days.
    """
    for name, end in ends.items():
        if since is not None and end is not None and since > end:
            option = f"--{name.replace('_', '-')}"
            raise DateOrderError(
                f"--since {since} lies after {option} {end}: nothing can lie between them",
                hint=f"Swap the two: --since {end} {option} {since}.",
            )


def why_nothing(folder: CaseFolder, view: View, **filters: object) -> str:
    """Say why a table is empty: which reports there are, and what was asked for.

    Parameters
    ----------
    folder : CaseFolder
        The case.
    view : View
        What was looked at.
    **filters : object
        Options that leave something out, by name; those that are None do not count.
    """
    from pourparler.workbench.reports import list_reports
    from pourparler.workbench.view import View as Window

    everything = Window(recorded_at=view.recorded_at, ceiling=view.ceiling)
    days = [listed.report.reported_on for listed in list_reports(folder, view=everything).reports]
    if not days:
        return f"No report is '{view.ceiling}' or below; --ceiling admits more."
    first, last = min(days), max(days)
    span = f"The reports are dated {first} to {last}"
    for option, day in (("--known-at", view.known_at), ("--as-of", view.as_of)):
        if day is not None and day < first:
            return f"{span}: none by {option} {day}."
    given = ["--" + name.replace("_", "-") for name, value in filters.items() if value is not None]
    given += [f"--{o}" for o, v in (("known-at", view.known_at), ("as-of", view.as_of)) if v]
    return f"{span}. Leave out {' or '.join(given)} to see more." if given else f"{span}."
