"""The events that the sentences of a report tell of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pourparler.case.records import Statement
from pourparler.reader.events.days import find_date
from pourparler.reader.events.made import are_several, is_made
from pourparler.reader.events.nearby import find_attendance, find_day_near
from pourparler.reader.events.occurrence import Occurrence
from pourparler.reader.events.participants import (
    actors_of,
    find_addressee,
    find_participants,
    find_them,
    is_owned,
    people_of,
    speaker_of,
)
from pourparler.reader.events.places import find_dateline, find_place, find_place_before
from pourparler.reader.events.words import Named, find_words, is_counted
from pourparler.reader.outline import Outline
from pourparler.reader.reading import Sentence
from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.units import bounds

_QUOTED: Final = re.compile(r"[“«][^”»]*(?:[”»]|$)|\"[^\"]*\"")
_WANTED: Final = frozenset("wish demand red_line offer refusal threat promise".split())
_BY_PHONE: Final = re.compile(
    r"\bby\s+(?:phone|telephone|video)\b|\b(?:phone|video|telephone)\s+call\b|\bthe\s+call\b", re.I
)
_BESIDE: Final = re.compile(r"beside|alongside|next\s+to|at\s+(?:his|her)\s+side", re.I)
_TEAMS: Final = re.compile(
    r"\b(?:delegations?|delegates|negotiators|(?:two|both|the)\s+sides|teams)\b", re.IGNORECASE
)
"""Whose meeting is talks, where that of ministers or leaders need not be."""
_SENTENCES_ON: Final = 4
_SEVERAL: Final = 2
_BACK: Final = 2
"""Sentences back to the event whose people "they" can be."""
_VOTES: Final = re.compile(r"\b(?:elections?|ballots?|run-?offs?|polls?|voters?)\b", re.IGNORECASE)
"""What else has rounds."""
_SAT_DOWN: Final = re.compile(r"(?:sat|sits?)\s+down\b", re.IGNORECASE)
_PRESENT_TENSE: Final = re.compile(r"(?:\w+[^s\W]s|flies)\b", re.IGNORECASE)


def find_occurrences(outline: Outline) -> list[Occurrence]:
    """Return the events that a report tells of, in order.

    Told is an event by who took part, where or when; of what nothing of this is told, or
    what somebody only wants, nothing is returned. "The meeting" alone points to another.
    """
    found: list[Occurrence] = []
    for number, sentence in enumerate(outline.reading.sentences):
        quoted = [m.span() for m in _QUOTED.finditer(outline.text, sentence.start, sentence.end)]
        entry = outline.labels.get(sentence.paragraph)
        for named in find_words(
            outline.text, sentence.start, sentence.end, is_entry=entry is not None
        ):
            inside = any(start <= named.start < end for start, end in quoted)
            if not inside and not _is_wanted(outline.statements, named):
                occurrence = _occurrence(outline, number, named, _last(found, number))
                if _is_event(outline, sentence, named, occurrence):
                    found.append(occurrence)
    return [occurrence for occurrence in found if _is_told(occurrence)]


def _is_event(outline: Outline, sentence: Sentence, named: Named, occurrence: Occurrence) -> bool:
    """Say whether the words tell an event of somebody: "parliament met" is none of the talks."""
    if not is_made(outline, sentence, named, occurrence.actors):
        return False
    if named.needs == "signers":
        return bool(occurrence.place)
    if named.needs == "coming":
        value = occurrence.value
        if value is None or bounds(value)[0] <= outline.report.reported_on:
            return False
    if named.noun:
        return not _VOTES.search(outline.text, sentence.start, sentence.end)
    somebody = occurrence.actors or named.kind not in ("meeting", "talks")
    return bool(somebody) or are_several(outline, sentence, named)


def _is_wanted(statements: Sequence[Statement], named: Named) -> bool:
    """Say whether the event is only what a statement asks for, offers or refuses."""
    return any(
        start <= named.start < end
        for statement in statements
        if statement.force in _WANTED
        for start, end in statement.spans.content
    )


def _last(found: Sequence[Occurrence], number: int) -> tuple[str, ...]:
    """Return who took part in the event told shortly before, if it was several."""
    near = [o.actors for o in found if number - o.sentence <= _BACK and len(o.actors) > 1]
    return near[-1] if near else ()


def _occurrence(outline: Outline, number: int, named: Named, last: tuple[str, ...]) -> Occurrence:
    sentence = outline.reading.sentences[number]
    mentions = find_participants(outline, sentence, named)
    actors, people = actors_of(mentions), people_of(mentions)
    occurrence = Occurrence(
        number, named.start, named.end, named.kind, named.status, _rule(named), named.noun
    )
    occurrence.is_definite = _is_definite(outline, sentence, named)
    actors = tuple(dict.fromkeys((*find_them(outline, sentence, named, last), *actors)))
    speaker = speaker_of(outline, sentence, named)
    heard = find_addressee(outline, sentence, speaker) if speaker else []
    if statement := _joins_in(outline, sentence, named, has_subject=bool(mentions or heard)):
        mentions += [mention for mention in heard if mention not in mentions]
        actors = tuple(dict.fromkeys((*statement.actors, *actors, *actors_of(heard))))
        people = people_of(mentions)
        known = {person.name for person in outline.reading.case.people}
        if statement.speaker in known:
            people = tuple(dict.fromkeys((statement.speaker or "", *people)))
    occurrence.actors, occurrence.people = actors, people
    occurrence.place = find_place(outline, sentence, named)
    occurrence.pieces = [(mention.start, mention.end) for mention in mentions]
    if named.noun and len(set(actors)) < _SEVERAL and (here := find_attendance(outline, number)):
        mentions += here
        occurrence.actors = tuple(dict.fromkeys((*actors, *actors_of(here))))
        occurrence.people = tuple(dict.fromkeys((*people, *people_of(here))))
    entry = outline.labels.get(sentence.paragraph)
    dated = find_date(outline, number, named)
    begin = outline.reading.paragraphs[sentence.paragraph].start
    if entry and (dated is None or dated[1][0] == begin):
        occurrence.value = entry
    elif dated:
        occurrence.value, words = dated
        occurrence.pieces.append(words)
        occurrence.place = occurrence.place or find_place_before(outline, sentence, named, words)
        occurrence.place = occurrence.place or find_dateline(outline, sentence, named)
    elif statement and _BESIDE.search(outline.text, named.start, named.end):
        occurrence.value = _said_on(statement)
    elif named.status == "held" and len(set(occurrence.actors)) >= _SEVERAL:
        occurrence.value = find_day_near(outline, number)
    occurrence.pieces += [
        span for span in occurrence.place if sentence.start <= span[0] < sentence.end
    ]
    _settle(outline, number, occurrence)
    return occurrence


def _is_definite(outline: Outline, sentence: Sentence, named: Named) -> bool:
    own = outline.text[named.start : named.end].lower()
    return own.endswith(" here") or is_counted(outline.text, sentence.start, named)


def _rule(named: Named) -> str:
    return f"noun: {named.noun}" if named.noun else f"verb of {named.kind}"


def _joins_in(
    outline: Outline, sentence: Sentence, named: Named, *, has_subject: bool
) -> Statement | None:
    """Return the statement whose speaker takes part without being named with the event.

    Its maker sat beside somebody, or it is "his" meeting, or he spoke at it.
    """
    statement = speaker_of(outline, sentence, named)
    if statement is None:
        return None
    before = outline.text[sentence.start : named.start]
    beside = _BESIDE.search(outline.text, named.start, named.end)
    pronoun = not named.noun and re.search(
        r"\b(?:he|she|they)\s+(?:had\s+|has\s+|have\s+)?$", before, re.I
    )
    spoke_at = named.noun and re.search(
        r"\b(?:in|at|during|told|to)\s+(?:(?:the|a|an|last|this|their|his|her)\s+)?"
        r"(?:[\w’'-]+\s+){0,4}$",
        before,
        re.I,
    )
    owned = is_owned(outline, sentence, named)
    return statement if beside or pronoun or owned or (spoke_at and has_subject) else None


def _said_on(statement: Statement) -> EdtfDate | None:
    if statement.said_first is None or statement.said_first != statement.said_last:
        return None
    return EdtfDate.of_day(statement.said_last)


def _settle(outline: Outline, number: int, occurrence: Occurrence) -> None:
    """Tell calls from talks, and what is still to come from what took place."""
    sentences = outline.reading.sentences
    own = sentences[number].paragraph
    near = [s for s in sentences[number : number + _SENTENCES_ON] if s.paragraph == own]
    spoken = not occurrence.noun and occurrence.kind == "talks"
    if spoken and any(_BY_PHONE.search(outline.text, s.start, s.end) for s in near):
        occurrence.kind = "call"
    spoke_for = outline.text[sentences[number].start : occurrence.start]
    if occurrence.kind == "meeting" and not occurrence.noun and _TEAMS.search(spoke_for):
        occurrence.kind = "talks"
    if _SAT_DOWN.match(outline.text, occurrence.start, occurrence.end):
        occurrence.kind = "meeting" if occurrence.people else "talks"
    today = outline.report.reported_on
    if occurrence.value and bounds(occurrence.value)[0] > today and occurrence.status == "held":
        occurrence.status = "planned"
    told = not occurrence.noun and _PRESENT_TENSE.match(
        outline.text, occurrence.start, occurrence.end
    )
    if told and occurrence.value and bounds(occurrence.value)[1] <= today:
        occurrence.status = "held"


def _is_told(occurrence: Occurrence) -> bool:
    """Say whether enough is told: a date with a place or somebody, or a place with somebody."""
    if occurrence.value is None:
        return bool(occurrence.place and occurrence.actors)
    if occurrence.kind == "visit" and not occurrence.actors:
        return False
    if occurrence.is_definite:
        return True
    return bool(
        occurrence.place or len(occurrence.actors) > 1 or (occurrence.noun and occurrence.actors)
    )
