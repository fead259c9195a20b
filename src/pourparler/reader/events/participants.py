"""Who took part in an event, from the names around the words that tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pourparler.case.records import Statement
from pourparler.reader.events.made import DELEGATES, REACH
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
    r"walked\s+out\s+of|pulled\s+out\s+of|broke\s+off|boycotted|suspended|skipped|chair|lead|end|begin|open|resume|conclude|attend|join|start|"
    r"wrapped\s+up|finished|completed|entered|attended|joined|started|cancel+ed|postponed|called\s+off|put\s+off)\s+"
    r"(?:[\w’'-]+\s+){0,4}$",
    re.IGNORECASE,
)
_SENT: Final = re.compile(
    rf"\b{DELEGATES}\s+(?:(?:led|sent)\s+by|from|of|for)\s+(?:[^,;]{{1,40}}\band\s+)?(?:the\s+)?$",
    re.I,
)
_ASKED_BY: Final = re.compile(
    r"\b(?:invitation|request|behest|auspices|mediation|insistence|urging|initiative|behalf)\s+of\s+"
    r"(?:the\s+)?(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_ROLE: Final = (
    r"(?:delegations?|delegates?|envoys?|negotiators?|ministers?|leaders?|officials?|representatives?|diplomats?|"
    r"teams?|presidents?|premiers?|generals?|commanders?|ambassadors?|secretar(?:y|ies)|chiefs?|chairm[ae]n)"
)
_ROLE_NEAR: Final = re.compile(
    rf"['’]s?\s+(?:and\s+[^,;]{{1,40}}?['’]s?\s+)?(?:[\w-]+\s+){{0,3}}?{_ROLE}\b", re.IGNORECASE
)
_ITS_ROLE: Final = re.compile(
    rf"\b(?:its|their)\s+(?:[\w-]+\s+){{0,3}}?{_ROLE}\s+(?:had\s+|has\s+|have\s+|will\s+|would\s+)?$",
    re.IGNORECASE,
)
_WHO: Final = re.compile(r",?\s*(?:who|which)\s+(?:had\s+|has\s+|have\s+|will\s+|\w+ly\s+)*$", re.I)
_INSERTED: Final = re.compile(
    r",\s+(?:who|which|whose)\b[^,;:“”\"]*,\s+(?:had\s+|has\s+|have\s+|will\s+|\w+ly\s+|also\s+|(?:is|are|was|were)\s+"
    r"(?:\w+\s+)?to\s+)*$",
    re.IGNORECASE,
)
_THEY: Final = re.compile(
    r"(?:^|[,;:“”\"]\s*|\b(?:when|after|before|that|as|and|but|while|where|said|says|"
    r"added)\s+)"
    rf"(?P<they>they|he|she|{'|'.join(words('pair'))})\s+"
    r"(?:had\s+|has\s+|have\s+|will\s+|are\s+(?:\w+\s+)?to\s+|were\s+(?:\w+\s+)?to\s+|last\s+|\w+ly\s+|also\s+)*$",
    re.IGNORECASE,
)
_DURING: Final = re.compile(
    r"\b(?:during|on)\s+(?:an?|his|her|their)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE
)


def find_participants(outline: Outline, sentence: Sentence, named: Named) -> list[Mention]:
    """Return the names that take part, in the order of the text.

    Of a verb these are its subject and what follows it; of a noun what stands after "with",
    "between" or "of", whose meeting it is, and who held or ended it. A name after "in" or
    "at" is a place.
    """
    found = list(_after(outline, sentence, named))
    if named.needs == "after":
        found += _subject_after(outline, sentence, named)
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
    before = outline.text[sentence.start : named.start]
    if not named.noun and _ITS_ROLE.search(before):
        return _teller_of(outline, named)
    subject = _THEY.search(before)
    if named.noun or subject is None:
        return ()
    word, start = subject["they"].lower(), sentence.start + subject.start("they")
    pronoun = word if word in ("he", "she") else "they"
    forward = start > sentence.start and not outline.reading.mentions_in(sentence.start, start)
    if pronoun != "they" and forward:
        return ()  # "after he had met them, Lind said"
    found = find_referent(outline.reading, start, pronoun)
    return found.actors if found else last if pronoun == "they" else ()


def _teller_of(outline: Outline, named: Named) -> tuple[str, ...]:
    """Return whose "its foreign minister" is: of the statement that tells of the event."""
    for statement in outline.statements:
        if any(start <= named.start < end for start, end in statement.spans.content):
            return statement.actors
    return ()


def find_addressee(outline: Outline, sentence: Sentence, statement: Statement) -> list[Mention]:
    """Return the name right after the cue: whom something was told."""
    end = statement.spans.cue[-1][1] if statement.spans.cue else sentence.end
    near = outline.reading.mentions_in(end, min(end + REACH, sentence.end))[:1]
    between = outline.text[end : near[0].start] if near else "."
    return near if between.strip().lower() in ("", "the", "to", "to the") else []


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
    if inserted := _INSERTED.search(text, sentence.start, named.start):
        before = outline.reading.mentions_in(sentence.start, inserted.start())[-1:]
        yield from (m for m in before if not text[m.end : inserted.start()].strip(" ,"))
    if who := _WHO.search(text, sentence.start, named.start):
        before = outline.reading.mentions_in(sentence.start, who.start())[-1:]
        yield from (m for m in before if not text[m.end : who.start()].strip())
    for mention in outline.reading.mentions_in(begin, named.start):
        if not _is_place(text, mention, begin) and not _belongs(text, mention, named.start):
            yield mention


def _subject_after(outline: Outline, sentence: Sentence, named: Named) -> list[Mention]:
    """Return the first name after the clause: "after meeting Lind on Monday, Torvald flew home"."""
    comma = outline.text.find(", ", named.end, sentence.end)
    after = outline.reading.mentions_in(comma, sentence.end)[:1] if comma >= 0 else []
    return [m for m in after if outline.text[comma + 2 : m.start].strip().lower() in ("", "the")]


def _after(outline: Outline, sentence: Sentence, named: Named) -> Iterator[Mention]:
    """Yield the names after the words; of a noun only after "with", "between" and the like."""
    text = outline.text
    cut = _AFTER_CUT.search(text, named.end, min(sentence.end, named.end + REACH))
    end = cut.start() if cut else min(sentence.end, named.end + REACH)
    for mention in outline.reading.mentions_in(named.end, end):
        between = text[named.end : mention.start]
        direct = (
            not named.noun
            and named.kind != "visit"
            and re.fullmatch(r"\s+(?:with|to|by)?\s*(?:the\s+)?", between)
        )
        if not direct and _is_place(text, mention, named.end):
            continue
        if _is_visited(text, mention, named):
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


def _is_visited(text: str, mention: Mention, named: Named) -> bool:
    """Say whether the name is the place of a visit: "visited Norburg"."""
    verb = named.kind == "visit" and not named.noun and mention.kind == "actor"
    return verb and text[named.end : mention.start].strip().lower() in ("", "the")


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
    rest = text[mention.end : until]
    owner = re.match(r"['’]s?\s+(?=\w)", rest) if mention.kind == "actor" else None
    return bool(owner) and not _ROLE_NEAR.match(rest)


def actors_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return the actors of the mentions, each once."""
    return tuple(dict.fromkeys(actor for mention in mentions for actor in mention.actors))


def people_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return the full names of the people among the mentions, each once."""
    return tuple(dict.fromkeys(m.person for m in mentions if m.person))
