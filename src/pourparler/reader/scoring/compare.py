"""One text as marked by a person beside the same text as read: what is the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from pourparler.case.records import MODALITIES
from pourparler.errors import GoldError
from pourparler.reader.scoring.marked import FIELDS, MarkedStatement, MarkedText
from pourparler.reader.scoring.matching import Pairs, match
from pourparler.reader.scoring.tallies import Tally, accuracy, calibration, macro, prf
from pourparler.reader.scoring.words import ROLES, WordIndex, Words, WordSpans, shared

HALF: Final = 0.5
_CODED: Final = ("options", "modality")
_NEEDS: Final = {"options": "issue", "modality": "issue", "speaker": "speaker"}
"""Fields that are compared only where the gold says something in another, or in this one."""

Likeness = Callable[[WordSpans, WordSpans], float]


def compare(gold: MarkedText, found: MarkedText) -> dict[str, Tally]:
    """Return the tallies of one text, by the name of the group of measures.

    Parameters
    ----------
    gold, found : MarkedText
        The same text twice, with the statements of a person and those of the reader.

    Raises
    ------
    GoldError
        The two texts differ.
    """
    if gold.text != found.text:
        raise GoldError(f"{gold.name}: the text that was read is not the one that was marked")
    index = WordIndex(gold.text)
    marked = [index.parts(statement.spans) for statement in gold.statements]
    read = [index.parts(statement.spans) for statement in found.statements]
    tallies: dict[str, Tally] = {}
    for role in ROLES:
        tallies |= _compare_spans(role, _pieces(gold, index, role), _pieces(found, index, role))
    for name, likeness in RELATIONS.items():
        tallies[f"relation.{name}"] = _count(match(marked, read, likeness), read, marked)
    pairs = match(marked, read, same_statement)
    tallies["statement"] = _count(pairs, read, marked)
    right = {f for _, f in match(marked, read, _overlap)}
    tallies["confidence.calibration"] = _calibrate(found.statements, right)
    matched = [(gold.statements[g], found.statements[f]) for g, f in pairs]
    return tallies | compare_fields(matched)


def compare_fields(pairs: Sequence[tuple[MarkedStatement, MarkedStatement]]) -> dict[str, Tally]:
    """Return the tallies of the fields of statements that were found, gold first.

    The options and the modality are compared where the gold names an issue; a statement read
    on another issue has them wrong. The speaker is compared where the gold names a person.
    """
    tallies: dict[str, Tally] = {}
    for name in FIELDS:
        both = [(g.fields, f.fields) for g, f in pairs if name in g.fields]
        if name in _NEEDS:
            both = [(g, f) for g, f in both if g.get(_NEEDS[name])]
        names = ("issue", name) if name in _CODED else (name,)
        right = sum(all(g[n] == f.get(n, "") for n in names) for g, f in both)
        tallies[name] = accuracy(right, len(both))
    coded = [(g, f) for g, f in pairs if g.fields.get("issue")]
    uncoded = [f for g, f in pairs if g.fields.get("issue") == ""]
    tallies["issue.top"] = accuracy(
        sum(g.fields["issue"] == f.fields.get("issue") for g, f in coded), len(coded)
    )
    tallies["issue.none"] = accuracy(sum(not f.fields.get("issue") for f in uncoded), len(uncoded))
    tallies["modality.macro"] = macro(
        [(g.fields.get("modality", ""), f.fields.get("modality", "")) for g, f in coded], MODALITIES
    )
    tallies["coding.calibration"] = calibration(
        [(f.probability, is_same_coding(g, f)) for g, f in pairs if f.probability is not None]
    )
    return tallies


def is_same_coding(gold: MarkedStatement, found: MarkedStatement) -> bool:
    """Say whether issue and options are the same."""
    return all(gold.fields.get(name) == found.fields.get(name) for name in ("issue", "options"))


def _compare_spans(role: str, gold: set[Words], found: set[Words]) -> dict[str, Tally]:
    marked, read = sorted(gold, key=sorted), sorted(found, key=sorted)
    of_gold: Words = frozenset().union(*gold)
    of_found: Words = frozenset().union(*found)
    return {
        f"{role}.token": prf(len(of_gold & of_found), len(of_found), len(of_gold)),
        f"{role}.exact": prf(len(gold & found), len(found), len(gold)),
        f"{role}.overlap": _count(match(marked, read, _touching), read, marked),
    }


def _pieces(text: MarkedText, index: WordIndex, role: str) -> set[Words]:
    """Return the pieces of a role, linked or loose; one that several statements share is one."""
    pieces = [p for s in text.statements for p in getattr(s.spans, role)]
    pieces += getattr(text.loose, role)
    return {words for piece in pieces if (words := index.words((piece,)))}


def _touching(a: Words, b: Words) -> float:
    return shared(a, b) if a & b else 0.0


def _count(pairs: Pairs, found: Sequence[object], gold: Sequence[object]) -> Tally:
    return prf(len(pairs), len(found), len(gold))


def _calibrate(found: Sequence[MarkedStatement], right: set[int]) -> Tally:
    return calibration([(s.confidence, number in right) for number, s in enumerate(found)])


def _cue_content(gold: WordSpans, found: WordSpans) -> float:
    touching = gold.cue & found.cue and gold.content & found.content
    return shared(gold.all, found.all) if touching else 0.0


def _overlap(gold: WordSpans, found: WordSpans) -> float:
    neither = not gold.source and not found.source
    return _cue_content(gold, found) if neither or gold.source & found.source else 0.0


def _half(gold: WordSpans, found: WordSpans) -> float:
    return _overlap(gold, found) if shared(gold.content, found.content) >= HALF else 0.0


def _exact(gold: WordSpans, found: WordSpans) -> float:
    return float(gold == found)


def same_statement(gold: WordSpans, found: WordSpans) -> float:
    """Contents that share a word are of one statement; one without content is its cue."""
    if gold.content and found.content:
        alike = shared(gold.content, found.content)
        return alike + shared(gold.cue, found.cue) if alike else 0.0
    return shared(gold.cue, found.cue) if gold.cue & found.cue else 0.0


RELATIONS: Final[dict[str, Likeness]] = {
    "cue_content": _cue_content,
    "overlap": _overlap,
    "iou50": _half,
    "exact": _exact,
}
"""When a relation counts as found, loosest first."""
