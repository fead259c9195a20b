"""Who "she", "it" or "they" is: the nearest fitting name, subjects of sentences first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pourparler.case.actors import Person
from pourparler.case.case import Case
from pourparler.reader.reading import Mention, Reading, Sentence

_POSSESSIVE = re.compile(r"['’]s\b|s['’](?=\s)")
_OBLIQUE: Final = re.compile(
    r"\b(?:with|about|on|against|to|over|toward|towards|between|after|before|of|for|by|from|in|"
    r"at|into|near|alongside|including|and|beside|behind|without|under|through|like|than)\s+(?:the\s+|its\s+|his\s+|her\s+|their\s+)?$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“«][^”»]*[”»]|\"[^\"]*\"")
_ONE: Final = (
    r"(?:an?|another|one|the)\s+(?:[\w’'-]+\s+){0,3}?"
    r"(?:official|diplomat|minister|envoy|aide|adviser|negotiator|ambassador|general|commander|"
    r"lawmaker|source|participant|leader|representative|spokesperson|"
)
_ONE_PERSON: Final = {
    "he": re.compile(_ONE + r"spokesman|man)\b", re.IGNORECASE),
    "she": re.compile(_ONE + r"spokeswoman|woman)\b", re.IGNORECASE),
}
_LAST_WORD = re.compile(r"(?<![\w’'-])([a-z][\w’'-]*)\s+(?:(?:the|its|his|her|their|an?)\s+)?$")
_BEFORE_SUBJECT: Final = frozenset(
    "and or but nor that which who whom whose while when as because since if although though "
    "whether unless until once where so then also later meanwhile today yesterday however says "
    "said say told tells added adds wrote writes asked argued insisted what how why than".split()
)
"""A name after any other small word is taken for the object of a verb: "before he met X"."""
_AND = re.compile(r"\s+and\s+(?:the\s+|its\s+|his\s+|her\s+|their\s+)?|,\s+(?:the\s+)?")
_PARAGRAPHS_BACK: Final = 2
_NEAR: Final = 1000  # characters between the sentence of a source and its cue


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Whom a pronoun stands for; ``person`` is None for actors."""

    actors: tuple[str, ...]
    person: str | None


def find_referent(reading: Reading, offset: int, pronoun: str) -> Antecedent | None:
    """Return whom the pronoun at ``offset`` stands for, or None.

    Sentences are searched backwards, paragraph by paragraph, two paragraphs back at most.
    The nearest that has somebody who fits and speaks, or is a subject, decides; only where a
    paragraph has none, the nearest other name that fits. "They" are a coalition, or several
    that are named together: "Northland and the Front".
    """
    here = reading.sentence_number(offset)
    if here is None:
        return None
    paragraph, other = reading.sentences[here].paragraph, None
    for number in range(here, -1, -1):
        sentence = reading.sentences[number]
        if other and sentence.paragraph != paragraph:
            return other
        if reading.sentences[here].paragraph - sentence.paragraph > _PARAGRAPHS_BACK:
            return None
        paragraph, end = sentence.paragraph, min(sentence.end, offset)
        if found := _speaker_in(reading, sentence, end, pronoun):
            return found
        found, is_subject = _in_sentence(reading, sentence, end, pronoun)
        if is_subject:
            return found
        other = other or found
    return other


def _speaker_in(reading: Reading, sentence: Sentence, end: int, pronoun: str) -> Antecedent | None:
    """Return who is known to speak in the sentence, the first who fits."""
    for draft in reading.drafts_between(sentence.start - _NEAR, sentence.end + _NEAR):
        if not draft.source:
            continue
        start, stop = draft.source[0]
        if not sentence.start <= start < stop <= end:
            continue
        person = _person(reading.case, draft.speaker)
        source = reading.report.text[start:stop].strip(" ,")
        if pronoun in ("he", "she"):
            unnamed = person is None and _ONE_PERSON[pronoun].match(source)
            if unnamed or (person and person.pronoun in (None, pronoun)):
                return Antecedent(draft.actors, draft.speaker)
        elif draft.actors and person is None:
            several = source.endswith("s") or len(draft.actors) > 1
            if several == (pronoun == "they"):
                return Antecedent(draft.actors, None)
    return None


def _person(case: Case, name: str | None) -> Person | None:
    return next((person for person in case.people if person.name == name), None)


def _in_sentence(
    reading: Reading, sentence: Sentence, end: int, pronoun: str
) -> tuple[Antecedent | None, bool]:
    """Return the first name that fits, and whether it is a subject; subjects go first."""
    text = reading.report.text
    quoted = [found.span() for found in _QUOTED.finditer(text, sentence.start, end)]
    inside = [
        m
        for m in reading.mentions_in(sentence.start, end)
        if (m.kind != "role" or _is_subject(reading, [m], sentence.start))
        and not any(a <= m.start < b for a, b in quoted)
    ]
    groups = _together(text, inside) if pronoun == "they" else ([m] for m in inside)
    fitting = [group for group in groups if _fits(reading.case, group, pronoun)]
    subjects = [group for group in fitting if _is_subject(reading, group, sentence.start)]
    for group in subjects or fitting:
        actors = tuple(dict.fromkeys(a for m in group for a in m.actors))
        people = [m.person for m in group if m.person]
        return Antecedent(actors, " and ".join(people) or None), bool(subjects)
    return None, False


def _together(text: str, mentions: list[Mention]) -> Iterator[list[Mention]]:
    """Yield the names that are joined by "and", as groups."""
    group: list[Mention] = []
    for mention in mentions:
        if group and not _AND.fullmatch(text, group[-1].end, mention.start):
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


def _is_subject(reading: Reading, group: list[Mention], start: int) -> bool:
    text, first = reading.report.text, group[0]
    if _OBLIQUE.search(text, start, first.start) or _POSSESSIVE.match(text, group[-1].end):
        return False
    before = _LAST_WORD.search(text, start, first.start)
    if not before or before[1].lower() in _BEFORE_SUBJECT or before[1].endswith("ly"):
        return True
    return any(m.end == before.end(1) for m in reading.mentions_in(start, first.start))


def _fits(case: Case, group: list[Mention], pronoun: str) -> bool:
    if pronoun in ("he", "she"):
        person = group[0].person if group[0].kind in ("person", "title", "role") else None
        known = {p.pronoun for p in case.people if p.name == person and p.pronoun}
        return person is not None and (not known or pronoun in known)
    if any(m.kind == "pronoun" for m in group):
        return False
    kinds = {case.actor(a).kind for m in group for a in m.actors}
    actors = {a for m in group for a in m.actors}
    if pronoun == "they":
        return len(group) > 1 or len(actors) > 1 or kinds == {"coalition"}
    return group[0].kind == "actor" and len(actors) == 1 and kinds != {"coalition"}
