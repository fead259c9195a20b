"""Which of two things somebody wants to come first: "no truce before a treaty", "a truce first".

That A comes before B, denied, is that B comes before A; "not until", "only after", "without" and
"while" say the same in other words. Two orders bear on each other where a thing of one is
a thing of the other: on the same side of both, they agree.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pourparler.case.issues import Issue
from pourparler.case.records import Modality
from pourparler.reader.force import gave_up, is_against
from pourparler.reader.idioms import preference
from pourparler.reader.lexicon import is_negated
from pourparler.reader.precedence_rules import Precedence, find_in_clause

_CLAUSE_END: Final = re.compile(
    r"[;.!?](?=\s|[\"”’]|$)|,\s+(?:but|although|though)\b|\s+but\b", re.IGNORECASE
)
_NOT_THAT: Final = re.compile(r"\b(?:rather than|instead of)\b", re.IGNORECASE)
_NOTHING_BUT: Final = re.compile(
    r"\b(?:anything|nothing|nobody|no one|none|any\s+\w+|no\s+\w+)\s+"
    r"(?:less than|short of|but|other than|except(?: for)?)\b",
    re.IGNORECASE,
)
_ALSO: Final = re.compile(r",?\s*(?:and\s+)?not the other way (?:a)?round.*$", re.IGNORECASE)
_NO_SIDE: Final = frozenset({"ambiguous", "declined"})


@lru_cache(maxsize=4096)
def find_precedence(text: str, *, against: bool = False) -> Precedence | None:
    """Return what the text wants first, and before what, or None.

    Parameters
    ----------
    text : str
        A content, or the wording of an option.
    against : bool
        Whether its cue is against it ("rejected", "ruled out").

    Examples
    --------
    >>> option = find_precedence("No truce until a treaty is signed")
    >>> find_precedence("any truce before a treaty", against=True).bears_on(option)
    1
    >>> find_precedence("a truce must come before a treaty").bears_on(option)
    -1
    >>> find_precedence("a truce before Monday") is None
    True
    """
    text = _ALSO.sub("", text.replace("’", "'"))
    if instead := _NOT_THAT.search(text):
        liked, less = text[: instead.start()], text[instead.end() :]
        return find_precedence(liked, against=against) or find_precedence(less, against=not against)
    only = _NOTHING_BUT.search(text)
    if only and (against or is_negated(text[: only.end()])):
        return find_precedence(text[only.end() :])
    found = (find_in_clause(clause, against) for clause in _CLAUSE_END.split(text))
    return next((one for one in found if one), None)


def wanted_first(cue: str, content: str) -> Precedence | None:
    """Return what somebody wants first; who would sooner have one thing does not want the other.

    Who gives up a demand is still told by what the demand was.

    Examples
    --------
    >>> option = find_precedence("No truce until a treaty is signed")
    >>> wanted_first("would sooner", "fight than accept a truce before a treaty").bears_on(option)
    1
    """
    against = is_against(cue) and not gave_up(cue)
    if (held := preference(cue, content)) is None:
        return find_precedence(content, against=against)
    liked, less = held
    return find_precedence(liked, against=against) or find_precedence(less, against=not against)


def compare_options(issue: Issue, wanted: Precedence | None) -> list[int]:
    """Return for each option whether it wants the same first, 1, the contrary, -1, or neither.

    What is wanted first has to be about the issue's own subject: "talks at once" is no
    word on a truce, although an option has the truce before talks.
    """
    about = (issue.question, issue.label, *issue.examples)
    if wanted is None or not any(wanted.is_about(text) for text in about):
        return [0] * len(issue.options)
    orders = [find_precedence(option.words) for option in issue.options]
    return [wanted.bears_on(order) if order else 0 for order in orders]


def side_by_order(
    read: tuple[Modality, str], cue: str, wanted: Precedence, bearing: int
) -> tuple[Modality, str]:
    """Return for or against as what is wanted first agrees with the option, and why.

    ``read`` is what was read without that, kept where no side is taken, or where what is
    wanted at once is wanted under a condition; ``bearing`` is 1 or -1.
    """
    agrees = (bearing > 0) != gave_up(cue)
    if read[0] in _NO_SIDE or (read[0] == "conditional" and agrees and wanted.is_open):
        return read
    return ("supports" if agrees else "opposes"), "by what is to come first"
