"""Which phrase of an issue a content is held against."""

from __future__ import annotations

from typing import Final

from pourparler.case.issues import Issue
from pourparler.reader.lexicon import is_negative
from pourparler.reader.similarity import Match

_SAME_NEGATION: Final = 0.5  # share of a negative phrase that has to be found
COVERED: Final = 0.3  # share of an option's telling words below which it is not worded
_LIKE: Final = 0.2  # score below which no wording of the issue is in the content
WORDED: Final = 0.35  # score from which a wording is found, whatever its telling words


def find_wording(matches: list[Match], options: tuple[str, ...], issue: Issue, content: str) -> str:
    """Return the phrase of the issue that the content is held against.

    Of the chosen option if any of its phrases is found, else the likest of the issue, else
    the option's own words. Where the content has a negation, a phrase that has it too, and
    is otherwise found, goes before a phrase that is more alike: "no pardon for those who
    deserted" is like "no pardon" more than "trials for those who deserted".
    """
    own = [m for m in matches if m.phrase.option in options]
    own.sort(key=lambda match: -match.telling)
    if is_negative(content):
        for match in own:
            found = match.covered >= _SAME_NEGATION or match.score >= WORDED
            if found and is_negative(match.phrase.text):
                return match.phrase.text
    worded = [m for m in own if m.covered >= COVERED]
    if worded:
        return worded[0].phrase.text
    others = [m for m in matches if m.phrase.option in (None, *options) or not options]
    likest = max(others, key=lambda match: match.score)
    if likest.score >= _LIKE or not options:
        return likest.phrase.text
    return issue.option(options[0]).words
