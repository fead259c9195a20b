"""A report that is given, not bundled: set POURPARLER_TEST_REPORT to its path to read it.

The news explainer of 19 August 2025 on the talks over Ukraine set the reader's task. It is
not ours to copy; `tests/case/test_bundled_ukraine.py` holds a retelling of it with the same
constructions to the same expectations.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from pourparler.case.bundled import copy_bundled
from pourparler.case.folder import open_case_folder
from pourparler.reader.pipeline import Reader
from pourparler.reader.sources.text import read_text_report
from pourparler.workbench.opening import FIRST_CASE

GIVEN = os.environ.get("POURPARLER_TEST_REPORT", "")
WEEK_BEFORE = "2025-08-11/2025-08-17"

EXPECTED = [
    ("ukraine", "deter", ""),
    ("ukraine", "strong Ukrainian army", ""),
    ("europe", "set up a force", ""),
    ("coalition", "the initiative", ""),
    ("europe", "military might", ""),
    ("us", "would not be sent", "2025-08-19"),
    ("russia", "not accept NATO troops", ""),
    ("ukraine", "while peace talks", ""),
    ("us", "severe consequences", WEEK_BEFORE),
    ("us", "unnecessary", "2025-08-18"),
    ("us", "prefer the immediate ceasefire", ""),
    ("russia", "that prospect", ""),
]


@pytest.mark.skipif(not GIVEN, reason="POURPARLER_TEST_REPORT is not set")
def test_the_given_report_is_read_as_a_person_reads_it(tmp_path):
    case = open_case_folder(copy_bundled(FIRST_CASE, tmp_path)).case
    path = Path(GIVEN)
    report = read_text_report(path.read_bytes(), name=path.name, today=date(2025, 8, 20))
    statements = Reader(case).read(report)
    for actor, piece, said_on in EXPECTED:
        (told,) = [s for s in statements if actor in s.actors and piece in s.content]
        assert not said_on or told.said_on == said_on
