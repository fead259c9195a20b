"""Teach the coding: which issue, which option, and how sure.

Usage: python -m training.coding [--gold tests/gold] [--part tune fresh wire] [--out FILE]

Learns from the tune, fresh and wire parts of our own gold, or from those named. New cases are new
negotiations, so everything is judged by leaving out one negotiation at a time: its statements are
coded with weights that were learned from the others. The line that turns probabilities into shares
that were right is learned from those codings. Prints what was reached that way, then writes the
weights learned from all.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, logit

from pourparler.case.bundled import bundled_names, copy_bundled
from pourparler.case.folder import open_case_folder
from pourparler.case.records import Spans
from pourparler.reader.choice import ChoiceModel
from pourparler.reader.coding import Coder, index_wordings
from pourparler.reader.coding_weights import BUNDLED, CodingWeights, Squeeze
from pourparler.reader.pipeline import Reader
from pourparler.reader.reading import Reading
from pourparler.reader.scoring.compare import compare_fields, is_same_coding, same_statement
from pourparler.reader.scoring.marked import MarkedStatement
from pourparler.reader.scoring.matching import match
from pourparler.reader.scoring.own_gold import (
    LEARNED_FROM,
    coded_fields,
    find_gold_folders,
    read_own_gold,
)
from pourparler.reader.scoring.scores import Score, add_up
from pourparler.reader.scoring.words import WordIndex
from pourparler.reader.sources.text import read_text_report
from pourparler.reader.surroundings import (
    ISSUE_FEATURES,
    NO_ISSUE_FEATURES,
    NO_OPTION_FEATURES,
    OPTION_FEATURES,
    Surroundings,
)
from training.choice import Example, fit_choice

PENALTY: Final = 5.0
MARKS: Final = Path(__file__).parent / "bundled.jsonl"
SHOWN: Final = (
    "issue.top1",
    "issue.none_accuracy",
    "options.accuracy",
    "modality.macro_f1",
    "coding.calibration_error",
    "coding.calibration_by_chance",
)
_PLAIN: Final = Squeeze()

Floats = NDArray[np.float64]

Pair = tuple[MarkedStatement, MarkedStatement]
"""What a person marked, and what was found."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A report of a negotiation as read up to the coding, and the gold of its drafts."""

    negotiation: str
    reading: Reading
    gold: tuple[MarkedStatement | None, ...]


class _Recorder(Coder):
    """Codes nothing, and keeps the readings that it was to code."""

    def __init__(self) -> None:
        self.readings: list[Reading] = []

    def code(self, reading: Reading) -> None:
        """Keep the reading."""
        self.readings.append(reading)


def read_marked(gold: Path, part: str) -> list[Marked]:
    """Read the reports of a part of the gold up to the coding, beside what was marked."""
    marked = []
    for folder in find_gold_folders(gold):
        negotiation = read_own_gold(folder, part)
        recorder = _Recorder()
        reader = Reader(negotiation.folder.case, coder=recorder)
        for report in negotiation.reports:
            reader.read(report)
        for reading, text in zip(recorder.readings, negotiation.texts, strict=True):
            index = WordIndex(text.text)
            pairs = match(
                [index.parts(statement.spans) for statement in text.statements],
                [index.parts(draft.spans) for draft in reading.drafts],
                same_statement,
            )
            of_draft = {found: text.statements[one] for one, found in pairs}
            gold_of = tuple(of_draft.get(number) for number in range(len(reading.drafts)))
            marked.append(Marked(folder.name, reading, gold_of))
    return marked


def read_bundled(marks: Path) -> list[Marked]:
    """Read the bundled cases up to the coding, beside the codings that a person gave them."""
    given: dict[str, dict[str, MarkedStatement]] = defaultdict(dict)
    for line in marks.read_text("utf-8").splitlines():
        mark = json.loads(line)
        fields = {
            "issue": mark["issue"],
            "options": f"{mark['option']} to {mark['option']}" if mark["option"] else "",
            "modality": mark["modality"],
            "about": "",
        }
        statement = MarkedStatement(spans=Spans(), fields=fields)
        given[f"{mark['case']}/{mark['report']}"][mark["content"]] = statement
    marked = []
    with tempfile.TemporaryDirectory() as place:
        for name in bundled_names():
            folder = open_case_folder(copy_bundled(name, Path(place)))
            recorder = _Recorder()
            reader = Reader(folder.case, coder=recorder)
            for path in sorted(folder.reports_path.iterdir()):
                known = given.get(f"{name}/{path.name}", {})
                report = read_text_report(path.read_bytes(), name=path.name, today=date.today())
                reader.read(report)
                reading = recorder.readings[-1]
                marked.append(Marked(name, reading, tuple(_known(reading, known))))
    return marked


def _known(
    reading: Reading, known: Mapping[str, MarkedStatement]
) -> Iterator[MarkedStatement | None]:
    for draft in reading.drafts:
        yield known.get(reading.text_of(draft.content))


def fit_weights(
    reports: Sequence[Marked], penalty: float, calibration: Squeeze = _PLAIN
) -> CodingWeights:
    """Learn both choices from marked reports."""
    issues: list[Example] = []
    options: list[Example] = []
    for report in reports:
        case = report.reading.case
        around = Surroundings(report.reading, index_wordings(case))
        for draft, gold in zip(report.reading.drafts, report.gold, strict=True):
            if gold is None:
                continue
            ids = [issue.id for issue in case.issues]
            issue = gold.fields["issue"]
            issues.append(Example(*around.of_issues(draft), _place(ids, issue)))
            if issue:
                ids = [option.id for option in case.issue(issue).options]
                option = gold.fields["options"].split(" to ")[0]
                options.append(Example(*around.of_options(draft, issue), _place(ids, option)))
    return CodingWeights(
        fit_choice(issues, ISSUE_FEATURES, NO_ISSUE_FEATURES, penalty),
        fit_choice(options, OPTION_FEATURES, NO_OPTION_FEATURES, penalty),
        calibration,
    )


def _place(ids: list[str], found: str) -> int:
    return ids.index(found) if found else len(ids)


def code_left_out(
    reports: Sequence[Marked], more: Sequence[Marked], penalty: float
) -> list[list[Pair]]:
    """Return gold and coding of every statement, report by report, none learned from itself.

    Each of ``reports`` is coded with the weights learned from the other negotiations and
    from ``more``.
    """
    coded = []
    for negotiation in sorted({report.negotiation for report in reports}):
        others = [report for report in reports if report.negotiation != negotiation]
        weights = fit_weights([*others, *more], penalty)
        coded += [code(r, weights) for r in reports if r.negotiation == negotiation]
    return coded


def code(report: Marked, weights: CodingWeights) -> list[Pair]:
    """Return gold and coding of the statements of a report that were found."""
    for draft in report.reading.drafts:
        draft.codings.clear()
    Coder(report.reading.case, weights).code(report.reading)
    pairs = []
    for draft, gold in zip(report.reading.drafts, report.gold, strict=True):
        if gold is not None:
            fields, probability = coded_fields(draft.codings)
            found = MarkedStatement(spans=draft.spans, fields=fields, probability=probability)
            pairs.append((gold, found))
    return pairs


def calibrate(coded: Sequence[Sequence[Pair]]) -> Squeeze:
    """Return what turns the probability of a coding into the share that was right.

    Logistic regression of being right on the log odds (Platt 1999), of highest likelihood.
    """
    judged = np.array(
        [
            (found.probability, is_same_coding(gold, found))
            for pairs in coded
            for gold, found in pairs
            if found.probability is not None
        ],
        dtype=np.float64,
    )
    odds, right = logit(judged[:, 0].clip(0.005, 0.995)), judged[:, 1]

    def loss(line: Floats) -> float:
        return float(-np.log(expit((line[0] * odds + line[1]) * (2 * right - 1))).sum())

    slope, shift = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return Squeeze(float(slope), float(shift))


def score(coded: Sequence[Sequence[Pair]]) -> dict[str, Score]:
    """Return the scores of the codings, with intervals drawn by report."""
    fields = ("issue", "options", "modality", "about")
    cut = [
        [(replace(g, fields={name: g.fields[name] for name in fields}), f) for g, f in pairs]
        for pairs in coded
    ]
    return add_up([compare_fields(pairs) for pairs in cut])


def squeeze(coded: Sequence[Sequence[Pair]], calibration: Squeeze) -> list[list[Pair]]:
    """Return the pairs with calibrated probabilities."""
    return [
        [
            (
                gold,
                found
                if found.probability is None
                else replace(found, probability=calibration.share(found.probability)),
            )
            for gold, found in pairs
        ]
        for pairs in coded
    ]


def write_weights(weights: CodingWeights, path: Path) -> None:
    """Write the weights as they are read by ``load_coding_weights``."""
    found = {
        "made by": "python -m training.coding",
        "issue": _as_dict(weights.issue),
        "option": _as_dict(weights.option),
        "calibration": {
            "slope": round(weights.calibration.slope, 4),
            "shift": round(weights.calibration.shift, 4),
        },
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def draw(panels: Mapping[str, Sequence[Sequence[Pair]]], path: Path) -> None:
    """Draw how often codings were right by the probability they were given."""
    from pourparler.models.scoring.events import tabulate_reliability
    from pourparler.report.chart_file import render_chart
    from pourparler.report.reliability_chart import draw_reliability

    tables = {}
    for name, coded in panels.items():
        judged = [
            (found.probability, is_same_coding(gold, found))
            for pairs in coded
            for gold, found in pairs
            if found.probability is not None
        ]
        chances, right = zip(*judged, strict=True)
        tables[name] = tabulate_reliability(chances, right, bins=8)
    chart = draw_reliability(tables)
    if chart is not None:
        path.write_bytes(render_chart(chart, suffix=path.suffix))


def _as_dict(model: ChoiceModel) -> dict[str, dict[str, float]]:
    return {
        "candidate": {name: round(weight, 4) for name, weight in model.candidate.items()},
        "none": {name: round(weight, 4) for name, weight in model.none.items()},
    }


def main() -> None:
    """Read the arguments, print what was reached, write the weights."""
    parser = argparse.ArgumentParser(description="Teach the coding of statements.")
    parser.add_argument("--gold", type=Path, default=Path("tests/gold"), help="our own gold")
    parser.add_argument(
        "--part",
        nargs="+",
        choices=LEARNED_FROM,
        default=LEARNED_FROM,
        help="parts of our own gold",
    )
    parser.add_argument("--bundled", type=Path, default=MARKS, help="codings of bundled cases")
    parser.add_argument("--out", type=Path, default=BUNDLED, help="where the weights go")
    parser.add_argument("--diagram", type=Path, help="where the reliability diagram goes, .svg")
    parser.add_argument("--penalty", type=float, default=PENALTY, help="on the weights")
    given = parser.parse_args()
    reports = [one for part in given.part for one in read_marked(given.gold, part)]
    more = read_bundled(given.bundled)
    coded = code_left_out(reports, more, given.penalty)
    also = code_left_out(more, reports, given.penalty)
    line = calibrate([*coded, *also])
    print(f"Calibration: slope {line.slope:.2f}, shift {line.shift:.2f}")
    for title, pairs in (("gold", coded), ("bundled cases", also)):
        print(f"One negotiation left out at a time, {title}:")
        for name, one in score(squeeze(pairs, line)).items():
            if name in SHOWN:
                interval = f"{one.low:.1%} to {one.high:.1%}"
                print(f"  {name:<28} {one.value:6.1%}  ({interval}, of {one.count})")
    if given.diagram:
        panels = {"gold": squeeze(coded, line), "bundled cases": squeeze(also, line)}
        draw(panels, given.diagram)
    write_weights(fit_weights([*reports, *more], given.penalty, line), given.out)


if __name__ == "__main__":
    main()
