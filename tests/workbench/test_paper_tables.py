"""Tables for a paper: names in the place of ids, keys of the bibliography, widths that fit."""

from __future__ import annotations

import re

import pytest

from pourparler.errors import SettlementError
from pourparler.workbench.export import export
from pourparler.workbench.export_tables import TABLES, make_table
from pourparler.workbench.view import View
from workbench.restricted import make_restricted


@pytest.mark.parametrize("name", TABLES)
def test_paper_has_names_and_cites_what_the_bibliography_has(first_case, name):
    made = make_table(name, first_case, View())
    text = export("latex", first_case, View(), part=name).content.decode()
    known = re.findall(r"@misc{(\w+),", export("bibtex", first_case, View()).content.decode())
    keys = [k for keys in re.findall(r"\\cite{([^}]*)}", text) for k in keys.split(",")]
    assert set(keys) <= set(known)
    cites = any(column.kind == "cite" for column in made.table.paper)
    assert bool(keys) == (cites and bool(made.table.rows))
    names = {actor.id: actor.name for actor in first_case.case.actors}
    said_by = {str(row.get("actor") or "") for row in made.table.rows} - {""}
    assert all(names[id_] in text for id_ in said_by if name in ("positions", "shifts"))
    for column in made.table.paper:
        assert not made.table.rows or any(row.get(column.name) for row in made.table.rows)
    assert made.stamp.digest in text
    widths = [float(one) for one in re.findall(r"dimexpr ([\d.]+)", text)]
    assert sum(widths) == pytest.approx(1, abs=0.002)


def test_a_table_for_spreadsheets_keeps_the_ids(first_case):
    text = export("csv", first_case, View(), part="commitments").content.decode()
    head, *rows = text.splitlines()
    assert head.startswith("id,kind,actors,speaker,issues,what")
    assert len(rows) > 2
    assert "cited" not in head
    assert "became" not in head


def test_the_settlement_names_what_it_hangs_on_under_the_table(first_case):
    found = make_table("settlement", first_case, View()).table
    assert {"name", "durable", "survival_low", "survival_high"} <= {c.name for c in found.columns}
    assert len(found.rows) == len(first_case.case.settlement.designs)
    text = export("latex", first_case, View(), part="settlement").content.decode()
    assert r"\par\noindent These figures hang most on:" in text
    assert "from the assumptions of the case" in text
    for row in found.rows:
        assert 0 < row["durable"] < 1
        assert row["hangs_most_on"] in found.notes


def test_a_case_without_a_settlement_says_so(tmp_path):
    case = make_restricted(tmp_path / "talks")
    with pytest.raises(SettlementError, match="describes no settlement"):
        make_table("settlement", case, View())
