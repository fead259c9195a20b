"""Confidence becomes a share that is right by the table beside the weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import TaggerError
from pourparler.reader.calibration import FILE, Calibration, calibrate_confidence, load_calibration
from pourparler.reader.reading import Draft

shares = st.integers(0, 1000).map(lambda n: n / 1000)
TABLE = Calibration(np.array([0.5, 0.8, 0.9]), np.array([0.4, 0.7, 0.95]))


def test_without_a_table_a_confidence_stays_what_it_is(tmp_path: Path):
    assert load_calibration(tmp_path).share(0.83) == pytest.approx(0.83)


def test_a_table_is_read_with_its_first_line_as_a_remark(tmp_path: Path):
    (tmp_path / FILE).write_text("# confidence, share\n0.5,0.4\n0.9,0.8\n", "utf-8")
    assert load_calibration(tmp_path).share(0.7) == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("0.5,0.4\n0.9\n", "not a table of numbers"),
        ("0.5,0.4,1\n", "two columns of numbers from 0 to 1"),
        ("0.5,1.4\n", "two columns of numbers from 0 to 1"),
        ("0.5,0.6\n0.9,0.4\n", "a column that falls"),
    ],
)
def test_a_wrong_table_is_refused(tmp_path: Path, table, message):
    (tmp_path / FILE).write_text(table, "utf-8")
    with pytest.raises(TaggerError, match=message):
        load_calibration(tmp_path)


@given(shares, shares)
def test_the_surer_is_never_made_the_less_sure(one, other):
    low, high = sorted((one, other))
    assert 0.4 <= TABLE.share(low) <= TABLE.share(high) <= 0.95


def test_every_draft_is_calibrated(reading_of):
    reading = reading_of("Hale said no.")
    reading.drafts = [Draft((), ((0, 1),), ((2, 3),), confidence) for confidence in (0.65, 0.99)]
    calibrate_confidence(reading, TABLE)
    assert [draft.confidence for draft in reading.drafts] == pytest.approx([0.55, 0.95])
