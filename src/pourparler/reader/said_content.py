"""How a content begins: whom it is about, under which condition, and with which verb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from pourparler.reader.reading import Draft, Mention, Reading

Subject = Literal["own", "other", "open"]
"""Whom a content is about: the speaker's side, another actor of the case, or neither for sure."""

_LEAD: Final = re.compile(
    r"(?:[\s\"“‘'(]|that\b|then\b|so\b|but\b|and\b|yes\b,?|no,\s)*", re.IGNORECASE
)
_OWN: Final = re.compile(
    r"(?:(?:all|both|most|none|neither) of (?:us|them)|(?:his|her|its|their|our|my)\s+"
    r"(?:own\s+)?(?:country|government|side|delegation|people|party|army|forces|group|movement|"
    r"team|nation|troops|soldiers)|he|she|it|they|we|i)\b",
    re.IGNORECASE,
)
_IF: Final = re.compile(
    r"(?:if|unless|once|should|without|as long as|in return for)\b[^,;]{3,160}?"
    r"(?:,\s*(?:then\s+)?|\s+(?=(?:we|i)\s+(?:will|would|shall)\b|(?:we|i)['’]ll\b))",
    re.IGNORECASE,
)
_IF_LATER: Final = re.compile(
    r"\b(?:if|once|provided|providing|as long as|so long as|on condition|in return for|"
    r"in exchange for|only (?:if|once|after|when))\b",
    re.IGNORECASE,
)
_POINTS: Final = re.compile(
    r"(?:that|this|these|those|there|what|which|would|will|could)\b", re.IGNORECASE
)
_TO_MODAL: Final = re.compile(
    r"(?:[\w’'-]+\s+){1,6}?(?=(?:will|would|shall|can|could|might)\b)", re.IGNORECASE
)
_MODAL: Final = (
    r"(?P<modal>will|would|shall|['’]ll|['’]d|won|wouldn|can|could|might|may|is|are|was|were|am)"
)
_VERB: Final = re.compile(
    rf"(?:\s+(?:too|also|both|all))*\s*,?\s*{_MODAL}(?P<not>n?['’]t|not)?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class SaidContent:
    """A content cut into what it is about and what follows.

    ``whole`` is all of it, ``opening`` its main clause, ``after`` what follows the subject;
    ``others`` says whether another actor of the case is named there.
    """

    whole: str
    opening: str
    subject: Subject
    after: str
    has_if: bool
    others: bool

    @property
    def verb(self) -> re.Match[str] | None:
        """The modal verb right after the subject: groups ``modal``, ``not``, ``rest``."""
        return _VERB.match(self.after)


def cut_content(reading: Reading, draft: Draft) -> SaidContent:
    """Return the clause that begins with "that", else the first piece, cut at its subject."""
    text = reading.report.text
    clauses = [piece for piece in draft.content if text[piece[0] : piece[1]].startswith("that ")]
    start, end = clauses[0] if clauses else draft.content[0]
    whole = " ".join(text[a:b] for a, b in draft.content)
    first = _after_lead(text, start, end)
    condition = _IF.match(text, first, end)
    if condition:
        first = _after_lead(text, condition.end(), end)
    subject, last = _subject(reading, draft, first, end)
    after = text[last:end]
    own = set(draft.actors)
    named = [m for m in reading.mentions_in(last, end) if m.actors and not own & set(m.actors)]
    return SaidContent(
        whole=whole,
        opening=text[first:end],
        subject=subject,
        after=after,
        has_if=bool(condition or _IF_LATER.search(after)),
        others=bool(named),
    )


def _after_lead(text: str, start: int, end: int) -> int:
    found = _LEAD.match(text, start, end)
    return found.end() if found else start


def _subject(reading: Reading, draft: Draft, start: int, end: int) -> tuple[Subject, int]:
    """Return whom the words at ``start`` are about, and where the subject ends."""
    text = reading.report.text
    if own := _OWN.match(text, start, end):
        return "own", own.end()
    named: Mention | None = None
    for mention in reading.mentions_in(start, end):
        if mention.actors and text[start : mention.start].strip().lower() in ("", "the"):
            named = mention
        break
    if named is None:
        found = _TO_MODAL.match(text, start, end)
        kind: Subject = "other" if _POINTS.match(text, start, end) else "open"
        return kind, (found.end() if found else start)
    own_side = bool(set(named.actors) & set(draft.actors)) or named.person == draft.speaker
    return ("own" if own_side else "other"), named.end
