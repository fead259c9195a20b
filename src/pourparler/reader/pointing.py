"""What a content points back to, when it says no more than "that demand" or "the idea"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from pourparler.case.records import Force
from pourparler.reader.lexicon import words
from pourparler.reader.reading import Draft, Reading

_POINTER: Final = re.compile(
    r"\b(?:the|this|that|these|those|such an?)\s+(?:condition|concession|demand|idea|offer|plan|"
    r"proposal|request|suggestion|figure|decision|scheme|initiative)s?\b(?!\s+(?:of|for|to|that|on))|"
    r"\bof them\b|\bthe same\b|^that\s+as\s|^[\"“]?(?:it|this|them)\s+(?:as\s|[\"“]|an?\s|the\s)",
    re.IGNORECASE,
)
_LONGEST_ANAPHOR: Final = 4  # words
_NOUNS: Final[dict[str, frozenset[Force]]] = {
    "demand": frozenset({"demand", "red_line", "threat"}),
    "offer": frozenset({"offer", "promise", "acceptance"}),
    "proposal": frozenset({"offer", "demand", "wish"}),
    "suggestion": frozenset({"offer", "wish", "description"}),
}
_OTHERS: Final[frozenset[Force]] = frozenset({"refusal", "acceptance"})


def points_back(content: str) -> bool:
    """Say whether the content only points to something said before.

    Examples
    --------
    >>> points_back("that demand"), points_back("that demand for peace")
    (True, False)
    """
    bare = content.lower().strip(" .,;:\"“”'")
    if bare in words("anaphor") and len(bare.split()) <= _LONGEST_ANAPHOR:
        return True
    return bool(_bare_noun().fullmatch(bare))


@cache
def _bare_noun() -> re.Pattern[str]:
    nouns = "|".join(words("pointing_noun"))
    return re.compile(
        rf"(?:the|this|that|these|those|such an?|its|his|her|their|an?)\s+(?:{nouns})s?"
    )


def points_somewhere(content: str) -> bool:
    """Say whether something in a longer content surely points to something said before.

    A mere "it" or "they" does not count: they are too often about something else.

    Examples
    --------
    >>> points_somewhere("that the offer stood"), points_somewhere("2,000 of them")
    (True, True)
    >>> points_somewhere("that boats may pass"), points_somewhere("the offer of boats")
    (False, False)
    """
    return bool(_POINTER.search(content))


def find_antecedent(reading: Reading, draft: Draft, number: int) -> Draft | None:
    """Return the coded draft that the content of draft ``number`` points back to.

    Of those in this paragraph and the one before: one that is what the noun says it is
    ("that demand"); then, one accepts or refuses what somebody else has said, and drops
    what one has said oneself; then, the nearest.
    """
    noun = reading.text_of(draft.content).lower().strip(" .,;:\"“”'").split()[-1]
    fitting = _NOUNS.get(noun, frozenset())

    def misfit(earlier: Draft) -> tuple[bool, bool]:
        own = bool(set(earlier.actors) & set(draft.actors))
        wrong_side = own if draft.force in _OTHERS else draft.force == "deed" and not own
        return bool(fitting) and earlier.force not in fitting, wrong_side

    near = list(_near(reading, draft, number))
    return min(near, key=misfit, default=None)


def words_before(reading: Reading, draft: Draft) -> str:
    """Return the heading and the sentence before: all there is to go by without antecedent."""
    number = reading.sentence_number(draft.anchor)
    if number is None:
        return ""
    here = reading.sentences[number]
    before = reading.sentences[number - 1] if number else None
    sentence = reading.report.text[before.start : before.end] if before else ""
    return f"{reading.paragraphs[here.paragraph].heading} {sentence}"


def _near(reading: Reading, draft: Draft, number: int) -> Iterator[Draft]:
    """Yield the coded drafts before it in this paragraph and the one before, nearest first."""
    here = reading.sentence_at(draft.anchor)
    for earlier in reversed(range(number)):
        there = reading.sentence_at(reading.drafts[earlier].anchor)
        if not here or not there:
            continue
        between = reading.paragraphs[there.paragraph + 1 : here.paragraph]
        if not all(paragraph.is_heading for paragraph in between):
            return
        if reading.drafts[earlier].codings:
            yield reading.drafts[earlier]
