"""Step: how it is said: force, audience, negation, hedge and condition, from the words."""

from __future__ import annotations

import re
from typing import Final

from pourparler.reader.acts import find_act
from pourparler.reader.lexicon import has_condition, is_negated, is_negative, word_pattern
from pourparler.reader.particles import cue_words
from pourparler.reader.reading import Draft, Reading

_ADDRESSED = re.compile(
    r"\b(?:tell|tells|told|telling|assure[sd]?|warn(?:s|ed)?|inform(?:s|ed)?|urge[sd]?|"
    r"remind(?:s|ed)?)\s+(?P<audience>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_AUDIENCE: Final = 80
_OPENING: Final = 7  # words of a content that can still hedge the whole of it
_MIGHT_NOUN = re.compile(r"\b(?:military|the|its|their|armed|full)\s+might\b", re.IGNORECASE)


def read_manner(reading: Reading) -> None:
    """Fill ``force``, ``audience``, ``negated``, ``hedged`` and ``conditional``."""
    for draft in reading.drafts:
        cue, content = cue_words(reading, draft), reading.text_of(draft.content)
        draft.force, draft.rules["force"] = find_act(reading, draft, cue, content)
        draft.negated = is_negated(cue) or is_negative(content)
        draft.hedged = _is_hedged(cue, content)
        draft.conditional = _has_condition(reading, draft)
        draft.audience = _audience(reading, draft, cue)


def _is_hedged(cue: str, content: str) -> bool:
    """Look at the beginning of the content only: what follows qualifies something else."""
    opening = " ".join(content.split()[:_OPENING])
    return bool(word_pattern("hedge").search(_MIGHT_NOUN.sub("", f"{cue} {opening}")))


def _has_condition(reading: Reading, draft: Draft) -> bool:
    """Look in the content, and right after it when the tagger left the clause outside."""
    if has_condition(reading.text_of(draft.content)):
        return True
    sentence = reading.sentence_at(draft.anchor)
    if not sentence:
        return False
    ends = {max(end for _, end in draft.content), draft.spans.extent()[1]}
    return any(
        word_pattern("condition").match(reading.report.text[end : sentence.end].lstrip(" ,"))
        for end in ends
    )


def _audience(reading: Reading, draft: Draft, cue: str) -> str | None:
    if not draft.content or not draft.cue:
        return None
    start, end = draft.cue[-1][1], draft.content[0][0]
    between = reading.report.text[start:end] if start < end else ""
    found = _ADDRESSED.search(f"{cue}{between}" if len(between) < _LONGEST_AUDIENCE else cue)
    if not found:
        return None
    audience = re.sub(r"\s+(?:that|to)\s*$", "", found["audience"]).strip(" ,:“")
    return audience or None
