"""The gold is what its marked-up reports say, and every field of it keeps the guidelines."""

from __future__ import annotations

import calendar
import json
import re
import runpy
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pourparler.case.case import Case
from pourparler.case.folder import open_case_folder
from pourparler.case.records import ATTRIBUTIONS, FORCES, MODALITIES

BUILD: dict[str, Any] = runpy.run_path(str(Path(__file__).parent / "build.py"))
FOLDERS: list[Path] = BUILD["negotiations"]()
QUOTES = re.compile('[“”"‘]')
KEYS = [
    "report", "part", "spans", "actors", "speaker", "attribution", "force", "audience",
    "said_on", "issue", "from_option", "to_option", "modality", "about", "hedged", "negated",
    "conditional", "commitment",
]  # fmt: skip


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture(scope="module")
def case(folder: Path) -> Case:
    return open_case_folder(folder).case


@pytest.fixture(scope="module")
def texts(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in (folder / "reports").iterdir()}


@pytest.fixture(scope="module")
def gold(folder: Path) -> list[dict[str, Any]]:
    return stored(folder)


def stored(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]


def test_what_is_stored_is_what_the_marked_reports_say(folder, texts):
    marked = BUILD["marked_reports"](folder)
    assert texts == {report.name: report.text for report in marked}, "run tests/gold/build.py"
    assert (folder / "gold.jsonl").read_text("utf-8") == BUILD["jsonl"](folder)


def test_every_span_covers_the_words_that_were_marked(folder, gold, texts):
    for name, text in texts.items():
        body = re.sub(
            r"^(part:|[=@!] ).*\n", "", (folder / "marked" / name).read_text("utf-8"), flags=re.M
        )
        assert unmarked(body) == text
        spans = [one["spans"] for one in gold if one["report"] == name]
        covered = [
            (role, text[start:end])
            for one in spans
            for role, pieces in one.items()
            for start, end in pieces
        ]
        assert sorted(covered) == sorted(words_marked(body))


def words_marked(body: str) -> Iterator[tuple[str, str]]:
    """Find each mark, and its words by counting brackets up to its own closing one."""
    for mark in re.finditer(r"\{([scxef\d,]+) ", body):
        depth, end = 1, mark.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(body[end], 0)
            end += 1
        for label in mark[1].split(","):
            if label[0] not in BUILD["ROLES"]:
                continue
            yield BUILD["ROLES"][label[0]], unmarked(body[mark.end() : end - 1])


def unmarked(body: str) -> str:
    return re.sub(r"\{[scxef\d,]+ |\}", "", body)


def test_reports_carry_the_date_of_their_name(texts):
    for name, text in texts.items():
        day, title = re.fullmatch(r" date (\d{4}-\d\d-\d\d) (\S.+)", text.split("\n")[0]).groups()
        assert name.startswith(date.fromisoformat(day).isoformat())
        assert title
        assert "\n\n" in text
        assert not re.search(r"\n\n\n|[ \t]\n|\r|\{|\}", text)


def test_every_statement_has_the_same_keys_and_known_words(gold):
    for one in gold:
        assert list(one) == KEYS
        assert one["part"] in BUILD["PARTS"]
        assert one["attribution"] in ATTRIBUTIONS
        assert one["force"] in FORCES
        assert one["modality"] in (None, *MODALITIES)
        assert len(one["spans"]["cue"]) == 1
        assert len(one["spans"]["source"]) <= 1


def test_ids_and_names_are_those_of_the_case(case, gold):
    actors = {actor.id for actor in case.actors}
    people = {(person.name, person.actor) for person in case.people}
    for one in gold:
        assert {*one["actors"], one["about"]} - {None} <= actors
        assert one["about"] not in one["actors"]
        if one["speaker"] and one["actors"]:
            assert {(one["speaker"], actor) for actor in one["actors"]} & people, one


def test_options_belong_to_the_issue_and_rise(case, gold):
    issues = {issue.id: issue for issue in case.issues}
    for one in gold:
        ends = [one["from_option"], one["to_option"]]
        if one["issue"] is None:
            assert ends == [None, None]
            assert one["modality"] is one["about"] is None
            continue
        order = [option.id for option in issues[one["issue"]].options]
        assert one["modality"] is not None
        if None in ends:
            assert one["modality"] in ("ambiguous", "declined")
            assert ends == [None, None]
        else:
            assert order.index(ends[0]) <= order.index(ends[1])
            assert issues[one["issue"]].scale != "unordered" or ends[0] == ends[1]


def test_attribution_follows_from_the_quotation_marks(gold, texts):
    for one in gold:
        text = texts[one["report"]]
        pieces = [text[start:end] for start, end in one["spans"]["content"]]
        quoted = [is_quoted(piece) for piece in pieces]
        fitting = {
            "direct": all(quoted),
            "mixed": not all(quoted) and any(QUOTES.search(piece) for piece in pieces),
            "indirect": not any(QUOTES.search(piece) for piece in pieces),
        }
        assert fitting.get(one["attribution"], True), pieces


def is_quoted(words: str) -> bool:
    """Say whether the words are one quotation from end to end."""
    return words[0] + words[-1] in ("“”", "‘’", '""') and not QUOTES.search(words[1:-1])


def test_deeds_threats_and_conditions_agree_with_one_another(gold):
    for one in gold:
        assert (one["attribution"] == "deed") == (one["force"] == "deed")
        assert (one["commitment"] is not None) == (one["force"] in ("threat", "promise"))
        if one["commitment"]:
            assert one["commitment"]["kind"] == one["force"]
        if one["modality"] == "conditional" or (one["commitment"] or {}).get("condition"):
            assert one["conditional"], one
        if one["attribution"] == "anonymous":
            assert one["speaker"] is None


def test_condition_and_audience_are_printed_in_the_report(gold, texts):
    for one in gold:
        for words in (one["audience"], (one["commitment"] or {}).get("condition")):
            assert words is None or words in texts[one["report"]], words


def test_nothing_is_said_after_it_was_reported(gold):
    for one in gold:
        first, last = bounds(one["said_on"])
        assert first <= last <= date.fromisoformat(one["report"][:10]), one
        deadline = (one["commitment"] or {}).get("deadline")
        if deadline:
            assert bounds(deadline)[1] >= first


def bounds(edtf: str) -> tuple[date, date]:
    """Return the first and last day of a date in one of the forms the gold uses.

    Anything but a day, month or year, an interval of two of them, `~` after a day and `..`
    for an open beginning is refused.
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        last = first = first.removesuffix("~") if re.fullmatch(r"[\d-]{10}~", first) else first
    start = date.min if slash and first == ".." else _days(first)[0]
    return start, _days(last)[1]


def _days(unit: str) -> tuple[date, date]:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", unit)
    assert match, f"{unit!r} is no date"
    year, month, day = (int(part) if part else None for part in match.groups())
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1), date(year, last_month, last_day)


@pytest.mark.parametrize("wrong", ["2021-3-4", "2021-13", "2021~", "2021-03-04/", "spring 2021"])
def test_what_is_no_date_is_refused(wrong):
    with pytest.raises((AssertionError, ValueError)):
        bounds(wrong)


@pytest.mark.parametrize(
    ("marked", "problem"),
    [
        ("part: train\n", "first line"),
        ("part: tune\n{s1 He} {c1 said} {x1 no", "never closed"),
        ("part: tune\n{s1 He} {c1 said} no}", "stray bracket"),
        ("part: tune\n{s1 He} {c1 said} no\n= 1 | a | - | direct wish | 2021 | -", "a content"),
        ("part: tune\n{s1 He} {c1 said} {x1 no}", "no '= 1 |' line"),
        ("part: tune\n= 1 | a | - | direct wish | 2021 | -", "no marks"),
        ("part: tune\n{c1 said} {x1 no }\n= 1 | a | - | direct wish | 2021 | -", "'no '"),
        ("part: tune\n= 1 | direct wish", "cannot read"),
    ],
)
def test_a_marked_report_that_cannot_be_understood_is_named(marked, problem):
    with pytest.raises(ValueError, match=re.escape(problem)) as caught:
        BUILD["read_marked"]("a.txt", marked)
    assert str(caught.value).startswith("a.txt: ")


def test_there_is_enough_of_it_and_a_third_of_the_first_reports_is_for_testing():
    everything = [one for folder in FOLDERS for one in stored(folder)]
    first = [one for one in everything if one["part"] in ("tune", "test")]
    assert len(FOLDERS) >= 5
    assert sum(len(list((folder / "reports").iterdir())) for folder in FOLDERS) >= 40
    assert len(first) >= 300
    assert 0.3 <= sum(one["part"] == "test" for one in first) / len(first) <= 0.4


def test_whole_reports_make_up_a_part_and_negotiations_are_fresh_or_wire_as_a_whole():
    for folder in FOLDERS:
        parts = {(one["report"], one["part"]) for one in stored(folder)}
        assert len(parts) == len({report for report, _ in parts})
        assert {part for _, part in parts} in ({"tune", "test"}, {"fresh"}, {"wire"})


def test_the_fresh_part_fills_every_modality_and_dates_much_by_context():
    fresh = [one for folder in FOLDERS for one in stored(folder) if one["part"] == "fresh"]
    modalities = Counter(one["modality"] for one in fresh)
    assert len(fresh) >= 300
    assert min(modalities[modality] for modality in MODALITIES) >= 30
    assert modalities[None] >= 50
    assert {one["force"] for one in fresh} == set(FORCES)
    assert 0.2 <= sum(one["said_on"].endswith("~") for one in fresh) / len(fresh) <= 0.6
