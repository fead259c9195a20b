"""Step: which issue a statement bears on, which option it means, and how.

What the words in and around a statement say of each issue and option is weighed as was
learned on marked reports. A content that only points back ("that demand") takes the options
of what it points to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from pourparler.case.case import Case
from pourparler.case.issues import Issue
from pourparler.case.records import Coding, Modality
from pourparler.reader.aside import MOST, Asides
from pourparler.reader.clauses import main_and_condition
from pourparler.reader.coding_weights import CodingWeights, load_coding_weights
from pourparler.reader.holding import Held, find_held, side_by_holding
from pourparler.reader.holding_rules import ActorsIn
from pourparler.reader.lexicon import is_negated, word_pattern
from pourparler.reader.modality import is_declined, modality_as_before, read_modality
from pourparler.reader.names import CaseNames
from pourparler.reader.particles import cue_words
from pourparler.reader.pointing import find_antecedent, points_back, points_somewhere
from pourparler.reader.precedence import compare_options, side_by_order, wanted_first
from pourparler.reader.reading import Draft, Reading
from pourparler.reader.reported import Reported, find_accused, find_reported, is_accusation
from pourparler.reader.similarity import Match, PhraseIndex
from pourparler.reader.surroundings import Surroundings
from pourparler.reader.wording import COVERED, WORDED, find_wording

CODER: Final = "machine"
LEAST: Final = 0.16  # probability of an issue below which it is not coded
LEAST_DECLINED: Final = 0.05  # the same for what somebody declines to talk about
SECOND: Final = 0.25  # and the same for a second one
_CUT: Final = re.compile(
    r"\bif\b|\s…\s(?=(?:and\s+)?that\b)|,?\s+and\s+(?=(?:that|for|to)\b)|;\s", re.IGNORECASE
)
_WITHOUT: Final = re.compile(r"(?:none|nobody|no one|nothing|neither)\b", re.IGNORECASE)
_LESS: Final = 0.9  # a condition is read with less than its main clause
_LONGEST: Final = 2000  # characters of a content that are looked at
_ORDER_ODDS: Final = 3.0  # log odds for an option that wants the same first
_NOBODY: Final = re.compile(r"(?:neither|nobody|no one|none of|no)\b", re.IGNORECASE)
_ANY: Final = re.compile(r"\b(?:no|not|never|any|nothing|nobody|none)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Choice:
    """Options that are meant, with the probability that they are, given the issue.

    ``bearing`` is 1 where they want the same first as the statement, -1 for the contrary.
    """

    options: tuple[str, ...]
    probability: float
    bearing: int = 0


def index_wordings(case: Case) -> PhraseIndex:
    """Return the wordings of a case's issues; names of its actors alone are like none."""
    names = [name for actor in case.actors for name in (*actor.names(), *actor.adjectives)]
    return PhraseIndex(case.issues, names=names)


class Coder:
    """Codes drafts against the issues of one case.

    Parameters
    ----------
    case : Case
        Its issues with their wordings, and the names that are no wordings.
    weights : CodingWeights, optional
        Others than those that ship.
    """

    def __init__(self, case: Case, weights: CodingWeights | None = None) -> None:
        self._index = index_wordings(case)
        self._names = CaseNames(case)
        self._asides = Asides(case)
        self._issues = case.issues
        self._weights = weights or load_coding_weights()

    def code(self, reading: Reading) -> None:
        """Fill ``codings`` of every draft, in the order of the text."""
        if not self._issues:
            return
        around = Surroundings(reading, self._index)
        for number, draft in enumerate(reading.drafts):
            if not word_pattern("fear").search(reading.text_of(draft.cue)):
                self._code(reading, around, number)

    def _code(self, reading: Reading, around: Surroundings, number: int) -> None:
        draft = reading.drafts[number]
        content = _content(reading, draft)
        pointing = points_back(content) or points_somewhere(content)
        antecedent = find_antecedent(reading, draft, number) if pointing else None
        if is_accusation(reading, draft):
            reported = find_accused(reading, draft)
            if reported is None:
                return  # blame for what is no position
        else:
            reported = None if points_back(content) else find_reported(reading, draft)
        for part, issue, probability in self._likeliest(around, draft, content):
            before = _coding_on(issue, antecedent)
            if before and (points_back(content) or not around.is_worded(draft, issue.id)):
                coding = self._as_before(reading, draft, before)
            else:
                coding = self._by_wording(reading, around, draft, issue, part)
                if self._asides.is_aside(around.cue_of(draft), content, issue):
                    probability = min(probability, MOST)
            share = self._weights.calibration.share(probability * coding.probability)
            coding = replace(coding, probability=round(share, 3))
            draft.codings += [replace(coding, about=about) for about in _abouts(draft, reported)]

    def _likeliest(
        self, around: Surroundings, draft: Draft, content: str
    ) -> list[tuple[str | None, Issue, float]]:
        """Return the likeliest issue, and a second that is likely too, with probabilities.

        "Sanctions if there is no truce" bears on two issues: where the sides of an "if" or
        of an "and that" are about different ones, each is asked about by itself. The part
        asked about comes first.
        """
        clauses = None if draft.force == "threat" else main_and_condition(content)
        if clauses and around.names_issue(clauses[0]):
            return self._of_clauses(around, draft, *clauses)
        sides = [self._rank(around, draft, side)[0] for side in _sides(content)]
        if len({side[1].id for side in sides}) == len(sides) == 2:
            return [one for one in sides if one[2] >= SECOND]
        first, *others = self._rank(around, draft, None)
        least = LEAST_DECLINED if is_declined(around.cue_of(draft), content) else LEAST
        kept = [first] if first[2] >= least else []
        return kept + [one for one in others[:1] if one[2] >= SECOND]

    def _of_clauses(
        self, around: Surroundings, draft: Draft, main: str, condition: str
    ) -> list[tuple[str | None, Issue, float]]:
        """Return the issue of the main clause, and after it that of its condition, if another."""
        _, issue, share = self._rank(around, draft, main)[0]
        if share < LEAST:
            return []
        side, other, second = self._rank(around, draft, condition)[0]
        if other.id == issue.id or second < SECOND:
            return [(None, issue, share)]
        return [(None, issue, share), (side, other, min(second, _LESS * share))]

    def _rank(
        self, around: Surroundings, draft: Draft, part: str | None
    ) -> list[tuple[str | None, Issue, float]]:
        found = self._weights.issue.probabilities(*around.of_issues(draft, part))
        ranked = [
            (part, issue, share)
            for issue, share in zip(self._issues, found[:-1].tolist(), strict=True)
        ]
        return sorted(ranked, key=lambda one: -one[2])

    def _by_wording(
        self, reading: Reading, around: Surroundings, draft: Draft, issue: Issue, part: str | None
    ) -> Coding:
        """Return the coding on an issue; its probability is that of the options, given it."""
        cue, content = _cue(reading, draft), _content(reading, draft)
        matches = [m for m in self._index.rank(part or content) if m.phrase.issue == issue.id]
        wanted = wanted_first(cue, part or content)
        if part and wanted and wanted.is_open:
            wanted = None  # "sanctions if there is no immediate truce" puts nothing off
        bearing = compare_options(issue, wanted)
        held = None if any(bearing) else self._find_held(reading, draft, cue, part or content)
        if held:
            bearing = held.compare_options(issue, self._actors_in(reading))
        # of who is to have it, the option is meant that one is for, else that one is against
        pull = [-one for one in bearing] if held and max(bearing) <= 0 else bearing
        chosen = self._choose_options(around, draft, issue, part, bearing, pull)
        phrase = find_wording(matches, chosen.options, issue, content)
        modality, why = read_modality(draft, cue, content, phrase)
        if held and (side := chosen.bearing):
            said = cue, part or content
            modality, why = side_by_holding((modality, why), draft, said, phrase, side)
        elif wanted and (side := chosen.bearing):
            modality, why = side_by_order((modality, why), cue, wanted, side)
        ids, none = chosen.options or _denied_in(matches, phrase), _option_of_none(issue)
        worded = any(match.telling > 0 and match.covered >= COVERED for match in matches)
        if none and not worded and modality == "opposes" and _ANY.search(content):
            # "no guarantees at all": for the option that there be none
            modality, ids, why = "supports", (none,), f"{why}: none"
        return _coding(issue, ids, modality, chosen.probability, f"like '{phrase}'; {why}")

    def _find_held(self, reading: Reading, draft: Draft, cue: str, content: str) -> Held | None:
        return find_held(draft, cue, content, self._actors_in(reading))

    def _actors_in(self, reading: Reading) -> ActorsIn:
        index = self._names.on(reading.report.reported_on)
        return lambda text: [a for m in index.find(text, 0, len(text)) for a in m.actors]

    def _choose_options(
        self,
        around: Surroundings,
        draft: Draft,
        issue: Issue,
        part: str | None,
        bearing: Sequence[int],
        pull: Sequence[int],
    ) -> _Choice:
        found = self._weights.option.probabilities(*around.of_options(draft, issue.id, part))
        if max(pull) > 0:
            odds = found * np.exp([_ORDER_ODDS * one for one in (*pull, 0)])
            found = odds / odds.sum()
        best = int(found.argmax())
        if best == len(issue.options):
            return _Choice((), float(found[best]))
        return _Choice((issue.options[best].id,), float(found[best]), bearing[best])

    def _as_before(self, reading: Reading, draft: Draft, before: Coding) -> Coding:
        """Take over the options of what was pointed to, as the position of who points."""
        cue, content = _cue(reading, draft), _content(reading, draft)
        modality, why = modality_as_before(cue, content, before.modality)
        rule = f"points back to the statement before; {why}"
        return replace(before, modality=modality, about=None, rule=rule)


def _content(reading: Reading, draft: Draft) -> str:
    """Return the words of the content, as far as one statement can reasonably go."""
    return reading.text_of(draft.content)[:_LONGEST]


def _cue(reading: Reading, draft: Draft) -> str:
    """Return the cue, with the negation that its subject has: "neither side accepted"."""
    cue = cue_words(reading, draft)
    return f"not {cue}" if _NOBODY.match(reading.text_of(draft.source)) else cue


def _sides(content: str) -> list[str]:
    """Return what stands on either side of an "if" or an "and that", or nothing."""
    cut = _CUT.search(content)
    sides = (content[: cut.start()], content[cut.end() :]) if cut else ()
    return [side for side in sides if any(character.isalnum() for character in side)]


def _coding(
    issue: Issue, ids: tuple[str, ...], modality: Modality, probability: float, rule: str
) -> Coding:
    return Coding(
        issue=issue.id,
        from_option=ids[0] if ids else None,
        to_option=ids[-1] if ids else None,
        modality=modality,
        probability=probability,
        coder=CODER,
        wording=issue.wording,
        rule=rule,
    )


def _coding_on(issue: Issue, draft: Draft | None) -> Coding | None:
    """Return the first coding of a draft on the issue."""
    codings = draft.codings if draft else []
    return next((coding for coding in codings if coding.issue == issue.id), None)


def _denied_in(matches: list[Match], phrase: str) -> tuple[str, ...]:
    """Return the option that the phrase is a wording of, if it denies something: "No boats"."""
    if not is_negated(phrase):
        return ()
    own = (m.phrase.option for m in matches if m.phrase.text == phrase and m.score >= WORDED)
    return next(((option,) for option in own if option), ())


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
