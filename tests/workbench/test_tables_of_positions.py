"""A table of positions names no option where nothing that was said can be placed."""

from __future__ import annotations

from pourparler.models.positions.summary import can_be_placed
from pourparler.workbench.export_tables import make_table
from pourparler.workbench.positions import find_positions
from pourparler.workbench.view import View


def test_no_option_is_printed_where_none_can_be_placed(first_case):
    placed = [can_be_placed(p.summary) for p in find_positions(first_case, view=View()).positions]
    rows = make_table("positions", first_case, View()).table.rows
    assert set(placed) == {True, False}
    for row, is_placed in zip(rows, placed, strict=True):
        assert (row["option"] is not None) == is_placed
        assert (row["share"] is not None) == is_placed
        assert is_placed or row["median"] is row["low"] is row["high"] is None
