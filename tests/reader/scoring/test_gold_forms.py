"""Both forms of gold are read as written, and what is wrong in them is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pourparler.case.records import Spans
from pourparler.errors import GoldError
from pourparler.reader.scoring.own_gold import find_gold_folders, read_own_gold
from pourparler.reader.scoring.polnear import is_polnear, read_polnear

TEXT = "“We leave,” Hale said.\nNothing more, she\nadded — 😀 and it was agreed.\n"
ANNOTATION = """\
T1\tSource 12 16\tHale
T2\tCue 17 21\tsaid
T3\tContent 1 9;10 11\tWe leave,”
T4\tAttribution 17 21\tsaid
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
T5\tSource 37 40\tshe
T6\tCue 41 46\tadded
T7\tContent 23 40\tNothing more, she
T9 is no part: the words of a span go on here
T8\tAttribution-no-source 55 68\twas agreed
T10\tCue 57 67\twas agreed
T11\tContent 54 56\tit
E2\tAttribution-no-source:T8 Cue:T10 Content:T11
E3\tAttribution:T4 Cue:T6 Source:T5
"""


@pytest.fixture
def polnear(tmp_path: Path) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "talks.txt").write_text(TEXT, "utf-8", newline="")
    (tmp_path / "attributions" / "talks_0a1b.ann").write_text(ANNOTATION, "utf-8", newline="")
    (tmp_path / "attributions" / "talks_ffff.ann").write_text("", "utf-8")
    return tmp_path


def test_standoff_is_read_with_pieces_and_without_a_source(polnear):
    assert is_polnear(polnear)
    (text,) = read_polnear(polnear)
    assert text.text == TEXT
    assert [statement.spans for statement in text.statements] == [
        Spans(source=((12, 16),), cue=((17, 21),), content=((1, 9), (10, 11))),
        Spans(cue=((57, 67),), content=((54, 56),)),
    ]  # the third relation has no content


def test_an_annotation_outside_its_text_is_named(polnear):
    (polnear / "attributions" / "talks_0a1b.ann").write_text("T1\tCue 60 600\tx\n", "utf-8")
    with pytest.raises(GoldError, match=r"talks_0a1b.ann: 'Cue 60 600' is outside the text"):
        read_polnear(polnear)


def test_a_text_without_annotation_is_named(polnear):
    (polnear / "text" / "other.txt").write_text("Words.", "utf-8")
    with pytest.raises(GoldError, match=r"other.txt has no annotation other_\*.ann"):
        read_polnear(polnear)


CASE = """\
title: Talks
actors: [{id: north, name: Northland, kind: state}, {id: south, name: Southland, kind: state}]
issues:
  - id: truce
    question: When does the fighting stop?
    scale: unordered
    options: [{id: now, words: At once}, {id: later, words: Later}]
"""
LINE = {
    "report": "a.txt", "part": "tune",
    "spans": {"source": [[28, 37]], "cue": [[38, 42]], "content": [[43, 54]]},
    "actors": ["south", "north"], "speaker": None, "force": "demand", "said_on": "2024-05-02",
    "issue": "truce", "from_option": "now", "to_option": "now", "modality": "supports",
    "hedged": False,
}  # fmt: skip


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "talks"
    (folder / "reports").mkdir(parents=True)
    (folder / "case.yaml").write_text(CASE, "utf-8")
    for name in ("a.txt", "b.txt", "empty.txt"):
        text = f" date 2024-05-02 On {name[0]}\n\nNorthland said it would leave.\n"
        (folder / "reports" / name).write_text(text, "utf-8")
    lines = [LINE, LINE | {"report": "b.txt", "part": "test"}]
    (folder / "gold.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return folder


def test_own_gold_is_read_with_its_fields(own):
    gold = read_own_gold(own)
    assert [text.name for text in gold.texts] == ["talks/a.txt", "talks/b.txt", "talks/empty.txt"]
    (statement,) = gold.texts[0].statements
    assert statement.spans.cue == ((38, 42),)
    assert statement.fields == {
        "speaker": "", "force": "demand", "said_on": "2024-05-02", "issue": "truce",
        "modality": "supports", "hedged": "no", "actors": "north south", "options": "now to now",
    }  # fmt: skip


def test_a_part_is_chosen_by_report_and_a_silent_report_is_of_both(own):
    names = [text.name for text in read_own_gold(own, "test").texts]
    assert names == ["talks/b.txt", "talks/empty.txt"]


def test_several_negotiations_are_found_below_one_folder(own):
    assert find_gold_folders(own.parent) == find_gold_folders(own) == [own]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", r"gold.jsonl line 1 is not JSON"),
        ("[]", r"gold.jsonl line 1 is not an object"),
        ("{}", r"gold.jsonl line 1 has no key 'report'"),
        (json.dumps(LINE | {"report": "z.txt"}), r"names 'z.txt', which is no report there"),
        (json.dumps(LINE | {"spans": {"cue": [[5, 900]]}}), r"cue \[5, 900\] is outside"),
        (json.dumps(LINE | {"spans": {"cue": [5]}}), r"line 1: spans of the cue are not a list"),
    ],
)
def test_a_wrong_line_is_named(own, line, message):
    (own / "gold.jsonl").write_text(line, "utf-8")
    with pytest.raises(GoldError, match=message):
        read_own_gold(own)
