"""Who took part in an event, from the names around the words that tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pourparler.case.records import Statement
from pourparler.reader.events.words import Named
from pourparler.reader.lexicon import words
from pourparler.reader.outline import Outline
from pourparler.reader.pronouns import find_referent
from pourparler.reader.reading import Mention, Sentence

_CUT: Final = re.compile(
    r"[;:“”\"]|\b(?:that|who|which|where|when|after|before|while|because|but|if|although|as|said|"
    r"told|wrote|announced)\b",
    re.IGNORECASE,
)
_AFTER_CUT: Final = re.compile(
    r"[;:“”\"]|\b(?:that|who|which|where|when|after|before|while|because|but|if|although|ended|"
    r"said|told|wrote|was|were|will|would|had|has|have|to\s+discuss|about|on\s+the)\b",
    re.IGNORECASE,
)
_AS_PLACE: Final = re.compile(
    r"\b(?:in|at|to|from|near|into|outside|for|on|against|about|over)\s+(?:the\s+)?$", re.IGNORECASE
)
_WITH: Final = re.compile(r"\b(?:with|between|of|among|by|and)\b|,", re.IGNORECASE)
_OWNED: Final = re.compile(r"\b(?:his|her|their|its)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_OWNS: Final = re.compile(r"['’]s?\s+(?:[\w’'-]+\s+){0,4}$")
_HOLDS: Final = re.compile(
    r"\b(?:held|hold|had|have|hosted|host|chaired|led|ended|began|opened|resumed|concluded|closed|"
    r"wrapped\s+up|finished|completed|entered|attended|joined|started|cancel+ed|postponed|called\s+off|put\s+off)\s+"
    r"(?:[\w’'-]+\s+){0,4}$",
    re.IGNORECASE,
)
_DELEGATES: Final = (
    r"(?:delegations?|delegates|envoys?|negotiators?|mediators?|ministers?|leaders|officials|"
    r"representatives|diplomats|teams?|presidents|premiers|generals|commanders)"
)
_SENT: Final = re.compile(
    rf"\b{_DELEGATES}\s+(?:(?:led|sent)\s+by|from|of|for)\s+(?:[^,;]{{1,40}}\band\s+)?(?:the\s+)?$",
    re.I,
)
_ASKED_BY: Final = re.compile(
    r"\b(?:invitation|request|behest|auspices|mediation|insistence|urging|initiative|behalf)\s+of\s+"
    r"(?:the\s+)?(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_OF_DELEGATES: Final = re.compile(rf"\b{_DELEGATES}\b", re.IGNORECASE)
_SIDES: Final = re.compile(
    r"\b(?:(?:two|three|four|both|the|all)\s+(?:[\w-]+\s+)?(?:sides|parties|capitals|governments)|officials)\b",
    re.IGNORECASE,
)
_WHO: Final = re.compile(r",?\s*(?:who|which)\s+(?:had\s+|has\s+|have\s+|will\s+|\w+ly\s+)*$", re.I)
_THEY: Final = re.compile(
    r"(?:^|[,;:“”\"]\s*|\b(?:when|after|before|that|as|and|but|while|where|said|says|"
    r"added)\s+)"
    rf"(?P<they>they|he|she|{'|'.join(words('pair'))})\s+"
    r"(?:had\s+|has\s+|have\s+|will\s+|are\s+(?:\w+\s+)?to\s+|were\s+(?:\w+\s+)?to\s+|last\s+|\w+ly\s+|also\s+)*$",
    re.IGNORECASE,
)
_OBJECT_ENDS: Final = re.compile(
    r"\s*(?:[.,;]|$|(?:on|to|late|early|earlier|this|last|yesterday|today|again|after|before|and|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)",
    re.IGNORECASE,
)
_GUEST: Final = re.compile(rf"\s+(?:[\w’'.-]+\s+){{0,6}}?{_DELEGATES}\b", re.IGNORECASE)
_DURING: Final = re.compile(
    r"\b(?:during|on)\s+(?:an?|his|her|their)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE
)
_REACH: Final = 120


def find_participants(outline: Outline, sentence: Sentence, named: Named) -> list[Mention]:
    """Return the names that take part, in the order of the text.

    Of a verb these are its subject and what follows it; of a noun what stands after "with",
    "between" or "of", whose meeting it is, and who held or ended it. A name after "in" or
    "at" is a place.
    """
    found = list(_after(outline, sentence, named))
    if named.noun:
        found += _owners(outline, sentence, named)
    opens = _HOLDS.search(outline.text, sentence.start, named.start) or (
        named.kind == "visit" and _DURING.search(outline.text, sentence.start, named.start)
    )
    if not named.noun or opens:
        found += _subjects(outline, sentence, named)
    text, begin = outline.text, sentence.start
    tellers = [
        span
        for statement in outline.statements
        if any(start <= named.start < end for start, end in statement.spans.content)
        for span in statement.spans.source
    ]
    found = [
        mention
        for mention in found
        if not _ASKED_BY.search(text, begin, mention.start)
        and not any(named.end <= start <= mention.start < end for start, end in tellers)
    ]
    unique = {mention.start: mention for mention in found if mention.actors}
    return [unique[start] for start in sorted(unique)]


def find_them(
    outline: Outline, sentence: Sentence, named: Named, last: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the actors that "she", "they" or "the two leaders" are, where these are the subject.

    ``last`` are those of the event told before: "He met Lind. They spoke again on Friday."
    """
    subject = _THEY.search(outline.text[sentence.start : named.start])
    if named.noun or subject is None:
        return ()
    word, start = subject["they"].lower(), sentence.start + subject.start("they")
    pronoun = word if word in ("he", "she") else "they"
    forward = start > sentence.start and not outline.reading.mentions_in(sentence.start, start)
    if pronoun != "they" and forward:
        return ()  # "after he had met them, Lind said"
    found = find_referent(outline.reading, start, pronoun)
    return found.actors if found else last if pronoun == "they" else ()


def find_addressee(outline: Outline, sentence: Sentence, statement: Statement) -> list[Mention]:
    """Return the name right after the cue: whom something was told."""
    end = statement.spans.cue[-1][1] if statement.spans.cue else sentence.end
    near = outline.reading.mentions_in(end, min(end + _REACH, sentence.end))[:1]
    between = outline.text[end : near[0].start] if near else "."
    return near if between.strip().lower() in ("", "the", "to", "to the") else []


def is_made(outline: Outline, sentence: Sentence, named: Named, actors: Iterable[str]) -> bool:
    """Say whether a verb has the subject or object that makes an event of what it tells."""
    text = outline.text
    if named.needs == "delegates":
        before = outline.reading.mentions_in(sentence.start, named.start)
        people = any(mention.kind in ("person", "title", "pronoun") for mention in before)
        return people or bool(_OF_DELEGATES.search(text, sentence.start, named.start))
    if named.needs == "signers":
        return len(set(actors)) > 1
    if named.needs in ("", "two"):
        return not named.needs or len(set(actors)) > 1 or are_several(outline, sentence, named)
    following = outline.reading.mentions_in(named.end, min(named.end + _REACH, sentence.end))[:1]
    near = [m for m in following if text[named.end : m.start].strip().lower() in ("", "the")]
    person = bool(near) and near[0].kind in ("person", "title")
    if named.needs == "guest":
        return person or bool(_GUEST.match(text, named.end))
    return person and bool(_OBJECT_ENDS.match(text, near[0].end, sentence.end))


def are_several(outline: Outline, sentence: Sentence, named: Named) -> bool:
    """Say whether the subject is leaders or envoys that meet one another."""
    before = outline.text[sentence.start : named.start]
    return named.kind == "meeting" and bool(_OF_DELEGATES.search(before) or _SIDES.search(before))


def speaker_of(outline: Outline, sentence: Sentence, named: Named) -> Statement | None:
    """Return the statement of the sentence that is made outside of the words, if any."""
    for statement in outline.statements:
        pieces = statement.spans.cue or statement.spans.content
        here = pieces and sentence.start <= pieces[0][0] < sentence.end
        inside = any(start <= named.start < end for start, end in statement.spans.content)
        if here and not inside and statement.actors:
            return statement
    return None


def _subjects(outline: Outline, sentence: Sentence, named: Named) -> Iterator[Mention]:
    text = outline.text
    begin = max(
        (cut.end() for cut in _CUT.finditer(text, sentence.start, named.start)),
        default=sentence.start,
    )
    if who := _WHO.search(text, sentence.start, named.start):
        before = outline.reading.mentions_in(sentence.start, who.start())[-1:]
        yield from (m for m in before if not text[m.end : who.start()].strip())
    for mention in outline.reading.mentions_in(begin, named.start):
        if not _is_place(text, mention, begin) and not _belongs(text, mention, named.start):
            yield mention


def _after(outline: Outline, sentence: Sentence, named: Named) -> Iterator[Mention]:
    """Yield the names after the words; of a noun only after "with", "between" and the like."""
    text = outline.text
    cut = _AFTER_CUT.search(text, named.end, min(sentence.end, named.end + _REACH))
    end = cut.start() if cut else min(sentence.end, named.end + _REACH)
    for mention in outline.reading.mentions_in(named.end, end):
        between = text[named.end : mention.start]
        direct = (
            not named.noun
            and named.kind != "visit"
            and re.fullmatch(r"\s+(?:with|to|by)?\s*(?:the\s+)?", between)
        )
        if not direct and _is_place(text, mention, named.end):
            continue
        if named.noun and not _WITH.search(between):
            continue
        yield mention


def _owners(outline: Outline, sentence: Sentence, named: Named) -> Iterator[Mention]:
    """Yield whose meeting it is: "Torvald's meeting", "Russian-American talks"."""
    for mention in outline.reading.mentions_in(sentence.start, named.start):
        between = outline.text[mention.end : named.start]
        near = len(between) < 30 and not re.search(r"[,;:.]", between)
        joined = mention.kind == "adjective" and re.fullmatch(r"[-\s]*(?:\w+[-\s]+){0,2}", between)
        if near and (joined or _OWNS.fullmatch(between)):
            yield mention


def is_owned(outline: Outline, sentence: Sentence, named: Named) -> bool:
    """Say whether it is "his" or "their" meeting: that of whoever the sentence is about."""
    before = outline.text[sentence.start : named.start]
    return bool(named.noun and _OWNED.search(before))


def _is_place(text: str, mention: Mention, begin: int) -> bool:
    start = max(begin - 12, 0)
    is_sent = _SENT.search(text, start, mention.start)
    return bool(_AS_PLACE.search(text, start, mention.start)) and not is_sent


def _belongs(text: str, mention: Mention, until: int) -> bool:
    """Say whether the name only says whose somebody is: "Northland's allies met"."""
    return mention.kind == "actor" and bool(re.match(r"['’]s\s+\w", text[mention.end : until]))


def actors_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return the actors of the mentions, each once."""
    return tuple(dict.fromkeys(actor for mention in mentions for actor in mention.actors))


def people_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return the full names of the people among the mentions, each once."""
    return tuple(dict.fromkeys(m.person for m in mentions if m.person))
