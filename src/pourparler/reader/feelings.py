"""On which side somebody is by what they feel about a thing: "curses it", "cannot stomach it"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pourparler.reader.force import is_against
from pourparler.reader.lexicon import any_form, is_negated, words

_YET: Final = re.compile(r"\b(?:ha(?:s|ve|d) yet|hard(?:ly)?|barely|scarcely|slow|loath)\b", re.I)


def takes_against(cue: str) -> bool:
    """Say whether the cue is against what it is about: an act, or a feeling.

    Examples
    --------
    >>> takes_against("rejected"), takes_against("cannot stomach"), takes_against("laughed off")
    (True, True, True)
    >>> takes_against("is happy with"), takes_against("did not mock")
    (False, False)
    """
    if is_against(cue):
        return True
    denied = is_negated(cue) or bool(_YET.search(cue))
    if _feeling("against").search(cue):
        return not denied
    return denied and bool(_feeling("for").search(cue))


@cache
def _feeling(side: str) -> re.Pattern[str]:
    return any_form(words(side))
