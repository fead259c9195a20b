"""Teach when a statement without a date of its own was made. Usage: python -m training.dating.

Learns from the dates marked in our own gold, and prints what is right where one negotiation is left
out at a time, beside the rules for minutes, timelines, documents and letters alone. What is dated
by its own sentence is no part of it. Earlier statements of a report hand on the marked date
while learning, and the chosen one while being judged.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pourparler.reader.choice import ChoiceModel
from pourparler.reader.scoring.own_gold import LEARNED_FROM
from pourparler.reader.when.candidates import Candidate
from pourparler.reader.when.dating import ALWAYS, BUNDLED, choose, rows
from pourparler.reader.when.edtf import EdtfDate, parse_edtf
from pourparler.reader.when.scope import Pick
from pourparler.reader.when.utter import Chooser, Undated, date_drafts
from training.choice import Example, fit_choice
from training.coding import Marked, read_marked

PENALTY: Final = 30.0
FEWEST: Final = 3  # candidates that have a feature, below which it gets no weight


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement without a date of its own: its candidates, and the date that was marked."""

    negotiation: str
    candidates: tuple[Candidate, ...]
    occasion: frozenset[str]
    gold: str
    ruled: str


def ask(report: Marked) -> Iterator[Asked]:
    """Yield the statements of a report that have to be chosen for, dated as marked."""
    about = str(EdtfDate.of_day(report.reading.report.reported_on, approximate=True))
    gold = _gold(report)
    asked: list[Asked] = []

    def as_marked(undated: Undated) -> Pick | None:
        marked = gold.get(id(undated.draft))
        ruled = undated.ruled
        if marked is None:
            return ruled
        asked.append(
            Asked(
                report.negotiation,
                tuple(undated.candidates),
                undated.occasion,
                marked,
                str(ruled.value) if ruled else about,
            )
        )
        return None if marked == about else Pick(parse_edtf(marked), "as marked")

    date_drafts(report.reading, as_marked)
    yield from asked


def _gold(report: Marked) -> dict[int, str]:
    pairs = zip(report.reading.drafts, report.gold, strict=True)
    return {id(d): g.fields["said_on"] for d, g in pairs if g and "said_on" in g.fields}


def fit_dating(asked: Sequence[Asked], penalty: float) -> ChoiceModel:
    """Learn the choice from statements whose marked date is among the candidates."""
    features = Counter(name for one in asked for c in one.candidates for name in c.features)
    occasions = Counter(name for one in asked for name in one.occasion)
    names = sorted(name for name, count in features.items() if count >= FEWEST)
    none = [ALWAYS, *sorted(name for name, count in occasions.items() if count >= FEWEST)]
    examples = []
    for one in asked:
        right = next(
            (n for n, c in enumerate(one.candidates) if str(c.value) == one.gold),
            len(one.candidates) if one.gold.endswith("~") else None,
        )
        if right is not None and one.candidates:
            of_none = rows([one.occasion | {ALWAYS}], none)[0]
            each = rows([c.features for c in one.candidates], names)
            examples.append(Example(each, of_none, right))
    return fit_choice(examples, names, none, penalty)


def chooser(model: ChoiceModel) -> Chooser:
    """Return what chooses by a model."""
    return lambda undated: choose(model, undated.candidates, undated.occasion)


def by_rule(undated: Undated) -> Pick | None:
    """Choose what the rules for minutes, timelines, documents and letters say."""
    return undated.ruled


def judge(report: Marked, choice: Callable[[Undated], Pick | None]) -> tuple[int, int]:
    """Return how many marked statements of a report are dated right, and of how many."""
    gold = _gold(report)
    date_drafts(report.reading, choice)
    marked = [draft for draft in report.reading.drafts if id(draft) in gold]
    return sum(draft.said_on == gold[id(draft)] for draft in marked), len(marked)


def judge_left_out(
    reports: Sequence[Marked], asked: Sequence[Asked], penalty: float
) -> dict[str, tuple[int, int, int]]:
    """Return for each negotiation what is right by rule and by choice, learned without it."""
    found: dict[str, tuple[int, int, int]] = {}
    for name in sorted({report.negotiation for report in reports}):
        model = fit_dating([one for one in asked if one.negotiation != name], penalty)
        mine = [report for report in reports if report.negotiation == name]
        ruled = sum(judge(report, by_rule)[0] for report in mine)
        chosen = [judge(report, chooser(model)) for report in mine]
        found[name] = (ruled, sum(one[0] for one in chosen), sum(one[1] for one in chosen))
    return found


def write_weights(model: ChoiceModel, path: Path) -> None:
    """Write the weights, four digits each."""
    made = {
        "made by": "python -m training.dating",
        "candidate": {name: round(weight, 4) for name, weight in model.candidate.items()},
        "none": {name: round(weight, 4) for name, weight in model.none.items()},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(made, indent=1) + "\n", "utf-8")


def main() -> None:
    """Learn, print what is right where a negotiation is left out, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("tests/gold"), help="our own gold")
    parser.add_argument(
        "--part", nargs="+", choices=LEARNED_FROM, default=LEARNED_FROM, help="parts of it"
    )
    parser.add_argument("--out", type=Path, default=BUNDLED, help="where the weights go")
    parser.add_argument("--penalty", type=float, default=PENALTY, help="on the weights")
    given = parser.parse_args()
    reports = {part: read_marked(given.gold, part) for part in given.part}
    everything = [one for part in given.part for one in reports[part]]
    asked = [one for report in everything for one in ask(report)]
    found = judge_left_out(everything, asked, given.penalty)
    for part, of_part in reports.items():
        names = sorted({report.negotiation for report in of_part})
        for name in names:
            _print(name, found[name])
        _print(part, tuple(sum(found[name][n] for name in names) for n in range(3)))
    write_weights(fit_dating(asked, given.penalty), given.out)


def _print(name: str, counts: tuple[int, ...]) -> None:
    ruled, chosen, total = counts
    print(f"{name:<16} rules {ruled / total:6.1%}  left out {chosen / total:6.1%}  of {total}")


if __name__ == "__main__":
    main()
