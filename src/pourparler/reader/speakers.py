"""Step: who speaks. A source reaches actors of the case through names, titles and pronouns.

A source that reaches nobody is kept with no actor: ``pourparler speakers`` lists it.
"""

from __future__ import annotations

import re
from typing import Final

from pourparler.case.records import Span
from pourparler.reader.described import Answer, describe_speaker
from pourparler.reader.lexicon import word_pattern
from pourparler.reader.lexicon import words as lexicon_words
from pourparler.reader.names import is_pronoun
from pourparler.reader.pronouns import find_referent
from pourparler.reader.reading import Draft, Mention, Reading
from pourparler.reader.relative import PRONOUNS, find_antecedent_phrase, mend_relative_source
from pourparler.reader.unclear import is_open_question

_POSSESSIVE = re.compile(r"['’]s\b|s['’](?=\s)")
_OUTSIDE: Final = re.compile(
    r"\b(?:with|about|on|against|to|over|toward|towards|between|after|before|than|like|"
    r"including|excluding|without|into|near|versus)\s+(?:the\s+|its\s+|his\s+|her\s+|their\s+)?$",
    re.IGNORECASE,
)
_ELSEWHERE: Final = re.compile(
    r"\b(?:diplomats?|envoys?|ambassadors?|analysts?|observers?|correspondents?|reporters?|"
    r"journalists?|delegates?|people|participants?|mediators?|residents?|sources?)\s+"
    r"(?:based\s+)?in\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r",\s*(?:who|which|whose|speaking|briefed|citing|quoting)\b|\b(?:who|briefed|familiar|aware|"
    r"close to|speaking|working|involved|traveling|travelling|present)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(r"^(his|her|its|their)\s+", re.IGNORECASE)
_SUBJECT: Final = {"his": "he", "her": "she", "its": "it", "their": "they"}
_STAFF: Final = re.compile(
    r"\b(?:spokes(?:man|woman|person)|aides?|advis[eo]rs?|lawyers?|officials?|assistants?)\s+"
    r"(?:for|of|to)\s+(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
_FORMER: Final = re.compile(r"(?:an?|one|another|two|several)\s+(?:former|retired|ex-)", re.I)
_LISTED: Final = re.compile(r",\s+(?:including|such as|among them|notably)\b", re.IGNORECASE)
_HEADED: Final = re.compile(
    r"[^,;:“”\"]{3,80},\s+(?:including|such as|notably)\s[^;:.“”\"]*?(?:,|\band)\s+", re.IGNORECASE
)
_AMONG: Final = re.compile(r",\s+(?P<listed>[^,]+(?:,[^,]+)*?)\s+among\s+them\b", re.IGNORECASE)
_DATELINE: Final = re.compile(r"[A-Z][A-Z .'’-]{2,40}\s+[—–-]{1,2}\s+")
_ASIDE: Final = re.compile(
    r"\s*,?\s*|\s*(?:,\s*(?:too|for (?:his|her|its) part|meanwhile)\s*,)?\s*"
)
_LONGEST_TITLE: Final = 60
_NEAR: Final = 1000  # characters between a source and its cue
_STOPS: Final = re.compile(r"\s*(?:[.,;]|$)")
_EXCEPTED = re.compile(r",\s*(?:and\s+)?not\s+[^,.;]+,\s*$")  # "it was X, not Y, that"
_LONGEST_EXCEPTION: Final = 80
_INDEFINITE_FIRST = re.compile(r"(?:an?|one|another|some)\s", re.IGNORECASE)
_BEFORE: Final = 20  # characters before a title in which "a former" can stand
_INDEFINITE = re.compile(r"\b(?:an?|one|another|some|former)\s+$", re.IGNORECASE)


def resolve_speakers(reading: Reading) -> None:
    """Fill ``actors`` and ``speaker`` of every draft, in the order of the text."""
    reading.drafts.sort(key=lambda draft: (draft.anchor, draft.spans.extent()))
    for number, draft in enumerate(reading.drafts):
        previous = reading.drafts[number - 1] if number else None
        answer = _resolve(reading, draft, previous)
        draft.actors, draft.speaker = answer.actors, answer.speaker
        draft.rules["actors"] = draft.rules["speaker"] = answer.rule


def _resolve(reading: Reading, draft: Draft, previous: Draft | None) -> Answer:
    answer = _by_name(reading, draft, previous)
    if answer.actors or not draft.source:
        return answer
    start, end = draft.source[0]
    found = describe_speaker(reading, start, reading.report.text[start:end], previous)
    return found or answer


def _by_name(reading: Reading, draft: Draft, previous: Draft | None) -> Answer:
    text = reading.report.text
    if not draft.source and not is_open_question(draft):
        draft.source = _named_before_cue(reading, draft) or _named_after_cue(reading, draft)
    if not draft.source:
        return _without_source(reading, draft, previous)
    mend_relative_source(reading, draft)
    start, end = draft.source[0]
    start, end = _mend_source(reading, start, end)
    draft.source = ((start, end), *draft.source[1:])
    source = text[start:end]
    if source.strip(" ,").lower() in PRONOUNS:
        return _relative(reading, start, source.strip(" ,"))
    if is_pronoun(source):
        word = source.strip().lower()
        return _pronoun(reading, start, _SUBJECT.get(word, word), source)
    if source.strip(" ,").lower() in lexicon_words("pair"):
        return _pronoun(reading, start, "they", source)
    if owned := _OWNED.match(source):
        return _owned(reading, start, end, owned)
    answer = _from_names(reading, start, end)
    return answer if answer.actors else _from_state(reading, start, source) or answer


def _mend_source(reading: Reading, start: int, end: int) -> Span:
    """Leave out a dateline, and take in all of a name or title that the source cuts through."""
    if dateline := _DATELINE.match(reading.report.text, start, end):
        return dateline.end(), end
    for mention in reading.mentions_in(max(0, start - _LONGEST_TITLE), end):
        if mention.start < start < mention.end:
            return mention.start, end
    return _head_of_list(reading, start), end


def _head_of_list(reading: Reading, start: int) -> int:
    """Return where "A group of ten, including B and" begins when a source is the C after it."""
    sentence = reading.sentence_at(start)
    if sentence is None:
        return start
    before = reading.report.text[sentence.start : start]
    return sentence.start if _HEADED.fullmatch(before) else start


def _pronoun(reading: Reading, start: int, pronoun: str, source: str) -> Answer:
    found = find_referent(reading, start, pronoun)
    if found is None:
        return Answer((), source, "unmatched: pronoun")
    return Answer(found.actors, found.person or source, "pronoun: nearest subject")


def _owned(reading: Reading, start: int, end: int, owned: re.Match[str]) -> Answer:
    """Resolve "her defence minister": a person named with it, the holder, or the office."""
    source = reading.report.text[start:end]
    if any(m.kind == "person" for m in reading.mentions_in(start, end)):
        return _from_names(reading, start, end)
    role = source[owned.end() :].strip(" ,").lower()
    in_office = [p for p in reading.case.people if p.holds_role_on(reading.report.reported_on)]
    is_role = any(p.role.lower() == role or p.role.lower().endswith(f" {role}") for p in in_office)
    if not is_role and not word_pattern("institution").search(source):
        return Answer((), source, "unmatched")
    owner = _pronoun(reading, start, _SUBJECT[owned[1].lower()], source)
    theirs = [person for person in in_office if person.actor in owner.actors]
    holders = {p.name for p in theirs if p.role.lower() == role}
    holders = holders or {p.name for p in theirs if p.role.lower().endswith(f" {role}")}
    speaker = holders.pop() if len(holders) == 1 else source
    return Answer(owner.actors, speaker, f"possessive, {owner.rule}")


def _from_state(reading: Reading, start: int, source: str) -> Answer | None:
    """Resolve a bare "the government": of the state last named, or of the only one to sign."""
    words = source.strip(" ,").lower()
    if not words.startswith("the ") or words[4:] not in lexicon_words("state_organ"):
        return None
    states = {actor.id for actor in reading.case.actors if actor.kind == "state"}
    here = reading.sentence_at(start)
    first = reading.paragraphs[here.paragraph].start if here else start
    for earlier in reversed(reading.drafts_between(first - _NEAR, start + _NEAR)):
        if earlier.source and first <= earlier.source[0][0] < start and len(earlier.actors) == 1:
            if set(earlier.actors) <= states:
                return Answer(earlier.actors, source, "organ of the state that spoke last")
            break
    for mention in reversed(reading.mentions_in(first, start)):
        if set(mention.actors) & states:
            return Answer(mention.actors, source, "organ of the state last named")
    signing = tuple(party for party in reading.case.parties if party in states)
    return Answer(signing, source, "organ of the only state to sign") if len(signing) == 1 else None


def _relative(reading: Reading, start: int, source: str) -> Answer:
    """Return whoever is named right before "who" or "which"."""
    excepted = _EXCEPTED.search(reading.report.text, max(0, start - _LONGEST_EXCEPTION), start)
    start = excepted.start() if excepted else start
    before = (m for m in reading.mentions_before(start) if m.kind != "pronoun")
    named = next(before, None)
    adjacent = named and not reading.report.text[named.end : start].strip(" ,")
    if named and adjacent and named.kind == "person":
        return Answer(named.actors, named.person or source, "relative pronoun")
    phrase = find_antecedent_phrase(reading, start)
    answer = _from_names(reading, *phrase) if phrase else None
    if phrase and answer and answer.actors:
        words = reading.report.text[phrase[0] : phrase[1]]
        is_pronoun = answer.speaker in (None, source, words)
        return Answer(answer.actors, words if is_pronoun else answer.speaker, "relative pronoun")
    if named and adjacent:
        return Answer(named.actors, named.person or source, "relative pronoun")
    return Answer((), source, "unmatched: relative pronoun")


def _from_names(reading: Reading, start: int, end: int) -> Answer:
    text = reading.report.text
    source = text[start:end].strip(" ,")
    stop = _BREAK.search(text, start + 1, end) or _LISTED.search(text, start + 1, end)
    among = _AMONG.search(text, start + 1, end)
    inside = reading.mentions_in(start, end)
    inside = [m for m in inside if not stop or m.start < stop.start()]
    inside = [m for m in inside if not among or not among.start() < m.start < among.end()]
    people = [m for m in inside if m.kind == "person" and not _owns(text, m, end)]
    if people and _STAFF.search(text, start, people[0].start):
        actors = tuple(dict.fromkeys(a for m in people for a in m.actors))
        return Answer(actors, source, f"staff of {people[0].rule}")
    if people:
        return _people(people)
    if _FORMER.match(source):
        return Answer((), source, "unmatched: no longer in office")
    owners = [m for m in inside if m.kind in ("person", "title") and m.person]
    owners += [m for m in inside if m.kind == "role" and m.person and _owns(text, m, end)]
    owned_from = min((m.end for m in owners if _owns(text, m, end)), default=end)
    titles = [m for m in inside if m.kind in ("title", "role") and not _owns(text, m, end)]
    titles = [m for m in titles if m.start < owned_from]
    if titles:
        named = [m for m in inside if m.kind in ("actor", "adjective")]
        return _title(reading, titles[0], named, (start, end))
    if owners and _is_office(text, owners[-1], end):
        return Answer(owners[-1].actors, source, f"office of {owners[-1].rule}")
    heads = [
        m for m in inside if m.kind in ("actor", "adjective") and _is_head(text, m, start, end)
    ]
    if heads:
        actors = tuple(dict.fromkeys(a for m in heads for a in m.actors))
        return Answer(actors, source, " and ".join(dict.fromkeys(m.rule for m in heads)))
    return Answer((), source, "unmatched")


def _people(mentions: list[Mention]) -> Answer:
    actors = tuple(dict.fromkeys(a for m in mentions for a in m.actors))
    names = dict.fromkeys(m.person for m in mentions if m.person)
    return Answer(actors, " and ".join(names), mentions[0].rule)


def _title(reading: Reading, mention: Mention, actors: list[Mention], whole: Span) -> Answer:
    """Resolve a title; of several who have it, the one of the actor named, else the last."""
    text = reading.report.text
    source = text[mention.start : mention.end]
    before = max(0, mention.start - _BEFORE)
    if mention.kind == "title" and _INDEFINITE.search(text, before, mention.start):
        return Answer(mention.actors, source, "one of a kind")
    if mention.kind == "role" and _INDEFINITE_FIRST.match(text, *whole):
        named = tuple(dict.fromkeys(a for m in actors for a in m.actors))
        return Answer(named, text[whole[0] : whole[1]].strip(" ,"), "one of a kind")
    other = next((m for m in actors if _is_of(text, m, mention)), None)
    if mention.kind == "role" and other and not set(other.actors) & set(mention.actors):
        return Answer(other.actors, text[whole[0] : whole[1]].strip(" ,"), "role of another actor")
    if mention.person:
        return Answer(mention.actors, mention.person, mention.rule)
    meant = {actor for named in actors for actor in named.actors}
    theirs = {person.name for person in reading.case.people if person.actor in meant}
    people = [name for name in mention.people if name in theirs] or mention.people
    if len(people) == 1:
        return Answer(tuple(meant), people[0], "the only one of that title there")
    for earlier in reading.mentions_before(mention.start):
        if earlier.kind in ("person", "title") and earlier.person in people:
            return Answer(earlier.actors, earlier.person, "the last one named of several")
    return Answer((), source, "unmatched: role of several people")


def _is_of(text: str, owner: Mention, role: Mention) -> bool:
    """Say whether a role is of the actor named right before it: "the Southmarker minister"."""
    return owner.end <= role.start and not _POSSESSIVE.sub("", text[owner.end : role.start]).strip()


def _is_head(text: str, mention: Mention, start: int, end: int) -> bool:
    """Say whether the mention is who speaks, not merely named along with the speaker."""
    if _OUTSIDE.search(text, start, mention.start) or _ELSEWHERE.search(text, start, mention.start):
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


def _named_before_cue(reading: Reading, draft: Draft) -> tuple[Span, ...]:
    """Return the name that stands right before the cue, if the tagger took none."""
    start = draft.anchor
    named = next(reading.mentions_before(start), None)
    if not draft.cue or named is None or named.kind in ("adjective", "pronoun"):
        return ()
    between = reading.report.text[named.end : start]
    return ((named.start, named.end),) if between and _ASIDE.fullmatch(between) else ()


def _named_after_cue(reading: Reading, draft: Draft) -> tuple[Span, ...]:
    """Return the name that ends a sentence after the cue: "“It is over,” quipped Torvald."."""
    if not draft.cue or not draft.content or draft.content[-1][1] > draft.cue[0][0]:
        return ()
    text, end = reading.report.text, draft.cue[-1][1]
    for named in reading.mentions_in(end, end + _LONGEST_TITLE):
        own = named.kind in ("person", "title", "role", "actor")
        if own and text[end : named.start].strip().lower() in ("", "the"):
            return ((named.start, named.end),) if _STOPS.match(text, named.end) else ()
        return ()
    return ()


def _without_source(reading: Reading, draft: Draft, previous: Draft | None) -> Answer:
    text = reading.report.text
    first = draft.spans.extent()[0]
    if previous and previous.actors and text[first - 1 : first + 1].strip(" ")[:1] in tuple('“"'):
        mine, theirs = reading.sentence_at(first), reading.sentence_at(previous.anchor)
        if mine and theirs and mine.paragraph == theirs.paragraph:
            return Answer(previous.actors, previous.speaker, "continued quote")
    return Answer((), None, "no source")
