"""Damaged reports: no crash, spans that say what they are, the same twice.

``benchmarks/reader_fuzz.py`` does the same with ten thousand; here are a few of its inputs.
"""

import importlib.util
from dataclasses import replace
from pathlib import Path

import pytest

from pourparler.reader.pipeline import Reader

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "reader_fuzz.py"
SEED = 7
INPUTS = 40


@pytest.fixture(scope="module")
def fuzz():
    spec = importlib.util.spec_from_file_location("reader_fuzz", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_damaged_reports_are_read_or_refused(fuzz, case, tmp_path):
    paragraphs = fuzz.find_paragraphs(tmp_path)
    store = fuzz.ForgetfulStore()
    store.forgets = True
    reader = Reader(case, store=store)
    outcomes = {}
    for number in range(INPUTS):
        raw = fuzz.make_input(SEED, number, paragraphs)
        assert raw == fuzz.make_input(SEED, number, paragraphs)
        outcome, faults = fuzz.try_input(reader, raw)
        assert not faults, (number, faults)
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
    assert outcomes["read"] > INPUTS / 2


def test_a_wrong_span_is_seen(fuzz, case, report_of):
    report = report_of("Lind said on Monday that Northland would return the boats.")
    statements = Reader(case).read(report)
    assert not list(fuzz.find_faults(report, statements))
    wrong = replace(statements[0], content="something else")
    assert list(fuzz.find_faults(report, (wrong,)))
    assert list(fuzz.find_faults(report, (statements[0], statements[0])))


@pytest.mark.parametrize(
    "line",
    [
        "a" * 50_000,
        "It" * 5_000 + " a. b. C. " * 30,
        "said, " * 5_000,
        "“" * 20_000,
        "on Monday " * 500,
        "\u0301" * 20_000,
    ],
)
def test_a_huge_line_is_read(fuzz, case, report_of, line):
    report = report_of(f"Lind said no. {line}")
    statements = Reader(case).read(report)
    assert not list(fuzz.find_faults(report, statements))
