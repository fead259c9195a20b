"""Who "she", "it" or "they" is: the nearest fitting name, subjects of sentences first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pourparler.case.case import Case
from pourparler.reader.reading import Mention, Reading, Sentence

_POSSESSIVE = re.compile(r"['’]s\b|s['’](?=\s)")
_OBLIQUE: Final = re.compile(
    r"\b(?:with|about|on|against|to|over|toward|towards|between|after|before|of|for|by|from|in|"
    r"at|into|near|alongside|including|and)\s+(?:the\s+|its\s+|his\s+|her\s+|their\s+)?$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+and\s+(?:the\s+|its\s+|his\s+|her\s+|their\s+)?|,\s+(?:the\s+)?")
_PARAGRAPHS_BACK: Final = 2


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Whom a pronoun stands for; ``person`` is None for actors."""

    actors: tuple[str, ...]
    person: str | None


def find_referent(reading: Reading, offset: int, pronoun: str) -> Antecedent | None:
    """Return whom the pronoun at ``offset`` stands for, or None.

    Sentences are searched backwards, at most two paragraphs; within one, the first subject
    that fits is taken, else the first name that does. "They" are a coalition, or several
    that are named together: "Northland and the Front".
    """
    here = reading.sentence_number(offset)
    if here is None:
        return None
    paragraph = reading.sentences[here].paragraph
    for number in range(here, -1, -1):
        sentence = reading.sentences[number]
        if paragraph - sentence.paragraph > _PARAGRAPHS_BACK:
            return None
        if found := _in_sentence(reading, sentence, min(sentence.end, offset), pronoun):
            return found
    return None


def _in_sentence(reading: Reading, sentence: Sentence, end: int, pronoun: str) -> Antecedent | None:
    text = reading.report.text
    inside = reading.mentions_in(sentence.start, end)
    inside = [m for m in inside if m.kind != "role" or _is_subject(text, [m], sentence.start)]
    groups = _together(text, inside) if pronoun == "they" else ([m] for m in inside)
    fitting = [group for group in groups if _fits(reading.case, group, pronoun)]
    subjects = [group for group in fitting if _is_subject(text, group, sentence.start)]
    for group in subjects or fitting:
        actors = tuple(dict.fromkeys(a for m in group for a in m.actors))
        people = [m.person for m in group if m.person]
        return Antecedent(actors, " and ".join(people) or None)
    return None


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


def _is_subject(text: str, group: list[Mention], start: int) -> bool:
    return not _OBLIQUE.search(text, start, group[0].start) and not _POSSESSIVE.match(
        text, group[-1].end
    )


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
