"""Step: which issue a statement bears on, which option it means, and how.

For now by lexical similarity of the content to the case's wording. A content that only
points back ("that demand") takes the reading of what it points to.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import Final

from pourparler.case.case import Case
from pourparler.case.issues import Issue
from pourparler.case.records import Coding
from pourparler.reader.lexicon import is_negative, word_pattern
from pourparler.reader.modality import modality_as_before, read_modality
from pourparler.reader.pointing import find_antecedent, points_back, points_somewhere, words_before
from pourparler.reader.reading import Draft, Reading
from pourparler.reader.reported import Reported, find_reported
from pourparler.reader.similarity import Match, PhraseIndex

CODER: Final = "machine"
THRESHOLD: Final = 0.22  # cosine below which a content is about no issue of the case
_SECOND: Final = 0.8  # a second issue this close to the first is coded too
_NEIGHBOUR: Final = 0.93  # an option this close to the best widens the reading to a range
_STEEPNESS: Final = 9.0
_MOST_PROBABLE: Final = 0.95
_SAME_NEGATION: Final = 0.5  # share of a negative phrase that has to be found
_POINTED: Final = 0.7  # certainty kept when the reading is that of the antecedent
_COVERED: Final = 0.3  # share of an option's telling words below which it is not meant
_WITHOUT: Final = re.compile(r"(?:none|nobody|no one|nothing|neither)\b", re.IGNORECASE)
_ANY: Final = re.compile(r"\b(?:no|not|never|any|nothing|nobody|none)\b", re.IGNORECASE)
_IF: Final = re.compile(r"\bif\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Candidate:
    issue: str
    score: float
    options: tuple[str, ...]
    phrase: str


class Coder:
    """Codes drafts against the issues of one case."""

    def __init__(self, case: Case) -> None:
        names = [name for actor in case.actors for name in (*actor.names(), *actor.adjectives)]
        self._index = PhraseIndex(case.issues, names=names)
        self._issues = {issue.id: issue for issue in case.issues}

    def code(self, reading: Reading) -> None:
        """Fill ``codings`` of every draft, in the order of the text."""
        for number, draft in enumerate(reading.drafts):
            content, cue = reading.text_of(draft.content), reading.text_of(draft.cue)
            if word_pattern("fear").search(cue):
                continue
            if not points_back(content):
                reported = find_reported(reading, draft)
                self._code_by_wording(draft, cue, content, reported=reported)
                if not draft.codings:
                    self._code_by_context(reading, draft, number)
            elif antecedent := find_antecedent(reading, draft, number):
                _code_as_antecedent(draft, cue, content, antecedent)
            else:
                self._code_by_wording(draft, cue, words_before(reading, draft), certainty=_POINTED)

    def _code_by_context(self, reading: Reading, draft: Draft, number: int) -> None:
        """Code what points to something said before, or what nobody would speak about."""
        content, cue = reading.text_of(draft.content), reading.text_of(draft.cue)
        declined = word_pattern("declined").search(f"{cue} {content}")
        if not declined and not points_somewhere(content):
            return
        antecedent = find_antecedent(reading, draft, number)
        if antecedent and not declined and set(antecedent.actors) & set(draft.actors):
            return  # who comments on his own words takes no new position
        if antecedent:
            _code_as_antecedent(draft, cue, content, antecedent)
        elif declined:
            self._code_by_wording(draft, cue, words_before(reading, draft), certainty=_POINTED)

    def _code_by_wording(
        self,
        draft: Draft,
        cue: str,
        content: str,
        *,
        reported: Reported | None = None,
        certainty: float = 1.0,
    ) -> None:
        for candidate in self._candidates(content):
            modality, why = read_modality(draft, cue, content, candidate.phrase)
            issue = self._issues[candidate.issue]
            ids = [o.id for o in issue.options if o.id in candidate.options]
            none = _option_of_none(issue)
            if none and not ids and modality == "opposes" and _ANY.search(content):
                # "no guarantees at all": for the option that there be none
                modality, ids, why = "supports", [none], f"{why}: none"
            coding = Coding(
                issue=issue.id,
                from_option=ids[0] if ids else None,
                to_option=ids[-1] if ids else None,
                modality=modality,
                probability=round(_probability(candidate.score) * certainty, 3),
                coder=CODER,
                wording=issue.wording,
                rule=f"like '{candidate.phrase}'; {why}",
            )
            draft.codings += [replace(coding, about=about) for about in _abouts(draft, reported)]

    def _candidates(self, content: str) -> list[_Candidate]:
        """Return the best issues of the content, and of each side of an "if" in it.

        "Sanctions if there is no truce" bears on both, however much longer one side is.
        """
        found = {one.issue: one for one in self._best_issues(content)}
        condition = _IF.search(content)
        for side in (content[: condition.start()], content[condition.end() :]) if condition else ():
            for one in self._best_issues(side)[:1]:
                found.setdefault(one.issue, one)
        return list(found.values())

    def _best_issues(self, content: str) -> list[_Candidate]:
        """Return the best issue, and the next one when it is almost as good."""
        by_issue: dict[str, list[Match]] = {}
        for match in self._index.rank(content):
            if match.score >= THRESHOLD or match.phrase.issue in by_issue:
                by_issue.setdefault(match.phrase.issue, []).append(match)
        top = max((found[0].score for found in by_issue.values()), default=0.0)
        kept = [found for found in by_issue.values() if found[0].score >= _SECOND * top]
        return [_candidate(self._issues[f[0].phrase.issue], f, content) for f in kept[:2]]


def _option_of_none(issue: Issue) -> str | None:
    """Return the only option of an issue that is to do without: "Nobody pays"."""
    found = [option.id for option in issue.options if _WITHOUT.match(option.words)]
    return found[0] if len(found) == 1 else None


def _abouts(draft: Draft, reported: Reported | None) -> list[str | None]:
    """Return whose position each reading is about: None is the speaker, once, and first."""
    if reported is None:
        return [None]
    others: list[str | None] = [a for a in reported.actors if a not in draft.actors]
    return others if len(others) == len(reported.actors) else [None, *others]


def _code_as_antecedent(draft: Draft, cue: str, content: str, antecedent: Draft) -> None:
    """Take over the readings of what was pointed to, as the position of who points."""
    by_issue = {coding.issue: coding for coding in reversed(antecedent.codings)}
    for coding in reversed(by_issue.values()):
        modality, why = modality_as_before(cue, content, coding.modality)
        draft.codings.append(
            replace(
                coding,
                modality=modality,
                about=None,
                probability=round(coding.probability * _POINTED, 3),
                rule=f"points back to the statement before; {why}",
            )
        )


def _candidate(issue: Issue, matches: list[Match], content: str) -> _Candidate:
    """Choose the options: those whose telling words are (nearly) the most alike."""
    by_option: dict[str, list[Match]] = {}
    for match in sorted(matches, key=lambda match: -match.telling):
        if match.phrase.option is not None and match.covered >= _COVERED:
            by_option.setdefault(match.phrase.option, []).append(match)
    best = matches[0]
    if not by_option:
        return _Candidate(issue.id, best.score, (), best.phrase.text)
    top = max(by_option.values(), key=lambda found: found[0].telling)
    near = tuple(o for o, f in by_option.items() if f[0].telling >= _NEIGHBOUR * top[0].telling)
    if issue.scale == "unordered" and len(near) > 1:
        near = ()  # there is nothing between two options without an order
    return _Candidate(issue.id, best.score, near, _wording(top, content))


def _wording(matches: list[Match], content: str) -> str:
    """Return the phrase of an option that the content is held against.

    Where the content has a negation, a phrase that has it too, and is otherwise found,
    goes before a phrase that is more alike: "no pardon for those who deserted" is like
    "no pardon" more than "trials for those who deserted".
    """
    if is_negative(content):
        for match in matches:
            if match.covered >= _SAME_NEGATION and is_negative(match.phrase.text):
                return match.phrase.text
    return matches[0].phrase.text


def _probability(score: float) -> float:
    """Turn a similarity into a probability by a fixed curve: a judgement, until calibrated."""
    return _MOST_PROBABLE / (1 + math.exp(-_STEEPNESS * (score - 0.35)))
