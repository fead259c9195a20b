"""Step: mend what the tagger cut in the wrong place, where the words themselves show it.

No content begins with a dateline or ends in an article, in the middle of a word or in a
dangling "but not"; a condition in front ("If there is no deal, ...") belongs to it, and so does
the noun in "wants assurances that ..." or "ruled out a vote on ..."; in "A truce was “a dream”, he
said" all of it was said; an aside of the reporter's ("although she ...") does not.
In "Asked about a truce, she declined to answer" what she declined to speak about is the truce.
"""

from __future__ import annotations

import re
from typing import Final

from pourparler.case.records import Span
from pourparler.reader.lexicon import word_pattern
from pourparler.reader.reading import Draft, Reading
from pourparler.reader.tagger import WORD

_OPEN_END = re.compile(
    r"\b(?:the|an?|of|its|his|her|their|by|to|for|with|from|in|on|at|than)$", re.IGNORECASE
)
_FOLLOWING = re.compile(r"(?:\s+[\w’'-]+){1,6}")
_DATELINE = re.compile(
    r"[A-Z][A-Z .'’-]{2,40}(?:,\s[A-Z][\w .]{2,30})?(?:\s\([^)]{2,30}\))?\s+[—–-]{1,2}\s+"
)
_DANGLING = re.compile(r",?\s+(?:but|and|or|nor)(?:\s+not)?$|,$", re.IGNORECASE)
_IN_WORD = re.compile(r"['’]\w")
_CONDITION = re.compile(
    r"(?:but\s+|and\s+)?(?:if|unless|should)\s[^.;:“”\"]{3,120},\s+", re.IGNORECASE
)
_NOUN_IN_CUE = re.compile(
    r"\b(?:want|wants|wanted|seek|seeks|sought|need|needs|needed|demands?|demanded)\s+"
    r"((?:\w+\s+)?(?:assurances?|guarantees?|pledges?|promises?|proof))$",
    re.IGNORECASE,
)
_OBJECT_IN_CUE = re.compile(
    r"\b(?:rul(?:e|es|ed|ing)\s+out|oppos(?:e|es|ed|ing)|reject(?:s|ed|ing)?|refus(?:e|es|ed|ing)|"
    r"back(?:s|ed|ing)|favou?r(?:s|ed|ing)?|support(?:s|ed|ing)?|propos(?:e|es|ed|ing)|"
    r"demand(?:s|ed|ing)?|call(?:s|ed|ing)?\s+for|accept(?:s|ed|ing)?)\s+"
    r"((?:an?|any|the)\s+(?:\w+\s+)?\w+\s+(?:of|on|in|to|for|from|with|between))$",
    re.IGNORECASE,
)
_NOT_IN_CUE = re.compile(r"\b[\w’'-]+\s+(not)$", re.IGNORECASE)
_SAID_OF = re.compile(
    r"(?:\S+\s+){1,11}(?:is|was|are|were|remains?|remained|(?:would|will|could|must)\s+be|"
    r"ha(?:s|d|ve)\s+been)\s+(?:not\s+)?(?=[“\"])",
)
_ASIDE = re.compile(r",\s+(?:although|though|even though)\s+(?:he|she|they)\s", re.IGNORECASE)
_ASKED = re.compile(r"(?:when\s+|being\s+)?(?:asked|questioned|pressed)\b", re.IGNORECASE)
_BOUND = re.compile(
    r"\s+(?:until|till|before|unless|while|without|(?:as|so) long as)\s+(?!(?:adding|saying|noting|"
    r"warning|stressing|insisting|naming|giving|elaborating|explaining)\b)[^.;:,“”\"]{3,90}",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\s+(?:but|other than|except|short of|less than)\s+[^.;:,“”\"]{3,90}", re.IGNORECASE
)
_ANYTHING = re.compile(r"\b(?:any|no)(?:thing|body|\s?one)$", re.IGNORECASE)
_CUT_SHORT = re.compile(
    r"\s(?:until|till|before|unless|while|once|if)\s+(?:(?:the|an?|its|their|all|both)\s+)?[\w’'-]+$",
    re.IGNORECASE,
)
_REST = re.compile(r"[^.;:,“”\"]{3,60}")
_LONGEST_TAIL: Final = 60  # characters that a content can end with and should not
_LONGEST_ANSWER: Final = 4  # words, as in "to be drawn"


def mend_boundaries(reading: Reading) -> None:
    """Mend the contents, and join questions that were put with how they were answered."""
    for draft in reading.drafts:
        draft.content = tuple(_mend(reading, draft, piece) for piece in draft.content)
        _take_noun_from_cue(reading, draft)
    drafts = sorted(reading.drafts, key=lambda draft: draft.anchor)
    put = [_is_question_put(reading, draft) for draft in drafts]
    for number, question in enumerate(drafts[:-1]):
        answer = drafts[number + 1]
        if not put[number] or put[number + 1]:
            continue
        if _same_sentence(reading, question, answer) and _is_declined(reading, answer):
            last = max(end for _, end in answer.content)
            answer.cue = (*question.cue, (answer.cue[0][0], last))
            answer.content = question.content
            answer.rules["statement"] += ", with the question put"
    reading.drafts = [draft for draft, is_put in zip(drafts, put, strict=True) if not is_put]


def _mend(reading: Reading, draft: Draft, piece: Span) -> Span:
    text, (start, end) = reading.report.text, piece
    dateline = _DATELINE.match(text, start, end)
    start = dateline.end() if dateline else _with_condition(reading, draft, start)
    aside = _ASIDE.search(text, start, end)
    end = aside.start() if aside else end
    found = _DANGLING.search(text, max(start, end - _LONGEST_TAIL), end)
    if found and WORD.search(text, start, found.start()):
        return start, found.start()
    sentence = reading.sentence_at(end - 1)
    if not sentence:
        return start, end
    others = [a for a, _ in (*draft.source, *draft.cue, *draft.content) if a >= end]
    limit = min([sentence.end, *others])
    if _IN_WORD.match(text, end):
        return start, end + len(text[end:limit].rstrip(" ,"))
    if _OPEN_END.search(text, start, end):
        following = _FOLLOWING.match(text, end, limit)
    else:
        following = _bound(text, (start, end), limit)
    return (start, following.end()) if following else (start, end)


def _bound(text: str, piece: Span, limit: int) -> re.Match[str] | None:
    """Return what ties the content to a time or a condition, or names what alone is left."""
    start, end = piece
    if _ANYTHING.search(text, start, end):
        return _EXCEPT.match(text, end, limit)
    if _CUT_SHORT.search(text, start, end):
        return _REST.match(text, end, limit)
    return _BOUND.match(text, end, limit)


def _with_condition(reading: Reading, draft: Draft, start: int) -> int:
    """Return where a content begins with the condition, or the subject, that opens its sentence."""
    sentence = reading.sentence_at(start)
    if not sentence or any(sentence.start <= a < start for a, _ in (*draft.source, *draft.cue)):
        return start
    condition = _CONDITION.match(reading.report.text, sentence.start, start)
    if condition and condition.end() == start:
        return sentence.start
    said_of = _SAID_OF.match(reading.report.text, sentence.start, start + 1)
    return sentence.start if said_of and said_of.end() == start else start


def _take_noun_from_cue(reading: Reading, draft: Draft) -> None:
    """Give what is wanted or ruled out to the content: "wants assurances that", "a vote on".

    So with "not" in "pledged not to retaliate".
    """
    if len(draft.cue) != 1 or not draft.content:
        return
    (start, end), (first, last) = draft.cue[0], draft.content[0]
    text = reading.report.text
    noun = _NOUN_IN_CUE.search(text, start, end) or _OBJECT_IN_CUE.search(text, start, end)
    if text.startswith("to ", first):
        noun = noun or _NOT_IN_CUE.search(text, start, end)
    if noun and not reading.report.text[end:first].strip():
        draft.cue = ((start, start + len(reading.report.text[start : noun.start(1)].rstrip())),)
        draft.content = ((noun.start(1), last), *draft.content[1:])


def _is_question_put(reading: Reading, draft: Draft) -> bool:
    """Say whether the cue tells that somebody was asked: no subject stands before it."""
    sentence = reading.sentence_at(draft.anchor)
    if not sentence or not draft.cue or not _ASKED.match(reading.text_of(draft.cue)):
        return False
    before = reading.report.text[sentence.start : draft.anchor].strip(' “"').lower()
    return before in ("", "when", "but", "and", "but when", "and when")


def _same_sentence(reading: Reading, draft: Draft, other: Draft) -> bool:
    number = reading.sentence_number(draft.anchor)
    return number is not None and number == reading.sentence_number(other.anchor)


def _is_declined(reading: Reading, draft: Draft) -> bool:
    content = reading.text_of(draft.content)
    said = f"{reading.text_of(draft.cue)} {content}"
    return len(content.split()) <= _LONGEST_ANSWER and bool(word_pattern("declined").search(said))
