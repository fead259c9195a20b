"""A space of packages as other programs know it: names, what options are worth, what is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pourparler.models.packages.additive import AdditiveWorth
from pourparler.models.packages.frontier import Floats
from pourparler.models.packages.joining import join_linked
from pourparler.models.packages.worth import LinkedWorth, PackageWorth


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedIssue:
    """An issue and its options by name. Frozen."""

    name: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageSpace:
    """Packages, what they are worth to each party, and what each has without an agreement. Frozen.

    Attributes
    ----------
    name : str
    issues : tuple of NamedIssue
    parties : tuple of str
    worth : PackageWorth
    reservations : array, shape (P,)
    notes : tuple of str
        What was made of the file that it comes from.
    """

    name: str
    issues: tuple[NamedIssue, ...]
    parties: tuple[str, ...]
    worth: PackageWorth
    reservations: Floats
    notes: tuple[str, ...] = ()

    def options_of(self, package: Floats) -> dict[str, str]:
        """Return a package, shape (I,), by the names of issues and options."""
        return {
            issue.name: issue.options[int(place)]
            for issue, place in zip(self.issues, package, strict=True)
        }

    def adding_up(self) -> PackageSpace | None:
        """Return the same space with worth that adds up, issues with links joined into one.

        None where worth is listed or computed and cannot be taken apart.
        """
        if isinstance(self.worth, AdditiveWorth):
            return self
        if not isinstance(self.worth, LinkedWorth):
            return None
        joined = join_linked(self.worth)
        issues = tuple(self._joined_issue(group) for group in joined.groups)
        return replace(self, issues=issues, worth=joined.worth)

    def _joined_issue(self, group: tuple[int, ...]) -> NamedIssue:
        parts = [self.issues[issue] for issue in group]
        shape = [len(part.options) for part in parts]
        places = zip(*np.unravel_index(np.arange(int(np.prod(shape))), shape), strict=True)
        return NamedIssue(
            name=" + ".join(part.name for part in parts),
            options=tuple(
                " + ".join(part.options[int(at)] for part, at in zip(parts, row, strict=True))
                for row in places
            ),
        )
