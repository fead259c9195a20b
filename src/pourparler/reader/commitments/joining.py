"""Which tellings are of one commitment, across reports, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Final

from pourparler.case.commitments import CommitmentMention
from pourparler.reader.commitments.fates import find_fates
from pourparler.reader.commitments.followed import Followed, generic_stems
from pourparler.reader.commitments.made import find_made
from pourparler.reader.lexicon import is_negated
from pourparler.reader.lexicon import words as words_of
from pourparler.reader.outline import Outline
from pourparler.reader.similarity import stems

ALIKE: Final = 0.5
"""Share of the shorter telling's stems that the longer one has, from which they are of one."""
_FIRST: Final = 40
"""Characters in which what will not be done says so."""
_AGAIN: Final = timedelta(days=60)


@dataclass(slots=True)
class _Group:
    mentions: list[CommitmentMention]
    words: list[frozenset[str]] = field(default_factory=list)
    utterances: set[str] = field(default_factory=set)

    @property
    def last(self) -> date:
        """The latest day on which it was made."""
        return max(m.told_last for m in self.mentions if m.telling == "made")


def find_commitments(
    outlines: Sequence[Outline], utterances: Mapping[str, str]
) -> tuple[tuple[CommitmentMention, ...], ...]:
    """Return the commitments that reports tell of, each with its mentions in order of time.

    Parameters
    ----------
    outlines : sequence of Outline
        The reports with their statements.
    utterances : mapping
        The utterance of each statement that shares one with another.

    Notes
    -----
    The same actors' tellings of one kind are of one commitment when they report one
    utterance, or come within sixty days of each other and share half of their words. A
    fate goes to the latest commitment that it fits, and to one only.
    """
    groups: list[_Group] = []
    texts = {outline.report.id: outline for outline in outlines}
    made = [mention for outline in outlines for mention in find_made(outline)]
    for mention in sorted(made, key=_in_time):
        words = _words(texts[mention.report], mention)
        utterance = utterances.get(mention.statement or "", "")
        group = _fitting(groups, mention, words, utterance)
        if group is None:
            groups.append(group := _Group([]))
        group.mentions.append(mention)
        group.words.append(words)
        group.utterances.update([utterance] if utterance else [])
    _follow(groups, outlines, texts)
    return tuple(tuple(sorted(group.mentions, key=_in_time)) for group in groups)


def _in_time(mention: CommitmentMention) -> tuple[date, date, str, int]:
    return mention.told_last, mention.told_first or date.min, mention.report, mention.start


def _words(outline: Outline, mention: CommitmentMention) -> frozenset[str]:
    return frozenset(stems(outline.words((*mention.what, *mention.condition))))


def _fitting(
    groups: Iterable[_Group], mention: CommitmentMention, words: frozenset[str], utterance: str
) -> _Group | None:
    best: tuple[float, date, _Group] | None = None
    for group in groups:
        first = group.mentions[0]
        same = set(first.actors) == set(mention.actors) and first.kind == mention.kind
        if not same:
            continue
        if utterance and utterance in group.utterances:
            return group
        near = mention.told_last - group.last <= _AGAIN
        if _moves_deadline(group, mention, words):
            return group
        alike = max((_share(words, other) for other in group.words), default=0.0)
        if near and alike >= ALIKE and (best is None or (alike, group.last) > best[:2]):
            best = alike, group.last, group
    return best[2] if best else None


def _moves_deadline(group: _Group, mention: CommitmentMention, words: frozenset[str]) -> bool:
    """Say whether a new deadline is set for something like what is still due."""
    due = [m.deadline_last for m in group.mentions if m.deadline_last]
    if not due or not mention.deadline_last or mention.told_last > max(due):
        return False
    return any(words & other & _act_stems() for other in group.words)


@cache
def _act_stems() -> frozenset[str]:
    return frozenset(
        stem for name in ("harm_noun", "help_noun") for w in words_of(name) for stem in stems(w)
    )


def _share(words: frozenset[str], other: frozenset[str]) -> float:
    fewer = min(len(words), len(other))
    return len(words & other) / fewer if fewer else 0.0


def _follow(
    groups: Sequence[_Group], outlines: Iterable[Outline], texts: Mapping[str, Outline]
) -> None:
    followed = [
        Followed(
            tuple(group.mentions),
            _stems(texts[m.report].words(m.what) for m in group.mentions),
            _stems(texts[m.report].words(m.condition) for m in group.mentions),
            any(is_negated(texts[m.report].words(m.what)[:_FIRST]) for m in group.mentions),
        )
        for group in groups
    ]
    taken: set[tuple[str, int, int]] = set()
    for outline in outlines:
        for number, mention in find_fates(outline, followed):
            place = (mention.report, mention.start, mention.end)
            if place not in taken:
                taken.add(place)
                groups[number].mentions.append(mention)


def _stems(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(stem for text in texts for stem in stems(text)) - generic_stems()
