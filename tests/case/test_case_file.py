"""A case file is validated with line, place, value, what is allowed and the nearest name."""

import json
from contextlib import suppress
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.case.case import Case
from pourparler.case.folder import InvalidCaseError, open_case_folder, parse_case
from pourparler.case.scaffold import make_case_folder
from pourparler.case.schema import case_schema
from pourparler.case.yaml_source import read_yaml
from pourparler.errors import CaseError, CaseExistsError, CaseNotFoundError, OutputError

SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "case.schema.json"

CASE = """\
title: River talks
actors:
  - {id: north, name: Northland, kind: state, aliases: [Norburg]}
  - {id: front, name: River Front, kind: movement}
people:
  - {name: Ana Torvald, actor: north, role: president, from: 2020-01-01}
parties: [north, front]
issues:
  - id: water
    question: How much water stays in the river?
    scale: interval
    options:
      - {id: none, at: 0, words: None of it}
      - {id: all, at: 100, words: All of it}
guarantors:
  - {id: neighbours, name: Neighbours, count: 3}
settlement:
  horizon_years: 5
  bar: 0.7
  discount_per_year:
    {low: 0.03, high: 0.1, assumption: {author: a, reason: b, known_on: 2024-01-01}}
  designs:
    - {id: watch, name: Watch, components: [neighbours]}
"""


def test_a_valid_case_is_read_whole():
    case = parse_case(CASE)
    assert case.people[0].from_ == date(2020, 1, 1)
    assert case.settlement is not None
    assert case.settlement.inputs["discount_per_year"].bounds == (0.03, 0.1)
    assert [place for place, _ in case.quantities()] == ["settlement.discount_per_year"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "kind: state",
            "kind: stat",
            r"line 3: actors\[0\].kind: 'stat' is not allowed; .*'state'",
        ),
        (
            "question:",
            "qestion:",
            r"line 10: issues\[0\].qestion: unknown key; did you .* 'question'",
        ),
        ("at: 0,", "at: NO,", r"line 13: issues\[0\].options\[0\].at: .*number, not 'NO'"),
        ("at: 0,", "at: 100,", r"line 9: issues\[0\]: options must be listed by rising 'at'"),
        ("at: 0,", "", r"option 'none' needs 'at', a point from 0 to 100"),
        ("at: 0,", "at: -1,", r"options\[0\].at: .*greater than or equal to 0, not -1"),
        ("{id: all,", "{id: none,", r"option ids must differ; twice: none"),
        ("interval", "unordered", r"options of an unordered issue have no 'at'"),
        ("actor: north", "actor: nort", r"line 6: people\[0\].actor: 'nort' .* 'north'\?"),
        ("parties: [north", "parties: [peru", r"parties\[0\]: 'peru' is unknown; there are: north"),
        ("id: front", "id: north", r"line 4: actors\[1\].id: 'north' is used twice"),
        ("River Front", "norburg", r"'norburg' stands for both actor 'north' and actor 'front'"),
        ("Ana Torvald", "Norburg", r"stands for both actor 'north' and person 'Norburg'"),
        ("[neighbours]", "[neighbors]", r"components\[0\]: 'neighbors' .* 'neighbours'\?"),
        ("bar: 0.7", "bar: 1", r"line 19: settlement.bar: .*less than 1, not 1"),
        ("low: 0.03", "low: 0.3", r"settlement.discount_per_year: low 0.3 is above high 0.1"),
        ("low: 0.03", "low: .nan", r"numbers must be finite"),
        ("low: 0.03, ", "", r"give either 'value', or 'low' and 'high'"),
        ("low: 0.03,", "low: 0.03, unit: u,", r"discount_per_year is in 1/year, not in u"),
        ("low: 0.03,", "low: 0.03, cited: x,", r"exactly one of 'cited' and 'assumption'"),
        (", known_on: 2024-01-01", "", r"say since when it was known"),
        ("bar:", "discount_per_yr: 1\n  bar:", r"unknown key; did you mean 'discount_per_year'"),
        ("2020-01-01}", "2020-01-01, to: 2019-01-01}", r"from 2020-01-01 is after to 2019-01-01"),
        ("2020-01-01", "2020-13-01", r"line 6: '2020-13-01' is not a valid date"),
        ("title: River talks", "- x", r"a case file|line 2"),
        ("count: 3", "count: 3, lead: true", r"the lead is one guarantor"),
        (
            "count: 3",
            "reliability: {value: 1.5, cited: x, known_on: 2024-01-01}",
            r"between 0 and 1",
        ),
    ],
)
def test_a_mistake_is_named_with_line_value_and_way_out(old, new, message):
    assert old in CASE
    with pytest.raises(CaseError, match=message) as caught:
        parse_case(CASE.replace(old, new, 1))
    assert caught.value.hint


def test_every_problem_is_kept_for_check():
    with pytest.raises(InvalidCaseError, match="and 2 more") as caught:
        parse_case("actors: []\ntitle: x\nissues: []\nfoo: 1\n")
    assert [p.line for p in caught.value.problems] == [1, 3, 4]


def test_no_and_yes_stay_words():
    assert read_yaml("a: [NO, yes, on, ~, true]", name="x").data == {
        "a": ["NO", "yes", "on", None, True]
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: !!python/object/apply:os.system [ls]", "tag '!!python/object/apply:os.system'"),
        ("a: 1\na: 2", "line 2: 'a' stands here twice"),
        ("? [a]\n: b", "a key must be a plain word"),
        ("a: &a [*a]", "nested more than 40 levels"),
        ("[" * 5000, "nested too deeply"),
        ("a: [", "line 1"),
        ("a: \x00", "unacceptable character"),
        ("x" * 5_000_001, "at most 5,000,000"),
    ],
)
def test_hostile_yaml_is_refused(text, message):
    with pytest.raises(CaseError, match=message):
        read_yaml(text, name="case.yaml")


@pytest.mark.parametrize(
    ("text", "place", "way_out"),
    [
        ("a: b\nc:\n  - {d: e\nf: []\n", "line 4 column 2.*line 3 column 5", "Close the brace"),
        ("a: [b, c\nd: e\n", "line 2 column 2.*line 1 column 4", "Close the bracket"),
        ("a: b\n\tc: d\n", "line 2 column 1", "spaces, not tabs"),
        ('a: "b\nc: d\n', "line 3 column 1.*line 1 column 4", "quotation mark"),
        ("a: b: c\n", "line 1 column 5", "double quotes"),
        ("a: b\n  c: d\n", "line 2 column 4", "same column"),
        ("a: @b\n", "line 1 column 4", "double quotes"),
        ("a: b\nc\nd: e\n", "line 3 column 1.*line 2 column 1", "key: value"),
        ("a:\n  - b: c\n - d: e\n", "line 3 column 2", "all dashes of one list"),
        ("a: *b\n", "line 1 column 4", "double quotes"),
    ],
)
def test_what_is_not_yaml_is_told_with_line_column_and_way_out(text, place, way_out):
    with pytest.raises(CaseError, match=rf"case.yaml {place}") as caught:
        read_yaml(text, name="case.yaml")
    assert way_out in caught.value.hint


def test_an_alias_bomb_is_stopped():
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for name, inner in zip("bcdefghi", "abcdefgh", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{inner}'] * 9)}]")
    with pytest.raises(CaseError, match="aliases expand to over"):
        read_yaml("\n".join(lines), name="case.yaml")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    with suppress(CaseError):
        parse_case(text)


def test_an_ordinary_alias_may_be_used():
    assert read_yaml("a: &a [1]\nb: *a", name="x").data == {"a": [1], "b": [1]}


def test_the_published_schema_is_current_and_accepts_the_case(tmp_path):
    schema = case_schema()
    assert json.loads(SCHEMA.read_text("utf-8")) == json.loads(json.dumps(schema))
    data = json.loads(json.dumps(read_yaml(CASE, name="x").data, default=str))
    jsonschema.validate(data, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data | {"qestion": 1}, schema)


def test_a_new_case_validates_as_it_stands(tmp_path):
    folder = open_case_folder(make_case_folder(tmp_path / "peace-talks"))
    assert folder.case.title == "Peace talks"
    assert len(folder.digest) == 12


def test_beside_a_new_case_lies_the_schema_that_it_names(tmp_path):
    path = make_case_folder(tmp_path / "talks")
    first = (path / "case.yaml").read_text("utf-8").splitlines()[0]
    named = path / first.partition("$schema=")[2]
    assert json.loads(named.read_text("utf-8")) == case_schema()


def uncommented(text: str) -> str:
    """Take the first "# " off every line of the example, as an editor would."""
    lines = text.splitlines()
    begin, end = lines.index("# guarantors:"), lines.index("# (End of the block.)")
    block = [line.removeprefix("#").removeprefix(" ") for line in lines[begin:end]]
    return "\n".join([*lines[:begin], *block, *lines[end:]]) + "\n"


def test_the_example_of_a_settlement_is_valid_as_it_stands(tmp_path):
    path = make_case_folder(tmp_path / "talks")
    text = uncommented((path / "case.yaml").read_text("utf-8"))
    case = parse_case(text)
    assert len(case.guarantors) == 2
    assert [design.id for design in case.settlement.designs] == ["bare", "force", "backed"]
    assert case.settlement.advancing == "river_front"
    assert all(quantity.assumption.author == "you" for _, quantity in case.quantities())
    assert "  # The two sides of a front line." in text  # what explains stays a comment


def test_a_new_case_overwrites_nothing(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(CaseExistsError, match="not empty"):
        make_case_folder(tmp_path)
    with pytest.raises(OutputError, match="cannot be written"):
        make_case_folder(tmp_path / "notes.txt" / "inside")


def test_a_missing_or_unreadable_case_is_named(tmp_path):
    with pytest.raises(CaseNotFoundError, match=r"there is no case.yaml in"):
        open_case_folder(tmp_path)
    (tmp_path / "case.yaml").write_bytes(b"title: x\nname: \xff\n")
    with pytest.raises(CaseError, match=r"line 2: byte 15 is not UTF-8"):
        open_case_folder(tmp_path)


def test_the_wording_digest_changes_with_the_words_alone():
    issue = parse_case(CASE).issues[0]
    reworded = issue.model_copy(update={"question": "How much?"})
    moved = issue.model_copy(update={"examples": ["water"]})
    assert issue.wording != reworded.wording
    assert issue.wording == moved.wording


def test_unknown_ids_are_key_errors():
    case: Case = parse_case(CASE)
    for lookup in (case.actor, case.issue, case.issues[0].option):
        with pytest.raises(KeyError, match="peru"):
            lookup("peru")


def test_a_folded_text_holds_its_words_alone():
    folded = CASE.replace("title: ", "notice: >-\n  one\n  two\n\n  three\ntitle: ", 1)
    assert parse_case(folded).notice == "one two\nthree"
