"""Deeds told without their doer: what was done to something, and what came about by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pourparler.reader.commitments.followed import Followed, generic_stems
from pourparler.reader.lexicon import is_negated, word_pattern
from pourparler.reader.outline import Outline
from pourparler.reader.reading import Sentence
from pourparler.reader.similarity import stems

UNREAL: Final = re.compile(
    r"\b(?:would|will|could|may|might|should|must|if|unless|to|threaten\w*|warn\w*|refus\w+|"
    r"without|before|until|considering|wants?|demand\w*)\s+(?:have\s+|be\s+)?(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
PASSIVE: Final = re.compile(
    r"\b(?:was|were|been|being)\s+(?:\w+ly\s+|all\s+|then\s+)?$", re.IGNORECASE
)
_PASSIVE_NOW: Final = re.compile(r"\b(?:is|are)\s+(?:\w+ly\s+|all\s+|then\s+)?$", re.IGNORECASE)
_BY_WHOM: Final = re.compile(r"\bby\s+(?:the\s+)?$", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"[;:“\"]|,\s|\b(?:that|which|who|and|but|while|after|before)\b")
_TO_BE: Final = re.compile(r"\b(?:will|would|has\s+to|had\s+to|have\s+to)\s+be\s+$", re.IGNORECASE)
_PAST: Final = re.compile(r"\b[a-z]{2,}ed\b")
_BESIDE_VERB: Final = re.compile(r"\s*(?:(?:has|had|have|then|also|soon|\w+ly)\s+)*", re.IGNORECASE)
_ALONE: Final = re.compile(
    r"\s*(?:[.,;]|$|(?:on|at|in|with|by|late|early|last|this|again)\b)", re.IGNORECASE
)


def what_was_done(
    outline: Outline,
    sentence: Sentence,
    verb: re.Match[str],
    fitting: Sequence[tuple[int, Followed]],
) -> int | None:
    """Return the commitment that the subject of a passive tells of: "the pardon was decreed"."""
    text, is_entry = outline.text, sentence.paragraph in outline.labels
    before = _CLAUSE.split(text[sentence.start : verb.start()])[-1]
    passive = PASSIVE.search(before) or (_PASSIVE_NOW.search(before) if is_entry else None)
    delayed = _TO_BE.search(before) if word_pattern("delay_suffered").fullmatch(verb[0]) else None
    passive = delayed or passive
    if passive is None or is_negated(before) or word_pattern("condition").search(before):
        return None
    if not delayed and UNREAL.search(before[: passive.start()] + " "):
        return None
    doers = [
        mention
        for mention in outline.reading.mentions_in(verb.end(), sentence.end)
        if _BY_WHOM.search(text, verb.end(), mention.start)
    ]
    names = {stem for actor in outline.reading.case.actors for stem in stems(actor.name)}
    subject = set(stems(before[: passive.start()])) - names - generic_stems()
    own = [
        (len(subject & entry.what), entry.latest, index)
        for index, entry in fitting
        if subject & entry.what
        and all(entry.is_of(doer.actors) for doer in doers)
        and not _is_made_in(outline, sentence, entry)
    ]
    return max(own)[2] if own else None


def _is_made_in(outline: Outline, sentence: Sentence, entry: Followed) -> bool:
    return any(
        mention.report == outline.report.id and sentence.start <= mention.start < sentence.end
        for mention in entry.mentions
    )


def what_happened(
    outline: Outline, sentence: Sentence, followed: Sequence[Followed]
) -> Iterator[tuple[int, int]]:
    """Yield commitments whose own verb a sentence tells in the past, with where the verb stands.

    "Southmark retaliated on Wednesday" of a vow to retaliate; "the border reopened" of a promise
    that it would.
    """
    text = outline.text
    names = {stem for actor in outline.reading.case.actors for stem in stems(actor.name)}
    for verb in _PAST.finditer(text, sentence.start, sentence.end):
        before = _CLAUSE.split(text[sentence.start : verb.start()])[-1]
        unreal = PASSIVE.search(before) or UNREAL.search(before) or is_negated(before)
        if unreal or word_pattern("condition").search(before):
            continue
        subjects = outline.reading.mentions_in(verb.start() - len(before), verb.start())
        last = subjects[-1] if subjects else None
        close = last is not None and _BESIDE_VERB.fullmatch(text, last.end, verb.start())
        subject = set(stems(before)) - names - generic_stems()
        alone = _ALONE.match(text, verb.end(), sentence.end)
        for index, entry in enumerate(followed):
            own = set(stems(verb.group())) & entry.what and (
                last is None or entry.is_of(last.actors)
            )
            told = alone if close else subject & entry.what
            if own and told and not _is_made_in(outline, sentence, entry):
                yield index, verb.start()
