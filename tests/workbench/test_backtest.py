"""Past decisions: reading the table, and holding models to it."""

from __future__ import annotations

import numpy as np
import pytest

from pourparler.errors import ReportError
from pourparler.workbench.backtest import BASELINE, MODELS, backtest_models
from pourparler.workbench.decisions import read_decisions

HEADER = ["prnr", "isnr", "pa", "pb", "pc", "sa", "sb", "sc", "rp", "out"]
ROWS = [
    ["", "", "4", "2", "1", "", "", "", "", ""],  # sizes
    ["7", "7i1", "0", "50", "100", "80", "20", "60", "100", "40"],
    ["7", "7i2", "100", "0", "20", "10", "90", "30", "0", "10"],
    ["8", "8i1", "10", "", "30", "50", "", "70", "", "20"],  # two positions: left out
    ["8", "8i2", "10", "20", "30", "50", "", "70", "", "20"],  # one salience unknown
    ["9", "9i1", "10", "20", "30", "50", "40", "70", "", "-1"],  # no outcome: left out
]


def write(tmp_path, rows=ROWS, header=HEADER):
    path = tmp_path / "decisions.csv"
    path.write_text("\n".join("\t".join(row) for row in [header, *rows]) + "\n", "utf-8")
    return path


def test_decisions_are_read_with_what_is_known(tmp_path):
    first, second, last = read_decisions(write(tmp_path))
    assert (first.issue, first.proposal, first.outcome, first.reference) == ("7i1", "7", 40, 100)
    assert first.positions.tolist() == [0, 50, 100]
    assert first.saliences.tolist() == [0.8, 0.2, 0.6]
    assert first.influences.tolist() == [4, 2, 1]
    assert second.outcome == 10
    assert np.isnan(last.saliences).tolist() == [False, True, False]
    assert last.reference is None


def test_every_model_is_held_to_every_decision_it_applies_to(tmp_path):
    records = {r.model: r for r in backtest_models(read_decisions(write(tmp_path)))}
    assert set(MODELS) < set(records)
    # By hand: means 50, 40, 20; compromises (10 + 60) / 1.6, 16 / 1.3, 26 / 1.2.
    assert records["mean"].mean_error == pytest.approx((10 + 30 + 0) / 3)
    compromises = [70 / 1.6 - 40, 16 / 1.3 - 10, 26 / 1.2 - 20]
    assert records[BASELINE].mean_error == pytest.approx(np.abs(compromises).mean())
    assert records[BASELINE].against_baseline is None
    assert records["reference point"].decisions == 2
    assert records["reference point"].mean_error == pytest.approx((60 + 10) / 2)
    assert records["constant 50"].near == pytest.approx(1 / 3)
    assert records["mean"].against_baseline.difference == pytest.approx(
        40 / 3 - np.abs(compromises).mean()
    )


def test_exchanges_are_made_within_a_proposal(tmp_path):
    records = {r.model: r for r in backtest_models(read_decisions(write(tmp_path)))}
    exchanged = records["exchange of positions, current sides"]
    assert exchanged.decisions == 3
    assert exchanged.mean_error != pytest.approx(records[BASELINE].mean_error)


@pytest.mark.parametrize(
    ("rows", "header", "words"),
    [
        ([], HEADER[:-1], "lacks prnr"),
        (ROWS, [*HEADER[:-1], "outcome"], "lacks out"),
        ([["1", "1i1", "x", "1", "1", "1", "1", "1", "", "5"]], HEADER, "line 2: pa is 'x'"),
        ([ROWS[0], ["1", "1i1", "120", "1", "1", "1", "1", "1", "", "5"]], HEADER, "line 3: pa"),
        (ROWS, ["prnr", "isnr", "a", "b", "c", "sa", "sb", "sc", "rp", "out"], "pairs of p"),
    ],
)
def test_a_wrong_table_is_named_with_line_and_column(tmp_path, rows, header, words):
    with pytest.raises(ReportError, match=words):
        read_decisions(write(tmp_path, rows, header))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ReportError, match="cannot be read"):
        read_decisions(tmp_path / "nothing.csv")
