"""Who is meant by a source that is described, not named: "the new minister", "her predecessor".

Everything here looks back: at who was named or spoke last. What reaches nobody gives None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pourparler.case.actors import Person
from pourparler.reader.interview import find_interviewee
from pourparler.reader.names import is_leader
from pourparler.reader.pronouns import find_referent
from pourparler.reader.reading import OWN_DOCUMENT, Draft, Mention, Reading

_FIRST: Final = re.compile(r"(?:we|i|our side|this side)$", re.IGNORECASE)
_ROLE: Final = re.compile(
    r"(?:the|this|that)\s+(?:[\w’'-]+\s+){0,2}?(?P<role>minister|secretary|leader|chief|spokesman|"
    r"spokeswoman|spokesperson|negotiator|envoy|commander|general|chairman|chairwoman|president|"
    r"ambassador|mediator|archbishop|bishop|prime minister|deputy)$",
    re.IGNORECASE,
)
_LEADS: Final = frozenset({"leader", "chief"})
_PREDECESSOR: Final = re.compile(
    r"(?P<whose>his|her|the minister['’]s|the president['’]s)\s+(?P<which>predecessor|successor)\b",
    re.IGNORECASE,
)
_EACH: Final = re.compile(r"(?:each|either)\s+(?:side|party|delegation|of them)$", re.IGNORECASE)
_OF_THEM: Final = re.compile(
    r"(?:(?:one|some|two|most|none) of (?:them|these)|another|others|the (?:other|latter))$",
    re.IGNORECASE,
)
_STAFF: Final = re.compile(
    r"\b(?:members?|aides?|advisers?|officials?|officers?|assistants?|staff|people|colleagues?|"
    r"priests?|lawyers?)\s+(?:of|on|in|from|who\s+(?:travel\w*|works?|advises?|serves?)(?:\s+"
    r"(?:with|for|under))?)\s+(?P<whose>his|her|its|their|him|them)\b",
    re.IGNORECASE,
)
_SPOKESMAN: Final = re.compile(
    r"(?:an?|its|the)\s+(?:spokes(?:man|woman|person)|official|aide)$", re.IGNORECASE
)
_SUBJECT: Final = {
    "his": "he", "him": "he", "her": "she", "its": "it", "their": "they", "them": "they",
}  # fmt: skip
NAMED_WITH_ROLE: Final = "the last one named with that role"
INTERVIEWED: Final = "first person of an interview"
_PARAGRAPHS_BACK: Final = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """Whose word a source is, who speaks, and by which rule that is known."""

    actors: tuple[str, ...]
    speaker: str | None
    rule: str


def describe_speaker(
    reading: Reading, start: int, source: str, previous: Draft | None
) -> Answer | None:
    """Return who is meant by a source at an offset that no name in it tells, or None.

    ``previous`` is the statement before, with its actors resolved.
    """
    source = source.strip(" ,")
    if _FIRST.match(source):
        return _own_document(reading, start, source)
    if _EACH.match(source) and len(reading.case.parties) == 2:
        return Answer(tuple(reading.case.parties), source, "both who have to sign")
    if _OF_THEM.match(source) and previous and previous.actors:
        return Answer(previous.actors, source, "one of those who spoke before")
    if found := _PREDECESSOR.match(source):
        return _in_office_before(reading, start, found)
    if role := _ROLE.match(source):
        return _last_of_role(reading, start, role["role"].lower())
    if owned := _STAFF.search(source):
        return _staff(reading, start, source, _SUBJECT[owned["whose"].lower()])
    if _SPOKESMAN.match(source):
        return _for_the_last_named(reading, start, source)
    return None


def _own_document(reading: Reading, start: int, source: str) -> Answer | None:
    """Read "we" in a document that an actor publishes as that actor, but not in a quotation."""
    here = reading.sentence_at(start)
    if here is None:
        return None
    before = reading.report.text[reading.paragraphs[here.paragraph].start : start]
    if before.count('"') % 2 or any(before.count(a) != before.count(b) for a, b in ("“”", "«»")):
        return None
    if asked := find_interviewee(reading):
        return Answer(asked.actors, asked.person if source.lower() == "i" else source, INTERVIEWED)
    publisher = (reading.report.publisher or "").lower()
    for actor in reading.case.actors:
        if any(re.match(rf"(?:the\s+)?{re.escape(n.lower())}\b", publisher) for n in actor.names()):
            return Answer((actor.id,), source, OWN_DOCUMENT)
    return None


def _recent(reading: Reading, start: int) -> Iterator[Mention]:
    """Yield the names before an offset, nearest first, two paragraphs back at most."""
    here = reading.sentence_at(start)
    for mention in reading.mentions_before(start):
        there = reading.sentence_at(mention.start)
        if here and there and here.paragraph - there.paragraph > _PARAGRAPHS_BACK:
            return
        yield mention


def _person(reading: Reading, name: str | None) -> Person | None:
    named = [person for person in reading.case.people if person.name == name]
    day = reading.report.reported_on
    return next((p for p in named if p.holds_role_on(day)), named[0] if named else None)


def _last_of_role(reading: Reading, start: int, role: str) -> Answer | None:
    day, answer = reading.report.reported_on, None
    for mention in _recent(reading, start):
        person = _person(reading, mention.person)
        if person is None or not mention.actors:
            continue
        held = person.role.lower()
        leads = role in _LEADS and is_leader(held)
        if leads or held == role or held.endswith(f" {role}"):
            answer = answer or Answer(mention.actors, person.name, NAMED_WITH_ROLE)
            if person.holds_role_on(day):
                return Answer(mention.actors, person.name, NAMED_WITH_ROLE)
    return answer


def _in_office_before(reading: Reading, start: int, found: re.Match[str]) -> Answer | None:
    """Return who held the office of the one last named before, or after, that one."""
    pronoun = _SUBJECT.get(found["whose"].lower())
    for mention in _recent(reading, start):
        person = _person(reading, mention.person)
        if person is None or (pronoun and person.pronoun not in (None, pronoun)):
            continue
        others = [
            p
            for p in reading.case.people
            if (p.actor, p.role) == (person.actor, person.role) and p.name != person.name
        ]
        if found["which"].lower() == "predecessor":
            earlier = [p for p in others if p.to and (not person.from_ or p.to <= person.from_)]
            held = max(earlier, key=lambda p: str(p.to), default=None)
        else:
            later = [p for p in others if p.from_ and (not person.to or p.from_ >= person.to)]
            held = min(later, key=lambda p: str(p.from_), default=None)
        return Answer((held.actor,), held.name, found["which"].lower()) if held else None
    return None


def _staff(reading: Reading, start: int, source: str, pronoun: str) -> Answer | None:
    owner = find_referent(reading, start, pronoun)
    return Answer(owner.actors, source, "staff of the nearest subject") if owner else None


def _for_the_last_named(reading: Reading, start: int, source: str) -> Answer | None:
    """Take a spokesman of nobody in particular for one of the actor last named in the sentence."""
    sentence = reading.sentence_at(start)
    if sentence is None:
        return None
    first = reading.paragraphs[sentence.paragraph].start
    for mention in reading.mentions_before(start):
        if mention.start < first:
            return None
        if len(mention.actors) == 1:
            return Answer(mention.actors, source, "spokesman of the last one named")
    return None
