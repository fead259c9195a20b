"""Scoring the reader against gold: texts in which people have marked the statements."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pourparler import __version__
from pourparler.case.records import Statement
from pourparler.errors import GoldError
from pourparler.reader.pipeline import RULES_VERSION, Drafter, Reader
from pourparler.reader.scoring.compare import compare
from pourparler.reader.scoring.dealings import (
    Fates,
    compare_commitments,
    compare_events,
    tabulate_fates,
)
from pourparler.reader.scoring.marked import MarkedText
from pourparler.reader.scoring.own_dealings import Dealings, compare_dealings_of
from pourparler.reader.scoring.own_gold import GoldCase, find_gold_folders, mark, read_own_gold
from pourparler.reader.scoring.polnear import is_polnear, read_polnear
from pourparler.reader.scoring.scores import SEED, Score, add_up
from pourparler.reader.scoring.tagged import draft_text, tag_text
from pourparler.reader.tagger import open_tagger
from pourparler.workbench.reading import Progress

_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderScores:
    """How good the reader is on some gold, and what that was measured with.

    ``steps`` is ``tagger`` where only tagging and linking were scored, else ``reader``;
    ``fates`` counts what became of commitments, empty where none are marked; ``gold`` is a
    digest of the marked texts.
    """

    scores: dict[str, Score]
    steps: str
    texts: int
    marked: int
    found: int
    gold: str
    reader: str
    fates: Fates = field(default_factory=dict)
    seed: int = SEED
    version: str = __version__

    def as_json(self) -> dict[str, Any]:
        """Return the values by their names, then intervals, counts and the stamp."""
        return {
            **{name: score.value for name, score in self.scores.items()},
            "intervals": {name: [score.low, score.high] for name, score in self.scores.items()},
            "counts": {name: score.count for name, score in self.scores.items()},
            "fates": self.fates,
            "steps": self.steps,
            "texts": self.texts,
            "marked": self.marked,
            "found": self.found,
            "gold": self.gold,
            "reader": self.reader,
            "seed": self.seed,
            "version": self.version,
        }


def score_reader(
    gold: Path,
    *,
    part: str | None = None,
    tagger_folder: Path | None = None,
    progress: Progress | None = None,
    drafter: Drafter | None = None,
) -> ReaderScores:
    """Score the reader against gold of either form.

    Parameters
    ----------
    gold : Path
        A part of PolNeAR (``text/`` and ``attributions/``), on which tagging and linking
        are scored; or a folder of our own gold, or one that holds several of them, on
        which the whole reader is.
    part : str, optional
        ``tune``, ``fresh`` or ``test`` of our own gold; all of it when left out.
    tagger_folder : Path, optional
        Folder of other weights; see ``open_tagger``.
    progress : callable, optional
        Told how many texts of how many are done, and the name of the next.
    drafter : Drafter, optional
        What is scored in place of the tagger, such as a language model.

    Raises
    ------
    GoldError
        There is no gold, or it cannot be read.
    """
    if not gold.is_dir():
        raise GoldError(f"{gold} is not a folder")
    if is_polnear(gold):
        return _score_tagger(gold, tagger_folder, drafter, progress)
    cases = [read_own_gold(folder, part) for folder in find_gold_folders(gold)]
    if not cases:
        raise GoldError(f"{gold} holds no gold of either form")
    return _score_whole(cases, tagger_folder, drafter, progress)


def _score_tagger(
    gold: Path, tagger_folder: Path | None, drafter: Drafter | None, progress: Progress | None
) -> ReaderScores:
    marked = read_polnear(gold)
    tagger = None if drafter else open_tagger(tagger_folder)
    found = []
    for number, text in enumerate(marked):
        if progress:
            progress(number, len(marked), text.name)
        if drafter:
            found.append(draft_text(text.name, text.text, drafter.draft))
        elif tagger:
            found.append(tag_text(text.name, text.text, tagger))
    version = (drafter or tagger or open_tagger(tagger_folder)).version
    return _scores("tagger", f"{RULES_VERSION}-{version}", marked, found)


def _score_whole(
    cases: list[GoldCase],
    tagger_folder: Path | None,
    drafter: Drafter | None,
    progress: Progress | None,
) -> ReaderScores:
    total = sum(len(case.texts) for case in cases)
    marked: list[MarkedText] = []
    found: list[MarkedText] = []
    dealings: list[tuple[Dealings, Dealings]] = []
    version = ""
    for case, reader in _readers(cases, tagger_folder, drafter):
        version = reader.version
        read: list[tuple[Statement, ...]] = []
        for report, text in zip(case.reports, case.texts, strict=True):
            if progress:
                progress(len(found), total, text.name)
            read.append(reader.read(report))
            marked.append(text)
            found.append(mark(text.name, report, read[-1]))
        dealings.append(compare_dealings_of(case, read))
    scores, fates = _score_dealings(dealings)
    whole = _scores("reader", version, marked, found)
    marks = [one for one, _ in dealings]
    return replace(whole, scores=whole.scores | scores, fates=fates, gold=_digest(marked, marks))


def _score_dealings(
    dealings: Sequence[tuple[Dealings, Dealings]],
) -> tuple[dict[str, Score], Fates]:
    """Score meetings and commitments, each over the texts in which they are marked."""
    events = [
        compare_events(gold, found)
        for one, other in dealings
        for gold, found in zip(one.events or (), other.events or (), strict=True)
    ]
    commitments = [
        pair
        for one, other in dealings
        for pair in zip(one.commitments or (), other.commitments or (), strict=True)
    ]
    scores = add_up(events) if events else {}
    scores |= add_up([compare_commitments(*pair) for pair in commitments]) if commitments else {}
    return scores, tabulate_fates(commitments)


def _readers(
    cases: list[GoldCase], tagger_folder: Path | None, drafter: Drafter | None
) -> Iterator[tuple[GoldCase, Reader]]:
    for case in cases:
        yield case, Reader(case.folder.case, tagger_folder=tagger_folder, drafter=drafter)


def _scores(
    steps: str, version: str, marked: list[MarkedText], found: list[MarkedText]
) -> ReaderScores:
    pairs = zip(marked, found, strict=True)
    return ReaderScores(
        scores=add_up([compare(gold, read) for gold, read in pairs]),
        steps=steps,
        texts=len(marked),
        marked=sum(len(text.statements) for text in marked),
        found=sum(len(text.statements) for text in found),
        gold=_digest(marked),
        reader=version,
    )


def _digest(marked: list[MarkedText], dealings: Iterable[Dealings] = ()) -> str:
    """Return 12 hex digits of what is marked, meetings and commitments included."""
    whole = hashlib.sha256()
    for text in marked:
        statements = [(s.spans, sorted(s.fields.items())) for s in text.statements]
        whole.update(repr((text.name, text.text, statements)).encode("utf-8", "surrogatepass"))
    for one in dealings:
        if one.marks:
            whole.update(repr(one.marks).encode("utf-8", "surrogatepass"))
    return whole.hexdigest()[:_DIGITS]
