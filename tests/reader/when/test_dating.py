"""Choosing when a statement without a date of its own was made."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.case.folder import parse_case
from pourparler.errors import TaggerError
from pourparler.reader.choice import ChoiceModel
from pourparler.reader.pipeline import Reader
from pourparler.reader.sources.text import read_text_report
from pourparler.reader.when.candidates import Candidate
from pourparler.reader.when.dating import choose, load_dating_weights, rows
from pourparler.reader.when.document import describe
from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.scene import build_scene
from reader.conftest import CASE

ABOUT = "2024-05-15~"  # a Wednesday

CONFERENCE = """President Ana Torvald and Mira Solt appeared before the press in Oberfeld on Monday after three hours of talks.

Mira Solt said the Friends could live with joint patrols. “We will not accept foreign boats,” she said.
"""  # noqa: E501

ITEMS = """NORBURG - Northland on Monday dismissed the proposal. Foreign Minister Bo Lind said Northland would not sign it.

OBERFELD - Karl von der Aue rejected the charge.
"""  # noqa: E501

LATER = """President Ana Torvald on Monday rejected the plan. Bo Lind said later in the day that Northland would not sign it.

Northland wants the boats to stay. It has repeatedly refused a truce.
"""  # noqa: E501


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(parse_case(CASE))


@pytest.mark.parametrize(
    ("body", "title", "piece", "expected"),
    [
        (CONFERENCE, "Two leaders before the press", "joint patrols", "2024-05-13"),
        (CONFERENCE, "Two leaders before the press", "foreign boats", "2024-05-13"),
        (ITEMS, "In brief", "would not sign", "2024-05-13"),
        (ITEMS, "In brief", "the charge", ABOUT),
        (LATER, "Plan rejected", "would not sign", "2024-05-13"),
        (LATER, "Plan rejected", "the boats", ABOUT),
        (LATER, "Plan rejected", "a truce", "../2024-05-15"),
    ],
)
def test_what_has_no_date_of_its_own(
    reader: Reader, body: str, title: str, piece: str, expected: str
) -> None:
    raw = f"---\ndate: 2024-05-15\ntitle: {title}\npublisher: The Wire\n---\n\n{body}"
    report = read_text_report(raw.encode(), name="report.txt", today=date(2025, 6, 1))
    (found,) = [s for s in reader.read(report) if piece in s.content]
    assert found.said_on == expected


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Minister rejects the plan", "news"),
        ("Highlights of the noon briefing", "conference"),
        ("Daily report 112", "record"),
        ("Readout of a call", "readout"),
        ("Interview: I side with the fish", "interview"),
    ],
)
def test_what_kind_of_text_it_is(reading_of, title: str, kind: str) -> None:
    reading = reading_of("They met on Monday. She left on Friday, April 26.")
    reading.report = type(reading.report)(
        **{name: getattr(reading.report, name) for name in reading.report.__dataclass_fields__}
        | {"title": title}
    )
    document = describe(reading, build_scene(reading))
    assert document.kind == kind
    assert str(document.opening) == "2024-04-29"
    assert document.days == 2


days = st.dates(date(2000, 1, 1), date(2030, 1, 1))
names = st.sampled_from(["near", "far", "same speaker", "never learned"])
candidates = st.lists(
    st.builds(
        Candidate, days.map(EdtfDate.of_day), st.just("weekday"), st.frozensets(names, max_size=3)
    ),
    max_size=4,
    unique_by=lambda one: one.value,
)
MODEL = ChoiceModel({"near": 2.0, "far": -1.0, "same speaker": 1.5}, {"always": 1.2, "alone": 1.0})


@given(candidates, st.frozensets(st.just("alone")))
def test_the_choice_is_that_of_the_largest_sum(
    found: list[Candidate], occasion: frozenset[str]
) -> None:
    sums = [sum(MODEL.candidate.get(name, 0.0) for name in one.features) for one in found]
    none = 1.2 + len(occasion)
    chosen = choose(MODEL, found, occasion)
    if chosen is None:
        assert all(none >= one for one in sums)  # ties go to the first, and none comes last
        assert not any(one > none for one in sums)
    else:
        best = [one.value for one, total in zip(found, sums, strict=True) if total == max(sums)]
        assert chosen.value in best
        assert max(sums) >= none


def test_rows_hold_a_one_for_each_feature_that_has_a_weight() -> None:
    made = rows([frozenset({"near", "never learned"}), frozenset()], ("near", "far"))
    np.testing.assert_array_equal(made, [[1, 0], [0, 0]])


@pytest.mark.parametrize(
    "text",
    ["no JSON", "[]", '{"candidate": {}}', '{"candidate": {"near": "x"}, "none": {"always": 1}}',
     '{"candidate": {}, "none": {"alone": 1}}'],
)  # fmt: skip
def test_a_file_that_holds_no_weights_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "weights.json"
    path.write_text(text, "utf-8")
    with pytest.raises(TaggerError, match="holds no weights of dating"):
        load_dating_weights(path)
    with pytest.raises(TaggerError, match="holds no weights of dating"):
        load_dating_weights(tmp_path / "missing.json")


def test_the_weights_that_ship_say_who_made_them() -> None:
    from pourparler.reader.when.dating import BUNDLED

    assert json.loads(BUNDLED.read_text("utf-8"))["made by"] == "python -m training.dating"
    assert load_dating_weights().none["always"] > 0


def test_a_paper_that_is_dated_after_the_report_dates_nothing(reader: Reader) -> None:
    body = "Torvald spoke of a paper dated 11 June 2024.\n\nIn the letter Torvald asks for a truce."
    raw = f"---\ndate: 2024-05-15\ntitle: Letter\npublisher: The Wire\n---\n\n{body}"
    report = read_text_report(raw.encode(), name="report.txt", today=date(2025, 6, 1))
    found = reader.read(report)
    assert found
    assert all(one.said_last <= report.reported_on for one in found)
    assert all(one.said_first is None or one.said_first <= one.said_last for one in found)
