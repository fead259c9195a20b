"""What somebody wants first, in whatever words, against options that put one thing first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.reader.pipeline import Reader
from pourparler.reader.precedence import find_precedence
from pourparler.reader.precedence_rules import Precedence

TRUCE_FIRST = "A full truce before talks begin"
TREATY_FIRST = "No truce until a treaty is signed"
ARMS_LAST = "The fighters keep their weapons until autonomy is in force"


@pytest.mark.parametrize(
    ("content", "option"),
    [
        ("a truce must come before any treaty", TRUCE_FIRST),
        ("a truce first", TRUCE_FIRST),
        ("an immediate truce", TRUCE_FIRST),
        ("talks could begin only after a truce", TRUCE_FIRST),
        ("there can be no talks without a truce", TRUCE_FIRST),
        ("no talks until the guns are silent", TRUCE_FIRST),
        ("nobody talks while the guns fire", TRUCE_FIRST),
        ("there will be no negotiations under fire", TRUCE_FIRST),
        ("first a truce and then talks", TRUCE_FIRST),
        ("talks would have to wait for a truce", TRUCE_FIRST),
        ("a truce has to precede talks", TRUCE_FIRST),
        ("a truce came first and a treaty second", TRUCE_FIRST),
        ("a truce would come before talks, not the other way round", TRUCE_FIRST),
        ("there is no truce before a treaty", TREATY_FIRST),
        ("a treaty first", TREATY_FIRST),
        ("a truce only after a treaty", TREATY_FIRST),
        ("the guns fall silent once a treaty is signed", TREATY_FIRST),
        ("fighting on until a treaty is signed", TREATY_FIRST),
        ("without a treaty there would be no truce", TREATY_FIRST),
        ("not a truce unless there is a treaty", TREATY_FIRST),
        ("a truce would follow a treaty", TREATY_FIRST),
        ("a truce is conditional on a treaty", TREATY_FIRST),
        ("a treaty first rather than a truce", TREATY_FIRST),
        ("to keep their weapons until autonomy is in force", ARMS_LAST),
        ("not one rifle would be handed over before autonomy", ARMS_LAST),
        ("autonomy must come before disarmament", ARMS_LAST),
    ],
)
def test_it_agrees_with_who_wants_the_same_first(content, option):
    wanted, order = find_precedence(content), find_precedence(option)
    assert wanted.bears_on(order) == 1
    turned = find_precedence(content, against=True)
    assert turned is None or turned.bears_on(order) != 1


@pytest.mark.parametrize(
    ("content", "option"),
    [
        ("any truce before a treaty is signed", TREATY_FIRST),
        ("the idea that a truce comes before a treaty", TREATY_FIRST),
        ("to stop the fighting until a treaty is signed", TREATY_FIRST),
        ("a truce while no treaty is signed", TREATY_FIRST),
        ("talks before a truce", TRUCE_FIRST),
        ("talks without a truce", TRUCE_FIRST),
        ("anything short of a truce before talks", TRUCE_FIRST),
        ("the demand that autonomy come before disarmament", "Disarmament before autonomy"),
    ],
)
def test_to_refuse_one_before_the_other_is_to_want_the_other_first(content, option):
    assert find_precedence(content, against=True).bears_on(find_precedence(option)) == 1


@pytest.mark.parametrize(
    "content",
    [
        "a truce",
        "no truce",
        "a truce before Monday",
        "no truce before 3 May",
        "boats while talks are held",
        "a truce until the end of May",
        "no troops, before a treaty or after it",
        "it will appear before the court",
        "the side that fired first",
        "no immediate truce",
        "",
    ],
)
def test_no_order_is_read_where_none_is_told(content):
    found = find_precedence(content)
    assert found is None or found.bears_on(find_precedence(TREATY_FIRST)) != 1


THINGS = st.frozensets(st.sampled_from("truce treaty talks boats".split()))


@given(THINGS, THINGS, THINGS, THINGS)
def test_to_turn_one_order_round_turns_how_it_bears_on_another(a, b, c, d):
    one, other = Precedence(a, b), Precedence(c, d)
    assert one.bears_on(other) == other.bears_on(one) == -one.turned().bears_on(other)
    assert one.turned().turned() == one


@given(st.text(max_size=80), st.booleans())
def test_any_text_can_be_asked(text, against):
    find_precedence(text, against=against)


SENTENCES = [
    ("rejected an immediate truce.", "truce first opposes"),
    ("said it was too early for a truce.", "truce None opposes"),
    ("rejected any truce before a treaty is signed.",
     "truce after supports"),
    ("ruled out a truce until a treaty was signed.",
     "truce after supports"),
    ("rejected talks before a truce.",
     "truce first supports"),
    ("refused to talk until the guns were silent.",
     "truce first supports"),
    ("ruled out anything short of a full truce before talks.",
     "truce first supports"),
    ("said that a truce would have to wait for a treaty.",
     "truce after supports"),
    ("insisted on a treaty first.",
     "truce after supports"),
    ("would sooner fight on than accept a truce before talks.",
     "truce after supports"),
    ("dropped its demand for a truce before talks.",
     "truce first opposes"),
    ("ruled out anything but foreign patrol boats.",
     "patrols foreign supports"),
    ("rejected any treaty that brings foreign patrol boats.",
     "patrols foreign opposes"),
    ("said there would be no treaty without joint patrol boats.",
     "patrols mixed supports"),
]  # fmt: skip


@pytest.fixture(scope="module")
def reader(case):
    return Reader(case)


@pytest.mark.parametrize(("sentence", "coding"), SENTENCES)
def test_a_report_is_read_the_right_way_round(reader, report_of, sentence, coding):
    (statement,) = reader.read(report_of(f"Torvald {sentence}"))
    found = [f"{c.issue} {c.from_option} {c.modality}" for c in statement.codings]
    assert coding in found
    assert len([one for one in found if one.split()[0] == coding.split()[0]]) == 1
