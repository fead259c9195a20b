"""What became of a threat or promise: what statements and the report itself tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from pourparler.case.commitments import CommitmentMention
from pourparler.case.records import Statement
from pourparler.reader.commitments.deeds import told_fate
from pourparler.reader.commitments.followed import Followed, generic_stems
from pourparler.reader.force import is_against
from pourparler.reader.lexicon import word_pattern
from pourparler.reader.outline import Outline
from pourparler.reader.reading import Sentence
from pourparler.reader.similarity import stems

_POINTS_BACK: Final = re.compile(
    r"\b(?:that|this|the|his|her|its|their)\s+(?:demand|call|condition|ultimatum|threat|promise|"
    r"pledge)\b",
    re.IGNORECASE,
)
_SENTENCES_BACK: Final = 2


def find_fates(
    outline: Outline, followed: Sequence[Followed]
) -> Iterator[tuple[int, CommitmentMention]]:
    """Yield the fates that a report tells, each with the number of the commitment it is of."""
    if not followed:
        return
    for number, sentence in enumerate(outline.reading.sentences):
        told = _given_up(outline, number, sentence, followed)
        told = told or told_fate(outline, number, followed)
        if told:
            yield told


def _given_up(
    outline: Outline, number: int, sentence: Sentence, followed: Sequence[Followed]
) -> tuple[int, CommitmentMention] | None:
    """Find the threat, or the demand behind it, that a statement of the sentence gives up."""
    for statement in outline.statements:
        here = sentence.start <= statement.spans.extent()[0] < sentence.end
        if not here or statement.force != "deed" or not is_against(statement.cue):
            continue
        own = [
            (index, entry)
            for index, entry in enumerate(followed)
            if entry.is_of(statement.actors) and entry.is_open_on(statement.said_last)
        ]
        chosen = _meant(outline, number, statement, own)
        if chosen is not None:
            return chosen, _mention(statement, followed[chosen])
    return None


def _meant(
    outline: Outline, number: int, statement: Statement, own: Sequence[tuple[int, Followed]]
) -> int | None:
    """Return which commitment is meant: by its words, or "that demand" right after it."""
    words = set(stems(f"{statement.cue} {statement.content}")) - generic_stems()
    sentences = [*outline.before(number, _SENTENCES_BACK), outline.reading.sentences[number]]
    begins = min(sentence.start for sentence in sentences)
    start, end = statement.spans.extent()
    points_back = _POINTS_BACK.search(outline.text, start, end)
    itself = word_pattern("fate_word").search(f"{statement.cue} {statement.content}")
    fitting: list[tuple[bool, date, int]] = []
    for index, entry in own:
        near = any(
            m.report == outline.report.id and begins <= m.start < start for m in entry.mentions
        )
        # Who gives up a demand gives up the threat behind it, but no promise.
        meant = entry.condition | entry.what if itself else entry.condition
        demanded = itself or entry.mentions[0].kind == "threat"
        if demanded and ((points_back and near) or words & meant):
            fitting.append((bool(points_back and near), entry.latest, index))
    return max(fitting)[2] if fitting else None


def _mention(statement: Statement, entry: Followed) -> CommitmentMention:
    start, end = statement.spans.extent()
    return CommitmentMention(
        report=statement.report,
        statement=statement.id,
        start=start,
        end=end,
        telling="dropped",
        kind=entry.mentions[0].kind,
        actors=entry.mentions[0].actors,
        what=statement.spans.content,
        told_on=statement.said_on,
        told_first=statement.said_first,
        told_last=statement.said_last,
        rule="gave up the act, or what it was to bring about",
    )
