"""``pourparler settle`` as a user meets it."""

from __future__ import annotations

import pytest

DRAWS = ("--draws", "16")


def shares(value):
    """Yield every share in a result."""
    if isinstance(value, dict):
        if "share" in value and "standard_error" in value:
            yield value["share"]
        for part in value.values():
            yield from shares(part)
    elif isinstance(value, list):
        for part in value:
            yield from shares(part)


def test_a_case_with_a_front_is_settled(run):
    found = run("settle", "ukraine-2025", *DRAWS, "--json").json
    assert [d["design"] for d in found["designs"]] == [
        "none",
        "european_force",
        "european_force_backstop",
        "collective_defence",
    ]
    backstop = found["designs"][2]
    assert set(backstop["sign"]) == {"russia", "ukraine"}
    assert set(backstop["guarantors_join"]) == {"european_core", "coalition_rest", "us_backstop"}
    assert backstop["horizon_years"] == 10
    assert {"deal_first", "ceasefire_first", "break_even"} <= set(found["delay"])
    assert found["seed"] == 20250819
    assert all(0 < share < 1 for share in shares(found))
    attribution = found["attribution"]
    assert {part["component"] for part in attribution} >= {"us_backstop", "snapback"}
    assert all(a["author"] or a["cited"] for a in found["assumptions"])
    assert len(found["packages"]) == 4


def test_the_answer_is_in_words_with_the_inputs_that_drive_it(run):
    found = run("settle", "ukraine-2025", *DRAWS)
    assert found.code == 0
    text = " ".join(found.out.split())
    assert "These figures hang most on:" in text
    assert "assumption of pourparler" in text
    assert "of 100 draws" in text
    assert "probability" not in text
    assert "Ceasefire first loses less land in" in text
    assert len(found.out.splitlines()) < 40
    (answer,) = run("settle", "ukraine-2025", *DRAWS, "--json").json["designs"][1:2]
    row = next(line for line in found.out.splitlines() if line.strip().startswith("European f"))
    by_party = [f"{100 * share['share']:.1f}" for share in answer["sign"].values()]
    both = f"{100 * answer['both']['share']:.1f}"
    assert [cell for cell in row.split() if cell[0].isdigit()][:2] == by_party
    assert row.split()[-1] == both


def test_the_full_answer_lists_every_finding_and_assumption(run):
    text = " ".join(run("settle", "ukraine-2025", *DRAWS, "--full").out.split())
    assert "preferred to fighting on, in this model" in text
    assert "What would turn an answer" in text
    assumed = run("settle", "ukraine-2025", *DRAWS, "--json").json["assumptions"]
    assert text.count(" pourparler ") >= sum(a["author"] == "pourparler" for a in assumed)


def test_a_case_without_a_front_tells_what_it_can_and_what_it_leaves_out(run):
    found = run("settle", "sarn-valley", *DRAWS, "--json").json
    assert all(d["sign"] == {} and d["both"] is None for d in found["designs"])
    assert all(0 < d["durable"]["share"] < 1 for d in found["designs"])
    assert found["delay"] is None
    assert "names no two sides" in found["notes"][0]
    assert found["order"]
    text = run("settle", "sarn-valley", *DRAWS).out
    assert "Who would sign and what delay costs are left out" in text


def test_the_same_seed_gives_the_same_answer(run):
    first, second = (run("settle", "sarn-valley", *DRAWS, "--json").json for _ in range(2))
    assert first == second
    other = run("settle", "sarn-valley", *DRAWS, "--seed", "2", "--json").json
    assert other["designs"] != first["designs"]


def test_horizon_bar_and_design_can_be_chosen(run):
    found = run(
        "settle", "sarn-valley", *DRAWS, "--json", "--design", "pledge", "--horizon", "2",
        "--bar", "0.5",
    ).json  # fmt: skip
    assert (found["horizon_years"], found["bar"]) == (2, 0.5)
    assert {part["design"] for part in found["attribution"]} == {"pledge"}


@pytest.mark.parametrize(
    ("words", "problem", "hint"),
    [
        (("--draws", "100"), "100 draws", "Use --draws 128."),
        (("--bar", "1.5"), "bar 1.5", "0.8 means"),
        (("--horizon", "0"), "horizon of 0 years", "--horizon 10"),
        (("--design", "pledg"), "did you mean 'pledge'?", "check"),
        (("--known-at", "2024-02-01"), "was not known at 2024-02-01", "later --known-at"),
    ],
)
def test_what_cannot_be_is_answered_with_the_way_out(run, words, problem, hint):
    found = run("settle", "sarn-valley", *words)
    assert found.code == 2
    assert problem in found.err
    assert hint in found.err


def test_a_case_without_a_settlement_says_how_to_add_one(run, talks):
    found = run("settle", talks)
    assert found.code == 2
    assert "there are no designs" in found.err
    assert "settle-a-case.md" in found.err


AGAINST = ("--design", "european_force_backstop", "--against", "european_force")


def test_two_designs_are_held_against_each_other_in_the_same_draws(run):
    found = run("settle", "ukraine-2025", "--draws", "64", *AGAINST, "--json").json
    told = found["comparison"]
    assert (told["design"], told["against"]) == AGAINST[1::2]
    by_id = {design["design"]: design for design in found["designs"]}
    assert told["both"]["design"] == by_id["european_force_backstop"]["both"]
    assert told["both"]["against"] == by_id["european_force"]["both"]
    (order,) = [o for o in found["order"] if {o["design"], o["beats"]} == set(AGAINST[1::2])]
    side = "better" if order["design"] == AGAINST[1] else "worse"
    assert told[side]["share"] == order["share"]
    assert set(told["prefer"]) == {"russia", "ukraine"}
    assert len(told["deciders"]) >= 3
    assert all(0 < share < 1 for share in shares(told))
    printed = run("settle", "ukraine-2025", "--draws", "64", *AGAINST)
    text = " ".join(printed.out.split())
    for words in ("Better for Ukraine", "Does better", "What reverses which does better", "Seed"):
        assert words in text
    full = run("settle", "ukraine-2025", "--draws", "64", *AGAINST, "--full").out
    assert "lowest third" in full
    assert "lowest third" not in printed.out


def test_without_a_front_the_one_that_holds_longer_does_better(run):
    found = run("settle", "sarn-valley", "--draws", "64", "--against", "observers", "--json").json
    told = found["comparison"]
    assert told["prefer"] == {}
    assert told["better"]["share"] > told["worse"]["share"]
    assert run("settle", "sarn-valley", "--draws", "64", "--json").json["comparison"] is None
    text = run("settle", "sarn-valley", "--draws", "64", "--against", "observers").out
    assert "To do better is to hold longer." in text


def test_a_design_against_itself_or_against_none_there_is_is_refused(run):
    same = run("settle", "sarn-valley", "--design", "full", "--against", "full")
    assert (same.code, same.err.splitlines()[0]) == (
        2, "error: [PP601] full cannot be held against itself",
    )  # fmt: skip
    assert "observers" in same.err
    unknown = run("settle", "sarn-valley", "--against", "observer")
    assert unknown.code == 2
    assert "did you mean 'observers'" in unknown.err


def test_the_example_of_a_new_case_is_settled(run, tmp_path):
    """Uncommented as it says, without any report read: an answer, with its three inputs."""
    assert run("new", "my-talks").code == 0
    path = tmp_path / "my-talks" / "case.yaml"
    lines = path.read_text("utf-8").splitlines()
    begin, end = lines.index("# guarantors:"), lines.index("# (End of the block.)")
    lines[begin:end] = [line.removeprefix("#").removeprefix(" ") for line in lines[begin:end]]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert run("check", "my-talks").code == 0
    settled = run("settle", "my-talks", "--draws", "64")
    assert settled.code == 0, settled.err
    assert "These figures hang most on" in settled.out
    assert "A force of the neighbours" in settled.out
