"""Step: who speaks. A source reaches actors of the case through names, titles and pronouns.

A source that reaches nobody is kept with no actor: ``pourparler speakers`` lists it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from pourparler.case.case import Case
from pourparler.reader.lexicon import word_pattern
from pourparler.reader.names import NameIndex, find_pronouns, is_pronoun
from pourparler.reader.reading import Draft, Mention, Reading

_POSSESSIVE = re.compile(r"['’]s\b|s['’](?=\s)")
_OUTSIDE: Final = re.compile(
    r"\b(?:with|about|on|against|to|over|toward|towards|between|after|before|than|like|"
    r"including|excluding|without|into|near|versus)\s+(?:the\s+|its\s+|his\s+|her\s+|their\s+)?$",
    re.IGNORECASE,
)
_OBLIQUE: Final = re.compile(
    r"\b(?:with|about|on|against|to|over|toward|towards|between|after|before|of|for|by|from|in|"
    r"at|into|near|alongside|including|and)\s+(?:the\s+|its\s+|his\s+|her\s+|their\s+)?$",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r",\s*(?:who|which|whose|speaking|briefed|citing|quoting)\b|\b(?:who|briefed|familiar|aware|"
    r"close to|speaking|working|involved|traveling|travelling|present)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(r"^(his|her|its|their)\s+", re.IGNORECASE)
_RELATIVE: Final = frozenset({"who", "which", "that", "whose"})
_PARAGRAPHS_BACK: Final = 2


@dataclass(frozen=True, slots=True)
class _Answer:
    actors: tuple[str, ...]
    speaker: str | None
    rule: str


def find_mentions(reading: Reading) -> None:
    """Fill ``mentions`` with every name and subject pronoun of the body, in order."""
    index = NameIndex(reading.case, reading.report.reported_on)
    text = reading.report.text
    for paragraph in reading.paragraphs:
        names = index.find(text, paragraph.start, paragraph.end)
        taken = {offset for name in names for offset in range(name.start, name.end)}
        pronouns = find_pronouns(text, paragraph.start, paragraph.end)
        names += [p for p in pronouns if p.start not in taken]
        reading.mentions += sorted(names, key=lambda mention: mention.start)


def resolve_speakers(reading: Reading) -> None:
    """Fill ``actors`` and ``speaker`` of every draft, in the order of the text."""
    reading.drafts.sort(key=lambda draft: (draft.anchor, draft.spans.extent()))
    for number, draft in enumerate(reading.drafts):
        previous = reading.drafts[number - 1] if number else None
        answer = _resolve(reading, draft, previous)
        draft.actors, draft.speaker = answer.actors, answer.speaker
        draft.rules["actors"] = draft.rules["speaker"] = answer.rule


def _resolve(reading: Reading, draft: Draft, previous: Draft | None) -> _Answer:
    if not draft.source:
        return _without_source(reading, draft, previous)
    text = reading.report.text
    start, end = draft.source[0]
    source = text[start:end]
    if source.strip(" ,").lower() in _RELATIVE:
        return _relative(reading, start, source.strip(" ,"))
    if is_pronoun(source):
        return _antecedent(reading, start, source.strip().lower(), source)
    if owned := _OWNED.match(source):
        if word_pattern("institution").search(source):
            pronoun = {"his": "he", "her": "she", "its": "it", "their": "they"}[owned[1].lower()]
            found = _antecedent(reading, start, pronoun, source)
            return _Answer(found.actors, source, f"possessive, {found.rule}")
        return _Answer((), source, "unmatched")
    return _from_names(reading, start, end)


def _relative(reading: Reading, start: int, source: str) -> _Answer:
    """Return whoever is named right before "who" or "which"."""
    before = [m for m in reading.mentions if m.end <= start and m.kind != "pronoun"]
    if before and not reading.report.text[before[-1].end : start].strip(" ,"):
        return _Answer(before[-1].actors, before[-1].person or source, "relative pronoun")
    return _Answer((), source, "unmatched: relative pronoun")


def _from_names(reading: Reading, start: int, end: int) -> _Answer:
    text = reading.report.text
    source = text[start:end].strip(" ,")
    stop = _BREAK.search(text, start + 1, end)
    inside = [m for m in reading.mentions if start <= m.start and m.end <= end]
    inside = [m for m in inside if not stop or m.start < stop.start()]
    people = [m for m in inside if m.kind == "person" and not _owns(text, m, end)]
    if people:
        return _people(people)
    owners = [m for m in inside if m.kind in ("person", "title") and m.person]
    owned_from = min((m.end for m in owners if _owns(text, m, end)), default=end)
    titles = [m for m in inside if m.kind in ("title", "role") and not _owns(text, m, end)]
    titles = [m for m in titles if m.start < owned_from]
    if titles:
        return _title(reading, titles[0], source)
    if owners and _is_office(text, owners[-1], end):
        return _Answer(owners[-1].actors, source, f"office of {owners[-1].rule}")
    heads = [
        m for m in inside if m.kind in ("actor", "adjective") and _is_head(text, m, start, end)
    ]
    if heads:
        actors = tuple(dict.fromkeys(a for m in heads for a in m.actors))
        return _Answer(actors, source, " and ".join(dict.fromkeys(m.rule for m in heads)))
    return _Answer((), source, "unmatched")


def _people(mentions: list[Mention]) -> _Answer:
    actors = tuple(dict.fromkeys(a for m in mentions for a in m.actors))
    names = dict.fromkeys(m.person for m in mentions if m.person)
    return _Answer(actors, " and ".join(names), mentions[0].rule)


def _title(reading: Reading, mention: Mention, source: str) -> _Answer:
    if mention.person:
        return _Answer(mention.actors, mention.person, mention.rule)
    for earlier in reversed([m for m in reading.mentions if m.end <= mention.start]):
        if earlier.kind in ("person", "title") and earlier.person in mention.people:
            return _Answer(earlier.actors, earlier.person, "role of the last one mentioned")
    return _Answer((), source, "unmatched: role of several people")


def _is_head(text: str, mention: Mention, start: int, end: int) -> bool:
    """Say whether the mention is who speaks, not merely named along with the speaker."""
    if _OUTSIDE.search(text, start, mention.start):
        return False
    rest = text[mention.end : end]
    if _owns(text, mention, end) or mention.kind == "adjective":
        return not re.search(r"\w", _POSSESSIVE.sub("", rest, count=1)) or _is_office(
            text, mention, end
        )
    return True


def _owns(text: str, mention: Mention, end: int) -> bool:
    return bool(_POSSESSIVE.match(text, mention.end, min(end + 1, len(text))))


def _is_office(text: str, mention: Mention, end: int) -> bool:
    """Say whether what follows is an organ of the mentioned: Northland's government."""
    after = text[mention.end : end]
    return bool(word_pattern("institution").search(after.split(" and ")[0]))


def _without_source(reading: Reading, draft: Draft, previous: Draft | None) -> _Answer:
    text = reading.report.text
    first = draft.spans.extent()[0]
    if previous and previous.actors and text[first - 1 : first + 1].strip(" ")[:1] in tuple('“"'):
        mine, theirs = reading.sentence_at(first), reading.sentence_at(previous.anchor)
        if mine and theirs and mine.paragraph == theirs.paragraph:
            return _Answer(previous.actors, previous.speaker, "continued quote")
    return _Answer((), None, "no source")


def _antecedent(reading: Reading, offset: int, pronoun: str, source: str) -> _Answer:
    """Return the nearest fitting antecedent: subjects of earlier sentences first."""
    here = reading.sentence_at(offset)
    if here is None:
        return _Answer((), source, "unmatched: pronoun")
    position = reading.sentences.index(here)
    for sentence in reversed(reading.sentences[: position + 1]):
        if here.paragraph - sentence.paragraph > _PARAGRAPHS_BACK:
            break
        end = min(sentence.end, offset)
        inside = [m for m in reading.mentions if sentence.start <= m.start and m.end <= end]
        fitting = [m for m in inside if _fits(reading.case, m, pronoun)]
        subjects = [m for m in fitting if _is_subject(reading.report.text, m, sentence.start)]
        if subjects or fitting:
            chosen = (subjects or fitting)[0]
            return _Answer(chosen.actors, chosen.person or source, "pronoun: nearest subject")
    return _Answer((), source, "unmatched: pronoun")


def _is_subject(text: str, mention: Mention, start: int) -> bool:
    return not _OBLIQUE.search(text, start, mention.start) and not _POSSESSIVE.match(
        text, mention.end
    )


def _fits(case: Case, mention: Mention, pronoun: str) -> bool:
    if mention.kind in ("person", "title") and mention.person:
        if pronoun not in ("he", "she"):
            return False
        known = {p.pronoun for p in case.people if p.name == mention.person and p.pronoun}
        return not known or pronoun in known
    if mention.kind != "actor":
        return False
    kinds = {case.actor(a).kind for a in mention.actors}
    return (pronoun == "it" and "coalition" not in kinds) or (
        pronoun == "they" and "coalition" in kinds
    )
