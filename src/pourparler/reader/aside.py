"""What is said only of a meeting, or felt about an event: no word of a stance on an issue.

"He would call the president this week" stands in a paragraph on a truce and says nothing of it;
so does "regretted the delay". Such readings are shown for review, and are no evidence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pourparler.case.case import Case
from pourparler.case.issues import Issue
from pourparler.reader.lexicon import any_form, words
from pourparler.reader.similarity import kin, stems

MOST: Final = 0.1
"""Probability at most that one bears on the issue as coded; of 18 that were marked, one did."""


class Asides:
    """Tells asides from what bears on an issue of one case; names of its actors are no words on it.

    Parameters
    ----------
    case : Case
        Its issues with their wordings, its actors and people.
    """

    def __init__(self, case: Case) -> None:
        names = [name for actor in case.actors for name in (*actor.names(), *actor.adjectives)]
        names += [person.name for person in case.people]
        empty = {stem for name in names for stem in stems(name)} | _occasion() | _of_course()
        self._empty = frozenset(empty)
        self._meant = {issue.id: _meant(issue) - empty for issue in case.issues}

    def is_aside(self, cue: str, content: str, issue: Issue) -> bool:
        """Say whether a content speaks of a meeting or a feeling, and has no word of the issue.

        An issue that asks about the talks themselves has words for meetings, and none of
        these is an aside there.
        """
        found = set(stems(content))
        met = found & _occasion()
        if not met and not _felt(f"{cue} {content}"):
            return False
        asked = set(stems(f"{issue.question} {issue.label}"))
        rest, meant = found - self._empty, self._meant[issue.id]
        return not (met & asked or rest & meant or kin(rest) & kin(meant))


def _meant(issue: Issue) -> set[str]:
    texts = [issue.question, issue.label, *issue.examples]
    for option in issue.options:
        texts += [option.words, *option.examples]
    return {stem for text in texts for stem in stems(text)}


def _felt(text: str) -> bool:
    return bool(_feelings().search(text))


@cache
def _feelings() -> re.Pattern[str]:
    return any_form(words("felt"))


@cache
def _occasion() -> frozenset[str]:
    return frozenset(stems(" ".join(words("occasion"))))


@cache
def _of_course() -> frozenset[str]:
    return frozenset(stems(" ".join(words("of_an_occasion"))))
