"""Step: in which order things were said on one day, where the text gives it.

"But after his meeting he dropped that demand": what an actor said before and after on what can
be the same day is not one update but two. The place within the day is a whole number: 0 where
nothing tells, below for the morning and what was said before something, above for the rest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from pourparler.case.records import SAID_ORDER
from pourparler.reader.reading import Draft, Reading, Sentence
from pourparler.reader.when.tense import is_present

_EVENT: Final = (
    r"(?:(?:the|that|this|his|her|its|their|a|an|they|he|she|it|talks|[\w’'-]+ing|lunch|dinner|"
    r"speaking|meeting|hearing|[A-Z][\w’'-]+['’]s)\b)"
)
_AFTER: Final = re.compile(
    rf"\b(?:after\s+{_EVENT}|following\s+(?:the|that|his|her|its|their)\b|afterwards?|"
    r"thereafter|subsequently|(?:minutes|hours|an\s+hour|moments|shortly|soon)\s+(?:later|after)|"
    r"later(?!\s+(?:than|this|on\s+[A-Z]|in)\b)|within\s+(?:minutes|hours)|"
    r"(?:^|(?<=[.;,]\s)|(?<=\band\s)|(?<=\bbut\s))then(?=\s))",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    rf"\b(?:before\s+{_EVENT}|beforehand|ahead\s+of\s+(?:the|that|his|her|its|their)\b|"
    r"(?:minutes|hours|an\s+hour|shortly)\s+(?:earlier|before)|"
    r"earlier(?:\s+(?:in\s+the\s+day|that\s+day|on\s+the\s+same\s+day))?(?!\s+(?:this|in|than)\b))",
    re.IGNORECASE,
)
_HOURS: Final = {
    "morning": -2, "breakfast": -2, "dawn": -2, "noon": -1, "midday": -1, "lunchtime": -1,
    "afternoon": 1, "evening": 2, "night": 3, "midnight": 3,
}  # fmt: skip
_HOUR: Final = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|that|this|same|yesterday|early|late|last|"
    rf"at|the|in\s+the)\s+(?P<hour>{'|'.join(_HOURS)})\b",
    re.IGNORECASE,
)
_FAR: Final = 400  # characters around a cue within which such words are looked for


def order_within_days(reading: Reading) -> None:
    """Note the place within the day of every draft of which the text tells it.

    Part of a day ("on Monday evening") gives it by itself. "After", "then" and "later" put it
    after, "before" and "earlier" before what the same actor said earlier in the report, if that
    can have been on the same day.
    """
    earlier: dict[str, list[Draft]] = defaultdict(list)
    for draft in sorted(reading.drafts, key=lambda draft: draft.anchor):
        sentence = reading.sentence_at(draft.anchor)
        if sentence is not None and not is_present(reading.text_of(draft.cue)):
            before = [one for actor in draft.actors for one in earlier[actor]]
            if found := _place(_words_around(reading, draft, sentence), draft, before):
                draft.rules[SAID_ORDER] = f"{found[0]}: {found[1]}"
        for actor in draft.actors:
            earlier[actor].append(draft)


def _words_around(reading: Reading, draft: Draft, sentence: Sentence) -> str:
    """Return the words of the sentence near the cue that nobody says and that name nobody."""
    text = reading.report.text
    start, end = max(sentence.start, draft.anchor - _FAR), min(sentence.end, draft.anchor + _FAR)
    said = sorted((*draft.content, *draft.source))
    parts, begin = [], start
    for first, last in said:
        if first < end and last > begin:
            parts.append(text[begin : max(begin, first)])
            begin = min(max(begin, last), end)
    return " ".join([*parts, text[begin:end]]).strip()


def _place(words: str, draft: Draft, earlier: list[Draft]) -> tuple[int, str] | None:
    hours = {found["hour"].lower() for found in _HOUR.finditer(words)}
    if len(hours) == 1:
        hour = hours.pop()
        return _HOURS[hour], hour
    after = _AFTER.search(words)
    found = after or _BEFORE.search(words)
    same = [_place_of(one) for one in earlier if found and _may_be_one_day(one, draft)]
    if not found or not same:
        return None
    place = max(*same, 0) + 1 if after else min(*same, 0) - 1
    return place, " ".join(found[0].lower().split())


def _place_of(draft: Draft) -> int:
    return int(draft.rules.get(SAID_ORDER, "0").partition(":")[0])


def _may_be_one_day(one: Draft, other: Draft) -> bool:
    if one.said_last is None or other.said_last is None:
        return False
    first, second = one.said_first, other.said_first
    return (first is None or first <= other.said_last) and (
        second is None or second <= one.said_last
    )
