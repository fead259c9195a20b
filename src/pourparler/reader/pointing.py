"""What a content points back to, when it says no more than "that demand" or "the idea"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pourparler.case.records import Force
from pourparler.reader.lexicon import words
from pourparler.reader.reading import Draft, Reading

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
    return bare in words("anaphor") and len(bare.split()) <= _LONGEST_ANAPHOR


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
