"""Which date of its sentence tells when a statement was made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pourparler.case.records import Span
from pourparler.reader.force import cue_force
from pourparler.reader.lexicon import words
from pourparler.reader.reading import Draft, Reading
from pourparler.reader.when.clauses import clause_at
from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.relation import Relation, relation_of_opener, said_within
from pourparler.reader.when.scene import Dated, SceneSentence
from pourparler.reader.when.tense import (
    has_verb,
    is_perfect,
    is_pluperfect,
    is_present,
    is_simple_past,
)
from pourparler.reader.when.units import bounds

_DONE: Final = frozenset({"deed", "refusal", "acceptance"})
_CLAUSAL: Final = re.compile(
    rf"[\s\"“'‘]*(?:that(?!\s+(?:{'|'.join(words('pointing_noun'))})\b)|to|if|whether|how|why|what|"
    r"not)\b",
    re.IGNORECASE,
)
_SUBJECT: Final = re.compile(r"\s+(?:that\b|the\b|he\b|she\b|it\b|they\b|his\b|her\b|its\b|[A-Z])")
_WORDS: Final[dict[Relation, str]] = {"after": "after ", "named": "after ", "before": "before "}
_MARKS: Final = 4  # letters of marks, "and" and blanks that may stand around a date alone
_YEARLESS: Final = frozenset({"day_and_month", "days_of_month"})
_LONG_AGO: Final = 270  # days
_UNTIL: Final = re.compile(r"\b(?:until|till)\s", re.IGNORECASE)
_HAD: Final = re.compile(r"\bhad\s+(?:until|till)\s", re.IGNORECASE)
_LETTER: Final = re.compile(r"\w")
_LONGEST_LEAD: Final = 12  # letters before a date that can hold "until the"
_APPOSED: Final = re.compile(
    r"[\s,]*an?\s+[a-z]+(?:\s+(?:that|which))?\s+(?=(?-i:[A-Z])|s?he\b|it\b|they\b)"
)
_IN_WHICH: Final = re.compile(r"\s+(?:in|at|during|on)\s+(?:which|whom)\b", re.IGNORECASE)
_SINCE: Final = re.compile(r"\s*since\b", re.IGNORECASE)
_OF_THE_PAST: Final = frozenset({"same_date", "within_hours", "neighbouring_date", "ago"})
_WHILE: Final = frozenset({"when", "as"})
_BARE_DAYS: Final = frozenset({"weekday", "relative_day"})
_LEADING_DAYS: Final = _BARE_DAYS | {"same_date", "neighbouring_date"}
_AND: Final = re.compile(r"(?:\band|\bbut|\bthen|;)\s*(?:then\s+|also\s+)?$", re.IGNORECASE)
_PARTICIPLE: Final = re.compile(r"[\s“\"]*(?:\w+(?:ed|ing)|met|told|shown)\b", re.IGNORECASE)
_SAID_IN: Final = re.compile(
    r"[\s“\"]*(?:in|at|during|on|with)\s+(?:an?|the|his|her|its|their)\s+(?:[\w’'-]+\s+){1,5}?"
    r"(?:published|printed|broadcast|aired|released|issued|posted|recorded|given|delivered|made|"
    r"held|dated|written|sent|signed|read)\b",
    re.IGNORECASE,
)
"""Where something was said: "in an interview published on Sunday"."""
_JOINED: Final = re.compile(r"[,;]?\s*(?:and|while|but)\s", re.IGNORECASE)
_NEXT: Final = 60  # letters after a date within which a verb makes it that of another act
_PARTED: Final = re.compile(r"\s+(?:of|to|for|not\s+to|over|against|into|that)\b", re.IGNORECASE)
_HEARD: Final = re.compile(r"\b(?:when|as|after)\s+(?:he|she|it|they)\s[^,;]*$", re.IGNORECASE)
_LONGEST_OBJECT: Final = 6  # words


@dataclass(frozen=True, slots=True)
class Pick:
    """When a statement was made, and the rule that says so."""

    value: EdtfDate
    rule: str


def pick_date(
    reading: Reading, draft: Draft, sentence: SceneSentence, others: Sequence[Draft]
) -> Pick | None:
    """Return the date of its own sentence that dates a statement, or None.

    A date in the clause of the cue goes before one elsewhere in the sentence, "on Monday"
    before "after Monday", a near one before a far one. Left out are dates in the content
    (they tell when something is to happen), in the source, in relative clauses, in the
    clause of another speaker's cue, and all that come after the report.

    Parameters
    ----------
    reading : Reading
        The report; its drafts have source, cue, content, actors and force.
    draft : Draft
        The statement to be dated.
    sentence : SceneSentence
        The dates of the sentence that its cue stands in.
    others : sequence of Draft
        All drafts whose cue stands in that sentence, the statement itself among them.
    """
    view = _View(reading, draft, sentence, others)
    free = [d for d in sentence.dates if not view.is_taken(d) and not view.is_of_next(d)]
    for dated in sorted(free, key=view.rank):
        if not view.reaches(dated) or is_coming(dated, reading.report.reported_on):
            continue
        relation = view.relation(dated)
        value = said_within(dated.value, relation, reading.report.reported_on)
        if value and view.lasts_until(dated):
            value = EdtfDate(
                None, bounds(dated.value.until(reading.report.reported_on) or value)[1]
            )
        if value:
            return Pick(value, _WORDS.get(relation, "") + dated.expression.rule)
    return None


@dataclass(frozen=True, slots=True)
class _View:
    """A sentence as seen from one of its statements."""

    reading: Reading
    draft: Draft
    sentence: SceneSentence
    others: Sequence[Draft]

    def rank(self, dated: Dated) -> tuple[int, bool, int]:
        """Return the order to try dates in; other speakers' cues between count against one."""
        anchor, start, end = self.draft.anchor, dated.expression.start, dated.expression.end
        tier = 2 if not self.is_near(dated) else int(dated.relation != "at")
        low, high = sorted((anchor, start))
        crossed = any(
            low < other.anchor < high for other in self.others if other.actors != self.draft.actors
        )
        after = max(self.draft.cue[-1][1], anchor) if self.draft.cue else anchor
        theirs = any(other.anchor < start < anchor for other in self.others)
        return tier, crossed or theirs, max(start - after, 0) if start > anchor else anchor - end

    def relation(self, dated: Dated) -> Relation:
        """Return how the statement stands to the date."""
        text, expression = self.reading.report.text, dated.expression
        if expression.rule == "same_date" and not self.is_near(dated):
            return "at"  # "said before he left that evening"
        if _IN_WHICH.match(text, expression.end) and self.draft.anchor > expression.end:
            return "at"  # "a speech of May 1 in which she demanded"
        if self.is_near(dated):
            return dated.relation
        return relation_of_opener(self.sentence.clauses[dated.clause].opener, dated.relation)

    def lasts_until(self, dated: Dated) -> bool:
        """Say whether it had been said all the time until then: "until Monday had insisted"."""
        start = dated.expression.start
        words = self.reading.report.text[max(0, start - _LONGEST_LEAD) : dated.expression.end]
        cue = self.reading.text_of(self.draft.cue)
        return bool(_UNTIL.search(words)) and (is_pluperfect(cue) or bool(_HAD.search(words)))

    def is_near(self, dated: Dated) -> bool:
        """Say whether a date stands in the cue's clause, or alone in the one next to it."""
        here = clause_at(self.sentence.clauses, self.draft.anchor)
        if abs(dated.clause - here) != 1:
            return dated.clause == here
        clause, expression = self.sentence.clauses[dated.clause], dated.expression
        if clause.opener == "that":
            return True  # outside the content: "rejected that demand on Monday"
        alone = max(expression.start - clause.start, clause.end - expression.end) < _MARKS
        return alone and not self.sentence.clauses[here].stands_apart

    def reaches(self, dated: Dated) -> bool:
        """Say whether a date in another clause tells anything about this statement."""
        number = clause_at(self.sentence.clauses, self.draft.anchor)
        here = self.sentence.clauses[number]
        apposed = _APPOSED.match(self.reading.report.text, here.start, self.draft.anchor)
        if (apposed and dated.clause < number) or self.is_framed(dated):
            return False  # "they left on Monday, a step she called wise"
        if self.is_near(dated):
            return True
        clause = self.sentence.clauses[dated.clause]
        cue = self.reading.text_of(self.draft.cue)
        if not _LETTER.search(cue) and dated.clause == number - 1:
            return not clause.stands_apart  # "dropped a hint on Sunday: they would come"
        perfect = is_perfect(cue) and self.relation(dated) == "at"  # not "has said in 2012"
        if clause.stands_apart or perfect or is_present(cue):
            return False
        if clause.opener in _WHILE or self.is_set_for_all(dated, number):
            return True
        return not any(
            clause.start <= other.anchor < clause.end and other.actors != self.draft.actors
            for other in self.others
        )

    def is_of_next(self, dated: Dated) -> bool:
        """Say whether a date opens what was done next: "vowed it and on Tuesday ordered it"."""
        text, start, end = self.reading.report.text, dated.expression.start, dated.expression.end
        if start <= self.draft.anchor or not _AND.search(text, self.draft.anchor, start):
            return False
        clauses = self.sentence.clauses
        stop = clauses[clause_at(clauses, end)].end
        return has_verb(text[end : max(stop, min(end + _NEXT, clauses[-1].end))])

    def is_framed(self, dated: Dated) -> bool:
        """Say whether a date is in what is told before ", she said": it has a verb of its own."""
        number = clause_at(self.sentence.clauses, self.draft.anchor)
        clause, here = self.sentence.clauses[dated.clause], self.sentence.clauses[number]
        text, source = self.reading.report.text, self.draft.source
        asked = _PARTICIPLE.match(text, clause.start) or _SAID_IN.match(text, clause.start)
        if not source or dated.clause >= number or clause.opener or asked:
            return False
        lead = text[here.start : source[0][0]].strip(' ,"“”')
        follows = here.start <= source[0][0] < self.draft.anchor and not lead
        return follows and has_verb(text[clause.start : dated.expression.start])

    def is_set_for_all(self, dated: Dated, number: int) -> bool:
        """Say whether a date opens a sentence of several: "On Monday she left, and he agreed"."""
        text, first = self.reading.report.text, self.sentence.clauses[0]
        here = self.sentence.clauses[number]
        opens = dated.clause == 0 and not _LETTER.search(text, first.start, dated.expression.start)
        return opens and bool(_JOINED.match(text, here.start)) and dated.relation == "at"

    def is_taken(self, dated: Dated) -> bool:
        """Say whether a date belongs to what is said, or to who says it."""
        start = dated.expression.start
        if _holds(self.draft.content, start):
            rules = (_leads, _trails, _parts, _when_heard, _names)
            return not any(rule(self.reading, self.draft, dated) for rule in rules)
        return any(
            _holds(other.source, start)
            or (_holds(other.content, start) and not _holds(other.content, self.draft.anchor))
            for other in self.others
        )


def is_coming(dated: Dated, reported_on: date) -> bool:
    """Say whether a day without a year, read as long past, is rather one that is to come.

    "Proposed talks on 15 May", printed on the 12th, was not said eleven months ago.
    """
    return dated.expression.rule in _YEARLESS and (reported_on - bounds(dated.value)[1]).days > (
        _LONG_AGO
    )


def _holds(spans: Sequence[Span], offset: int) -> bool:
    return any(start <= offset < end for start, end in spans)


def _leads(reading: Reading, draft: Draft, dated: Dated) -> bool:
    """Look for "said [Tuesday that ...]", a date that the content should not have begun with."""
    text, expression = reading.report.text, dated.expression
    starts = {start for start, _ in _pieces(draft, expression.start)}
    if not draft.cue or expression.start not in starts or draft.cue[-1][1] > expression.start:
        return False
    if text[draft.cue[-1][1] : expression.start].strip():
        return False
    if _SINCE.match(text, expression.start) or _SINCE.search(
        text, draft.cue[-1][1], expression.start
    ):
        return True
    if re.match(r"\s+that\b", text[expression.end : expression.end + 8]):
        return True
    bare = expression.rule in _LEADING_DAYS and not expression.text.lower().startswith("on ")
    return bare and bool(_SUBJECT.match(text, expression.end)) and not expression.possessive


def _trails(reading: Reading, draft: Draft, dated: Dated) -> bool:
    """Look for "rejected [the plan on Friday]", where the date is that of the act."""
    text, expression = reading.report.text, dated.expression
    cue = reading.text_of(draft.cue)
    done = cue_force(cue)[0] in _DONE or draft.force in _DONE or is_pluperfect(cue)
    past = expression.rule in _OF_THE_PAST and is_simple_past(cue)
    if not (done or past) or dated.relation != "at":
        return False
    return any(
        (text[expression.end : end][:1] == "," or not _LETTER.search(text, expression.end, end))
        and not _CLAUSAL.match(text, start)
        for start, end in _pieces(draft, expression.start)
    )


def _parts(reading: Reading, draft: Draft, dated: Dated) -> bool:
    """Look for "accused [the rebels on Tuesday of lying]", a date between object and the rest."""
    text, expression = reading.report.text, dated.expression
    if expression.rule not in _LEADING_DAYS or not _PARTED.match(text, expression.end):
        return False
    words = text[draft.content[0][0] : expression.start]
    plain = (
        not _CLAUSAL.match(words)
        and not has_verb(words)
        and is_simple_past(reading.text_of(draft.cue))
    )
    after_cue = bool(draft.cue) and 0 <= draft.content[0][0] - draft.cue[-1][1] <= 1
    return plain and after_cue and len(words.split()) <= _LONGEST_OBJECT


def _when_heard(reading: Reading, draft: Draft, dated: Dated) -> bool:
    """Look for "pleaded with both [to come back when he learned of it on Monday]"."""
    text, expression = reading.report.text, dated.expression
    for start, end in _pieces(draft, expression.start):
        heard = _HEARD.search(text, start, expression.start)
        last = not _LETTER.search(text, expression.end, end)
        if heard and last and is_simple_past(text[heard.start() : expression.start]):
            return is_simple_past(reading.text_of(draft.cue)) and "“" not in text[start:end]
    return False


def _names(reading: Reading, draft: Draft, dated: Dated) -> bool:
    """Look for "rejected [Monday's offer]", a thing that its date names, and that was answered."""
    expression = dated.expression
    done = cue_force(reading.text_of(draft.cue))[0] in _DONE
    starts = {start for start, _ in _pieces(draft, expression.start)}
    return done and expression.possessive and expression.start in starts


def _pieces(draft: Draft, offset: int) -> Iterator[Span]:
    return (piece for piece in draft.content if piece[0] <= offset < piece[1])
