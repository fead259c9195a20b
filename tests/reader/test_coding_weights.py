"""The weights of coding are read whole or refused, and nothing is ever certain."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import TaggerError
from pourparler.reader.coding_weights import BUNDLED, Squeeze, load_coding_weights

CHANCES = st.floats(0, 1)


def test_the_weights_that_ship_favour_what_is_alike():
    weights = load_coding_weights()
    assert weights.issue.candidate["content"] > 0
    assert weights.option.candidate["content"] + weights.option.candidate["content squared"] > 0


@pytest.mark.parametrize("missing", ["issue", "option", "calibration"])
def test_weights_that_lack_a_part_are_refused(tmp_path, missing):
    found = json.loads(BUNDLED.read_text("utf-8"))
    del found[missing]
    path = tmp_path / "weights.json"
    path.write_text(json.dumps(found), "utf-8")
    with pytest.raises(TaggerError, match=missing):
        load_coding_weights(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(TaggerError, match="no weights of coding"):
        load_coding_weights(tmp_path / "none.json")


@given(CHANCES, CHANCES, st.floats(0.1, 3), st.floats(-3, 3))
def test_shares_keep_the_order_and_are_never_certain(one, other, slope, shift):
    squeeze = Squeeze(slope, shift)
    low, high = squeeze.share(min(one, other)), squeeze.share(max(one, other))
    assert 0 < low <= high < 1
