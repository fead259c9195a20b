"""Package files of other programs: what they wrote is read, and what is written is read again."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.errors import ExchangeError
from pourparler.models.packages.additive import AdditiveWorth
from pourparler.models.packages.solutions import find_nash
from pourparler.models.packages.survey import survey_packages
from pourparler.models.packages.worth import Link, LinkedWorth, ListedWorth, number_packages
from pourparler.workbench.exchange.agreement import NO_AGREEMENT, agreement_game
from pourparler.workbench.exchange.files import read_files, write_files
from pourparler.workbench.exchange.genius import (
    read_domain,
    read_space,
    write_domain,
    write_profile,
)
from pourparler.workbench.exchange.looked_at import look_at, looked_at_json
from pourparler.workbench.exchange.nfg import Game, read_nfg, write_nfg
from pourparler.workbench.exchange.space import NamedIssue, PackageSpace

WRITTEN = Path(__file__).parent / "written_by"
NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=["C"], exclude_characters="\\"),
    min_size=1,
    max_size=8,
)


def space(tables, reservations, names=()):
    """Return a space with plain names, or those given for the first issue's options."""
    worth = AdditiveWorth(tables)
    issues = [
        NamedIssue(name=f"i{n}", options=tuple(f"o{k}" for k in range(size)))
        for n, size in enumerate(worth.sizes)
    ]
    if names:
        issues[0] = NamedIssue(name=names[0], options=tuple(names))
    parties = tuple("abcdef"[: worth.parties])
    return PackageSpace(
        name="talks", issues=tuple(issues), parties=parties, worth=worth,
        reservations=np.array(reservations, dtype=float),
    )  # fmt: skip


def everything(of):
    return number_packages(of.worth, np.arange(int(np.prod(of.worth.sizes))))


def again(of):
    """Write a space and read it."""
    profiles = [(f"{party}.xml", write_profile(of, n)) for n, party in enumerate(of.parties)]
    return read_space(("talks.xml", write_domain(of)), profiles)


@st.composite
def spaces(draw):
    parties = draw(st.integers(2, 3))
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    rng = np.random.default_rng(draw(st.integers(0, 9999)))
    names = draw(st.lists(NAMES, min_size=sizes[0], max_size=sizes[0], unique=True))
    tables = [rng.normal(size=(k, parties)) for k in sizes]
    return space(tables, rng.normal(size=parties), names)


@given(spaces())
@settings(max_examples=60)
def test_profiles_keep_names_and_who_gains_by_how_much(of):
    found = again(of)
    assert found.issues == of.issues
    packages = everything(of)
    before = of.worth.of(packages) - of.reservations
    after = found.worth.of(packages) - found.reservations
    for party in range(len(of.parties)):
        assert found.worth.of(packages)[:, party].max() <= 1 + 1e-9
        largest = np.abs(before[:, party]).argmax()
        scale = after[largest, party] / before[largest, party]
        assert scale > 0
        assert after[:, party] == pytest.approx(scale * before[:, party], abs=1e-9)
    assert find_nash(after, np.zeros(len(of.parties))) == find_nash(
        before, np.zeros(len(of.parties))
    )


def test_what_negmas_wrote_is_worth_what_negmas_says():
    told = json.loads((WRITTEN / "negmas.json").read_text("utf-8"))
    found = read_files(WRITTEN / "negmas")
    assert list(found.parties) == told["parties"]
    assert found.reservations == pytest.approx(told["reservations"])
    packages = everything(found)
    named = [list(found.options_of(package).values()) for package in packages]
    order = [named.index(one) for one in told["packages"]]
    assert sorted(order) == list(range(len(named)))
    assert found.worth.of(packages)[order] == pytest.approx(np.array(told["worth"]))
    assert found.notes == ()


@pytest.mark.parametrize("name", ["gambit-agreement.nfg", "gambit-random.nfg"])
def test_what_gambit_wrote_comes_back_the_same(name):
    text = (WRITTEN / name).read_text("utf-8")
    found = read_nfg(text, name=name)
    written = read_nfg(write_nfg(found), name=name)
    assert (written.payoffs == found.payoffs).all()
    assert written.strategies == found.strategies
    assert found.title.startswith('game "4"') or "all name" in found.title


def test_the_order_of_payoffs_is_that_of_the_format():
    text = 'NFG 1 R "two" { "A" "B" } { { "u" "d" } { "l" "m" "r" } } "words"\n' + " ".join(
        f"{n} {-n}" for n in range(6)
    )
    found = read_nfg(text, name="x")
    assert found.payoffs[1, 0].tolist() == [1, -1]
    assert found.payoffs[0, 2].tolist() == [4, -4]


def test_outcomes_fractions_counted_strategies_and_the_null_outcome_are_read():
    text = 'NFG 1 D "t" { "A" "B" } { 2 1 }\n{ { "w" 1/2, -1e1 } { "" .25 3 } }\n2 0'
    found = read_nfg(text, name="x")
    assert found.strategies == (("1", "2"), ("1",))
    assert found.payoffs[:, 0].tolist() == [[0.25, 3.0], [0.0, 0.0]]


@given(st.lists(st.integers(1, 3), min_size=2, max_size=3), NAMES, st.integers(0, 999))
@settings(max_examples=40)
def test_games_come_back_the_same(sizes, title, seed):
    payoffs = np.random.default_rng(seed).normal(size=(*sizes, len(sizes)))
    game = Game(
        title=title,
        players=tuple(f'p"{n}' for n in range(len(sizes))),
        strategies=tuple(tuple(f"s {k}" for k in range(size)) for size in sizes),
        payoffs=payoffs,
    )
    found = read_nfg(write_nfg(game), name="x")
    assert (found.title, found.players, found.strategies) == (
        title, game.players, game.strategies,
    )  # fmt: skip
    assert (found.payoffs == payoffs).all()


def test_agreements_that_all_gain_by_are_equilibria_and_walking_away_is_one():
    of = space([[[0, 1], [1, 0]], [[0.4, 0], [0, 0.6]]], [0.3, 0.3])
    game = agreement_game(of)
    size, parties = len(game.strategies[0]), 2
    assert game.strategies[0][-1] == NO_AGREEMENT
    stable = [
        profile
        for profile in product(range(size), repeat=parties)
        if all(
            game.payoffs[profile][p]
            >= max(
                game.payoffs[(*profile[:p], other, *profile[p + 1 :])][p] for other in range(size)
            )
            for p in range(parties)
        )
    ]
    gained = [n for n in range(size - 1) if (game.payoffs[n, n] > of.reservations).all()]
    assert {(n, n) for n in gained} <= set(stable)
    assert (size - 1, size - 1) in stable


def test_a_game_is_packages_with_what_each_can_secure_alone():
    game = Game(
        title="g", players=("A", "B"), strategies=(("u", "d"), ("l", "r")),
        payoffs=np.array([[[3, 3], [0, 5]], [[5, 0], [1, 1]]], dtype=float),
    )  # fmt: skip
    found = game.as_space()
    assert found.reservations.tolist() == [1, 1]
    survey = survey_packages(found.worth, found.reservations)
    assert found.options_of(survey.frontier.packages[survey.named["nash"]]) == {"A": "u", "B": "l"}


def test_issues_with_links_are_written_as_one(tmp_path):
    alone = space([[[0, 1], [1, 0]], [[0, 0.5], [0.5, 0]], [[0.1, 0.1]]], [0, 0])
    links = [Link((0, 1), np.arange(8.0).reshape(2, 2, 2) / 8)]
    of = PackageSpace(
        name="talks", issues=alone.issues, parties=alone.parties,
        worth=LinkedWorth(alone.worth, links), reservations=alone.reservations,
    )  # fmt: skip
    files = write_files(of, tmp_path / "out")
    assert [file.name for file in files] == ["domain.xml", "a.xml", "b.xml", "packages.nfg"]
    found = look_at(tmp_path / "out")
    assert found.space.issues[0].name == "i0 + i1"
    assert "o1 + o0" in found.space.issues[0].options
    packages = everything(of)
    joined = everything(found.space)
    worth, read = of.worth.of(packages), found.space.worth.of(joined)
    assert read == pytest.approx(worth / worth.max(axis=0))
    assert len(looked_at_json(found)["frontier"]) == looked_at_json(found)["on_frontier"]
    game = read_files(tmp_path / "out" / "packages.nfg")
    assert isinstance(game.worth, ListedWorth)


def test_evaluations_that_reach_other_than_one_are_divided_and_said_to_be():
    of = space([[[0, 1], [1, 0]]], [0.2, 0.2])
    profile = write_profile(of, 0).replace('evaluation="1.0"', 'evaluation="4"')
    found = read_space(
        ("d.xml", write_domain(of)), [("a.xml", profile), ("b.xml", write_profile(of, 1))]
    )
    assert found.worth.of([[1]])[0, 0] == 1
    assert "reach 4; they are divided" in found.notes[0]


BOMB = """<?xml version="1.0"?><!DOCTYPE t [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<negotiation_template><utility_space><objective name="&b;"/></utility_space>
</negotiation_template>"""
OUTSIDE = """<!DOCTYPE t SYSTEM "file:///etc/passwd"><negotiation_template/>"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BOMB, "document type"),
        (OUTSIDE, "document type"),
        ("<a>" * 40 + "</a>" * 40, "more than 32 deep"),
        ('<negotiation_template><issue name="a & b"/></negotiation_template>', "line 1"),
        ("<other/>", "<other> is no domain"),
        ("", "no element found"),
        (
            "<negotiation_template><utility_space><objective><issue name='x'>"
            "<range lowerbound='1' upperbound='9'/></issue></objective></utility_space>"
            "</negotiation_template>",
            "issue 'x' has no list of different options",
        ),
    ],
)
def test_domains_that_cannot_be_read_are_named(text, words):
    with pytest.raises(ExchangeError, match=words):
        read_domain(text, name="d.xml")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("EFG 2 R", "does not begin"),
        ('NFG 1 R "t" { "A" "B" } { { "u" } { "l" } } 1', "the end does not fit"),
        ('NFG 1 R "t" { "A" "B" } { { "u" } { "l" } } 1 2 3', "after the last payoff"),
        ('NFG 1 R "t" { "A" "B" } { { "u" } { "l" } } 1 nan', "where a number is needed"),
        ('NFG 1 R "t" { "A" "B" } { { "u" } { "l" } } 1 1/0', "where a number is needed"),
        ('NFG 1 R "t" { "A" "B" } { { "u" } { "l" } } { { "x" 1 2 } } 2', "outcome 2 of 1"),
        ('NFG 1 R "t" { "A" } { { "u" } } 1', "two players or more"),
        ('NFG 1 R "t" { "A" "B" } { 99999 99999 } 1', "at most"),
        ('NFG 1 R "t', "does not fit"),
    ],
)
def test_games_that_cannot_be_read_are_named(text, words):
    with pytest.raises(ExchangeError, match=words):
        read_nfg(text, name="g.nfg")


def test_profiles_that_do_not_fit_are_named(tmp_path):
    of = space([[[0, 1], [1, 0]]], [0.2, 0.2])
    other = space([[[0, 1], [1, 0]]], [0.2, 0.2], names=("x", "y"))
    good = ("a.xml", write_profile(of, 0))
    with pytest.raises(ExchangeError, match="lacks the issue 'i0'"):
        read_space(("d.xml", write_domain(of)), [good, ("b.xml", write_profile(other, 1))])
    with pytest.raises(ExchangeError, match="at least two parties"):
        read_space(("d.xml", write_domain(of)), [good])
    with pytest.raises(ExchangeError, match="0 domains among 0"):
        read_files(tmp_path)
    with pytest.raises(ExchangeError, match="neither a folder nor"):
        read_files(tmp_path / "none.txt")
    with pytest.raises(ExchangeError, match="cannot be read"):
        read_files(tmp_path / "none.nfg")


def test_negmas_itself_reads_what_is_written(tmp_path):
    inout = pytest.importorskip("negmas.inout")
    of = space([[[0, 1], [1, 0.2]], [[0.4, 0], [0, 0.6]]], [0.3, 0.3])
    write_files(of, tmp_path)
    theirs = inout.load_genius_domain(tmp_path / "domain.xml", [tmp_path / "a.xml"])
    found = read_files(tmp_path)
    for package in everything(of):
        names = tuple(of.options_of(package).values())
        assert float(theirs.ufuns[0](names)) == pytest.approx(found.worth.of([package])[0, 0])


def test_gambit_itself_reads_what_is_written(tmp_path):
    pygambit = pytest.importorskip("pygambit")
    of = space([[[0, 1], [1, 0.2]], [[0.4, 0], [0, 0.6]]], [0.3, 0.3])
    write_files(of, tmp_path)
    theirs = pygambit.read_nfg(str(tmp_path / "packages.nfg"))
    game = agreement_game(of)
    for profile in product(*(range(len(s)) for s in game.strategies)):
        payoffs = [float(theirs[profile][player]) for player in theirs.players]
        assert payoffs == pytest.approx(game.payoffs[profile].tolist())
