"""Which share of what an actor says is on which issue, publisher by publisher."""

from __future__ import annotations

import pytest

from pourparler.workbench.salience import share_statements
from pourparler.workbench.series import hear
from workbench.talks import make_coding, make_folder, make_report, make_statement


def test_the_share_is_taken_within_publishers(tmp_path):
    wire, post = make_report("2024-05-02", "Wire"), make_report("2024-05-03", "Post")
    truce, bridge = make_coding("truce", "first"), make_coding("bridge", "trust")
    told = [
        (wire, [make_statement(wire, "north", truce, place=n * 10) for n in range(4)]),
        (post, [make_statement(post, "north", bridge)]),
    ]
    shares = share_statements(hear(make_folder(tmp_path / "talks", told)))
    # four in five statements are on the truce, but each paper has one issue of its own
    assert shares == {("north", "truce"): 0.5, ("north", "bridge"): 0.5}


def test_what_is_told_twice_by_one_publisher_counts_once(tmp_path):
    wire = make_report("2024-05-02", "Wire")
    copy = make_report("2024-05-02", "Wire", words="again", duplicate_of=wire.id)
    truce, bridge = make_coding("truce", "first"), make_coding("bridge", "trust")
    told = [
        (wire, [make_statement(wire, "north", truce, content="now")]),
        (copy, [make_statement(copy, "north", truce, content="now")]),
    ]
    last = make_report("2024-05-04", "Wire")
    told.append((last, [make_statement(last, "north", bridge, content="a trust")]))
    shares = share_statements(hear(make_folder(tmp_path / "talks", told)))
    assert shares["north", "truce"] == pytest.approx(0.5)
