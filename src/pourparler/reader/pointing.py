"""What a content points back to, when it says no more than "that demand" or "the idea"."""

from __future__ import annotations

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

    near = [d for d in reversed(reading.drafts[:number]) if _is_near(reading, d, draft)]
    return min(near, key=misfit, default=None)


def words_before(reading: Reading, draft: Draft) -> str:
    """Return the heading and the sentence before: all there is to go by without antecedent."""
    here = reading.sentence_at(draft.anchor)
    if not here:
        return ""
    position = reading.sentences.index(here)
    before = reading.sentences[position - 1] if position else None
    sentence = reading.report.text[before.start : before.end] if before else ""
    return f"{reading.paragraphs[here.paragraph].heading} {sentence}"


def _is_near(reading: Reading, antecedent: Draft, draft: Draft) -> bool:
    """Say whether the antecedent stands in this paragraph or the one before, and is coded."""
    there, here = reading.sentence_at(antecedent.anchor), reading.sentence_at(draft.anchor)
    if not there or not here or not antecedent.codings:
        return False
    skipped = [
        p for p in reading.paragraphs[there.paragraph + 1 : here.paragraph] if not p.is_heading
    ]
    return not skipped
