"""The table of reliability: by its definition, and beside a plain loop."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.errors import RangeError
from pourparler.models.scoring.events import tabulate_reliability

EVENTS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40)


@settings(deadline=None, max_examples=60)
@given(EVENTS, st.integers(1, 7))
def test_every_chance_is_in_one_bin_as_in_a_plain_loop(events, bins):
    table = tabulate_reliability([c for c, _ in events], [h for _, h in events], bins=bins)
    loop: dict[int, list[tuple[float, bool]]] = {}
    for chance, happened in events:
        loop.setdefault(min(int(chance * bins), bins - 1), []).append((chance, happened))
    assert [row.low for row in table] == [place / bins for place in sorted(loop)]
    for row, place in zip(table, sorted(loop), strict=True):
        members = loop[place]
        assert row.happened.draws == len(members)
        assert row.happened.count == sum(happened for _, happened in members)
        assert row.mean == pytest.approx(sum(chance for chance, _ in members) / len(members))


def test_no_bins_are_refused():
    with pytest.raises(RangeError, match="0 bins"):
        tabulate_reliability([0.5], [True], bins=0)
