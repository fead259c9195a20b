"""Step: where the actors and people of the case are named, and by which pronouns."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from pourparler.reader.names import SHARED_SURNAME, CaseNames, find_pronouns
from pourparler.reader.reading import Mention, Reading

_LOWER: Final = re.compile(r"(?<!\w)[a-z]+(?!\w)")


def find_mentions(reading: Reading, names: CaseNames | None = None) -> None:
    """Fill ``mentions`` with every name and subject pronoun of the body, in order.

    ``names`` are those of the case, made anew when left out.
    """
    index = (names or CaseNames(reading.case)).on(reading.report.reported_on)
    text = reading.report.text
    common = frozenset(m.group() for m in _LOWER.finditer(text, reading.report.body_start))
    for paragraph in reading.paragraphs:
        known = None if paragraph.is_heading else common
        found = index.find(text, paragraph.start, paragraph.end, known)
        taken = {offset for name in found for offset in range(name.start, name.end)}
        pronouns = find_pronouns(text, paragraph.start, paragraph.end)
        found += [p for p in pronouns if p.start not in taken]
        reading.mentions += sorted(found, key=lambda mention: mention.start)
    _settle_surnames(reading)


def _settle_surnames(reading: Reading) -> None:
    """Give a surname of several people to the one with the title before it.

    Without a title it belongs to the one last named in full, or to nobody.
    """
    settled: list[Mention] = []
    for mention in reading.mentions:
        if mention.rule == SHARED_SURNAME:
            mention = _settle(reading, settled, mention)
        settled.append(mention)
    reading.mentions = settled


def _settle(reading: Reading, earlier: list[Mention], mention: Mention) -> Mention:
    people: tuple[str, ...] = mention.people
    title = earlier[-1] if earlier else None
    if title and not reading.report.text[title.end : mention.start].strip():
        people = tuple(name for name in people if name in title.people) or people
    if len(people) > 1:
        named = (m.person for m in reversed(earlier) if m.kind == "person" and m.person in people)
        people = tuple(name for name in [next(named, None)] if name)
    if not people:
        return mention
    theirs = {person.actor for person in reading.case.people if person.name == people[0]}
    actors = tuple(actor for actor in mention.actors if actor in theirs)
    return replace(mention, kind="person", rule="surname", actors=actors, people=people[:1])
