"""Who counts in a forecast: nobody twice, neither beside a coalition nor through two of them."""

from __future__ import annotations

from collections.abc import Sequence

from pourparler.case.case import Case
from pourparler.workbench.positions import Position


def leave_out_doubles(case: Case, positions: Sequence[Position]) -> tuple[list[Position], str]:
    """Leave out coalitions through which some actor would count twice, and say which.

    A member that has a position of its own counts by itself. Of coalitions that share a member
    the one with the most members stays, the first in the case where they have as many.
    """
    there = [position.actor for position in positions]
    inside = {actor: _members(case, actor) for actor in there}
    apart = [actor for actor in there if not inside[actor] & set(there)]
    counted = set(apart) - {actor for actor in apart if inside[actor]}
    kept = set(counted)
    for actor in sorted(apart, key=lambda actor: -len(inside[actor])):
        if inside[actor] and not counted & inside[actor]:
            kept.add(actor)
            counted |= inside[actor]
    left = [case.actor(actor).name for actor in there if actor not in kept]
    words = (
        f"{', '.join(left)} left out: who is in it counts already, alone or in a larger coalition."
    )
    return [p for p in positions if p.actor in kept], words if left else ""


def _members(case: Case, actor: str) -> set[str]:
    """Return the members of a coalition, and theirs, down to the last."""
    found: set[str] = set()
    waiting = list(case.actor(actor).members)
    while waiting:
        member = waiting.pop()
        if member not in found:
            found.add(member)
            waiting += case.actor(member).members
    return found - {actor}
